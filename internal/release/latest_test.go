package release

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// badWorld has 0.174.0 and 0.174.1, which is the latest one everywhere, and turns out to be bad.
type badWorld struct {
	*lineageWorld

	npm feed.Feed
	pkg string
	out *bytes.Buffer
}

func newBadWorld(t *testing.T) *badWorld {
	t.Helper()
	w := &badWorld{lineageWorld: newLineageWorld(t), out: new(bytes.Buffer)}
	w.c.Out = w.out
	w.tags(t, "0.174.0")
	w.push(t, "more")
	w.tags(t, "0.174.1")
	for _, text := range []string{"0.173.0", "0.174.0", "0.174.1", "0.175.0-rc.1"} {
		w.holds(t, text, nil, lang.Python, lang.TypeScript)
	}
	settings, err := config.Load(w.repo)
	if err != nil {
		t.Fatal(err)
	}
	at, err := w.c.production(t.Context(), settings, "")
	if err != nil {
		t.Fatal(err)
	}
	w.npm, w.pkg = at.of(lang.TypeScript)[0].feed, settings.SDKs.Package(lang.TypeScript)
	for _, name := range []string{"latest", "next"} {
		w.point(t, name, "0.174.1")
	}
	if err := os.WriteFile(filepath.Join(w.repo, "notes.md"), []byte("Notes."), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"v0.174.0", "v0.174.1"} {
		err := at.forge.Publish(t.Context(), &plan.Release{Tag: tag, Title: tag[1:], Notes: plan.Asset{Name: "notes.md", Path: "notes.md", Size: 6, SHA256: archive.Member{Content: []byte("Notes.")}.SHA256()}})
		if err != nil {
			t.Fatal(err)
		}
	}
	w.twin.Script() // What was asked until here does not count.
	return w
}

func (w *badWorld) point(t *testing.T, name, text string) {
	t.Helper()
	if err := w.npm.(feed.Tagger).Tag(t.Context(), w.pkg, name, text); err != nil {
		t.Fatal(err)
	}
}

// latest returns what the dist-tags and the forge show: latest, next, and the latest release.
func (w *badWorld) latest(t *testing.T) string {
	t.Helper()
	tags, err := w.npm.(feed.Tagger).Tags(t.Context(), w.pkg)
	if err != nil {
		t.Fatal(err)
	}
	v, err := w.c.opened(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	tag, err := v.feeds.forge.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return tags["latest"] + " " + tags["next"] + " " + tag
}

func (w *badWorld) move(t *testing.T, text string, dry bool) (string, error) {
	t.Helper()
	w.out.Reset()
	err := w.c.ShowLatest(t.Context(), Options{}, text, dry)
	return w.out.String(), err
}

// TestLatest moves latest back to a good version, once it was shown, and not to one that is bad itself.
func TestLatest(t *testing.T) {
	w := newBadWorld(t)
	const before, after = "0.174.1 0.174.1 v0.174.1", "0.174.0 0.174.0 v0.174.0"
	said, err := w.move(t, "0.174.0", true)
	if err != nil || w.latest(t) != before || strings.Count(said, "planned") != 3 || !strings.Contains(said, "is 0.174.1") {
		t.Errorf("a dry run: %v, %s\n%s", err, w.latest(t), said)
	}
	said, err = w.move(t, "0.174.0", false)
	if err != nil || w.latest(t) != after || strings.Count(said, "planned") != 3 || strings.Count(said, "tagged") != 3 {
		t.Errorf("%v, %s\n%s", err, w.latest(t), said)
	}
	if said, err = w.move(t, "0.174.0", false); err != nil || said != "latest is 0.174.0 already\n" {
		t.Errorf("again: %v\n%s", err, said)
	}
	// A candidate that is newer keeps next, and latest can be moved forward as well.
	w.point(t, "next", "0.175.0-rc.1")
	if said, err = w.move(t, "0.174.1", false); err != nil || w.latest(t) != "0.174.1 0.175.0-rc.1 v0.174.1" {
		t.Errorf("%v, %s\n%s", err, w.latest(t), said)
	}
	for text, says := range map[string]string{
		"0.175.0-rc.1": "latest is for final releases",
		"0.175.0":      "0.175.0 is not released: there is no tag v0.175.0",
		"latest":       "is no version",
	} {
		if _, err := w.move(t, text, false); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := w.npm.(feed.Deprecator).Deprecate(t.Context(), w.pkg, "0.174.0", "bad"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.move(t, "0.174.0", false); exit.Of(err) != exit.No || !strings.Contains(err.Error(), "mage deprecate 0.174.0 -undo") {
		t.Errorf("a version that is bad itself: %v", err)
	}
}

// TestLatestWithFaults: whatever goes wrong on the way, the same command finishes it, and nothing moves before its turn.
func TestLatestWithFaults(t *testing.T) {
	for name, test := range map[string]struct {
		script []feedtest.Fault
		codes  []exit.Code
	}{
		"cut before":                 {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.CutBefore()}}, []exit.Code{0}},
		"cut after":                  {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.CutAfter()}}, []exit.Code{0}},
		"an error though it is done": {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.AnswerAfter(502, "bad gateway")}}, []exit.Code{0}},
		"no right":                   {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.Answer(403, "no")}}, []exit.Code{4, 0}},
		"no right for the second":    {[]feedtest.Fault{{On: feedtest.Tag, Nth: 2, Do: feedtest.Answer(403, "no")}}, []exit.Code{4, 0}},
		"no right on the forge":      {[]feedtest.Fault{{On: feedtest.Upload, Path: "/github/", Do: feedtest.Answer(403, "no")}}, []exit.Code{4, 0}},
		"cannot be read":             {[]feedtest.Fault{{On: feedtest.Look, Do: feedtest.Answer(403, "no")}}, []exit.Code{1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newBadWorld(t)
			w.twin.Script(test.script...)
			for _, want := range test.codes {
				if said, err := w.move(t, "0.174.0", false); exit.Of(err) != want {
					t.Errorf("got %v, wanted the code %d\n%s", err, want, said)
				}
			}
			if got := w.latest(t); got != "0.174.0 0.174.0 v0.174.0" {
				t.Errorf("in the end it is %s", got)
			}
		})
	}
}

func (w *badWorld) deprecate(t *testing.T, asked Deprecation) string {
	t.Helper()
	w.out.Reset()
	asked.Version = "0.174.1"
	if err := w.c.ShowDeprecate(t.Context(), Options{}, asked); err != nil {
		t.Fatal(err)
	}
	return w.out.String()
}

// warned returns the reasons that users see: on npm, for Python, and in the next go.mod.
func (w *badWorld) warned(t *testing.T) string {
	t.Helper()
	v, err := w.c.opened(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, language := range []lang.ID{lang.TypeScript, lang.Python} {
		files, err := v.feeds.of(language)[0].feed.Look(t.Context(), v.settings.SDKs.Package(language), "0.174.1")
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		all = append(all, files[0].Gone)
	}
	for _, r := range v.settings.SDKs.Go.Retract {
		all = append(all, string(r.Version)+": "+string(r.Reason))
	}
	return strings.Join(all, "|")
}

// TestDeprecationIsRewordedAndTakenBack: another reason replaces the one before, and -undo leaves what was before. Each can be repeated.
func TestDeprecationIsRewordedAndTakenBack(t *testing.T) {
	w := newBadWorld(t)
	before, err := os.ReadFile(filepath.Join(w.repo, config.File))
	if err != nil {
		t.Fatal(err)
	}
	if said := w.deprecate(t, Deprecation{Reason: "bad", Dry: true}); w.warned(t) != "|" || strings.Count(said, "planned") != 2 {
		t.Errorf("a dry run: %q\n%s", w.warned(t), said)
	}
	for range 2 {
		said := w.deprecate(t, Deprecation{Reason: "bad"})
		if !strings.Contains(said, "go tool mage latest 0.174.0 moves it back") || w.warned(t) != "bad|bad|0.174.1: bad" {
			t.Errorf("%q\n%s", w.warned(t), said)
		}
	}
	if _, err := w.move(t, "0.174.0", false); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if said := w.deprecate(t, Deprecation{Reason: "loses data: use 0.174.2"}); strings.Contains(said, "mage latest") ||
			w.warned(t) != "loses data: use 0.174.2|loses data: use 0.174.2|0.174.1: loses data: use 0.174.2" {
			t.Errorf("reworded: %q\n%s", w.warned(t), said)
		}
	}
	for range 2 {
		if said := w.deprecate(t, Deprecation{Undo: true}); w.warned(t) != "|" || strings.Count(said, "restored") != 2 || !strings.Contains(said, "no longer retracts v0.174.1") {
			t.Errorf("taken back: %q\n%s", w.warned(t), said)
		}
	}
	if after, err := os.ReadFile(filepath.Join(w.repo, config.File)); err != nil || string(after) != string(before) {
		t.Errorf("sdk.yaml is not what it was: %v\n%s", err, after)
	}
}
