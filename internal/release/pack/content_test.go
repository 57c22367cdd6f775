package pack

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// files are the members of an artifact, by their names from the folder that all are in.
type files map[string]string

const dist = "qdrant_example-1.2.0.dist-info/"

// sound are artifacts without a fault, by their kind.
var sound = map[string]files{
	moduleKind: {
		"go.mod": "module example.com/gen/go\n\ngo 1.24.0\n", "go.sum": "", "LICENSE": "Apache\n",
		"README.md": "Get `example.com/gen/go`.\n\n```go\npackage main\n\nimport (\n\tapi \"example.com/gen/go/qdrant/cloud/a/v1\"\n" +
			"\t\"fmt\"\n)\n\nfunc main() { fmt.Println(api.NewThing(), api.Kind) }\n```\n\n" +
			"```go\nimport \"example.com/gen/go/qdrant/cloud/a/v1\"\n```\n\n| `example.com/gen/go/qdrant/cloud/a/v1` | `other.example/x` |\n",
		"qdrant/cloud/a/v1/a.pb.go": "package av1\n\nfunc NewThing() int { return 1 }\n\nconst (\n\tKind = 1\n)\n",
	},
	wheelKind: {
		dist + "METADATA": "Metadata-Version: 2.4\nName: qdrant-example\nVersion: 1.2.0\n\n# Readme\n\n```python\n" +
			"import qdrant.cloud.a.v1.a_pb2, os\nfrom qdrant.cloud.a.v1 import a_pb2 as api\nfrom qdrant.cloud.a.v1.a_pb2 import (\n    Thing,\n    Kind,\n)\n```\n\n`qdrant.cloud.a.v1`\n",
		dist + "WHEEL": "Wheel-Version: 1.0\n", dist + "licenses/LICENSE": "Apache\n",
		"qdrant/cloud/py.typed": "", "qdrant/cloud/a/v1/a_pb2.py": "Thing = 1\n", "qdrant/cloud/a/v1/a_pb2.pyi": "class Thing: ...\nKind: int\n",
	},
	sdistKind: {
		"PKG-INFO": "Metadata-Version: 2.4\nName: qdrant-example\nVersion: 1.2.0\n\n# Readme\n", "pyproject.toml": "[project]\n",
		"LICENSE": "Apache\n", "README.md": "# Readme\n",
		"qdrant/cloud/py.typed": "", "qdrant/cloud/a/v1/a_pb2.py": "Thing = 1\n", "qdrant/cloud/a/v1/a_pb2.pyi": "class Thing: ...\n",
	},
	tarballKind: {
		"package.json": `{"name": "@qdrant/example", "version": "1.2.0", "dependencies": {"@bufbuild/protobuf": "^2.0.0"},
			"exports": {"./a.js": {"types": "./qdrant/cloud/a_pb.d.ts", "default": "./qdrant/cloud/a_pb.js"}, "./package.json": "./package.json"}}`,
		"LICENSE": "Apache\n",
		"README.md": "```ts\nimport { x } from \"other\";\nimport {\n  type Thing,\n  Kind as K,\n} from \"@qdrant/example/a.js\";\n```\n" +
			"`@qdrant/example` has `@qdrant/example/a.js`.\n",
		"qdrant/cloud/a_pb.js": "import { m } from \"@bufbuild/protobuf/codegenv2\";\nimport { b } from \"./b/b_pb.js\";\n",
		"qdrant/cloud/a_pb.d.ts": "import type { M } from \"@bufbuild/protobuf\";\nimport type {\n  B,\n} from \"./b/b_pb.js\";\n" +
			"export declare type Thing = M;\nexport declare const Kind: M;\n",
		"qdrant/cloud/b/b_pb.js": "export const b = 1;\n", "qdrant/cloud/b/b_pb.d.ts": "export declare type B = string;\n",
	},
}

// made is an artifact of a kind with these files. The RECORD of a wheel is written unless there is one.
func made(t *testing.T, kind string, all files) *artifact {
	t.Helper()
	a := &artifact{kind: kind, pkg: "qdrant-example", version: "1.2.0"}
	container := archive.Zip
	switch kind {
	case moduleKind:
		a.language, a.file, a.pkg, a.version = "go", "v1.2.0.zip", "example.com/gen/go", "v1.2.0"
		a.prefix = a.pkg + "@v1.2.0/"
	case wheelKind:
		a.language, a.file = "python", "qdrant_example-1.2.0-py3-none-any.whl"
		if _, ok := all[dist+"RECORD"]; !ok {
			all = maps.Clone(all)
			all[dist+"RECORD"] = record(all)
		}
	case sdistKind:
		a.language, a.file, a.prefix, container = "python", "qdrant_example-1.2.0.tar.gz", "qdrant_example-1.2.0/", archive.Tarball
	case tarballKind:
		a.language, a.file, a.pkg, a.prefix, container = "ts", "qdrant-example-1.2.0.tgz", "@qdrant/example", "package/", archive.Tarball
	}
	var members []archive.Member
	for _, name := range slices.Sorted(maps.Keys(all)) {
		inside := a.prefix + name
		if outside, ok := strings.CutPrefix(name, "/"); ok {
			inside = outside
		}
		members = append(members, archive.Member{Name: inside, Content: []byte(all[name])})
	}
	var err error
	if a.content, err = container(members); err != nil {
		t.Fatal(err)
	}
	return a
}

func record(all files) string {
	var lines strings.Builder
	for name, content := range all {
		sum := sha256.Sum256([]byte(content))
		fmt.Fprintf(&lines, "%s,sha256=%s,%d\n", name, base64.RawURLEncoding.EncodeToString(sum[:]), len(content))
	}
	return lines.String() + dist + "RECORD,,\n"
}

func TestSoundContent(t *testing.T) {
	for kind, all := range sound {
		a := made(t, kind, all)
		a.folder = []archive.Member{{Name: "qdrant/cloud/py.typed"}, {Name: "template.txt"}}
		if kind == moduleKind || kind == tarballKind {
			a.folder = a.folder[1:]
		}
		found, err := check([]*artifact{a})
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v, %v", kind, found, err)
		}
	}
}

// long is a text of so many bytes that can't be packed smaller.
func long(size int) string {
	random := rand.New(rand.NewChaCha8([32]byte{1}))
	content := make([]byte, size)
	for i := range content {
		content[i] = byte(random.UintN(256))
	}
	return string(content)
}

func TestContentRules(t *testing.T) {
	manyLong := files{}
	for i := range 6 {
		manyLong[fmt.Sprintf("qdrant/cloud/a%d.go", i)] = long(1 << 20)
	}
	tests := []struct {
		name, kind string
		with       files  // with are put into a sound artifact; a dash removes the file.
		want       string // want is the rule and the line about it, without the artifact and the advice.
	}{
		{"a large file", moduleKind, files{"qdrant/cloud/a.go": strings.Repeat("x\n", 1<<19+1)}, "budget: qdrant/cloud/a.go: is of 1048578 bytes, more than the 1048576 that a file may have"},
		{"a large artifact", moduleKind, manyLong, "budget: is of 62"},
		{"google in a wheel", wheelKind, files{"google/type/x_pb2.py": "x"}, "foreign: google/type/x_pb2.py: does not belong to this package"},
		{"buf in a wheel", wheelKind, files{"buf/validate/validate_pb2.py": "x"}, "foreign: buf/validate/validate_pb2.py: does not belong"},
		{"a namespace of our own in a wheel", wheelKind, files{"qdrant/__init__.py": "x"}, "foreign: qdrant/__init__.py: does not belong"},
		{"google in a module", moduleKind, files{"google/type/x.pb.go": "x"}, "foreign: google/type/x.pb.go: does not belong"},
		{"an environment in a tarball", tarballKind, files{"qdrant/cloud/.env": "x"}, "foreign: qdrant/cloud/.env: does not belong"},
		{"a source distribution with more", sdistKind, files{".gitignore": "x"}, "foreign: .gitignore: does not belong"},
		{"a module for Node.js alone", tarballKind, files{"qdrant/cloud/a_pb.js": "import { spawn } from \"node:child_process\";\n"},
			"imports: qdrant/cloud/a_pb.js: imports node:child_process, which browsers do not have"},
		{"a file beside the folder", tarballKind, files{"/other/x.js": "x"}, "foreign: /other/x.js: does not belong"},
		{"two names that are one", wheelKind, files{"qdrant/cloud/a/V1/x.py": "x"}, "names: qdrant/cloud/a/v1: is the same as qdrant/cloud/a/V1 where"},
		{"a name that Windows keeps", sdistKind, files{"qdrant/cloud/aux.py": "x"}, "names: qdrant/cloud/aux.py: has a name that not every system can have"},
		{"a name that is no ASCII", tarballKind, files{"qdrant/cloud/ä.js": "x"}, "names: qdrant/cloud/ä.js: has a name"},
		{"no license in a module", moduleKind, files{"LICENSE": ""}, "required: LICENSE: is missing or empty"},
		{"no license in a wheel", wheelKind, files{dist + "licenses/LICENSE": ""}, "required: *.dist-info/licenses/LICENSE: is missing"},
		{"an empty README", tarballKind, files{"README.md": "\n"}, "required: README.md: is missing or empty"},
		{"a wheel without README", wheelKind, files{dist + "METADATA": "Name: qdrant-example\nVersion: 1.2.0\n"}, "required: METADATA: has no description"},
		{"another name", wheelKind, files{dist + "METADATA": "Name: other\nVersion: 1.2.0\n\nx"}, `manifest: METADATA: is of the package "other", not "qdrant-example"`},
		{"another version", tarballKind, files{"package.json": `{"name": "@qdrant/example", "version": "1.2.1", "main": "qdrant/cloud/a_pb.js"}`}, `manifest: package.json: has the version "1.2.1", not "1.2.0"`},
		{"another module", moduleKind, files{"go.mod": "module example.com/other\n"}, `manifest: go.mod: is of the package "example.com/other"`},
		{"a module that replaces", moduleKind, files{"go.mod": "module example.com/gen/go\n\nreplace example.com/x => ../x\n"}, "manifest: go.mod: can't be read: it replaces example.com/x, which holds for us and not for users"},
		{"a manifest that is no JSON", tarballKind, files{"package.json": "x"}, "manifest: package.json: can't be read"},
		{"no py.typed", wheelKind, files{"qdrant/cloud/py.typed": "-"}, "py-typed: qdrant/cloud/a/v1/a_pb2.pyi: has no py.typed in a folder above it"},
		{"no py.typed and no stubs", sdistKind, files{"qdrant/cloud/py.typed": "-", "qdrant/cloud/a/v1/a_pb2.pyi": "-"}, "py-typed: has no py.typed"},
		{"py.typed elsewhere", wheelKind, files{"qdrant/cloud/py.typed": "-", "qdrant/cloud/b/py.typed": "x"}, "py-typed: qdrant/cloud/a/v1/a_pb2.pyi: has no py.typed"},
		{"a file that RECORD misses", wheelKind, files{dist + "RECORD": "x,sha256=x,1\n"}, "record: " + dist + "METADATA: is not in RECORD"},
		{"a file that RECORD has", wheelKind, files{dist + "RECORD": "x,sha256=x,1\n"}, "record: x: is in RECORD but not in the wheel"},
		{"another digest in RECORD", wheelKind, files{dist + "RECORD": dist + "WHEEL,sha256=x,1\n"}, "record: " + dist + "WHEEL: is another one in RECORD"},
		{"a RECORD that is none", wheelKind, files{dist + "RECORD": "\"x"}, "record: " + dist + "RECORD: can't be read"},
		{"an export to nowhere", tarballKind, files{"package.json": strings.Replace(sound[tarballKind]["package.json"], "a_pb.d.ts", "x.d.ts", 1)}, "exports: package.json: exports ./a.js as ./qdrant/cloud/x.d.ts, which is not there"},
		{"an export by a pattern to nowhere", tarballKind, files{"package.json": `{"name": "@qdrant/example", "version": "1.2.0", "exports": {"./*": "./x/*.js"}}`}, "exports: package.json: exports ./* as ./x/*.js, which is not there"},
		{"a main to nowhere", tarballKind, files{"package.json": `{"name": "@qdrant/example", "version": "1.2.0", "main": "x.js"}`}, "exports: package.json: exports . as x.js, which is not there"},
		{"a program to nowhere", tarballKind, files{"package.json": `{"name": "@qdrant/example", "version": "1.2.0", "bin": {"a": "x.js"}}`}, "exports: package.json: exports . as x.js, which is not there"},
		{"an unreachable file", tarballKind, files{"qdrant/cloud/c_pb.js": "x"}, "exports: qdrant/cloud/c_pb.js: is not reached by any export"},
		{"an unreachable declaration", tarballKind, files{"qdrant/cloud/c_pb.d.ts": "x"}, "exports: qdrant/cloud/c_pb.d.ts: is not reached by any export"},
		{"an import of nothing", tarballKind, files{"qdrant/cloud/b/b_pb.js": "export * from \"./c.js\";\n"}, "imports: qdrant/cloud/b/b_pb.js: imports ./c.js, which is not there"},
		{"an import of a stranger", tarballKind, files{"qdrant/cloud/b/b_pb.js": "import \"@other/x/y.js\";\n"}, "imports: qdrant/cloud/b/b_pb.js: imports @other/x/y.js, whose package package.json does not ask for"},
		{"a script", tarballKind, files{"package.json": `{"name": "@qdrant/example", "version": "1.2.0", "scripts": {"postinstall": "x"}}`}, "scripts: package.json: has the script postinstall"},
		{"a private package", tarballKind, files{"package.json": `{"name": "@qdrant/example", "version": "1.2.0", "private": true}`}, "scripts: package.json: is private"},
		{"a README with an export that is none", tarballKind, files{"README.md": "x\n```ts\nimport { Thing } from \"@qdrant/example/b.js\";\n```\n"}, "readme: README.md:3: names @qdrant/example/b.js, which can't be imported"},
		{"a README with the package itself", tarballKind, files{"README.md": "```ts\nimport { Thing } from \"@qdrant/example\";\n```\n"}, "readme: README.md:2: names @qdrant/example, which can't be imported"},
		{"a README with a name that is none", tarballKind, files{"README.md": "```ts\nimport { Thing, Other } from \"@qdrant/example/a.js\";\n```\n"}, "readme: README.md:2: uses Other of @qdrant/example/a.js, which has no such name"},
		{"a README that mentions nothing", tarballKind, files{"README.md": "\nSee `@qdrant/example/b.js`.\n"}, "readme: README.md:2: names @qdrant/example/b.js"},
		{"a README with a package that is none", moduleKind, files{"README.md": "```go\npackage x\n\nimport _ \"example.com/gen/go/b\"\n```\n"}, "readme: README.md:4: names example.com/gen/go/b, which can't be imported"},
		{"a README with a function that is none", moduleKind, files{"README.md": "```go\npackage x\n\nimport a \"example.com/gen/go/qdrant/cloud/a/v1\"\n\nvar x = a.Other()\n```\n"}, "readme: README.md:4: uses Other of example.com/gen/go/qdrant/cloud/a/v1"},
		{"a README of a wheel with a module that is none", wheelKind, files{dist + "METADATA": "Name: qdrant-example\nVersion: 1.2.0\n\n```py\nimport qdrant.cloud.b\n```\n"}, "readme: README.md:2: names qdrant.cloud.b"},
		{"a README with a class that is none", sdistKind, files{"README.md": "```python\nfrom qdrant.cloud.a.v1.a_pb2 import Thing, Other\n```\n"}, "readme: README.md:2: uses Other of qdrant.cloud.a.v1.a_pb2"},
		{"a secret", moduleKind, files{"qdrant/cloud/a/v1/a.pb.go": "package av1\n\n// AK" + "IA" + strings.Repeat("Q7", 8) + "\n"}, "secret: qdrant/cloud/a/v1/a.pb.go:3: has what looks like a key of AWS"},
	}
	covered := map[string]bool{"complete": true} // It has a test of its own.
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			all := maps.Clone(sound[test.kind])
			for name, content := range test.with {
				all[name] = content
				if content == "-" {
					delete(all, name)
				}
			}
			found, err := check([]*artifact{made(t, test.kind, all)})
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, f := range found {
				covered[f.Rule] = true
				line := f.Rule + ": " + strings.TrimPrefix(f.String(), f.Artifact+": ")
				if strings.HasPrefix(line, test.want) {
					if f.Advice == "" || strings.Contains(line, "\n") {
						t.Errorf("no good line: %q", line)
					}
					return
				}
				said = append(said, line)
			}
			t.Errorf("got %q, want %q", said, test.want)
		})
	}
	for _, r := range contentRules {
		if !covered[r.id] {
			t.Errorf("no test has a case for the rule %s", r.id)
		}
	}
}

func TestContentIsComplete(t *testing.T) {
	a := made(t, sdistKind, sound[sdistKind])
	a.folder = []archive.Member{
		{Name: "qdrant/cloud/a/v1/a_pb2.py", Content: []byte("Other = 1\n")}, {Name: "qdrant/cloud/a/v1/b_pb2.py", Content: nil}, {Name: "template.txt", Content: nil},
	}
	found, err := check([]*artifact{a})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, f.Rule+" "+f.File+" "+f.What)
	}
	want := []string{"complete qdrant/cloud/a/v1/a_pb2.py was changed while it was packed", "complete qdrant/cloud/a/v1/b_pb2.py was not packed"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestFindingsOfSeveralArtifactsAreSaidOnce(t *testing.T) {
	with := func(kind string) *artifact {
		all := maps.Clone(sound[kind])
		all["google/x_pb2.py"] = "x"
		return made(t, kind, all)
	}
	found, err := check([]*artifact{with(wheelKind), with(sdistKind)})
	if err != nil || len(found) != 1 || found[0].Artifact != "qdrant_example-1.2.0-py3-none-any.whl" {
		t.Errorf("got %v, %v", found, err)
	}
}

func TestExportsInOtherForms(t *testing.T) {
	tests := map[string]string{
		"a pattern":     `"exports": {"./*.js": {"types": "./qdrant/cloud/*.d.ts", "default": "./qdrant/cloud/*.js"}}`,
		"one file":      `"exports": "./qdrant/cloud/a_pb.js", "types": "./qdrant/cloud/a_pb.d.ts"`,
		"conditions":    `"exports": {"types": "./qdrant/cloud/a_pb.d.ts", "import": ["./qdrant/cloud/a_pb.js"], "require": null}`,
		"no exports":    `"main": "qdrant/cloud/a_pb.js", "types": "qdrant/cloud/a_pb.d.ts"`,
		"only a module": `"module": "./qdrant/cloud/a_pb.js", "types": "./qdrant/cloud/a_pb.d.ts"`,
	}
	for name, exports := range tests {
		t.Run(name, func(t *testing.T) {
			all := maps.Clone(sound[tarballKind])
			all["package.json"] = `{"name": "@qdrant/example", "version": "1.2.0", "dependencies": {"@bufbuild/protobuf": "1"}, ` + exports + `}`
			all["README.md"] = "Readme\n"
			found, err := check([]*artifact{made(t, tarballKind, all)})
			if err != nil || len(found) > 0 {
				t.Errorf("got %v, %v", found, err)
			}
		})
	}
}
