package feed

import (
	"errors"
	"strings"
	"testing"
)

func TestErrorIsOneLine(t *testing.T) {
	cause := errors.New("connection reset")
	for want, e := range map[string]*Error{
		"npm: look up x 1.2.3: connection failed":                    {Feed: "npm", Doing: "look up x 1.2.3", What: "connection failed", Err: cause},
		"npm: upload x.tgz: HTTP 403: no; check NPM_TOKEN and again": {Feed: "npm", Doing: "upload x.tgz", Status: 403, What: "no", Advice: "check NPM_TOKEN and again", Err: cause},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if !errors.Is(e, cause) {
			t.Errorf("%q hides its cause", want)
		}
	}
}

func TestLine(t *testing.T) {
	if got := Line("  a\r\n\tb\x1b[31m  c\x00d "); got != "a b [31m c d" {
		t.Errorf("got %q", got)
	}
	if got := Line(strings.Repeat("é", 10_000)); got != strings.Repeat("é", 300)+"…" {
		t.Errorf("a long text has %d characters", len([]rune(got)))
	}
}

func TestRefusedLogin(t *testing.T) {
	if got := RefusedLogin(t.Context()); got != (Login{}) {
		t.Errorf("before anything was refused it is %v", got)
	}
	login := Login{User: "somebody", Secret: "secret"}
	if got := RefusedLogin(Refused(t.Context(), login)); got != login {
		t.Errorf("got %v", got)
	}
}
