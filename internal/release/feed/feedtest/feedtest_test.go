package feedtest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// echo is a feed that keeps what it gets, by path.
type echo struct{ held map[string]string }

func (e *echo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		fmt.Fprint(w, e.held[r.URL.Path])
		return
	}
	content, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	e.held[r.URL.Path] = string(content)
	w.WriteHeader(http.StatusCreated)
}

// ask makes a request on a connection of its own, so that nothing is tried again behind the test's back.
func ask(t *testing.T, method, url, body string, headers ...string) (status int, answer string, header http.Header, err error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	return response.StatusCode, string(content), response.Header, err
}

// TestActions uploads ten bytes with each fault, then reads them without one.
func TestActions(t *testing.T) {
	const sent = "0123456789"
	cases := map[string]struct {
		do     Action
		status int    // status is what the client sees; 0 is a broken connection.
		behind int    // behind is what the feed has answered.
		held   string // held is what the feed has then.
		retry  string
	}{
		"none before": {CutBefore(), 0, 0, "", ""},
		"part":        {CutBody(4), 0, 400, "", ""},
		"after":       {CutAfter(), 0, 201, sent, ""},
		"500":         {Answer(500, "broken"), 500, 0, "", ""},
		"502 after":   {AnswerAfter(502, "gateway"), 502, 201, sent, ""},
		"429":         {TooMany("7"), 429, 0, "", "7"},
		"full":        {Full(), 507, 0, "", ""},
		"quota":       {OverQuota(), 403, 0, "", ""},
		"slow":        {Slow(time.Millisecond), 201, 201, sent, ""},
		"first":       {First(func() {}), 201, 201, sent, ""},
		"other bytes": {Instead(func() *http.Request {
			return httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/x", strings.NewReader("other"))
		}), 201, 201, "other", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			feed := &echo{map[string]string{}}
			twin := New(feed, Fault{On: Upload, Do: c.do})
			server := httptest.NewServer(twin)
			defer server.Close()
			status, _, header, err := ask(t, http.MethodPut, server.URL+"/x", sent)
			if status != c.status || (err != nil) != (c.status == 0) || header.Get("Retry-After") != c.retry {
				t.Errorf("the client sees %d, %v, %v", status, header, err)
			}
			server.Close() // It waits for what is still handled.
			seen := twin.Requests()[0]
			if seen.Status != c.behind || feed.held["/x"] != c.held || seen.Fault != c.do.name {
				t.Errorf("the feed behind holds %q: %+v", feed.held["/x"], seen)
			}
			if got := twin.Writes()["PUT /x"] == 1; got != (c.behind == 201) {
				t.Errorf("the writes are %v", twin.Writes())
			}
		})
	}
}

func TestFaultyAnswers(t *testing.T) {
	feed := &echo{map[string]string{"/x.tgz": "0123456789"}}
	twin := New(feed)
	server := httptest.NewServer(twin)
	defer server.Close()
	twin.Script(Fault{On: Download, Do: CutAnswer(4)}, Fault{On: Download, Nth: 2, Do: Corrupt()})
	status, got, _, err := ask(t, http.MethodGet, server.URL+"/x.tgz", "")
	if status != 200 || got != "0123" || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut: %d %q %v", status, got, err)
	}
	if _, got, _, err = ask(t, http.MethodGet, server.URL+"/x.tgz", ""); got != "01234\xca6789" || err != nil {
		t.Errorf("corrupt: %q %v", got, err)
	}
	if _, got, _, err = ask(t, http.MethodGet, server.URL+"/x.tgz", ""); got != "0123456789" || err != nil {
		t.Errorf("then: %q %v", got, err)
	}
}

func TestScriptChoosesRequests(t *testing.T) {
	twin := New(&echo{map[string]string{}},
		Fault{On: Upload, Path: "/b", Nth: 2, Times: 2, Do: Answer(500, "")},
		Fault{On: Tag, Times: Always, Do: Answer(502, "")},
		Fault{Path: "/c", Do: Answer(503, "")},
	)
	var got []string
	for _, request := range []string{
		"PUT /a", "PUT /b", "GET /b", "PUT /b", "PUT /b", "PUT /b", "GET /c", "GET /c", "PUT /-/package/x/dist-tags/latest", "DELETE /-/package/x/dist-tags/b",
	} {
		method, path, _ := strings.Cut(request, " ")
		r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
		r.Header.Set("Authorization", "Bearer planted")
		w := httptest.NewRecorder()
		twin.ServeHTTP(w, r)
		got = append(got, fmt.Sprint(w.Code))
	}
	if diff := cmp.Diff(strings.Fields("201 201 200 500 500 201 503 200 502 502"), got); diff != "" {
		t.Error(diff)
	}
	first := twin.Requests()[0]
	if first != (Request{Kind: Upload, Method: "PUT", Path: "/a", Authorized: true, Status: 201}) || !first.Arrived() {
		t.Errorf("%+v", first)
	}
	if strings.Contains(fmt.Sprintf("%+v", twin.Requests()), "planted") {
		t.Error("the twin has kept a secret")
	}
	if diff := cmp.Diff(map[string]int{"PUT /a": 1, "PUT /b": 2}, twin.Writes()); diff != "" {
		t.Error(diff)
	}
}

const goPath = "/go/example.com/thing/@v/"

func goMod(t *testing.T, server *httptest.Server, token, version string) int {
	t.Helper()
	status, said, _, err := ask(t, http.MethodPut, server.URL+goPath+version+".mod", "module example.com/thing\n", "Authorization", "Bearer "+token)
	if err != nil {
		t.Fatal(status, said, err)
	}
	return status
}

func TestStaleReads(t *testing.T) {
	twin, store := NewLocal(t)
	twin.KeepStates()
	server := httptest.NewServer(twin)
	defer server.Close()
	look := func() (found string) {
		for _, version := range []string{"v1.0.0", "v1.1.0", "v1.2.0"} {
			if status, _, _, _ := ask(t, http.MethodGet, server.URL+goPath+version+".mod", ""); status == 200 {
				found += version
			}
		}
		return found
	}
	for _, version := range []string{"v1.0.0", "v1.1.0", "v1.2.0"} {
		if status := goMod(t, server, store.Token(), version); status != 201 {
			t.Fatal(status)
		}
	}
	goMod(t, server, store.Token(), "v1.2.0") // It is refused, so it makes no state.
	for writes, want := range map[int]string{0: "v1.0.0v1.1.0v1.2.0", 1: "v1.0.0v1.1.0", 2: "v1.0.0", 3: "", 9: ""} {
		twin.Script(Fault{On: Download, Times: 3, Do: Stale(writes)})
		if got := look(); got != want {
			t.Errorf("before %d writes there was %s, want %s", writes, got, want)
		}
		if got := look(); got != "v1.0.0v1.1.0v1.2.0" {
			t.Errorf("then there is %s", got)
		}
	}
}

func TestTokensExpire(t *testing.T) {
	twin, store := NewLocal(t)
	server := httptest.NewServer(twin)
	defer server.Close()
	twin.ExpireTokens(store.Token(), 2)
	first := twin.Token()
	var got []int
	for i, token := range []string{store.Token(), first, first, first, twin.Token()} {
		got = append(got, goMod(t, server, token, fmt.Sprintf("v1.%d.0", i)))
	}
	fresh := twin.Renew()
	got = append(got, goMod(t, server, fresh, "v1.9.0"), goMod(t, server, first, "v1.10.0"))
	if diff := cmp.Diff([]int{401, 201, 201, 401, 401, 201, 401}, got); diff != "" || fresh != twin.Token() {
		t.Error(diff)
	}
	if status, _, _, _ := ask(t, http.MethodGet, server.URL+"/", ""); status != 200 {
		t.Errorf("reading without a token is %d", status)
	}
}

func TestArtifactRegistryDialect(t *testing.T) {
	answers := map[string]struct {
		status int
		said   string
	}{
		"/npm/x": {403, `{"error":"You cannot publish over the previously published versions: 1.0.0."}`}, "/pypi/legacy/": {400, "File already exists (x)."},
		"/pypi/other/": {400, "no metadata"}, "/npm/other": {201, "{}"},
	}
	twin := New(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(answers[r.URL.Path].status)
		fmt.Fprint(w, answers[r.URL.Path].said)
	}), Fault{On: Upload, Times: Always, Do: ArtifactRegistry()})
	for path, want := range map[string]struct {
		status int
		said   string
	}{
		"/npm/x": {409, "Requested entity already exists"}, "/pypi/legacy/": {400, "Requested entity already exists"},
		"/pypi/other/": {400, "no metadata"}, "/npm/other": {201, "{}"},
	} {
		w := httptest.NewRecorder()
		twin.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPut, path, nil))
		if w.Code != want.status || !strings.Contains(w.Body.String(), want.said) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// TestTwinOfLocal is that a twin without faults is the feed itself.
func TestTwinOfLocal(t *testing.T) {
	twin, store := NewLocal(t)
	for path := range map[string]string{"/": "", "/npm/-/ping": "", "/pypi/simple/": "", "/go/x.y/@v/list": "", "/npm/x": ""} {
		var answers [2]string
		for i, handler := range []http.Handler{twin, store.Handler()} {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
			answers[i] = fmt.Sprint(w.Code, w.Header(), w.Body)
		}
		if diff := cmp.Diff(answers[1], answers[0]); diff != "" {
			t.Errorf("%s (-feed +twin): %s", path, diff)
		}
	}
}
