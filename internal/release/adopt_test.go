package release

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// packageOf is the package of a language with the files of gen/ in this tree.
func packageOf(t *testing.T, language lang.ID) (name string, content []byte) {
	t.Helper()
	prefix := map[lang.ID]string{lang.Go: goModulePath + "@v0.173.0/", lang.Python: "", lang.TypeScript: "package/"}[language]
	gen := os.DirFS(filepath.Join("..", "..", filepath.FromSlash(language.Language().Dir())))
	var members []archive.Member
	err := fs.WalkDir(gen, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(gen, file)
		members = append(members, archive.Member{Name: prefix + file, Content: content})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if language == lang.TypeScript {
		content, err = archive.Tarball(members)
		name = "sdk-0.173.0.tgz"
	} else {
		content, err = archive.Zip(members)
		name = map[lang.ID]string{lang.Go: "v0.173.0.zip", lang.Python: "sdk-0.173.0-py3-none-any.whl"}[language]
	}
	if err != nil {
		t.Fatal(err)
	}
	return name, content
}

// TestAdoptFromEachKind has the same verdict whatever the base was read from: the contract of this tree is adopted as an image, as a
// commit of another remote and from the package of each language, and then changed.
func TestAdoptFromEachKind(t *testing.T) {
	gittest.Isolate(t)
	dir := t.TempDir()
	repo := filepath.Join(dir, "repo")
	root := filepath.Join("..", "..")
	for _, name := range []string{"proto", "buf.yaml", "buf.gen.yaml", "sdk.yaml"} {
		from, to := filepath.Join(root, name), filepath.Join(repo, name)
		var err error
		if filepath.Ext(name) == "" {
			err = os.CopyFS(to, os.DirFS(from))
		} else {
			var content []byte
			if content, err = os.ReadFile(from); err == nil {
				gittest.Write(t, repo, name, string(content))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	gittest.Run(t, dir, "init", "--quiet", "--initial-branch=main", "repo")
	gittest.Commit(t, repo)
	gittest.Run(t, dir, "clone", "--quiet", "--bare", "repo", "other.git")
	c := &Command{Checkout: Checkout{Root: repo, Progress: progress.Discard(), Getenv: func(string) string { return "" }, Secrets: &redact.Secrets{}}, Out: io.Discard}
	loaded, err := source.Load(t.Context(), source.Options{Root: repo}, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sources := []string{write("old.binpb", []byte(loaded.Encoded)), filepath.Join(dir, "other.git") + "#main"}
	for _, l := range lang.All {
		name, content := packageOf(t, l.ID)
		sources = append(sources, write(name, content))
	}
	changes := map[string][2]string{
		"qdrant/cloud/cluster/v1/cluster.proto":  {"max_len: 64", "max_len: 6"},
		"qdrant/cloud/cluster/v1/cluster.proto ": {"rpc SuggestClusterName(SuggestClusterNameRequest)", "rpc SuggestAName(SuggestClusterNameRequest)"},
		"qdrant/cloud/booking/v1/booking.proto":  {"get: \"/api/booking/v1/", "get: \"/api/booked/v1/"},
		"qdrant/cloud/iam/v1/iam.proto":          {"string email = ", "string e_mail = "},
	}
	var want []string
	for i, from := range sources {
		r, err := c.Adopt(t.Context(), Options{}, "0.173.0", from)
		if err != nil {
			t.Fatalf("%s: %v", from, err)
		}
		if lean := strings.HasSuffix(from, ".whl") || strings.HasSuffix(from, ".tgz"); r.Assumed != lean || r.GoPackages != nil {
			t.Errorf("%s: the record is %+v", from, r)
		}
		if got := verdicts(t, repo); len(got) > 0 {
			t.Errorf("%s: nothing has changed, and the report has\n%s", from, strings.Join(got, "\n"))
		}
		for name, change := range changes {
			edit(t, filepath.Join(repo, "proto", strings.TrimSpace(name)), change[0], change[1])
		}
		got := verdicts(t, repo)
		if i == 0 {
			want = got
			for _, rule := range []string{"method.renamed", "http.path", "field.renamed", "validate.tightened"} {
				if !slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, rule) }) {
					t.Errorf("the report lacks %s: %s", rule, strings.Join(got, "\n"))
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s has another verdict than the image (-image +this):\n%s", from, diff)
		}
		gittest.Run(t, repo, "checkout", "--quiet", "--", "proto")
	}
	for _, name := range []string{adopted.RecordFile, adopted.ImageFile} {
		if info, err := os.Stat(filepath.Join(repo, name)); err != nil || info.Size() > 300<<10 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if refs := gittest.Run(t, repo, "for-each-ref", "--format=%(refname)"); refs != "refs/heads/main" {
		t.Errorf("the clone has %s", refs)
	}
}

// edit replaces the first occurrence of a text in a file.
func edit(t *testing.T, path, old, text string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(content), old) {
		t.Fatalf("%s does not have %q: %v", path, old, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(content), old, text, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// verdicts are the changes since the adopted version, each with its verdict.
func verdicts(t *testing.T, root string) []string {
	t.Helper()
	r, err := gate.Run(t.Context(), gate.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	if r.Report.Base != "v0.173.0" {
		t.Errorf("the base is %s", r.Report.Base)
	}
	var all []string
	for _, change := range r.Report.Changes {
		all = append(all, fmt.Sprintf("%s %s %s %v %s: %s", change.Rule, change.Element, change.Level, change.Breaks, change.Message(), change.Witness))
	}
	return all
}
