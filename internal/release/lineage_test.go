package release

import (
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
)

// deciding is the part of a release that chooses the version and says whether it may be released.
var deciding = section{"commit", "gate"}

// lineageWorld has feeds and a remote that hold 0.173.0, which was released from another tree, and a clone of this one with a contract.
type lineageWorld struct {
	*setting

	c *Command
}

// things is a contract with the methods and fields of a version.
func things(fields string) string {
	return "syntax = \"proto3\";\n\npackage qdrant.cloud.things.v1;\n\noption go_package = \"" + goModulePath + "/qdrant/cloud/things/v1;thingsv1\";\n\n" +
		"service ThingService {\n  rpc GetThing(GetThingRequest) returns (GetThingResponse);\n}\n\nmessage GetThingRequest {\n  string id = 1;\n}\n\n" +
		"message GetThingResponse {\n  string id = 1;\n" + fields + "}\n"
}

const goModulePath = "github.com/qdrant/qdrant-cloud-public-api/gen/go"

func newLineageWorld(t *testing.T) *lineageWorld {
	t.Helper()
	s := newSetting(t)
	w := &lineageWorld{s, &Command{Checkout: Checkout{
		Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}, publishing: quickly,
	}, Out: io.Discard}}
	for name, content := range map[string]string{
		"buf.yaml": "version: v2\nmodules: [{path: proto}]\n",
		"proto/qdrant/cloud/things/v1/things.proto": things("  string name = 2;\n"),
		"CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n## [0.174.0] - 2026-11-29\n\n### Added\n\n- Everything.\n",
	} {
		w.write(t, name, content)
	}
	const kept = "lineage"
	gitTemplates.mu.Lock()
	defer gitTemplates.mu.Unlock()
	if from := gitTemplates.of[kept]; from != "" {
		copyGit(t, from, s.dir)
		return w
	}
	w.push(t, "the tree")
	old := filepath.Join(s.dir, "old")
	gittest.Run(t, s.dir, "init", "--quiet", "--template=", "--initial-branch=old", "old")
	w.writeTo(t, old, "buf.yaml", "version: v2\nmodules: [{path: proto}]\n")
	w.writeTo(t, old, "proto/qdrant/cloud/things/v1/things.proto", things("  string name = 2;\n  string color = 3;\n"))
	gittest.Run(t, old, "add", "--all")
	gittest.Run(t, old, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=old")
	gittest.Run(t, old, "tag", "v0.173.0")
	gittest.Run(t, old, "push", "--quiet", filepath.Join(s.dir, "remote.git"), "v0.173.0")
	dir, err := os.MkdirTemp(gitTemplates.dir, "git-") //nolint:usetesting // Other tests take it, too.
	if err != nil {
		t.Fatal(err)
	}
	copyGit(t, s.dir, dir)
	gitTemplates.of[kept] = dir
	return w
}

// copyGit copies the repositories of a world into the place of others. The files of the clone are none of them.
func copyGit(t *testing.T, from, to string) {
	t.Helper()
	for _, name := range []string{"repo/.git", "remote.git", "old"} {
		err := os.RemoveAll(filepath.Join(to, name))
		if err := errors.Join(err, os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name)))); err != nil {
			t.Fatal(err)
		}
	}
}

func (w *lineageWorld) writeTo(t *testing.T, root, name, content string) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (w *lineageWorld) write(t *testing.T, name, content string) {
	t.Helper()
	w.writeTo(t, w.repo, name, content)
}

// push commits the work tree and pushes it to main.
func (w *lineageWorld) push(t *testing.T, message string) {
	t.Helper()
	gittest.Run(t, w.repo, "add", "--all")
	gittest.Run(t, w.repo, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty", "--message="+message)
	gittest.Run(t, w.repo, "push", "--quiet", "origin", "main")
}

// holds uploads packages of a version to the feeds, all or those of some languages.
func (w *lineageWorld) holds(t *testing.T, text string, content []archive.Member, languages ...lang.ID) {
	t.Helper()
	settings, err := config.Load(w.repo)
	if err != nil {
		t.Fatal(err)
	}
	at, err := w.c.production(t.Context(), settings, "")
	if err != nil {
		t.Fatal(err)
	}
	v, err := version.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range languages {
		for _, a := range oldPackages(t, settings, language, v, content) {
			path := filepath.Join(t.TempDir(), a.File)
			w.writeTo(t, filepath.Dir(path), a.File, string(a.content))
			err := at.of(language)[0].feed.Upload(t.Context(), feed.Artifact{
				Package: a.Package, Version: a.Version, File: a.File, Path: path, Size: int64(len(a.content)), SHA256: archive.Member{Content: a.content}.SHA256(),
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// edit changes a line of sdk.yaml, which is not committed in these tests.
func (w *lineageWorld) edit(t *testing.T, old, text string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(w.repo, config.File))
	if err != nil || !strings.Contains(string(content), old) {
		t.Fatalf("sdk.yaml does not have %q: %v", old, err)
	}
	w.write(t, config.File, strings.Replace(string(content), old, text, 1))
}

func (w *lineageWorld) decide(t *testing.T, o Options) (decision, error) {
	t.Helper()
	v, _, err := w.c.do(t.Context(), request{Options: o, section: deciding})
	return v.decision, err
}

// TestLineage counts on from what feeds and remote hold, and refuses a version below.
func TestLineage(t *testing.T) {
	w := newLineageWorld(t)
	d, err := w.decide(t, Options{})
	if err != nil || d.version.String() != "0.174.0" {
		t.Fatalf("got %s, %v", d.version, err)
	}
	w.holds(t, "0.172.0", nil, lang.Go, lang.Python, lang.TypeScript)
	w.holds(t, "0.173.0", nil, lang.Python, lang.TypeScript)
	d, err = w.decide(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, mark := range d.lineage {
		name, _, _ := strings.Cut(mark.Where, " (")
		got[name] = mark.Highest
	}
	want := map[string]string{"the tags of origin": "0.173.0", "npm": "0.173.0", "pypi": "0.173.0", "go": "0.172.0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the highest versions (-want +got):\n%s", diff)
	}
	// What this release has published itself is no reason to choose another version, and changes nothing in the plan.
	w.holds(t, "0.174.0", nil, lang.TypeScript)
	again, err := w.decide(t, Options{})
	if err != nil || again.version != d.version || cmp.Diff(d.lineage, again.lineage) != "" {
		t.Errorf("half-way it is %s, %v: %s", again.version, err, cmp.Diff(d.lineage, again.lineage))
	}
	for number, says := range map[string]string{
		"0.1.0":   "0.1.0 cannot be released: npm (" + w.server.URL + "/npm/) holds 0.174.0 already",
		"0.173.0": "write version: 0.175.0 in sdk.yaml",
	} {
		w.edit(t, "version: 0.174.0", "version: "+number)
		if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v", number, err)
		}
		w.edit(t, "version: "+number, "version: 0.174.0")
	}
	// A Go SDK that requires a root that is nowhere would break its users.
	w.edit(t, "split: 0.174.0", "split: 0.173.5")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "write split: 0.174.0") {
		t.Errorf("the root module: got %v", err)
	}
}

// TestLineageWithoutALogin plans without asking private feeds, and asks them before anything is uploaded.
func TestLineageWithoutALogin(t *testing.T) {
	w := newLineageWorld(t)
	w.server.Close()
	tokens := maps.Clone(w.env)
	w.env = map[string]string{"CI": "true"}
	d, err := w.decide(t, Options{Unsigned: true})
	if err != nil {
		t.Fatal(err)
	}
	unknown := 0
	for _, mark := range d.lineage {
		if mark.Unknown != "" {
			unknown++
		}
	}
	if unknown != 3 {
		t.Errorf("%d feeds are marked as not asked: %v", unknown, d.lineage)
	}
	w.env = tokens
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.No || !strings.Contains(err.Error(), "which versions exist is unknown") {
		t.Errorf("with a login: got %v", err)
	}
	w2 := newLineageWorld(t)
	w2.holds(t, "0.180.0", nil, lang.TypeScript)
	p, err := w2.c.opened(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.plan.Version.NPM, p.plan.Lineage = "0.174.0", []lineage.Mark{{Where: "npm", Unknown: "it needs a login"}}
	if _, _, err := w2.c.look(t.Context(), p.settings, p.plan, p.feeds, false); err == nil || !strings.Contains(err.Error(), "holds 0.180.0 already") {
		t.Errorf("before the upload: got %v", err)
	}
}

// TestGate refuses a release of what nobody has approved, and says what to do.
func TestGate(t *testing.T) {
	for _, test := range []struct {
		name string
		spin func(t *testing.T, w *lineageWorld)
		o    Options
		want []string // want is empty where it may be released.
	}{
		{"all is well", func(*testing.T, *lineageWorld) {}, Options{}, nil},
		{"the changelog is not cut", func(t *testing.T, w *lineageWorld) {
			w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More.\n")
			w.push(t, "more")
		}, Options{}, []string{"CHANGELOG.md has no section for 0.174.0", "mage changelog -release", "-uncut"}},
		{"the changelog is cut for another version", func(t *testing.T, w *lineageWorld) {
			w.released(t)
			w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  string name = 2;\n  string more = 3;\n"))
			w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.174.9] - 2026-11-29\n\n### Added\n\n- More.\n")
			w.push(t, "more")
		}, Options{}, []string{"has no section for 0.174.1 (its newest is 0.174.9)"}},
		{"a team that does not cut it", func(t *testing.T, w *lineageWorld) {
			w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More.\n")
			w.push(t, "more")
		}, Options{AllowUncut: true}, nil},
		{"a commit that was not pushed", func(t *testing.T, w *lineageWorld) {
			gittest.Run(t, w.repo, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty", "--message=mine")
		}, Options{}, []string{"is on no branch of origin: push it"}},
		{"a commit that is not the tip of its branch", func(t *testing.T, w *lineageWorld) {
			w.push(t, "later")
			gittest.Run(t, w.repo, "checkout", "--quiet", "HEAD~1")
		}, Options{}, nil},
		{"a break that nobody has accepted", func(t *testing.T, w *lineageWorld) { w.breaks(t, "break") }, Options{AllowUncut: true},
			[]string{"qdrant.cloud.things.v1.GetThingResponse.name", "field.removed", "compatibility.accept", "Accept-break: field.removed qdrant.cloud.things.v1.GetThingResponse.name"}},
		{"a break that somebody has accepted", func(t *testing.T, w *lineageWorld) {
			w.breaks(t, "break\n\nAccept-break: field.removed qdrant.cloud.things.v1.GetThingResponse.name nobody has read it")
		}, Options{AllowUncut: true}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newLineageWorld(t)
			test.spin(t, w)
			d, err := w.decide(t, test.o)
			if len(test.want) == 0 {
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(test.name, "accepted") && (len(d.accepted) != 1 || d.accepted[0].Accepted != "nobody has read it") {
					t.Errorf("the plan records %v", d.accepted)
				}
				return
			}
			if exit.Of(err) != exit.No {
				t.Fatalf("got %v", err)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q: %v", want, err)
				}
			}
		})
	}
}

// breaks removes a field after a release.
func (w *lineageWorld) breaks(t *testing.T, message string) {
	t.Helper()
	w.released(t)
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  reserved 2;\n  reserved \"name\";\n"))
	w.push(t, message)
}

// released pushes the tags of 0.174.0.
func (w *lineageWorld) released(t *testing.T) {
	t.Helper()
	gittest.Run(t, w.repo, "tag", "v0.174.0")
	gittest.Run(t, w.repo, "push", "--quiet", "origin", "v0.174.0", "v0.174.0:refs/tags/gen/go/v0.174.0")
}

// TestNotes has the notes of a version alone.
func TestNotes(t *testing.T) {
	w := newLineageWorld(t)
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Later.\n\n## [0.174.0] - 2026-11-29\n\n### Added\n\n- Now.\n\n## [0.173.0] - 2026-11-28\n\n### Added\n\n- Before.\n")
	v, err := version.Parse("0.174.0")
	if err != nil {
		t.Fatal(err)
	}
	if notes, err := w.c.notes(v, &destination{}, Options{}); err != nil || notes != "### Added\n\n- Now.\n" {
		t.Errorf("got %q, %v", notes, err)
	}
	v, err = version.Parse("0.175.0")
	if err != nil {
		t.Fatal(err)
	}
	if notes, err := w.c.notes(v, &destination{local: true}, Options{}); err != nil || notes != "### Added\n\n- Later.\n" {
		t.Errorf("a local release: got %q, %v", notes, err)
	}
}

// TestAdopting continues what was released from another tree: with its last tag in the history, the first release of this tree has a
// verdict like any other.
func TestAdopting(t *testing.T) {
	w := newLineageWorld(t)
	w.holds(t, "0.173.0", nil, lang.Go, lang.Python, lang.TypeScript)
	gittest.Run(t, w.repo, "fetch", "--quiet", "origin", "tag", "v0.173.0")
	merge := func(message string) {
		gittest.Run(t, w.repo, "-c", "user.name=Test", "-c", "user.email=test@example.com", "merge", "--quiet", "--strategy=ours",
			"--allow-unrelated-histories", "--message="+message, "v0.173.0")
		gittest.Run(t, w.repo, "push", "--quiet", "origin", "main")
	}
	merge("adopt v0.173.0")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.No || !strings.Contains(err.Error(), "GetThingResponse.color") {
		t.Fatalf("the break since the other tree: got %v", err)
	}
	w.push(t, "accept\n\nAccept-break: field.removed qdrant.cloud.things.v1.GetThingResponse.color nobody has read it")
	d, err := w.decide(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.version.String() != "0.174.0" || d.base.version.String() != "0.173.0" || d.level != version.Major || d.baseImage == "" || len(d.accepted) != 1 {
		t.Errorf("got %s after %s, level %s, image %.8s, accepted %v", d.version, d.base.version, d.level, d.baseImage, d.accepted)
	}
	// A preview for Go counts from no tag, because the other tree had none for this module.
	v, _, err := w.c.do(t.Context(), request{Options: Options{Pre: "pr.7"}, section: deciding})
	if err != nil {
		t.Fatal(err)
	}
	if golang, err := v.decision.goVersion(); err != nil || !strings.HasPrefix(golang, "v0.0.0-2") {
		t.Errorf("the preview for Go is %s, %v", golang, err)
	}
}

// TestLineageWithoutTags refuses to take a release for the first one in a clone that shows signs of an earlier one.
func TestLineageWithoutTags(t *testing.T) {
	w := newLineageWorld(t)
	gittest.Run(t, w.repo, "config", "remote.origin.tagOpt", "--no-tags")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "made without tags: run git fetch --tags") {
		t.Errorf("a clone without tags: got %v", err)
	}
	gittest.Run(t, w.repo, "config", "--unset", "remote.origin.tagOpt")
	if d, err := w.decide(t, Options{}); err != nil || d.version.String() != "0.174.0" {
		t.Errorf("a clone with tags: got %s, %v", d.version, err)
	}
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.174.0] - 2026-11-29\n\n### Added\n\n- Everything.\n\n## [0.172.0] - 2026-10-29\n")
	w.push(t, "a changelog with an earlier release")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "CHANGELOG.md has a section of 0.172.0") {
		t.Errorf("a section of an earlier release: got %v", err)
	}
}
