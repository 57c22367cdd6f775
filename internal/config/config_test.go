package config

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const root = "../.."

func TestRepositoryConfigIsValid(t *testing.T) {
	config, err := Load(root)
	if err != nil {
		t.Fatal(err)
	}
	if config.SDKs.Go.Module != "github.com/qdrant/qdrant-cloud-public-api/gen/go" {
		t.Errorf("Go module is %q", config.SDKs.Go.Module)
	}
}

func TestSchemaIsFresh(t *testing.T) {
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, SchemaFile)
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is stale: go test ./internal/config -update", SchemaFile)
	}
}

func TestMistakesNameLineKeyAndWhatIsAllowed(t *testing.T) {
	valid, err := os.ReadFile(filepath.Join("testdata", File)) // Its lines stay where they are.
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, old, new string
		line           int
		key, what      string
	}{
		{"unknown key", "  license:", "  licence:", 13, "project.licence", "allowed here: description, homepage, repository, license"},
		{"unknown top key", "sdks:", "sdk:", 20, "sdk", "allowed here: version, project, api, sdks"},
		{"bad version", "version: 0.174.0", "version: v0.1", 7, "version", `"v0.1" is not allowed: want a semantic version`},
		{"bad url", "https://api.cloud", "http://api.cloud", 18, "api.rest", "https://"},
		{"missing key", "  license: Apache-2.0\n", "", 10, "project.license", "missing"},
		{"list for a value", "  license: Apache-2.0", "  license: [MIT]", 13, "project.license", "found a list"},
		{"value for a mapping", "  go:\n    module: github.com/qdrant/qdrant-cloud-public-api/gen/go\n    # Up to 0.173.0 the packages were a part of the module in the root of the repository.\n    split: 0.174.0", "  go: on", 21, "sdks.go", "want keys module"},
		{"twice", "  license: Apache-2.0", "  license: MIT\n  license: MIT", 14, "project.license", "twice"},
		{"empty", "license: Apache-2.0", `license: ""`, 13, "project.license", "may not be empty"},
		{"alias", "license: Apache-2.0", "license: *x", 0, "", "unknown anchor"},
		{"token in place of its variable", "token: NPM_FEED_TOKEN", "token: npm_abc123", 56, "release.feeds.ts[0].token", "never a token itself"},
		{"credentials in an address", "url: https://us-npm", "url: https://me:secret@us-npm", 55, "release.feeds.ts[0].url", "credentials come from the environment"},
		{"http elsewhere", "url: https://us-npm", "url: http://us-npm", 55, "release.feeds.ts[0].url", "http:// on this machine"},
		{"kind of feed", "kind: git", "kind: bucket", 48, "release.feeds.go[0].kind", "want one of git, goproxy"},
		{"feed without what its kind needs", "        token: NPM_FEED_TOKEN\n", "", 55, "release.feeds.ts[0].token", "a feed of the kind npm needs it"},
		{"proxy without an address", "kind: git", "kind: goproxy", 48, "release.feeds.go[0].url", "the kind goproxy needs it"},
		{"language without a feed", "      - kind: git\n", "      []\n", 0, "release.feeds.go", "has no feed"},
		{"feed for a language that is none", "    ts:\n      - url", "    rust:\n      - url", 54, "release.feeds.rust", "allowed here: go, python, ts"},
		{"two feeds of one name", "token: NPM_FEED_TOKEN\n", "token: NPM_FEED_TOKEN\n      - {url: \"https://example.com/npm/\", token: T}\n", 57, "release.feeds.ts[1].name", "two feeds are called npm"},
		{"name of a feed", "- kind: git", "- {name: The Proxy, kind: git}", 48, "release.feeds.go[0].name", "lower-case word"},
		{"attestations of a feed that takes none", "- kind: git", "- {kind: git, attestations: true}", 48, "release.feeds.go[0].attestations", "a feed of the kind git takes no attestations"},
		{"signing without an issuer", "    issuer: https://token.actions.githubusercontent.com\n", "", 0, "release.signing.issuer", "missing"},
		{"program outside of the repository", program, programs("../cmd/x", "linux/amd64"), 78, "release.programs[0].package", "./cmd/name"},
		{"program in a hidden folder", program, programs("./.cache/x", "linux/amd64"), 78, "release.programs[0].package", "./cmd/name"},
		{"program that is the root", program, programs(".", "linux/amd64"), 78, "release.programs[0].package", "./cmd/name"},
		{"program for no platform", program, programs("./cmd/x"), 78, "release.programs[0].platforms", "the list is empty"},
		{"platform that is none", program, programs("./cmd/x", "linux/x86"), 78, "release.programs[0].platforms[0]", "want one of darwin/amd64, darwin/arm64, linux/amd64"},
		{"platform without a processor", program, programs("./cmd/x", "linux"), 78, "release.programs[0].platforms[0]", "linux/arm64"},
		{"platform twice", program, programs("./cmd/x", "linux/amd64", "linux/amd64"), 78, "release.programs[0].platforms", "linux/amd64 stands here twice"},
		{"program without platforms", program, "    - package: ./cmd/x\n", 78, "release.programs[0].platforms", "missing"},
		{"two programs of one name", program, programs("./cmd/x", "linux/amd64") + programs("./tools/x", "linux/amd64"), 79, "release.programs[1].package", "two programs are called x"},
		{"key of a program", program, "    - {path: ./cmd/x}\n", 78, "release.programs[0].path", "allowed here: package, platforms"},
		{"not yaml", "project:\n", "project: [\n", 0, "", "not YAML"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			content := strings.Replace(string(valid), test.old, test.new, 1)
			if content == string(valid) {
				t.Fatalf("%q does not occur in sdk.yaml", test.old)
			}
			_, err := Parse(File, []byte(content))
			var mistake *Error
			if !errors.As(err, &mistake) {
				t.Fatalf("got %v, want an *Error", err)
			}
			if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "npm_abc123") {
				t.Errorf("the error shows a secret: %v", err)
			}
			if test.line != 0 && mistake.Line != test.line || mistake.Key != test.key || !strings.Contains(mistake.What, test.what) {
				t.Errorf("got %v\nwant line %d, key %s, …%s…", mistake, test.line, test.key, test.what)
			}
		})
	}
}

// program is the entry of sdk.yaml that the tests replace.
const program = `    - package: ./cmd/qdrant-cloud-emulator
      platforms: [linux/amd64, linux/arm64, darwin/amd64, darwin/arm64, windows/amd64, windows/arm64]
`

func programs(pkg string, platforms ...string) string {
	return "    - {package: \"" + pkg + "\", platforms: [" + strings.Join(platforms, ", ") + "]}\n"
}

// TestPrograms reads programs, with the names and platforms that their files have. Without the key there are none.
func TestPrograms(t *testing.T) {
	valid, err := os.ReadFile(filepath.Join(root, File))
	if err != nil {
		t.Fatal(err)
	}
	read := func(old, changed string) Programs {
		t.Helper()
		config, err := Parse(File, []byte(strings.Replace(string(valid), old, changed, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return config.Release.Programs
	}
	if none := read("  programs:\n"+program, ""); none != nil {
		t.Errorf("without the key the programs are %v", none)
	}
	got := read(program, programs("./cmd/a-b.c", "windows/arm64", "linux/amd64")+programs("./x", "darwin/amd64"))
	if len(got) != 2 || got[0].Name() != "a-b.c" || got[1].Name() != "x" || got[0].Platforms[0].System() != "windows" || got[0].Platforms[0].Processor() != "arm64" {
		t.Errorf("read %v", got)
	}
}

func FuzzParse(f *testing.F) {
	valid, err := os.ReadFile(filepath.Join(root, File))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(valid)
	f.Add([]byte("version: &a [*a]"))
	f.Fuzz(func(t *testing.T, content []byte) {
		config, err := Parse(File, content)
		var mistake *Error
		if err != nil && !errors.As(err, &mistake) {
			t.Errorf("got %T, want an *Error", err)
		}
		if err == nil && config.Version == "" {
			t.Error("accepted without a version")
		}
	})
}
