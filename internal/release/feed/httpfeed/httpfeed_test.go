package httpfeed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

const secret = "planted-secret"

// loggedIn are options whose login is another one each time.
func loggedIn(url string) Options {
	asked := 0
	return Options{Name: "test", URL: url, Variables: []string{"TEST_TOKEN"}, Credentials: func(context.Context) (feed.Login, error) {
		asked++
		return feed.Login{Secret: fmt.Sprintf("%s-%d", secret, asked)}, nil
	}}
}

func open(t *testing.T, o Options) *Client {
	t.Helper()
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// asError wants an error of a feed on one line, without the secret.
func asError(t *testing.T, err error) *feed.Error {
	t.Helper()
	of := (*feed.Error)(nil)
	if !errors.As(err, &of) {
		t.Fatalf("got %v, which is no *feed.Error", err)
	}
	if text := err.Error(); strings.ContainsAny(text, "\n\x1b") || strings.Contains(text, secret) || len(text) > 2*mostLine {
		t.Errorf("the error is not fit to be shown: %q", text)
	}
	return of
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"https://feed.example/npm":           "",
		"http://127.0.0.1:8817/npm/":         "",
		"http://[::1]:8817/":                 "",
		"http://localhost":                   "",
		"http://feed.example/":               "use https",
		"http://127.0.0.1.feed.example/":     "use https",
		"http://10.0.0.1/":                   "use https",
		"http://[fe80::1]/":                  "use https",
		"http://localhost.feed.example/":     "use https",
		"https://user:pass@feed.example/":    "set credentials in the environment",
		"https://feed.example/?token=x":      "set credentials in the environment",
		"ftp://feed.example/":                "is not a URL that begins with https://",
		"feed.example":                       "is not a URL that begins with https://",
		"https://feed.example/\x00" + "pass": "is not a URL that begins with https://",
	} {
		_, err := New(Options{Name: "test", URL: address})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "pass")) {
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
}

func TestStatuses(t *testing.T) {
	tests := map[string]struct {
		status int
		header map[string]string
		body   string
		want   feed.Error
	}{
		"time-out":           {408, nil, "slow", feed.Error{What: "slow", Retry: true}},
		"too early":          {425, nil, "early", feed.Error{What: "early", Retry: true}},
		"too many":           {429, map[string]string{"Retry-After": "7"}, "quota of requests", feed.Error{What: "quota of requests", Retry: true, RetryAfter: 7 * time.Second}},
		"a date":             {503, map[string]string{"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT", "Date": "Fri, 31 Dec 1999 23:59:29 GMT"}, "", feed.Error{What: "Service Unavailable", Retry: true, RetryAfter: 30 * time.Second}},
		"a past date":        {503, map[string]string{"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}, "", feed.Error{What: "Service Unavailable", Retry: true}},
		"a huge number":      {503, map[string]string{"Retry-After": "99999999999999999999999"}, "", feed.Error{What: "Service Unavailable", Retry: true, RetryAfter: 24 * time.Hour}},
		"no number":          {503, map[string]string{"Retry-After": "-1"}, "", feed.Error{What: "Service Unavailable", Retry: true}},
		"gateway":            {502, nil, "", feed.Error{What: "Bad Gateway", Retry: true}},
		"full":               {507, nil, "", feed.Error{What: "Insufficient Storage", Advice: adviceFull}},
		"large":              {413, nil, "", feed.Error{What: "Request Entity Too Large", Advice: adviceFull}},
		"quota":              {403, nil, `{"error": "Storage quota exceeded"}`, feed.Error{What: "Storage quota exceeded", Advice: adviceFull}},
		"forbidden":          {403, nil, `{"error": {"code": 403, "message": "Permission denied"}}`, feed.Error{What: "Permission denied", Advice: "check TEST_TOKEN: the login may have expired or lack the right to do this"}},
		"missing":            {404, nil, `{"errors": [{"message": "none"}]}`, feed.Error{What: "none", Advice: "check the address of the feed in sdk.yaml, and the login: some feeds answer like this where the login lacks a right"}},
		"bad":                {400, nil, `{"detail": "bad", "reason": "name"}`, feed.Error{What: "bad: name"}},
		"JSON without words": {400, nil, `{"code": 7}`, feed.Error{What: `{"code": 7}`}},
		"a page":             {400, map[string]string{"Content-Type": "text/html"}, "<html><head><title>x</title><style>y</style></head><body><h1>400 Bad</h1>\n<p>A &lt; B</p></body></html>", feed.Error{What: "400 Bad A < B"}},
		"hostile":            {400, nil, "a\x1b[2J\r\nb\u202e\xff" + strings.Repeat("x", 2*mostRefusal), feed.Error{What: "a[2J b?" + strings.Repeat("x", mostLine-7) + "…"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			requests := 0
			c := open(t, loggedIn(serve(t, func(w http.ResponseWriter, _ *http.Request) {
				requests++
				for key, value := range test.header {
					w.Header().Set(key, value)
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			})))
			_, err := c.Do(t.Context(), Request{Doing: "ask", Method: http.MethodPut, URL: c.URL("x"), Body: []byte("x")})
			got := *asError(t, err)
			test.want.Feed, test.want.Doing, test.want.Status, got.Err = c.Name(), "ask", test.status, nil
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if requests != 1 {
				t.Errorf("made %d requests", requests)
			}
		})
	}
}

// A 401 gets one more try with the next login, and the body again; a login that is no good ends there.
func TestALoginThatRanOut(t *testing.T) {
	for good, want := range map[string]int{"2": 0, "3": 401} {
		var seen []string
		var refused []feed.Login
		o := loggedIn(serve(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			seen = append(seen, r.Header.Get("Authorization")+" "+string(body))
			if r.Header.Get("Authorization") != "Bearer "+secret+"-"+good {
				w.WriteHeader(http.StatusUnauthorized)
			}
		}))
		ask := o.Credentials
		o.Credentials = func(ctx context.Context) (feed.Login, error) {
			refused = append(refused, feed.RefusedLogin(ctx))
			return ask(ctx)
		}
		c := open(t, o)
		_, err := c.Do(t.Context(), Request{Doing: "ask", Method: http.MethodPut, URL: c.URL(), Body: []byte("body")})
		if Status(err) != want {
			t.Errorf("got %v, want status %d", err, want)
		}
		if want != 0 && (asError(t, err).Retry || !strings.Contains(err.Error(), "check TEST_TOKEN")) {
			t.Errorf("got %v", err)
		}
		if diff := cmp.Diff([]string{"Bearer " + secret + "-1 body", "Bearer " + secret + "-2 body"}, seen); diff != "" {
			t.Errorf("requests (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]feed.Login{{}, {Secret: secret + "-1"}}, refused); diff != "" {
			t.Errorf("logins said to be refused (-want +got):\n%s", diff)
		}
	}
}

func TestLogins(t *testing.T) {
	tests := map[string]struct {
		login feed.Login
		user  string
		want  string
	}{
		"bearer":        {feed.Login{Secret: "s"}, "", "Bearer s"},
		"basic":         {feed.Login{User: "u", Secret: "s"}, "", "Basic dTpz"},
		"standard user": {feed.Login{Secret: "s"}, "u", "Basic dTpz"},
		"nobody":        {feed.Login{}, "u", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			o := loggedIn(serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Get("Authorization") }))
			o.User, o.Credentials = test.user, func(context.Context) (feed.Login, error) { return test.login, nil }
			c := open(t, o)
			if _, err := c.Do(t.Context(), Request{URL: c.URL()}); err != nil || got != test.want {
				t.Errorf("sent %q (%v), want %q", got, err, test.want)
			}
			if err := c.LoggedIn(t.Context()); (err == nil) != (test.want != "") || err != nil && !strings.Contains(err.Error(), "set TEST_TOKEN") {
				t.Errorf("LoggedIn: %v", err)
			}
		})
	}
	o := loggedIn("https://feed.example")
	o.Credentials = func(context.Context) (feed.Login, error) { return feed.Login{}, errors.New("the helper\nfailed") }
	c := open(t, o)
	_, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL()})
	if of := asError(t, err); of.What != "there is no login: the helper failed" || of.Retry {
		t.Errorf("got %v", err)
	}
}

// The login goes to the feed alone, wherever that sends the client.
func TestRedirects(t *testing.T) {
	var got string
	other := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		_, _ = io.WriteString(w, "elsewhere")
	}))
	t.Cleanup(other.Close)
	plain := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("http:// of another origin was asked") })
	target := ""
	o := loggedIn(serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/here":
			got = r.Header.Get("Authorization")
		default:
			http.Redirect(w, r, target, http.StatusFound)
		}
	}))
	o.Transport = other.Client().Transport
	c := open(t, o)
	tests := map[string]struct{ method, target, auth, want string }{
		"within the feed":       {"GET", "/here", "Bearer " + secret + "-1", ""},
		"to another host":       {"GET", other.URL + "/?signature=" + secret, "", ""},
		"to plain http":         {"GET", plain, "", "neither the feed itself nor https"},
		"for ever":              {"GET", "/again", "", "redirects more than 5 times"},
		"of an upload":          {"PUT", "/here?signature=" + secret, "", "it redirects to " + c.URL("here") + "; set the address"},
		"of an upload, outside": {"POST", other.URL, "", "it redirects to " + other.URL},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			asked := loggedIn("").Credentials
			c.options.Credentials = asked
			got, target = "", test.target
			_, err := c.Do(t.Context(), Request{Doing: "ask", Method: test.method, URL: c.URL("start")})
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || asError(t, err).Retry) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if got != test.auth {
				t.Errorf("Authorization was %q, want %q", got, test.auth)
			}
		})
	}
	for _, address := range []string{plain + "/x", "no url", "file:///etc/passwd", ""} {
		if _, err := c.Do(t.Context(), Request{Doing: "ask", URL: address}); err == nil || asError(t, err).Retry {
			t.Errorf("%q: got %v", address, err)
		}
	}
}

func TestBrokenAnswers(t *testing.T) {
	cut := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "half")
	}
	none := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	for name, handler := range map[string]http.HandlerFunc{"cut": cut, "none": none} {
		c := open(t, loggedIn(serve(t, handler)))
		_, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL()})
		if of := asError(t, err); !of.Retry || of.Status != 0 || !strings.Contains(of.What, "the connection failed") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	c := open(t, loggedIn(gone.URL))
	if _, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL("x?signature=" + secret)}); !asError(t, err).Retry {
		t.Errorf("got %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Do(stopped, Request{Doing: "ask", URL: c.URL()}); asError(t, err).Retry || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	o := loggedIn("https://feed.example")
	o.Transport = unreachable{}
	c = open(t, o)
	if _, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL()}); !asError(t, err).Retry {
		t.Errorf("got %v", err)
	}
	strange := httptest.NewUnstartedServer(nil)
	strange.Config.ErrorLog = log.New(io.Discard, "", 0)
	strange.StartTLS()
	t.Cleanup(strange.Close)
	c = open(t, loggedIn(strange.URL))
	if _, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL()}); asError(t, err).Retry || !strings.Contains(err.Error(), "SSL_CERT_FILE") {
		t.Errorf("got %v", err)
	}
}

// unreachable fails as a connection does that nobody answers: the error says of itself that it is of a context.
type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: context.DeadlineExceeded}
}

func TestAnswersAreBounded(t *testing.T) {
	c := open(t, loggedIn(serve(t, func(w http.ResponseWriter, _ *http.Request) {
		block := make([]byte, 1<<20)
		for range mostDocument>>20 + 2 {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})))
	_, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL()})
	if of := asError(t, err); of.Retry || !strings.Contains(of.What, "more than 67108864 bytes") {
		t.Errorf("got %v", err)
	}
	err = c.Fetch(t.Context(), Request{Doing: "ask", URL: c.URL()}, io.Discard)
	if of := asError(t, err); of.Retry || !strings.Contains(of.What, "more than 33554432 bytes") {
		t.Errorf("got %v", err)
	}
	full := errors.New("no more")
	if err := c.Fetch(t.Context(), Request{Doing: "ask", URL: c.URL()}, failing{full}); asError(t, err).Retry || !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestJSON(t *testing.T) {
	c := open(t, loggedIn(serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html>log in</html>")
	})))
	err := c.JSON(t.Context(), Request{Doing: "ask", URL: c.URL()}, new(map[string]string))
	if of := asError(t, err); of.Retry || !strings.Contains(of.What, "the answer is not from a package feed (it is a web page): log in") || !strings.Contains(of.Advice, "sign-in page") {
		t.Errorf("got %v", err)
	}
}

// A file is taken as it is served, packed once more or not.
func TestFetchTakesBytesAsTheyAre(t *testing.T) {
	c := open(t, loggedIn(serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, "bytes for "+r.Header.Get("Accept-Encoding"))
	})))
	var got bytes.Buffer
	if err := c.Fetch(t.Context(), Request{Doing: "ask", URL: c.URL()}, &got); err != nil || got.String() != "bytes for identity" {
		t.Errorf("got %q, %v", got.String(), err)
	}
}

func TestExists(t *testing.T) {
	tests := map[string]struct {
		status int
		what   string
		exists bool
		retry  bool
	}{
		"npm":               {403, "You cannot publish over the previously published versions: 1.2.3.", true, false},
		"npm, removed":      {403, "Cannot publish over previously published version", true, false},
		"GitHub":            {409, "Cannot publish over existing version", true, false},
		"verdaccio":         {409, "this package is already present", true, false},
		"another write":     {409, "Failed to save packument. A common cause is if you try to publish a new package before the previous package has been fully processed.", false, true},
		"PyPI":              {400, "File already exists ('x-1.whl', with blake2_256 hash 'ab').", true, false},
		"PyPI, removed":     {400, "This filename has already been used, use a different version.", true, false},
		"Artifact Registry": {400, "Requested entity already exists", true, false},
		"Nexus":             {400, "Repository does not allow updating assets: pypi", true, false},
		"GitLab":            {400, "Validation failed: File name has already been taken", true, false},
		"Artifactory":       {403, "Not enough permissions to delete/overwrite artifact", true, false},
		"devpi":             {409, "", true, false},
		"a precondition":    {412, "", true, false},
		"no rights":         {403, "Forbidden", false, false},
		"a bad request":     {400, "Invalid metadata", false, false},
	}
	for name, test := range tests {
		err := Exists(&feed.Error{Status: test.status, What: test.what, Err: errors.New(test.what)})
		if of := asError(t, err); errors.Is(err, feed.ErrExists) != test.exists || of.Retry != test.retry {
			t.Errorf("%s: got %+v", name, of)
		}
	}
	if Exists(nil) != nil || Overtaken(nil) != nil {
		t.Error("nothing is something")
	}
	if other := errors.New("other"); !errors.Is(Exists(other), other) {
		t.Error("another error is not passed on")
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, []byte("content"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := open(t, Options{URL: "https://feed.example"})
	a := feed.Artifact{Path: path, Size: 7, SHA256: "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"}
	if content, err := c.Load("load", a); err != nil || string(content) != "content" {
		t.Errorf("got %q, %v", content, err)
	}
	a.Size = 8
	if _, err := c.Load("load", a); err == nil || !strings.Contains(err.Error(), "changed since it was packed; pack again") {
		t.Errorf("got %v", err)
	}
	a.Path += "x"
	if _, err := c.Load("load", a); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// slow is a feed that sends a byte a minute, n of them, and then nothing more.
type slow struct {
	ended <-chan struct{}
	left  int
}

func (s *slow) RoundTrip(r *http.Request) (*http.Response, error) {
	s.ended = r.Context().Done()
	return &http.Response{StatusCode: http.StatusOK, Body: s, Request: r}, nil
}

func (s *slow) Read(p []byte) (int, error) {
	wait := time.Minute
	if s.left == 0 {
		wait = time.Hour
	}
	select {
	case <-s.ended:
		return 0, context.Canceled
	case <-time.After(wait):
	}
	s.left--
	return copy(p, "x"), nil
}

func (s *slow) Close() error { return nil }

func TestSilenceAndTheWholeRequestAreLimited(t *testing.T) {
	for _, test := range []struct {
		bytes int
		says  string
		took  time.Duration
	}{
		{5, "no data was sent or received for 2m0s", 7 * time.Minute},
		{1_000_000, "the request did not end within 10m0s", 10 * time.Minute},
	} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			c := open(t, Options{Name: "test", URL: "https://feed.example", Transport: &slow{left: test.bytes}})
			_, err := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL()})
			if of := asError(t, err); !of.Retry || of.What != test.says {
				t.Errorf("got %v", err)
			}
			if took := time.Since(start); took != test.took {
				t.Errorf("took %s", took)
			}
		})
	}
}

const signIn = "<!DOCTYPE html>\n<html><head><title>Example Corp</title></head><body><form>Sign in <input type=password></form></body></html>"

// TestAnswersOfSomebodyElse has a sign-in page answer with 200, at once and where a request is redirected to, whatever its content type.
func TestAnswersOfSomebodyElse(t *testing.T) {
	for _, contentType := range []string{"text/html; charset=utf-8", "application/json", "application/octet-stream"} {
		for _, redirected := range []bool{false, true} {
			c := open(t, loggedIn(serve(t, func(w http.ResponseWriter, r *http.Request) {
				if redirected && r.URL.Path != "/login" && r.Method == http.MethodGet {
					http.Redirect(w, r, "/login", http.StatusFound)
					return
				}
				w.Header().Set("Content-Type", contentType)
				_, _ = io.WriteString(w, signIn)
			})))
			var file strings.Builder
			_, asked := c.Do(t.Context(), Request{Doing: "ask", URL: c.URL("x")})
			_, uploaded := c.Do(t.Context(), Request{Doing: "upload", Method: http.MethodPut, URL: c.URL("x"), Body: []byte("x")})
			for what, err := range map[string]error{
				"read": asked, "upload": uploaded, "download": c.Fetch(t.Context(), Request{Doing: "fetch", URL: c.URL("x")}, &file),
			} {
				of := asError(t, err)
				if of.Retry || of.Status != http.StatusOK || !strings.Contains(of.What, "not from a package feed") || !strings.Contains(of.Error(), "test (http://127.0.0.1") {
					t.Errorf("%s as %s: got %v", what, contentType, err)
				}
				if contentType[:9] == "text/html" && !strings.Contains(of.What, "Sign in") {
					t.Errorf("%s: what it answered is not quoted: %v", what, err)
				}
			}
			if file.Len() > 0 {
				t.Errorf("a web page was written as a file: %s", file.String())
			}
		}
	}
}

// TestFilesAreNoPages: what feeds serve is never taken for a web page.
func TestFilesAreNoPages(t *testing.T) {
	for contentType, body := range map[string]string{
		"application/zip": "PK\x03\x04<html>", "text/plain": "module example.com/x // <b>", "text/html": "", "application/json": `{"a": "<html>"}`,
		"text/html; charset=UTF-8": "OK",
	} {
		if isPage(contentType, []byte(body)) {
			t.Errorf("%q as %s is taken for a web page", body, contentType)
		}
	}
}

// FuzzWords holds what is shown of an answer to its promise, whatever that is.
func FuzzWords(f *testing.F) {
	f.Add("text/html", "<p>a<script>b</p>")
	f.Add("application/json", `{"error": {"message": ["a"]}}`)
	f.Fuzz(func(t *testing.T, contentType, body string) {
		if got := line(words(contentType, []byte(body))); strings.ContainsAny(got, "\n\r\x1b\x00") || len(got) > mostLine+len("…") {
			t.Errorf("got %q", got)
		}
	})
}

// TestTheQuotaProjectIsSent to the feed, and to nobody that it redirects to.
func TestTheQuotaProjectIsSent(t *testing.T) {
	got := map[string]string{}
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got["elsewhere"] = r.Header.Get("X-Goog-User-Project") }))
	t.Cleanup(elsewhere.Close)
	o := loggedIn(serve(t, func(w http.ResponseWriter, r *http.Request) {
		got["feed"] = r.Header.Get("X-Goog-User-Project")
		http.Redirect(w, r, elsewhere.URL, http.StatusFound)
	}))
	o.Transport = elsewhere.Client().Transport
	o.Credentials = func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: secret, Project: "billed-project"}, nil
	}
	if _, err := open(t, o).Do(t.Context(), Request{Doing: "ask", URL: o.URL + "/x"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"feed": "billed-project", "elsewhere": ""}, got); diff != "" {
		t.Error(diff)
	}
}
