package release

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// TestNoTokens: nothing that publishes or looks at what is published goes to other feeds than those of sdk.yaml without -local.
func TestNoTokens(t *testing.T) {
	s := newSetting(t)
	s.env = map[string]string{}
	c := &Command{Checkout: Checkout{
		Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}, publishing: quickly,
	}, Out: io.Discard}
	commands := map[string]func() error{
		"publish": func() error { return c.PublishPlan(t.Context(), Options{}, "") },
		"status":  func() error { return c.ShowStatus(t.Context(), Options{}) },
		"verify":  func() error { return c.ShowVerify(t.Context(), Options{}, nil) },
		"deprecate": func() error {
			return c.ShowDeprecate(t.Context(), Options{}, Deprecation{Version: released, Reason: "it is bad"})
		},
		"latest": func() error { return c.ShowLatest(t.Context(), Options{}, released, false) },
		"release": func() error {
			_, _, err := c.do(t.Context(), request{section: section{"commit", "feeds"}})
			return err
		},
	}
	for _, ci := range []string{"", "true"} {
		s.env["CI"] = ci
		for name, command := range commands {
			err := command()
			if exit.Of(err) != exit.No {
				t.Errorf("%s: the exit code of %v is not 1", name, err)
				continue
			}
			for _, want := range []string{"no token is set", npmToken, pythonToken, "-local uses feeds on this machine"} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%s: the error lacks %q: %v", name, want, err)
				}
			}
		}
	}
	if world := s.held(t); len(world) != 0 {
		t.Errorf("something was published:\n%s", describe(world))
	}
}

// TestPlansAndTheirFeeds: a local plan is valid on any port, and a plan of one kind of feeds is refused for the other with what to do.
func TestPlansAndTheirFeeds(t *testing.T) {
	const pypi = "/pypi/legacy/"
	at := func(local bool, name, url string) *destination {
		return &destination{local: local, endpoints: []endpoint{{Feed: plan.Feed{Name: name, Language: "python", Kind: "pypi", URL: url}}}}
	}
	planned := func(name, url string) *plan.Plan {
		return &plan.Plan{Feeds: []plan.Feed{{Name: name, Language: "python", Kind: "pypi", URL: url}}}
	}
	here := "http://127.0.0.1:8817" + pypi
	for _, test := range []struct {
		name string
		at   *destination
		plan *plan.Plan
		want string
	}{
		{"local", at(true, "local-pypi", here), planned("local-pypi", here), ""},
		{"local, on another port", at(true, "local-pypi", "http://127.0.0.1:40123"+pypi), planned("local-pypi", here), ""},
		{"a local plan without -local", at(false, "pypi", "https://example.com/"), planned("local-pypi", here), "add -local"},
		{"a plan for others with -local", at(true, "local-pypi", here), planned("pypi", "https://example.com/"), "leave out -local"},
		{"another port elsewhere", at(false, "pypi", "https://example.com:1/"), planned("pypi", "https://example.com:2/"), "run mage plan again"},
		{"as planned", at(false, "pypi", "https://example.com/"), planned("pypi", "https://example.com/"), ""},
	} {
		err := test.at.matches(test.plan)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

// TestWhereItIsReleased: a release names the feeds that it went to.
func TestWhereItIsReleased(t *testing.T) {
	s := newSetting(t)
	var out bytes.Buffer
	c := &Command{Checkout: Checkout{
		Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}, publishing: quickly,
	}, Out: &out}
	for _, words := range []string{"is released to ", "is released already to "} {
		out.Reset()
		if err := c.PublishPlan(t.Context(), Options{}, ""); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{words, "npm (" + s.server.URL + "/npm/)", "pypi (" + s.server.URL, "go (" + s.server.URL + "/go)"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("the output lacks %q:\n%s", want, out.String())
			}
		}
	}
}

// TestLocalFeedsOnAnotherPort has the status of a local plan read after the feeds have come up somewhere else.
func TestLocalFeedsOnAnotherPort(t *testing.T) {
	s := newSetting(t)
	c := &Command{Checkout: Checkout{Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}}, Out: io.Discard}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- local.Serve(ctx, local.Options{Dir: FeedsDir(s.repo)}, io.Discard) }()
	defer func() { stop(); <-done }()
	for {
		if _, ok := local.Find(t.Context(), FeedsDir(s.repo)); ok {
			break
		}
	}
	p, err := plan.Read(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{"go": "local-go", "npm": "local-npm", "pypi": "local-pypi"}
	for i := range p.Feeds {
		p.Feeds[i].Name = names[p.Feeds[i].Name]
		p.Feeds[i].URL = strings.Replace(p.Feeds[i].URL, s.server.URL, "http://127.0.0.1:1", 1)
	}
	for i := range p.Artifacts {
		p.Artifacts[i].Feed = names[p.Artifacts[i].Feed]
	}
	p.Release = nil // Local releases are not announced.
	if err := plan.Write(s.repo, p); err != nil {
		t.Fatal(err)
	}
	err = c.ShowStatus(t.Context(), Options{Local: true})
	if err == nil || !strings.Contains(err.Error(), "is not released: 9 of 9 targets are missing; run mage publish -local") {
		t.Errorf("got %v", err)
	}
}
