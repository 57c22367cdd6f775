package plan

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

var update = flag.Bool("update", false, "write the golden files")

const hash = "0123456789abcdef0123456789abcdef01234567"

var digest = strings.Repeat("ab", 32)

// example returns a plan that uses every field.
func example() *Plan {
	return &Plan{
		SchemaVersion: SchemaVersion,
		Version:       Version{NPM: "1.3.0", Python: "1.3.0", Go: "v1.3.0"},
		Level:         version.Minor,
		Reasons: []Reason{
			{Rule: "METHOD_ADDED", Element: "acme.v1.S.List", Message: "S.List was added <new>"},
			{Rule: "FIELD_REMOVED", Element: "acme.v1.M.f", Message: "M.f was removed", Accepted: "nobody has it"},
		},
		Commit: hash, Base: "v1.2.3", BaseDigest: digest,
		DistTag: "latest",
		Tags:    []Tag{{"v1.3.0"}, {"gen/go/v1.3.0"}},
		Feeds: []Feed{
			{Name: "npm", Language: "ts", Kind: lang.FeedNPM, URL: "https://npm.example.com"},
			{Name: "pypi", Language: "python", Kind: "pypi", URL: "https://pypi.example.com/legacy/"},
			{Name: "go", Language: "go", Kind: "goproxy", URL: "file:///srv/goproxy"},
		},
		Artifacts: []Artifact{
			{Language: "ts", Feed: "npm", Package: "@acme/sdk", Version: "1.3.0", File: "sdk-1.3.0.tgz", Path: "dist/acme-sdk-1.3.0.tgz", Size: 345678, SHA256: digest},
			{Language: "python", Feed: "pypi", Package: "acme-sdk", Version: "1.3.0", File: "acme_sdk-1.3.0-py3-none-any.whl", Path: "dist/acme_sdk-1.3.0-py3-none-any.whl", Size: 1234567, SHA256: digest},
			{Language: "go", Feed: "go", Package: "example.com/acme/gen/go", Version: "v1.3.0", File: "v1.3.0.zip", Path: "dist/go/example.com/acme/gen/go/@v/v1.3.0.zip", Size: 999, SHA256: digest},
		},
		Release: &Release{
			Forge: "github", Repository: "https://github.com/acme/api", Tag: "v1.3.0", Title: "1.3.0", Notes: Asset{Name: "release-notes.md", Path: "dist/release-notes.md", Size: 99, SHA256: digest},
			Assets: []Asset{
				{Name: "SHA256SUMS", Path: "dist/release/SHA256SUMS", Size: 999, SHA256: digest, About: true},
				{Name: "server_1.3.0_linux_amd64.tar.gz", Path: "dist/programs/server_1.3.0_linux_amd64.tar.gz", Size: 12345678, SHA256: digest, Program: true},
			},
		},
		Locks:       map[string]string{"tools/go/go.sum": digest, "tools/node/package-lock.json": digest},
		CreatedFrom: Origin{Image: digest, Generated: digest},
	}
}

// preview returns the plan of a pull request.
func preview() *Plan {
	p := example()
	p.Version = Version{NPM: "1.3.0-pr.12.3.g0123456789ab", Python: "1.3.0.dev12000003", Go: "v1.2.4-0.20300102030405-0123456789ab"}
	p.Preview, p.DistTag, p.Tags, p.Release = true, "pr-12", nil, nil
	p.Artifacts[0].Version, p.Artifacts[1].Version, p.Artifacts[2].Version = p.Version.NPM, p.Version.Python, p.Version.Go
	return p
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

func TestGolden(t *testing.T) {
	first := example()
	first.Base, first.BaseDigest, first.Reasons = "", "", nil
	for name, p := range map[string]*Plan{"release": example(), "preview": preview(), "first": first} {
		content, err := p.JSON()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name+".json", string(content))
		golden(t, name+".txt", p.Text())
		read, err := parse(content)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, read, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s changes when it is read: %s", name, diff)
		}
	}
}

func TestWriteAndRead(t *testing.T) {
	root := t.TempDir()
	if _, err := Read(root); err == nil || err.Error() != "dist/plan.json does not exist: run mage plan again" {
		t.Errorf("got %v", err)
	}
	if err := Write(root, example()); err != nil {
		t.Fatal(err)
	}
	p, err := Read(root)
	if diff := cmp.Diff(example(), p); err != nil || diff != "" {
		t.Errorf("%v, %s", err, diff)
	}
	if err := os.WriteFile(filepath.Join(root, File), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(root); err == nil || err.Error() != "dist/plan.json has no schema_version; run mage plan again" {
		t.Errorf("got %v", err)
	}
}

func TestDigestNamesTheRelease(t *testing.T) {
	a, err := example().Digest()
	if err != nil {
		t.Fatal(err)
	}
	other := example()
	other.Artifacts[2].SHA256 = strings.Repeat("cd", 32)
	b, err := other.Digest()
	if err != nil || a == b {
		t.Errorf("%s and %s, %v", a, b, err)
	}
}

func TestReadingIsStrict(t *testing.T) {
	content, err := example().JSON()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, old, fresh, says string }{
		{"a newer form", `"schema_version": 1`, `"schema_version": 2`, "has schema_version 2, and 1 is what this program reads"},
		{"no form", `"schema_version": 1,`, ``, "has no schema_version"},
		{"an unknown key", `"commit"`, `"comit"`, `unknown field "comit"`},
		{"a key twice", `"dirty": false`, `"dirty": true, "dirty": false`, "was changed by hand: line 23"},
		{"no list", `"reasons": [`, `"reasons": null, "x": [`, "unknown field"},
		{"a key in capitals", `"dirty"`, `"Dirty"`, "was changed by hand: line 23"},
		{"other white space", `"dirty": false`, `"dirty":false`, "was changed by hand"},
		{"a missing key", `  "base": "v1.2.3",` + "\n", ``, "was changed by hand"},
		{"a wrong type", `"dirty": false`, `"dirty": 0`, "has an unknown or wrong field"},
		{"an unknown level", `"minor"`, `"huge"`, "has an unknown or wrong field"},
		{"half of it", `"base_digest"`, "\x00", "is not valid JSON"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			changed := strings.Replace(string(content), test.old, test.fresh, 1)
			if changed == string(content) {
				t.Fatal("nothing was changed")
			}
			_, err := parse([]byte(changed))
			if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
	if _, err := parse(append(content, '\n')); err == nil {
		t.Error("something may follow the end")
	}
	if _, err := parse(make([]byte, mostBytes+1)); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("too large: %v", err)
	}
}

func TestWrongPlans(t *testing.T) {
	tests := []struct {
		name string
		spin func(p *Plan)
		says string
	}{
		{"version", func(p *Plan) { p.Version.NPM = "1.3" }, "version.npm"},
		{"Python's version", func(p *Plan) { p.Version.Python = "1.2.9" }, "version.python"},
		{"Go's version", func(p *Plan) { p.Version.Go = "1.3.0" }, "version.go"},
		{"preview of a release", func(p *Plan) { p.Preview, p.Tags = true, nil }, "preview is true"},
		{"release of a preview", func(p *Plan) { *p = *preview(); p.Preview = false }, "preview is false"},
		{"Go's version of a preview", func(p *Plan) { *p = *preview(); p.Version.Go = "v1.3.0" }, "pseudo-version"},
		{"tags of a preview", func(p *Plan) { *p = *preview(); p.Tags = []Tag{{"v1.3.0"}} }, "has no tags"},
		{"latest is a preview", func(p *Plan) { *p = *preview(); p.DistTag = "latest" }, "cannot be latest"},
		{"a short commit", func(p *Plan) { p.Commit = hash[:12] }, "not the full hash"},
		{"an option as commit", func(p *Plan) { p.Commit = "--upload-pack=x" }, "not the full hash"},
		{"a digest in capitals", func(p *Plan) { p.BaseDigest = strings.ToUpper(digest) }, "not a SHA-256"},
		{"a lock outside", func(p *Plan) { p.Locks["../lock"] = digest }, "not a path in the repository"},
		{"no dist-tag", func(p *Plan) { p.DistTag = "" }, "not a valid tag"},
		{"a tag that is an option", func(p *Plan) { p.Tags[0].Name = "-f" }, "not a valid tag"},
		{"a tag that climbs", func(p *Plan) { p.Tags[0].Name = "a/../b" }, "not a valid tag"},
		{"a release without its tag", func(p *Plan) { p.Tags = p.Tags[1:] }, "tags lacks v1.3.0, the tag of the release"},
		{"a tag twice", func(p *Plan) { p.Tags[1] = p.Tags[0] }, "twice"},
		{"a feed twice", func(p *Plan) { p.Feeds[1].Name = "npm" }, "twice"},
		{"a feed with a password", func(p *Plan) { p.Feeds[0].URL = "https://user:s3cret@npm.example.com" }, "contains credentials"},
		{"a feed without address", func(p *Plan) { p.Feeds[0].URL = "npm.example.com" }, "has no address"},
		{"a signer without an issuer", func(p *Plan) { p.Signer = &Signer{Identity: "https://example.com"} }, "no identity or no issuer"},
		{"a signed preview", func(p *Plan) { *p = *preview(); p.Signer = &Signer{"https://example.com", "https://example.com"} }, "a preview is not signed"},
		{"an attestation without a signer", func(p *Plan) {
			p.Release = &Release{Tag: p.Tags[0].Name, Notes: Asset{Name: "n", Path: "n", SHA256: digest}, Assets: []Asset{{Name: "x", Path: "x", Signed: true}}}
		}, "release has x at"},
		{"an unknown feed", func(p *Plan) { p.Artifacts[0].Feed = "other" }, "which is not in the plan"},
		{"a feed of another language", func(p *Plan) { p.Artifacts[0].Feed = "pypi" }, "its feed pypi is for python"},
		{"an artifact of another version", func(p *Plan) { p.Artifacts[0].Version = "1.2.3" }, "has the version"},
		{"an artifact outside", func(p *Plan) { p.Artifacts[0].Path = "dist/../../x" }, "which is not in the repository"},
		{"an absolute path", func(p *Plan) { p.Artifacts[0].Path = "/etc/passwd" }, "which is not in the repository"},
		{"a file that climbs", func(p *Plan) { p.Artifacts[0].File = "../x.tgz" }, "which is not a valid name"},
		{"an empty artifact", func(p *Plan) { p.Artifacts[0].Size = 0 }, "has 0 bytes"},
		{"an artifact twice", func(p *Plan) { p.Artifacts = append(p.Artifacts, p.Artifacts[0]) }, "twice"},
		{"another form", func(p *Plan) { p.SchemaVersion = 0 }, "schema_version is 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := example()
			test.spin(p)
			_, err := p.JSON()
			if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("got %v, want %q", err, test.says)
			}
			if strings.Contains(err.Error(), "s3cret") {
				t.Errorf("the error has the secret: %v", err)
			}
			content, err := json.MarshalIndent(p, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parse(append(content, '\n')); err == nil {
				t.Error("it can be read")
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, p := range []*Plan{example(), preview()} {
		content, err := p.JSON()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := parse(content)
		if err != nil {
			return
		}
		again, err := p.JSON()
		if err != nil || string(again) != string(content) {
			t.Errorf("what was read is written differently: %v", err)
		}
		p.Text()
	})
}

func TestLanguages(t *testing.T) {
	p := example()
	p.Artifacts = append(p.Artifacts, p.Artifacts[0])
	if diff := cmp.Diff([]lang.ID{"ts", "python", "go"}, p.Languages()); diff != "" {
		t.Error(diff)
	}
}

// TestPrograms are the archives of the release that are programs; a plan without a release has none.
func TestPrograms(t *testing.T) {
	want := []Artifact{{
		Language: Programs, Version: "1.3.0", File: "server_1.3.0_linux_amd64.tar.gz", Path: "dist/programs/server_1.3.0_linux_amd64.tar.gz", Size: 12345678, SHA256: digest,
	}}
	if diff := cmp.Diff(want, example().Programs()); diff != "" {
		t.Error(diff)
	}
	if got := want[0].Bundle(); got != "dist/attestations/server_1.3.0_linux_amd64.tar.gz.sigstore.json" {
		t.Errorf("its attestation is %s", got)
	}
	if got := preview().Programs(); got != nil {
		t.Errorf("a preview has %v", got)
	}
}

// checkout makes a repository with the artifacts and locks of the example, and its plan.
func checkout(t *testing.T) (root string, p *Plan) {
	t.Helper()
	gittest.Isolate(t)
	root, p = t.TempDir(), example()
	gittest.Run(t, root, "init", "--quiet", "--initial-branch=main")
	write(t, root, ".gitignore", "/dist/\n")
	for path := range p.Locks {
		write(t, root, path, "locked")
	}
	gittest.Run(t, root, "add", "--all")
	gittest.Run(t, root, "commit", "--quiet", "--message=change")
	p.Commit = strings.TrimSpace(gittest.Run(t, root, "rev-parse", "HEAD"))
	for i := range p.Artifacts {
		write(t, root, p.Artifacts[i].Path, "content")
		digests, err := Digests(root, []string{p.Artifacts[i].Path})
		if err != nil {
			t.Fatal(err)
		}
		d := digests[p.Artifacts[i].Path]
		p.Artifacts[i].Size, p.Artifacts[i].SHA256 = d.Size, d.SHA256
	}
	program := &p.Release.Assets[1]
	write(t, root, program.Path, "program")
	digests, err := Digests(root, []string{program.Path})
	if err != nil {
		t.Fatal(err)
	}
	program.Size, program.SHA256 = digests[program.Path].Size, digests[program.Path].SHA256
	for path := range p.Locks {
		digests, err := Digests(root, []string{path})
		if err != nil {
			t.Fatal(err)
		}
		p.Locks[path] = digests[path].SHA256
	}
	return root, p
}

func write(t *testing.T, root, name, content string) {
	t.Helper()
	name = filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name string
		spin func(root string, p *Plan)
		says []string
	}{
		{"nothing has changed", func(string, *Plan) {}, nil},
		{"another commit", func(root string, _ *Plan) {
			gittest.Run(t, root, "commit", "--quiet", "--allow-empty", "--message=more")
		},
			[]string{"the plan is of commit "}},
		{"a changed file", func(root string, _ *Plan) { write(t, root, ".gitignore", "/dist/\n/more/\n") },
			[]string{".gitignore is not committed: commit it"}},
		{"new files", func(root string, _ *Plan) { write(t, root, "new ü.txt", "new"); write(t, root, "x/y", "new") },
			[]string{"new ü.txt is not committed (nor are 1 more)"}},
		{"a new file that git is set not to show", func(root string, _ *Plan) {
			gittest.Run(t, root, "config", "status.showUntrackedFiles", "no")
			write(t, root, "new", "new")
		},
			[]string{"new is not committed"}},
		{"a removed file", func(root string, _ *Plan) {
			gittest.Run(t, root, "rm", "--quiet", ".gitignore")
			gittest.Run(t, root, "config", "core.excludesFile", "/dev/null")
			write(t, root, ".git/info/exclude", "dist")
		},
			[]string{".gitignore is not committed"}},
		{"a plan of a dirty tree", func(_ string, p *Plan) { p.Dirty = true },
			[]string{"the plan was made from a work tree with uncommitted changes"}},
		{"changed bytes", func(root string, p *Plan) { write(t, root, p.Artifacts[0].Path, "CONTENT") },
			[]string{"dist/acme-sdk-1.3.0.tgz differs from the plan (SHA-256 "}},
		{"a missing artifact", func(root string, p *Plan) {
			if err := os.Remove(filepath.Join(root, p.Artifacts[1].Path)); err != nil {
				t.Fatal(err)
			}
		}, []string{"dist/acme_sdk-1.3.0-py3-none-any.whl does not exist: run mage pack"}},
		{"changed bytes of a program", func(root string, p *Plan) { write(t, root, p.Programs()[0].Path, "PROGRAM") },
			[]string{"dist/programs/server_1.3.0_linux_amd64.tar.gz differs from the plan (SHA-256 "}},
		{"another lock", func(root string, _ *Plan) { write(t, root, "tools/go/go.sum", "other") },
			[]string{"tools/go/go.sum is not committed", "tools/go/go.sum pins other tools than when the plan was made"}},
		{"a lock is gone", func(root string, _ *Plan) {
			if err := os.Remove(filepath.Join(root, "tools/go/go.sum")); err != nil {
				t.Fatal(err)
			}
		}, []string{"tools/go/go.sum is not committed", "tools/go/go.sum, which pins tools, does not exist"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root, p := checkout(t)
			test.spin(root, p)
			now, err := Observe(t.Context(), root, p)
			if err != nil {
				t.Fatal(err)
			}
			err = Check(p, now)
			if len(test.says) == 0 {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil {
				t.Fatal("it may be released")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(test.says) {
				t.Fatalf("%d lines: %v", len(lines), err)
			}
			for i, says := range test.says {
				if !strings.HasPrefix(lines[i], says) {
					t.Errorf("got %q, want %q", lines[i], says)
				}
			}
		})
	}
}

func TestCheckWithoutCommit(t *testing.T) {
	gittest.Isolate(t)
	root := t.TempDir()
	gittest.Run(t, root, "init", "--quiet")
	now, err := Observe(t.Context(), root, &Plan{})
	if err != nil || now.Head != "" {
		t.Errorf("%v, %v", now, err)
	}
	if err := Check(&Plan{Commit: hash}, now); err == nil || !strings.HasPrefix(err.Error(), "this repository has no commit") {
		t.Error(err)
	}
}

func TestDeprecation(t *testing.T) {
	root := t.TempDir()
	example := func() *Deprecation {
		return &Deprecation{
			SchemaVersion: SchemaVersion, Version: Version{NPM: "1.3.0", Python: "1.3.0", Go: "v1.3.0"},
			Reason: "drops messages: use 1.3.1",
			Feeds:  []Feed{{Name: "npm", Language: "ts", Kind: lang.FeedNPM, URL: "https://npm.example.com"}},
			Targets: []Deprecated{
				{Language: "ts", Feed: "npm", Package: "@acme/sdk", Version: "1.3.0"},
			},
			Retract: []Retraction{{Module: "example.com/acme/gen/go", Version: "v1.3.0", Reason: "drops messages: use 1.3.1"}},
		}
	}
	if err := WriteDeprecation(root, example()); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(deprecationFile)))
	if err != nil {
		t.Fatal(err)
	}
	d := new(Deprecation)
	err = json.Unmarshal(content, d)
	if diff := cmp.Diff(example(), d); err != nil || diff != "" {
		t.Errorf("%v, %s", err, diff)
	}
	for name, spin := range map[string]func(d *Deprecation){
		"no reason":           func(d *Deprecation) { d.Reason = " " },
		"two lines":           func(d *Deprecation) { d.Reason = "a\nb" },
		"a long reason":       func(d *Deprecation) { d.Reason = strings.Repeat("a", 501) },
		"an unknown feed":     func(d *Deprecation) { d.Targets[0].Feed = "other" },
		"a line in a retract": func(d *Deprecation) { d.Retract[0].Reason = "a\nreplace x => y" },
		"an odd module":       func(d *Deprecation) { d.Retract[0].Module = "a b" },
		"a wrong version":     func(d *Deprecation) { d.Version.Python = "1.3.1" },
		"an unknown form":     func(d *Deprecation) { d.SchemaVersion = 7 },
	} {
		d := example()
		spin(d)
		if err := WriteDeprecation(root, d); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
