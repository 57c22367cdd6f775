package pullrequest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
)

// pull is a pull request with comments.
type pull struct {
	*httptest.Server

	comments []comment
	writes   int
	refuse   int // refuse is the status that writes get; 0 where they are taken.
}

type comment struct {
	ID   int64  `json:"id"`
	Body string `json:"body"`
	User struct {
		Type string `json:"type"`
	} `json:"user"`
	Address string `json:"html_url"`
}

func newPull(t *testing.T) *pull {
	t.Helper()
	p := &pull{}
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.Close)
	return p
}

func (p *pull) add(kind, body string) {
	c := comment{ID: int64(len(p.comments) + 1), Body: body, Address: fmt.Sprintf("https://example.com/%d", len(p.comments)+1)}
	c.User.Type = kind
	p.comments = append(p.comments, c)
}

func (p *pull) serve(w http.ResponseWriter, r *http.Request) {
	var sent comment
	if r.Body != nil {
		_ = json.NewDecoder(r.Body).Decode(&sent) // A GET has none.
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("Authorization") != "Bearer gh-secret" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if r.Method != http.MethodGet {
		p.writes++
		if p.refuse != 0 {
			w.WriteHeader(p.refuse)
			fmt.Fprint(w, `{"message":"Resource not accessible by integration"}`)
			return
		}
	}
	var answer any
	switch {
	case r.Method == http.MethodGet && r.URL.Path == "/repos/qdrant/api/issues/7/comments":
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		from := 100 * max(page-1, 0)
		to := min(from+100, len(p.comments))
		if to < len(p.comments) {
			w.Header().Set("Link", fmt.Sprintf(`<%s%s?page=%d>; rel="next"`, p.URL, r.URL.Path, max(page, 1)+1))
		}
		answer = p.comments[from:to]
	case r.Method == http.MethodPost && r.URL.Path == "/repos/qdrant/api/issues/7/comments":
		p.add("Bot", sent.Body)
		answer = p.comments[len(p.comments)-1]
	case r.Method == http.MethodPatch && strings.HasPrefix(r.URL.Path, "/repos/qdrant/api/issues/comments/"):
		id, _ := strconv.Atoi(r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:])
		p.comments[id-1].Body = sent.Body
		answer = p.comments[id-1]
	default:
		http.NotFound(w, r)
		return
	}
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		panic(err)
	}
}

func (p *pull) place() Place {
	return Place{API: p.URL, Owner: "qdrant", Name: "api", Number: 7, Token: "gh-secret"}
}

func TestACommentIsWrittenOnceAndChangedFromThenOn(t *testing.T) {
	p := newPull(t)
	for i := range 150 {
		p.add("User", fmt.Sprintf("comment %d", i))
	}
	p.add("User", mark("breaking")+"\nquoted by somebody")
	write := func(name, text, wantAddress string, wantWrites int) {
		t.Helper()
		address, err := Comment(t.Context(), p.place(), name, text)
		if err != nil || address != wantAddress || p.writes != wantWrites {
			t.Errorf("%s: %q, %v after %d writes", name, address, err, p.writes)
		}
	}
	write("breaking", "one", "https://example.com/152", 1)
	write("preview", "another", "https://example.com/153", 2)
	write("breaking", "two", "https://example.com/152", 3)
	write("breaking", "two", "https://example.com/152", 3)
	write("breaking", " \n", "", 3)
	if len(p.comments) != 153 || p.comments[151].Body != "<!-- mage comment: breaking -->\ntwo" {
		t.Errorf("%d comments, the last are %+v", len(p.comments), p.comments[150:])
	}
}

func TestRun(t *testing.T) {
	p := newPull(t)
	getenv := func(name string) string {
		return map[string]string{
			"GITHUB_API_URL": p.URL, "GITHUB_TOKEN": "gh-secret", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_REPOSITORY": "qdrant/api",
		}[name]
	}
	file := filepath.Join(t.TempDir(), "text.md")
	if err := os.WriteFile(file, []byte("from a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ file, input, out, body string }{
		{file, "", "https://example.com/1\n", "from a file"},
		{"-", "from the input", "https://example.com/1\n", "from the input"},
		{"-", " ", "no comment written: the text is empty\n", "from the input"},
	} {
		var out strings.Builder
		err := Run(t.Context(), getenv, "preview", test.file, strings.NewReader(test.input), &out)
		if err != nil || out.String() != test.out || len(p.comments) != 1 || p.comments[0].Body != mark("preview")+"\n"+test.body {
			t.Errorf("%s: %q, %v, %+v", test.file, out.String(), err, p.comments)
		}
	}
	var out strings.Builder
	if err := Run(t.Context(), getenv, "preview", file+".missing", nil, &out); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestWhyThereIsNoComment(t *testing.T) {
	p := newPull(t)
	p.refuse = http.StatusForbidden
	_, err := Comment(t.Context(), p.place(), "preview", "text")
	const want = "write the comment of pull request 7: Resource not accessible by integration: give the job the permission pull-requests: write (not available to workflows of forks)"
	if err == nil || err.Error() != want {
		t.Errorf("the error is %v", err)
	}
	if _, err := Comment(t.Context(), p.place(), "preview", strings.Repeat("x", 70_000)); err == nil || p.writes != 1 {
		t.Errorf("too long: %v after %d writes", err, p.writes)
	}
	p.Close()
	if _, err := Comment(t.Context(), p.place(), "preview", "text"); err == nil || strings.Contains(err.Error(), "gh-secret") {
		t.Errorf("unreachable: %v", err)
	}
}

func TestWhereAWorkflowRuns(t *testing.T) {
	for _, c := range []struct {
		ref, repository, token string
		want                   string // want is an error.
	}{
		{"refs/pull/7/merge", "qdrant/api", "gh-secret", ""},
		{"refs/heads/main", "qdrant/api", "gh-secret", "GITHUB_REF and GITHUB_REPOSITORY do not name a pull request: run this in a workflow on pull_request"},
		{"refs/pull/7/merge", "", "gh-secret", "GITHUB_REF and GITHUB_REPOSITORY do not name a pull request: run this in a workflow on pull_request"},
		{"refs/pull/7/merge", "qdrant/api", "", "GITHUB_TOKEN is not set: add env: GITHUB_TOKEN: ${{ github.token }} to the step"},
	} {
		secrets := &redact.Secrets{}
		env := map[string]string{"GITHUB_REF": c.ref, "GITHUB_REPOSITORY": c.repository, "GITHUB_TOKEN": c.token}
		got, err := Here(func(name string) string { return env[name] }, secrets)
		switch {
		case c.want != "" && (err == nil || err.Error() != c.want):
			t.Errorf("%s of %s: %v", c.ref, c.repository, err)
		case c.want == "" && (err != nil || got != Place{Owner: "qdrant", Name: "api", Number: 7, Token: "gh-secret"}):
			t.Errorf("%s of %s: %+v, %v", c.ref, c.repository, got, err)
		case c.want == "" && secrets.Text("gh-secret") != redact.Mask:
			t.Error("the token is shown")
		}
	}
}
