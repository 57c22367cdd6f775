package pack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

const commit = "0123456789abcdef0123456789abcdef01234567"

func options(root, out, text string) Options {
	v, err := version.Parse(text)
	if err != nil {
		panic(err) // The versions stand in the tests.
	}
	return Options{
		Root: root, Out: out, Version: v, Commit: commit, Time: time.Date(2026, 3, 4, 5, 6, 7, 0, time.FixedZone("", 3600)),
		Project: config.Project{
			Description: "An example.", Homepage: "https://example.com", Repository: "https://example.com/repo", License: "Apache-2.0",
		},
		Locks: map[string]string{"go.sum": strings.Repeat("ab", 32)},
	}
}

// checkout returns a new folder with a copy of gen, of the locks that the bills of materials are made from, and of what packages have
// beside gen.
func checkout(t *testing.T) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "checkout")
	for _, id := range lang.IDs() {
		if err := os.CopyFS(filepath.Join(root, "gen", string(id)), os.DirFS(filepath.Join("../../../gen", string(id)))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{npmLock.path, pythonLock.path, "CHANGELOG.md", "SECURITY.md"} {
		content, err := os.ReadFile(filepath.Join("../../..", name))
		if err != nil {
			t.Fatal(err)
		}
		put(t, root, name, string(content))
	}
	return root
}

// put writes a file below a folder.
func put(t *testing.T, root, name, text string) {
	t.Helper()
	if err := lay([]archive.Member{{Name: name, Content: []byte(text)}}, root); err != nil {
		t.Fatal(err)
	}
}

func sums(t *testing.T, out string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(out, sumsFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestMain is a second program too: one that packs with another umask, which belongs to a process as a whole.
func TestMain(m *testing.M) {
	if root := os.Getenv("PACK_TEST_ROOT"); root != "" {
		syscall.Umask(0o077)
		_, err := All(context.Background(), []string{"PATH=" + os.Getenv("PATH")}, options(root, "out", os.Getenv("PACK_TEST_VERSION")))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	var err error
	if scratch, err = file.TempDir("", "pack-test"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(scratch)
	os.Exit(code)
}

// scratch is where the repository is packed, once for all tests that look at what is packed and do not change it.
var scratch string

// candidate is the version of what is packed once.
const candidate = "1.2.3-rc.1"

var ofTheRepository = sync.OnceValues(func() ([]Artifact, error) {
	env, err := pinned()
	if err != nil {
		return nil, err
	}
	return All(context.Background(), env, options("../../..", scratch, candidate))
})

// packedOnce are the artifacts of the repository, in the folder scratch.
func packedOnce(t *testing.T) []Artifact {
	t.Helper()
	tools(t)
	made, err := ofTheRepository()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(made)
}

// copyOfPacked copies all that is packed once into a folder, as if it was packed there.
func copyOfPacked(t *testing.T, out string) {
	t.Helper()
	packedOnce(t)
	if err := os.CopyFS(out, os.DirFS(scratch)); err != nil {
		t.Fatal(err)
	}
}

func TestAllOfTheRepository(t *testing.T) {
	got, out := packedOnce(t), scratch
	var want []Artifact
	const module, npm = "github.com/qdrant/qdrant-cloud-public-api/gen/go", "@qdrant/qdrant-cloud-public-api"
	for _, file := range []string{"v1.2.3-rc.1.info", "v1.2.3-rc.1.mod", "v1.2.3-rc.1.zip"} {
		want = append(want, Artifact{Language: "go", Package: module, Version: "v1.2.3-rc.1", File: file})
	}
	for _, file := range []string{"qdrant_cloud_public_api-1.2.3rc1-py3-none-any.whl", "qdrant_cloud_public_api-1.2.3rc1.tar.gz"} {
		want = append(want, Artifact{Language: "python", Package: "qdrant-cloud-public-api", Version: "1.2.3rc1", File: file})
	}
	want = append(want, Artifact{Language: "ts", Package: npm, Version: "1.2.3-rc.1", File: "qdrant-qdrant-cloud-public-api-1.2.3-rc.1.tgz"})
	var listed strings.Builder
	for i, a := range got {
		content, err := os.ReadFile(a.Path)
		if err != nil {
			t.Fatal(err)
		}
		if a.Size != int64(len(content)) || a.SHA256 != digest(content) || a.Path != filepath.Join(out, string(a.Language), a.File) {
			t.Errorf("described as %+v", a)
		}
		fmt.Fprintf(&listed, "%s  %s/%s\n", a.SHA256, a.Language, a.File)
		got[i].Size, got[i].SHA256, got[i].Path = 0, "", ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("artifacts (-want +got):\n%s", diff)
	}
	names := tree(t, out)
	names = slices.DeleteFunc(names, func(name string) bool { return name == sumsFile || strings.HasPrefix(name, ".") })
	var counted []string
	for line := range strings.Lines(sums(t, out)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		content, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || digest(content) != sum {
			t.Errorf("%s is not what %s says: %v", name, sumsFile, err)
		}
		counted = append(counted, name)
	}
	if diff := cmp.Diff(names, counted); diff != "" {
		t.Errorf("files (-there +in %s):\n%s", sumsFile, diff)
	}
	for line := range strings.Lines(listed.String()) {
		if !strings.Contains(sums(t, out), line) {
			t.Errorf("%s misses %q", sumsFile, line)
		}
	}
}

// TestSameBytes packs in other circumstances: another folder with files beside it that tools might look for above, other
// times and modes of the files, another umask, time zone, language and date for reproducible builds.
func TestSameBytes(t *testing.T) {
	packedOnce(t)
	env, root := tools(t), checkout(t)
	put(t, root, ".gitignore", "*.pyi\nREADME.md\n")
	put(t, root, "package.json", `{"name": "above", "workspaces": ["gen/*"], "files": []}`)
	put(t, root, ".npmrc", "ignore-scripts=false\n")
	put(t, root, "gen/python/qdrant/cloud/__pycache__/x.cpython-313.pyc", "x")
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			err = errors.Join(os.Chmod(path, 0o700), os.Chtimes(path, time.Unix(1e9, 0), time.Unix(1e9, 0)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	before, err := folder(filepath.Join(root, "gen"))
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	err = run.Run(t.Context(), run.Cmd{
		Args: []string{program}, Dir: t.TempDir(),
		Env: append([]string{
			"PACK_TEST_ROOT=" + root, "PACK_TEST_VERSION=" + candidate,
			"TZ=Asia/Kathmandu", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "SOURCE_DATE_EPOCH=1", "PYTHONHASHSEED=7",
			"HOME=" + t.TempDir(), "TMPDIR=" + t.TempDir(),
		}, env...),
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sums(t, scratch), sums(t, filepath.Join(root, "out"))); diff != "" {
		t.Errorf("digests (-first +second):\n%s", diff)
	}
	after, err := folder(filepath.Join(root, "gen"))
	if diff := cmp.Diff(before, after, cmp.Comparer(bytes.Equal)); err != nil || diff != "" {
		t.Errorf("packing has changed gen: %v (-before +after):\n%s", err, diff)
	}
}

// TestOneLanguageAlone packs one language where all are: it has the same bytes, and the others and the list of digests stay.
func TestOneLanguageAlone(t *testing.T) {
	env, out := tools(t), t.TempDir()
	copyOfPacked(t, out)
	o := options("../../..", out, candidate)
	want := sums(t, out)
	o.Languages = []lang.ID{"go"}
	packed, err := All(t.Context(), env, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range packed {
		if a.Language != "go" {
			t.Errorf("it has packed %s", a.File)
		}
	}
	if got := sums(t, out); got != want {
		t.Errorf("the digests (-want +got):\n%s", cmp.Diff(want, got))
	}
	alone := t.TempDir()
	o.Out = alone
	if _, err := All(t.Context(), env, o); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(sums(t, alone)) {
		if !strings.Contains(want, line) || !strings.Contains(line, "  go/") {
			t.Errorf("packed alone it has %s", line)
		}
	}
	if entries, err := os.ReadDir(alone); err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == "ts" }) {
		t.Errorf("packed alone there is %v, %v", entries, err)
	}
	o.Languages = []lang.ID{"cobol"}
	var none *LanguageError
	if _, err := All(t.Context(), env, o); !errors.As(err, &none) || err.Error() != `"cobol" is not a language that can be packed; use some of go, python, ts, programs` {
		t.Errorf("got %v", err)
	}
}

func TestEveryFindingIsTold(t *testing.T) {
	root, env := checkout(t), tools(t)
	copyOfPacked(t, filepath.Join(root, "dist"))
	before := sums(t, filepath.Join(root, "dist"))
	put(t, root, "gen/python/qdrant/cloud/google/x.txt", "x")
	put(t, root, "gen/ts/qdrant/cloud/x.js", "export {};\n")
	if err := os.Symlink("go.mod", filepath.Join(root, "gen/go/link")); err != nil {
		t.Fatal(err)
	}
	_, err := All(t.Context(), env, options(root, "", "0.1.0"))
	var content *ContentError
	if !errors.As(err, &content) {
		t.Fatalf("got %v", err)
	}
	want := []string{
		"gen/go: link: is no regular file but a symbolic link; put a file with the content in its place [regular]",
		"qdrant_cloud_public_api-0.1.0-py3-none-any.whl: qdrant/cloud/google/x.txt: does not belong to this package: code of ours is below qdrant/cloud/; " +
			"remove the file, or keep the generator from making it; what is generated for google/ or buf/ comes from packages of its own [foreign]",
		"qdrant-qdrant-cloud-public-api-0.1.0.tgz: qdrant/cloud/x.js: is not reached by any export of package.json, so nobody can import it; " +
			"run mage generate, or remove the file [exports]",
	}
	if diff := cmp.Diff(strings.Join(want, "\n"), err.Error()); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if after := sums(t, filepath.Join(root, "dist")); after != before {
		t.Error("what was packed before has changed")
	}
}

func TestMajorVersionNeedsItsPath(t *testing.T) {
	o := options("../../..", t.TempDir(), "2.0.0")
	o.Languages = []lang.ID{lang.Go}
	_, err := All(t.Context(), nil, o)
	want := "gen/go: go.mod: has the path github.com/qdrant/qdrant-cloud-public-api/gen/go, which v2.0.0 can't have; " +
		"from version 2 on the path of a module ends in /vN: set sdks.go.module in sdk.yaml, change go_package in all protos alike, and run mage generate [module-path]"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestWhatAllNeeds(t *testing.T) {
	tests := map[string]struct {
		spoil func(*Options)
		want  string
	}{
		"a version":    {func(o *Options) { o.Version = version.Version{} }, "without a version"},
		"a commit":     {func(o *Options) { o.Commit = "abc" }, `"abc" is no full hash`},
		"a time":       {func(o *Options) { o.Time = time.Time{} }, "has no time"},
		"a repository": {func(o *Options) { o.Project.Repository = "" }, "project.repository in sdk.yaml"},
		"a tree":       {func(o *Options) { o.Root = "testdata/nothing" }, "pack gen/"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o := options("../../..", t.TempDir(), "0.1.0")
			test.spoil(&o)
			if _, err := All(t.Context(), nil, o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error about %q", err, test.want)
			}
			if left := tree(t, o.Out); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestRunsAtOnceDontMix(t *testing.T) {
	root, env := "../../..", tools(t)
	out := t.TempDir()
	put(t, out, "plan.json", "{}")
	put(t, out, "go/v0.0.1.zip", "of the last version")
	put(t, out, ".pack/left", "of a killed run")
	var group errgroup.Group
	for range 2 {
		group.Go(func() error {
			_, err := All(t.Context(), env, options(root, out, "0.1.0"))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	names := tree(t, out)
	lines := strings.Count(sums(t, out), "\n")
	if !slices.Contains(names, "plan.json") || len(names) != lines+3 { // With the list itself, the plan and the lock.
		t.Errorf("%d files, %d digests: %v", len(names), lines, names)
	}
}

func TestAttestationsOfTheRepository(t *testing.T) {
	packedOnce(t)
	out := scratch
	tests := map[string]struct{ purl, requires string }{
		"go/v1.2.3-rc.1.zip": {"pkg:golang/github.com/qdrant/qdrant-cloud-public-api/gen/go@v1.2.3-rc.1", "pkg:golang/google.golang.org/grpc@v1"},
		"python/qdrant_cloud_public_api-1.2.3rc1-py3-none-any.whl": {"pkg:pypi/qdrant-cloud-public-api@1.2.3rc1", "pkg:pypi/grpcio"},
		"python/qdrant_cloud_public_api-1.2.3rc1.tar.gz":           {"pkg:pypi/qdrant-cloud-public-api@1.2.3rc1", "pkg:pypi/protobuf"},
		"ts/qdrant-qdrant-cloud-public-api-1.2.3-rc.1.tgz":         {"pkg:npm/%40qdrant/qdrant-cloud-public-api@1.2.3-rc.1", "pkg:npm/%40bufbuild/protobuf"},
	}
	for name, test := range tests {
		content, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		var bom struct {
			Metadata struct {
				Component struct {
					PURL   string
					Hashes []struct{ Content string }
				}
			}
			Components []struct{ PURL string }
		}
		readJSON(t, filepath.Join(out, name+sbomSuffix), &bom)
		self := bom.Metadata.Component
		if self.PURL != test.purl || self.Hashes[0].Content != digest(content) {
			t.Errorf("%s is described as %+v", name, self)
		}
		if !slices.ContainsFunc(bom.Components, func(c struct{ PURL string }) bool { return strings.HasPrefix(c.PURL, test.requires) }) {
			t.Errorf("%s does not require %s: %+v", name, test.requires, bom.Components)
		}
		var statement struct {
			Subject []struct {
				Name   string
				Digest map[string]string
			}
			Predicate struct {
				BuildDefinition struct {
					ResolvedDependencies []struct{ Digest map[string]string }
				}
			}
		}
		readJSON(t, filepath.Join(out, name+provenanceSuffix), &statement)
		for _, s := range statement.Subject {
			subject, err := os.ReadFile(filepath.Join(out, filepath.Dir(name), s.Name))
			if err != nil || s.Digest["sha256"] != digest(subject) {
				t.Errorf("%s has the subject %+v: %v", name, s, err)
			}
		}
		if got := statement.Predicate.BuildDefinition.ResolvedDependencies[0].Digest["gitCommit"]; got != commit {
			t.Errorf("%s is of the commit %s", name, got)
		}
	}
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func TestVersionsAreReplacedAlone(t *testing.T) {
	tests := []struct {
		change   func([]byte, string) ([]byte, error)
		in, want string // want is an error where it begins with a "!".
	}{
		{withNPMVersion, `{"name": "a", "version" :  "0.1.0", "x": {"version": "9"}}`, `{"name": "a", "version" :  "1.2.3", "x": {"version": "9"}}`},
		{withNPMVersion, `{"x": {"version": "9"}, "version":"0.1.0"}`, `{"x": {"version": "9"}, "version":"1.2.3"}`},
		{withNPMVersion, `{"x": {"version": "9"}}`, "!has no version"},
		{withNPMVersion, `["version"]`, "!is no JSON object"},
		{withNPMVersion, `{"version": `, "!EOF"},
		{withGitHead, "{\"name\": \"a\"\n}\n", "{\"name\": \"a\",\n  \"gitHead\": \"1.2.3\"\n}\n"},
		{withGitHead, `{"gitHead": "x"}`, "!has a gitHead"},
		{withGitHead, `{"name": `, "!unexpected end"},
		{withPythonVersion, "[tool.a]\nversion = \"9\"\n[project]\nname = \"a\"\nversion = \"0.1.0\" # here\n", "[tool.a]\nversion = \"9\"\n[project]\nname = \"a\"\nversion = \"1.2.3\" # here\n"},
		{withPythonVersion, "\n[project]\nname = \"a\"\nversion='0.1.0'\n[b]\n", "\n[project]\nname = \"a\"\nversion=\"1.2.3\"\n[b]\n"},
		{withPythonVersion, "\n[project]\nname = \"a\"\n[tool.x]\nversion = \"9\"\n", "!could not be set"},
		{withPythonVersion, "\n[project]\nname = \"a\"\n", "!no project.version"},
		{withPythonVersion, "version = \"1\"\n", "!no line [project]"},
		{withPythonVersion, "\n[project]\nversion = \"1\"\n", "!could not be set"},
	}
	for _, test := range tests {
		got, err := test.change(bytes.Clone([]byte(test.in)), "1.2.3")
		if want, fails := strings.CutPrefix(test.want, "!"); fails {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: got %q, %v, want an error about %q", test.in, got, err, want)
			}
		} else if err != nil || string(got) != test.want {
			t.Errorf("%q: got %q, %v", test.in, got, err)
		}
	}
}

func TestEveryLanguageCanBePacked(t *testing.T) { langtest.Complete(t, "Languages", Languages) }
