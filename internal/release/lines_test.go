package release

import (
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// lineWorld has released 0.174.0 and 0.175.0 from main, and a branch release/0.174 with a fix on top of the former.
func lineWorld(t *testing.T) *lineageWorld {
	t.Helper()
	w := newLineageWorld(t)
	w.released(t)
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  string name = 2;\n  string more = 3;\n"))
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.174.1] - 2026-11-29\n\n### Added\n\n- More.\n")
	w.push(t, "0.175.0")
	w.tags(t, "0.175.0")
	w.holds(t, "0.175.0", nil, lang.Python, lang.TypeScript)
	gittest.Run(t, w.repo, "checkout", "--quiet", "-b", "release/0.174", "HEAD~1")
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  // Name is unique.\n  string name = 2;\n"))
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.174.1] - 2026-11-29\n\n### Fixed\n\n- A comment.\n")
	w.pushTo(t, "release/0.174", "a fix")
	return w
}

func (w *lineageWorld) pushTo(t *testing.T, branch, message string) {
	t.Helper()
	gittest.Run(t, w.repo, "add", "--all")
	gittest.Run(t, w.repo, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message="+message)
	gittest.Run(t, w.repo, "push", "--quiet", "origin", "HEAD:refs/heads/"+branch)
}

// TestLine releases a version below the highest one, from a branch whose name is found wherever it is.
func TestLine(t *testing.T) {
	w := lineWorld(t)
	check := func(where string, o Options) {
		t.Helper()
		d := w.wants(t, o, "0.174.1")
		if d.base.version.String() != "0.174.0" || d.line.String() != "0.174" || strings.Join(d.distTags, " ") != "release-0.174" {
			t.Errorf("%s: it counts on from %s in the line %q, with the dist-tags %v", where, d.base.version, d.line, d.distTags)
		}
	}
	check("on the branch", Options{})
	d := w.wants(t, Options{Pre: "rc"}, "0.174.1-rc.1")
	if strings.Join(d.distTags, " ") != "release-0.174-next" {
		t.Errorf("a candidate of the line has the dist-tags %v", d.distTags)
	}
	gittest.Run(t, w.repo, "checkout", "--quiet", "--detach")
	w.env["GITHUB_REF_NAME"] = "release/0.174"
	check("on a detached HEAD of a workflow", Options{})
	delete(w.env, "GITHUB_REF_NAME")
	check("with a flag", Options{Line: "0.174"})
	if _, err := w.decide(t, Options{Line: "old"}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "as in 0.174 or 1") {
		t.Errorf("-line=old: %v", err)
	}
	// Without a line it would be below the newest version.
	_, err := w.decide(t, Options{})
	if exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "holds 0.175.0 already") || !strings.Contains(err.Error(), "a branch such as release/0.174") {
		t.Errorf("without a line: %v", err)
	}
}

// TestLineOfTheHighest moves latest too, because nothing newer exists.
func TestLineOfTheHighest(t *testing.T) {
	w := newLineageWorld(t)
	w.released(t)
	gittest.Run(t, w.repo, "checkout", "--quiet", "-b", "release/0.174")
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  // Name is unique.\n  string name = 2;\n"))
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.174.1] - 2026-11-29\n\n### Fixed\n\n- A comment.\n")
	w.pushTo(t, "release/0.174", "a fix")
	if d := w.wants(t, Options{}, "0.174.1"); strings.Join(d.distTags, " ") != "release-0.174 latest next" {
		t.Errorf("the dist-tags are %v", d.distTags)
	}
}

// TestLineRefuses what does not belong to a line, and says what to do.
func TestLineRefuses(t *testing.T) {
	w := lineWorld(t)
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  reserved 2;\n  reserved \"name\";\n"))
	w.pushTo(t, "release/0.174", "a break\n\nAccept-break: field.removed qdrant.cloud.things.v1.GetThingResponse.name nobody has read it")
	_, err := w.decide(t, Options{})
	for _, want := range []string{"need 0.175.0, and release/0.174 has only versions 0.174.x", "release them from the main branch", "field.removed"} {
		if exit.Of(err) != exit.No || !strings.Contains(err.Error(), want) {
			t.Errorf("a break: the error lacks %q: %v", want, err)
		}
	}

	// The last release of the line has something that this commit lacks.
	w = lineWorld(t)
	w.tags(t, "0.174.1")
	gittest.Run(t, w.repo, "reset", "--quiet", "--hard", "HEAD~1")
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  // Name is a name.\n  string name = 2;\n"))
	w.pushTo(t, "another", "another fix")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.No || !strings.Contains(err.Error(), "v0.174.1 is the last release of release/0.174, and is not in the history") {
		t.Errorf("a branch without the last release: %v", err)
	}

	// A feed holds a version of the line that has no tag, such as one that was uploaded by hand.
	w = lineWorld(t)
	w.holds(t, "0.174.5", nil, lang.TypeScript)
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "holds 0.174.5 already") || !strings.Contains(err.Error(), "write version: 0.174.6") {
		t.Errorf("a version of the line without a tag: %v", err)
	}
}

// TestNewLine begins a line with its first version, counted on from what is below it, or from the whole history of its first release.
func TestNewLine(t *testing.T) {
	w := lineWorld(t)
	gittest.Run(t, w.repo, "checkout", "--quiet", "-b", "release/0.180", "main")
	w.write(t, "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.180.0] - 2026-11-29\n\n### Added\n\n- All.\n")
	w.pushTo(t, "release/0.180", "prepare")
	d := w.wants(t, Options{}, "0.180.0")
	if d.base.version.String() != "0.175.0" || strings.Join(d.distTags, " ") != "release-0.180 latest next" {
		t.Errorf("it counts on from %s, with the dist-tags %v", d.base.version, d.distTags)
	}
	gittest.Run(t, w.repo, "push", "--quiet", "origin", "--delete", "v0.174.0", "v0.175.0", "gen/go/v0.174.0", "gen/go/v0.175.0")
	gittest.Run(t, w.repo, "tag", "--delete", "v0.174.0")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "release/0.180 has only versions 0.180.x") {
		t.Errorf("a first release outside of its line: %v", err)
	}
}
