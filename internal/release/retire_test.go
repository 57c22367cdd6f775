package release

import (
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// TestRetire removes the dist-tag of a pull request, whatever goes wrong on the way, and no other one.
func TestRetire(t *testing.T) {
	for name, test := range map[string]struct {
		script []feedtest.Fault
		codes  []exit.Code
	}{
		"undisturbed":                {nil, []exit.Code{0, 0}},
		"cut before":                 {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.CutBefore()}}, []exit.Code{0}},
		"cut after":                  {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.CutAfter()}}, []exit.Code{0}},
		"an error though it is done": {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.AnswerAfter(502, "bad gateway")}}, []exit.Code{0}},
		"no right":                   {[]feedtest.Fault{{On: feedtest.Tag, Do: feedtest.Answer(403, "no")}}, []exit.Code{4, 0}},
		"cannot be read":             {[]feedtest.Fault{{On: feedtest.Look, Do: feedtest.Answer(403, "no")}}, []exit.Code{1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSetting(t)
			if code := s.release(t); code != 0 {
				t.Fatal(code)
			}
			c := &Checkout{Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}}
			v, err := c.opened(t, Options{})
			if err != nil {
				t.Fatal(err)
			}
			npm := v.feeds.byName()["npm"]
			for _, tag := range []string{"pr-7", "pr-77"} {
				if err := npm.(feed.Tagger).Tag(t.Context(), npmName, tag, released); err != nil {
					t.Fatal(err)
				}
			}
			s.twin.Script(test.script...)
			for _, want := range test.codes {
				done, err := publish.Retirement{Feeds: v.feeds.byName(), Patience: publish.Patience{First: 1, Most: 1}, Targets: []publish.Target{
					{Kind: publish.DistTag, Where: "npm", Language: "ts", Package: npmName, Name: "pr-7"},
				}}.Run(t.Context())
				if exit.Of(err) != want || want == 0 && !strings.Contains(done.Text(), "absent") {
					t.Errorf("got %v, wanted the code %d", err, want)
				}
			}
			tags, err := npm.(feed.Tagger).Tags(t.Context(), npmName)
			if err != nil || tags["pr-7"] != "" || tags["pr-77"] != released || tags["latest"] != released {
				t.Errorf("the dist-tags are %v: %v", tags, err)
			}
		})
	}
	if _, err := (&Checkout{}).Retire(t.Context(), Options{Pre: "latest"}); exit.Of(err) != exit.Usage {
		t.Errorf("a name that is none of a pull request: %v", err)
	}
}
