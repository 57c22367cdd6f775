package verify

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

func TestRegistryOfTheScopeAlone(t *testing.T) {
	for name, test := range map[string]struct {
		pkg   string
		login feed.Login
		want  string
		env   []string
	}{
		"nobody": {"@a/b", feed.Login{}, "@a:registry=https://npm.example.com/x/\n", nil},
		"token": {
			"@a/b", feed.Login{Secret: "s"},
			"@a:registry=https://npm.example.com/x/\n", []string{"npm_config_//npm.example.com/x/:_authToken=s", "npm_config_//npm.example.com/x/:_auth="},
		},
		"user": {
			"@a/b", feed.Login{User: "u", Secret: "s"},
			"@a:registry=https://npm.example.com/x/\n", []string{"npm_config_//npm.example.com/x/:_authToken=", "npm_config_//npm.example.com/x/:_auth=dTpz"},
		},
		"no scope": {"b", feed.Login{}, "", nil},
	} {
		u := tsUser{User: User{Package: Package{Name: test.pkg, URL: "https://npm.example.com/x"}, login: test.login}}
		got, err := u.registry()
		if (err != nil) != (test.want == "") || got != test.want {
			t.Errorf("%s: got %q (%v)", name, got, err)
		}
		env, err := u.credentials()
		if diff := cmp.Diff(test.env, env); diff != "" || err != nil {
			t.Errorf("%s: environment (-want +got, %v):\n%s", name, err, diff)
		}
	}
}

func TestWhatIsLate(t *testing.T) {
	said := func(text string) error { return &run.Error{Output: text, Err: errors.New("exit status 1")} }
	for name, test := range map[string]struct {
		language string
		err      error
		late     bool
	}{
		"go, not there":        {"go", said("x@v1.2.3: reading http://127.0.0.1/x/@v/v1.2.3.info: 404 Not Found"), true},
		"go, gone":             {"go", said("x@v1.2.3: reading http://127.0.0.1/x/@v/v1.2.3.info: 410 Gone"), true},
		"go, forbidden":        {"go", said("x@v1.2.3: reading http://127.0.0.1/x/@v/v1.2.3.info: 403 Forbidden"), false},
		"uv, no version":       {"python", said("Because there is no version of x==1.2.3 and consumer depends on x==1.2.3"), true},
		"uv, no package":       {"python", said("Because x was not found in the package registry and consumer depends on"), true},
		"uv, other bytes":      {"python", said("error: Failed to download `x==1.2.3` cause: Hash mismatch for `x==1.2.3`"), false},
		"npm, no package":      {"ts", said("npm error code E404"), true},
		"npm, no version":      {"ts", said("npm error code ETARGET"), true},
		"npm, other bytes":     {"ts", said("npm error code EINTEGRITY"), false},
		"a feed without it":    {"go", &feed.Error{Status: 404}, true},
		"a feed that is busy":  {"go", &feed.Error{Status: 503, Retry: true}, true},
		"a feed that says no":  {"go", &feed.Error{Status: 403}, false},
		"something of the own": {"go", errors.New("404 Not Found"), false},
	} {
		if got := isLate(test.err, Languages[lang.ID(test.language)].Late); got != test.late {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestProgramOfAReadme(t *testing.T) {
	for name, test := range map[string]struct{ readme, want, err string }{
		"the first one": {"# A\n```sh\nx\n```\n```go\nfirst\n```\n```go\nsecond\n```\n", "first\n", ""},
		"none":          {"# A\n```python\nx\n```\n", "", "no program"},
		"no end":        {"```go\nx\n", "", "no end"},
	} {
		got, err := program(test.readme, "go")
		if got != test.want || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: got %q (%v)", name, got, err)
		}
	}
	started := &standIn{endpoint: "api.example.com:443"}
	if text, err := started.program("it asks the environment"); err != nil || text != "it asks the environment" {
		t.Errorf("a program without an endpoint: %q %v", text, err)
	}
	if _, err := started.program(strings.Repeat("api.example.com:443 ", 2)); err == nil {
		t.Error("a program with two endpoints is good")
	}
}

func TestEveryLanguageHasUsers(t *testing.T) { langtest.Complete(t, "Languages", Languages) }

// A text that is cut before its secrets are masked shows the beginning or the end of one.
func TestBriefShowsNoPartOfASecret(t *testing.T) {
	const secret = "pa55word-of-the-feed"
	secrets := &redact.Secrets{}
	secrets.AddLogin("robot", secret)
	for before := range 2 * most {
		for _, err := range []error{
			errors.New(strings.Repeat("x", before) + " " + secret + " " + strings.Repeat("y", 2*most)),
			&run.Error{Args: []string{"npm"}, Output: strings.Repeat("y", 2*most) + secret + strings.Repeat("x", before), Err: errors.New("exit status 1")},
		} {
			if got := brief(err, secrets); strings.Contains(got, secret[:4]) || strings.Contains(got, secret[len(secret)-4:]) {
				t.Fatalf("after %d: %s", before, got)
			}
		}
	}
}
