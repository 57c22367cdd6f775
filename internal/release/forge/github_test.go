package forge

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge/forgetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

const (
	writer = "writer-token"
	reader = "reader-token"
)

// stage is a release that is to be made, and what makes it.
type stage struct {
	hub     *forgetest.GitHub
	twin    *feedtest.Twin
	server  *httptest.Server
	root    string
	release *plan.Release
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{hub: &forgetest.GitHub{Repository: "acme/api", Token: writer, Reader: reader, HasTag: func(string) bool { return true }}, root: t.TempDir()}
	s.twin = feedtest.New(s.hub)
	s.server = httptest.NewServer(s.twin)
	t.Cleanup(s.server.Close)
	s.release = &plan.Release{Forge: Name, Tag: "v1.2.3", Title: "1.2.3", Notes: s.write(t, "notes.md", "What is new.")}
	for _, name := range []string{"sdk-1.2.3.tgz", "sdk-1.2.3.whl", "SHA256SUMS"} {
		a := s.write(t, name, strings.Repeat(name, 50))
		a.About = name == "SHA256SUMS"
		s.release.Assets = append(s.release.Assets, a)
	}
	return s
}

func (s *stage) write(t *testing.T, name, content string) plan.Asset {
	t.Helper()
	if err := file.Write(filepath.Join(s.root, name), []byte(content)); err != nil {
		t.Fatal(err)
	}
	return plan.Asset{Name: name, Path: name, Size: int64(len(content)), SHA256: digest([]byte(content))}
}

func (s *stage) client(t *testing.T, token string) *GitHub {
	t.Helper()
	g, err := New(Options{Root: s.root, API: s.server.URL, Repository: "https://github.com/acme/api", Options: httpfeed.Options{
		Credentials: func(context.Context) (feed.Login, error) { return feed.Login{Secret: token}, nil },
	}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// published wants the release, once and whole, and nothing done that should not be.
func (s *stage) published(t *testing.T) {
	t.Helper()
	all := s.hub.Releases()
	if len(all) != 1 || all[0].Draft || len(all[0].Assets) != 3 || all[0].Latest != "legacy" || !strings.HasPrefix(all[0].Body, "What is new.") {
		t.Fatalf("there are %d releases, the first is %+v", len(all), all[0])
	}
	for _, a := range all[0].Assets {
		if a.State != "uploaded" || string(a.Content) != strings.Repeat(a.Name, 50) {
			t.Errorf("%s is %s with %d bytes", a.Name, a.State, a.Size)
		}
	}
	if wrong := s.hub.Wrong(); len(wrong) > 0 {
		t.Errorf("wrong: %q", wrong)
	}
	if ok, detail, err := s.client(t, reader).Look(t.Context(), s.release); !ok || detail != "" || err != nil {
		t.Errorf("a look shows %t %q, %v", ok, detail, err)
	}
}

func TestPublish(t *testing.T) {
	s := newStage(t)
	g := s.client(t, writer)
	if ok, _, err := g.Look(t.Context(), s.release); ok || err != nil {
		t.Fatalf("a look before: %t, %v", ok, err)
	}
	for range 2 { // The second time changes nothing.
		if err := g.Publish(t.Context(), s.release); err != nil {
			t.Fatal(err)
		}
		s.published(t)
	}
	if got := s.twin.Writes()["PATCH /repos/acme/api/releases/1"]; got != 1 {
		t.Errorf("it was published %d times", got)
	}
	if got := g.Address(s.release); got != "https://github.com/acme/api/releases/tag/v1.2.3" {
		t.Errorf("its address is %s", got)
	}
}

// TestInterrupted has each write fail in turn, before, in the body and after it has arrived. The next call finishes the release.
func TestInterrupted(t *testing.T) {
	for name, do := range map[string]feedtest.Action{
		"before": feedtest.CutBefore(), "in the body": feedtest.CutBody(20), "after": feedtest.CutAfter(),
		"500": feedtest.Answer(500, "oops"), "502 after": feedtest.AnswerAfter(502, "bad gateway"),
	} {
		for n := 1; n <= 5; n++ {
			s := newStage(t)
			s.twin.Script(feedtest.Fault{On: feedtest.Upload, Nth: n, Do: do})
			g := s.client(t, writer)
			err := g.Publish(t.Context(), s.release)
			if of, ok := err.(*feed.Error); err != nil && ok && !of.Retry { //nolint:errorlint // It is returned as it is.
				t.Errorf("%s write %d: no other try is made after %v", name, n, err)
			}
			if err := g.Publish(t.Context(), s.release); err != nil {
				t.Errorf("%s write %d: once more: %v", name, n, err)
			}
			s.published(t)
		}
	}
}

// TestTwoAtOnce has two machines make the same release.
func TestTwoAtOnce(t *testing.T) {
	for range 20 {
		s := newStage(t)
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				g := s.client(t, writer)
				for range 5 { // As publish does.
					if err := g.Publish(t.Context(), s.release); err == nil {
						return
					}
				}
			})
		}
		both.Wait()
		g := s.client(t, writer)
		if err := g.Publish(t.Context(), s.release); err != nil {
			t.Fatal(err)
		}
		// What the slower one has begun too late is a draft, which no user sees.
		drafts := 0
		for _, of := range s.hub.Releases() {
			if of.Draft {
				drafts++
			}
		}
		if ok, _, err := g.Look(t.Context(), s.release); !ok || err != nil || drafts > 1 {
			t.Errorf("after both it is %t, with %d drafts: %v", ok, drafts, err)
		}
		if wrong := s.hub.Wrong(); len(wrong) > 0 {
			t.Errorf("wrong: %q", wrong)
		}
	}
}

// TestWhatIsThere compares files that others have made.
func TestWhatIsThere(t *testing.T) {
	other := func(name string) *forgetest.Asset { return &forgetest.Asset{Name: name, Content: []byte("other")} }
	right := func(name string) *forgetest.Asset {
		return &forgetest.Asset{Name: name, Content: []byte(strings.Repeat(name, 50))}
	}
	tests := map[string]struct {
		release *forgetest.Release
		digests bool
		want    string // want is what a look shows before, and publishing says; empty is that it can be published.
		detail  string
	}{
		"a draft of a person":            {&forgetest.Release{Draft: true, Body: "mine"}, true, "", ""},
		"published without files":        {&forgetest.Release{Body: "by hand"}, true, "", "0 of 3 files are there"},
		"published, without digests":     {&forgetest.Release{Assets: []*forgetest.Asset{right("sdk-1.2.3.tgz")}}, false, "", "1 of 3 files are there"},
		"another package":                {&forgetest.Release{Assets: []*forgetest.Asset{other("sdk-1.2.3.tgz")}}, true, "sdk-1.2.3.tgz with other bytes", ""},
		"another provenance":             {&forgetest.Release{Assets: []*forgetest.Asset{other("SHA256SUMS")}}, true, "", "1 of 3 files are there"},
		"other bytes in a draft of ours": {&forgetest.Release{Draft: true, Body: "<!-- mage release: v1.2.3 -->", Assets: []*forgetest.Asset{other("sdk-1.2.3.tgz")}}, true, "", "there is a draft"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.hub.NoDigests = !test.digests
			test.release.Tag = "v1.2.3"
			s.hub.Add(test.release)
			g := s.client(t, writer)
			ok, detail, err := g.Look(t.Context(), s.release)
			if ok || detail != test.detail || (test.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("a look shows %t, %q, %v", ok, detail, err)
			}
			err = g.Publish(t.Context(), s.release)
			if (test.want == "") != (err == nil) {
				t.Fatalf("publishing: %v", err)
			}
			if test.want != "" {
				return
			}
			if ok, _, err := g.Look(t.Context(), s.release); !ok || err != nil {
				t.Errorf("afterwards a look shows %t, %v", ok, err)
			}
			if wrong := s.hub.Wrong(); len(wrong) > 0 {
				t.Errorf("wrong: %q", wrong)
			}
		})
	}
	s := newStage(t)
	s.hub.Add(&forgetest.Release{Tag: "v1.2.3", Immutable: true})
	if err := s.client(t, writer).Publish(t.Context(), s.release); err == nil || !strings.Contains(err.Error(), "immutable") {
		t.Errorf("an immutable release: %v", err)
	}
}

func TestPreflight(t *testing.T) {
	s := newStage(t)
	for token, want := range map[string]string{
		writer: "", reader: "contents: write", "nonsense": "HTTP 401", "": "there is no login",
	} {
		err := s.client(t, token).Preflight(t.Context())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("with the token %q: %v", token, err)
		}
	}
	if all := s.hub.Releases(); len(all) > 0 {
		t.Errorf("the preflight has made %d releases", len(all))
	}
}

// TestLimits has GitHub ask for patience, in its three ways.
func TestLimits(t *testing.T) {
	soon := time.Now().Add(time.Hour).Unix()
	for _, test := range []struct {
		do   feedtest.Action
		wait time.Duration
	}{
		{feedtest.TooMany("7"), 7 * time.Second},
		{feedtest.Answer(http.StatusForbidden, `{"message":"You have exceeded a secondary rate limit."}`, "Retry-After", "9"), 9 * time.Second},
		{feedtest.Answer(http.StatusForbidden, `{"message":"API rate limit exceeded"}`, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", strconv.FormatInt(soon, 10)), time.Hour},
	} {
		s := newStage(t)
		s.twin.Script(feedtest.Fault{Do: test.do})
		_, _, err := s.client(t, writer).Look(t.Context(), s.release)
		of, ok := err.(*feed.Error) //nolint:errorlint // It is returned as it is.
		if !ok || !of.Retry || (of.RetryAfter-test.wait).Abs() > 10*time.Second {
			t.Errorf("got %#v", err)
		}
	}
}

func TestNew(t *testing.T) {
	for _, repository := range []string{"", "github.com/acme/api", "https://github.com/acme", "https://github.com/acme/api/tree"} {
		if _, err := New(Options{Repository: repository}); err == nil {
			t.Errorf("%q is taken for a repository", repository)
		}
	}
	for repository, want := range map[string][2]string{
		"https://github.com/acme/api":       {"https://api.github.com/", "https://uploads.github.com/repos/acme/api"},
		"https://git.example.com/acme/api/": {"https://git.example.com/api/v3/", "https://git.example.com/api/uploads/repos/acme/api"},
	} {
		g, err := New(Options{Repository: repository})
		if err != nil || g.client.URL() != want[0] || g.upload != want[1] {
			t.Errorf("%s: %v, %+v", repository, err, g)
		}
	}
}

// TestLatest: neither a pre-release nor a version of an older line becomes the latest one.
func TestLatest(t *testing.T) {
	for _, of := range []struct {
		pre, older bool
		want       string
	}{{false, false, "legacy"}, {true, false, "false"}, {false, true, "false"}} {
		s := newStage(t)
		s.release.Prerelease, s.release.Older = of.pre, of.older
		if err := s.client(t, writer).Publish(t.Context(), s.release); err != nil {
			t.Fatal(err)
		}
		if all := s.hub.Releases(); len(all) != 1 || all[0].Prerelease != of.pre || all[0].Latest != of.want {
			t.Errorf("%+v: got %+v", of, all)
		}
	}
}

// TestMakeLatest moves the latest release back, and the next release moves it forward again; one below does not.
func TestMakeLatest(t *testing.T) {
	s := newStage(t)
	g := s.client(t, writer)
	want := func(tag string) {
		t.Helper()
		if got, err := g.Latest(t.Context()); err != nil || got != tag {
			t.Errorf("the latest is %q, %v, want %q", got, err, tag)
		}
	}
	want("")
	publish := func(tag string) {
		t.Helper()
		s.release.Tag = tag
		if err := g.Publish(t.Context(), s.release); err != nil {
			t.Fatal(err)
		}
	}
	publish("v1.2.3")
	publish("v1.3.0")
	want("v1.3.0")
	for range 2 {
		if err := g.MakeLatest(t.Context(), "v1.2.3"); err != nil {
			t.Fatal(err)
		}
		want("v1.2.3")
	}
	publish("v1.1.9")
	want("v1.2.3")
	publish("v1.3.1")
	want("v1.3.1")
	if err := g.MakeLatest(t.Context(), "v9.9.9"); err == nil || !strings.Contains(err.Error(), "no release of this tag") {
		t.Errorf("a tag without a release: %v", err)
	}
}
