package release

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// wants decides about a pre-release, and compares its version.
func (w *lineageWorld) wants(t *testing.T, o Options, want string) decision {
	t.Helper()
	d, err := w.decide(t, o)
	if err != nil || d.version.String() != want {
		t.Errorf("-pre=%s: got %s, %v, want %s", o.Pre, d.version, err, want)
	}
	return d
}

// tags pushes the tags of a version at HEAD.
func (w *lineageWorld) tags(t *testing.T, text string) {
	t.Helper()
	gittest.Run(t, w.repo, "push", "--quiet", "origin", "HEAD:refs/tags/v"+text, "HEAD:refs/tags/gen/go/v"+text)
}

// holdsOf uploads an npm package that names its commit.
func (w *lineageWorld) holdsOf(t *testing.T, text, commit string) {
	t.Helper()
	settings, err := config.Load(w.repo)
	if err != nil {
		t.Fatal(err)
	}
	manifest := `{"name": "` + settings.SDKs.Package(lang.TypeScript) + `", "version": "` + text + `", "gitHead": "` + commit + `"}`
	tarball, err := archive.Tarball([]archive.Member{{Name: "package/package.json", Content: []byte(manifest)}})
	if err != nil {
		t.Fatal(err)
	}
	at, err := w.c.production(t.Context(), settings, "")
	if err != nil {
		t.Fatal(err)
	}
	name := strings.ReplaceAll(strings.TrimPrefix(settings.SDKs.Package(lang.TypeScript), "@"), "/", "-") + "-" + text + ".tgz"
	path := filepath.Join(t.TempDir(), name)
	w.writeTo(t, filepath.Dir(path), name, string(tarball))
	err = at.of(lang.TypeScript)[0].feed.Upload(t.Context(), feed.Artifact{
		Package: settings.SDKs.Package(lang.TypeScript), Version: text, File: name, Path: path, Size: int64(len(tarball)), SHA256: archive.Member{Content: tarball}.SHA256(),
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPreVersions counts pre-releases up by what the feeds and the remote hold, and counts the final release on from the last final one.
func TestPreVersions(t *testing.T) {
	w := newLineageWorld(t)
	rc := Options{Pre: "rc"}
	d := w.wants(t, rc, "0.174.0-rc.1")
	versions, err := d.in()
	if err != nil || versions.NPM != "0.174.0-rc.1" || versions.Python != "0.174.0rc1" || versions.Go != "v0.174.0-rc.1" || d.distTags[0] != "next" || len(d.distTags) != 1 {
		t.Errorf("got %v with the dist-tags %v: %v", versions, d.distTags, err)
	}
	var tags []string
	for _, tag := range d.tags() {
		tags = append(tags, tag.Name)
	}
	if diff := cmp.Diff([]string{"v0.174.0-rc.1", "gen/go/v0.174.0-rc.1"}, tags); diff != "" {
		t.Error(diff)
	}
	w.wants(t, Options{Pre: "alpha"}, "0.174.0-alpha.1")
	w.wants(t, Options{Pre: "rc.7"}, "0.174.0-rc.7")

	// One that others have uploaded by hand, in Python's spelling.
	w.holds(t, "0.174.0-rc.1", nil, lang.Python)
	w.wants(t, rc, "0.174.0-rc.2")
	if _, err := w.decide(t, Options{Pre: "beta"}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "holds 0.174.0-rc.1 already, which is further") {
		t.Errorf("a beta after a candidate: %v", err)
	}

	// A part of one that was begun of this commit is finished, and that of another commit is not.
	head := gittest.Run(t, w.repo, "rev-parse", "HEAD")
	w.holdsOf(t, "0.174.0-rc.2", strings.Repeat("a", 40))
	w.wants(t, rc, "0.174.0-rc.3")
	w.holdsOf(t, "0.174.0-rc.3", head)
	w.holdsOf(t, "0.174.0-rc.4", strings.Repeat("b", 40))
	w.wants(t, rc, "0.174.0-rc.3")

	// One with a tag is released, and the next commit gets the next one.
	w.tags(t, "0.174.0-rc.3")
	if d := w.wants(t, rc, "0.174.0-rc.3"); !d.released {
		t.Error("a commit with the tag of a candidate is not released")
	}
	w.push(t, "more")
	w.wants(t, rc, "0.174.0-rc.5")
	w.tags(t, "0.174.0-rc.5")

	// The final release is the first one, whatever candidates there were.
	final := w.wants(t, Options{}, "0.174.0")
	if final.base.commit != "" || strings.Join(final.distTags, " ") != "latest next" {
		t.Errorf("the final release counts on from %s, with the dist-tags %v", final.base.version, final.distTags)
	}
	w.released(t)
	if _, err := w.decide(t, rc); nothingToRelease(err) == nil || !strings.Contains(err.Error(), "since v0.174.0") {
		t.Errorf("a candidate of what is released: %v", err)
	}

	// The numbers begin again for each version that candidates lead up to.
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  string name = 2;\n  string more = 3;\n"))
	w.push(t, "an addition")
	w.wants(t, rc, "0.174.1-rc.1")
	w.tags(t, "0.174.1-rc.1")
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  reserved 2;\n  reserved \"name\";\n"))
	w.push(t, "a break\n\nAccept-break: field.removed qdrant.cloud.things.v1.GetThingResponse.name nobody has read it")
	if d := w.wants(t, rc, "0.175.0-rc.1"); d.base.version.String() != "0.174.0" {
		t.Errorf("it counts on from %s", d.base.version)
	}
	w.tags(t, "0.175.0-rc.1")

	// A preview for Go counts from the highest tag, as the go command does, although the next version is a lower one again.
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  string name = 2;\n  string more = 3;\n"))
	w.push(t, "no break")
	w.wants(t, rc, "0.174.1-rc.2")
	v, _, err := w.c.do(t.Context(), request{Options: Options{Pre: "pr.7"}, section: deciding})
	if err != nil {
		t.Fatal(err)
	}
	if golang, err := v.decision.goVersion(); err != nil || !strings.HasPrefix(golang, "v0.175.0-rc.1.0.2") || !strings.HasPrefix(v.decision.version.String(), "0.174.1-pr.7.1.g") {
		t.Errorf("the preview %s is %s for Go, %v", v.decision.version, golang, err)
	}
}

// TestPreNeedsNoSection: the notes of a pre-release are those of its version, or what is under Unreleased.
func TestPreNeedsNoSection(t *testing.T) {
	w := newLineageWorld(t)
	for text, want := range map[string]string{
		"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Soon.\n":                                                        "### Added\n\n- Soon.\n",
		"# Changelog\n\n## [Unreleased]\n\n## [0.174.0] - 2026-11-29\n\n### Added\n\n- Cut.\n":                            "### Added\n\n- Cut.\n",
		"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Soon.\n\n## [0.173.0] - 2026-11-29\n\n### Added\n\n- Before.\n": "### Added\n\n- Soon.\n",
	} {
		w.write(t, "CHANGELOG.md", text)
		v, err := version.Parse("0.174.0-rc.1")
		if err != nil {
			t.Fatal(err)
		}
		if notes, err := w.c.notes(v, &destination{}, Options{}); err != nil || notes != want {
			t.Errorf("got %q, %v, want %q", notes, err, want)
		}
	}
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Soon.\n")
	w.push(t, "not cut")
	w.wants(t, Options{Pre: "rc"}, "0.174.0-rc.1")
}

// TestPreOptions refuses what is no pre-release that all ecosystems have, before anything is read.
func TestPreOptions(t *testing.T) {
	w := newLineageWorld(t)
	for pre, says := range map[string]string{
		"canary": "alpha, beta and rc alone", "rc.0": "alpha, beta and rc alone", "pr.x": "write it like pr.123", "123": "write it like pr.123",
	} {
		if _, err := w.decide(t, Options{Pre: pre}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), says) {
			t.Errorf("-pre=%s: got %v", pre, err)
		}
	}
}
