// Package feedtest puts a handler between a client and a feed that does what networks and registries do on a bad day, by a
// script, and that keeps account of what came through:
//
//	twin := feedtest.New(feed, feedtest.Fault{On: feedtest.Upload, Nth: 2, Do: feedtest.CutAfter()})
//	server := httptest.NewServer(twin)
//
// is a feed that loses its connection after the second upload has arrived, and before it has said so.
package feedtest

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// Kind is what a request is for.
type Kind string

// The kinds of requests, in the words of all three ecosystems. The zero Kind in a [Fault] is every request.
const (
	Upload   Kind = "upload"   // Upload publishes a file, or deprecates a version: for npm it is the same request.
	Tag      Kind = "tag"      // Tag moves or removes a name of a version.
	Look     Kind = "look"     // Look asks what is there.
	Download Kind = "download" // Download fetches a file.
)

func kindOf(r *http.Request) Kind {
	read := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch path := r.URL.Path; {
	case !read && strings.Contains(path, "/dist-tags/"):
		return Tag
	case !read:
		return Upload
	case strings.HasSuffix(path, ".tgz"), strings.HasSuffix(path, ".whl"), strings.HasSuffix(path, ".tar.gz"), strings.Contains(path, "/@v/v"):
		return Download
	default:
		return Look
	}
}

// Always is for [Fault.Times].
const Always = -1

// Fault is one line of a script.
type Fault struct {
	On    Kind
	Path  string // Path is a part of the path that a request has to have.
	Nth   int    // Nth is which of these requests is the first to fail, from 1; 0 means 1.
	Times int    // Times is how many fail from there on; 0 means one, [Always] all.
	Do    Action
}

// Request is one request that the twin has seen.
type Request struct {
	Kind       Kind
	Method     string
	Path       string
	Authorized bool   // Authorized says that it had credentials, whichever.
	Fault      string // Fault is the name of the action that was done to it; empty where there was none.
	Status     int    // Status is what the feed behind has answered, whatever the client saw; 0 where the feed was not asked.
}

// Arrived says that the feed behind has done what it was asked for.
func (r Request) Arrived() bool { return r.Status >= 200 && r.Status < 300 }

// Twin is a faulty feed. It may be used by several goroutines.
type Twin struct {
	inner  http.Handler
	others map[string]http.Handler // others are handlers of their own, by the beginnings of their paths.
	freeze func() (http.Handler, error)
	tokens *tokens

	writing  sync.Mutex // writing is held while the feed behind takes a write, where its states are kept.
	mu       sync.Mutex
	script   []*line
	requests []*Request
	keeping  bool           // keeping says that states are kept.
	frozen   []http.Handler // frozen are the states before each write that has arrived.
}

// line is a fault with how many requests it has counted.
type line struct {
	Fault

	seen int
}

// takes counts a request and says whether the fault is for it.
func (l *line) takes(kind Kind, path string) bool {
	if l.On != "" && l.On != kind || !strings.Contains(path, l.Path) {
		return false
	}
	l.seen++
	first, times := max(l.Nth, 1), l.Times
	if times == 0 {
		times = 1
	}
	return l.seen >= first && (times == Always || l.seen < first+times)
}

// New puts a twin in front of a feed. Where several faults are for one request the first of them counts.
func New(inner http.Handler, script ...Fault) *Twin {
	t := &Twin{inner: inner}
	t.Script(script...)
	return t
}

// Also has another handler answer the paths that begin so, such as a forge beside the feeds. It is faulty by the same script.
func (t *Twin) Also(prefix string, handler http.Handler) {
	if t.others == nil {
		t.others = map[string]http.Handler{}
	}
	t.others[prefix] = handler
}

// handler is the one for a request.
func (t *Twin) handler(r *http.Request) http.Handler {
	for prefix, other := range t.others {
		if strings.HasPrefix(r.URL.Path, prefix) {
			return other
		}
	}
	return t.inner
}

// Script replaces the script; counting begins anew.
func (t *Twin) Script(script ...Fault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.script = nil
	for _, fault := range script {
		t.keeping = t.keeping || fault.Do.stale
		t.script = append(t.script, &line{Fault: fault})
	}
}

// KeepStates has the twin keep the state before each write from now on, which copies all that the feed holds. A script with [Stale] does it
// too.
func (t *Twin) KeepStates() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keeping = true
}

// keeps reports whether the state before a request is kept.
func (t *Twin) keeps(r *Request) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.keeping && t.freeze != nil && (r.Kind == Upload || r.Kind == Tag)
}

// Requests are all requests so far, in the order in which they came.
func (t *Twin) Requests() []Request {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []Request
	for _, r := range t.requests {
		all = append(all, *r)
	}
	return all
}

// Writes counts the uploads and tags that the feed has taken, by method and path such as "PUT /npm/pkg". A form is posted to
// one path for all files, so uploads of Python distributions are counted together.
func (t *Twin) Writes() map[string]int {
	counts := map[string]int{}
	for _, r := range t.Requests() {
		if r.Arrived() && (r.Kind == Upload || r.Kind == Tag) {
			counts[r.Method+" "+r.Path]++
		}
	}
	return counts
}

// ServeHTTP passes a request on, or does to it what the script says.
func (t *Twin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	seen, do := t.take(r)
	if t.tokens != nil && !t.tokens.exchange(r) {
		w.Header().Set("WWW-Authenticate", "Bearer")
		http.Error(w, "the token has expired", http.StatusUnauthorized)
		return
	}
	pass := func(r *http.Request) *httptest.ResponseRecorder { return t.pass(seen, r) }
	if do == nil {
		copyTo(w, pass(r))
		return
	}
	do(&exchange{t, w, r, pass})
}

// take notes a request and finds the fault for it. Every line of the script counts it, whichever takes it.
func (t *Twin) take(r *http.Request) (*Request, func(*exchange)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := &Request{Kind: kindOf(r), Method: r.Method, Path: r.URL.Path, Authorized: r.Header.Get("Authorization") != ""}
	t.requests = append(t.requests, seen)
	var do func(*exchange)
	for _, l := range t.script {
		if l.takes(seen.Kind, seen.Path) && do == nil {
			seen.Fault, do = l.Do.name, l.Do.do
		}
	}
	return seen, do
}

// pass has the feed behind handle a request. Where states are kept, writes go one after the other: each has a state before it.
func (t *Twin) pass(seen *Request, r *http.Request) *httptest.ResponseRecorder {
	var before http.Handler
	if t.keeps(seen) {
		t.writing.Lock()
		defer t.writing.Unlock()
		var err error
		if before, err = t.freeze(); err != nil {
			panic(err) // Only a broken test comes here.
		}
	}
	recorder := httptest.NewRecorder()
	t.handler(r).ServeHTTP(recorder, r)
	t.mu.Lock()
	defer t.mu.Unlock()
	seen.Status = recorder.Code
	if before != nil && seen.Arrived() {
		t.frozen = append(t.frozen, before)
	}
	return recorder
}

// copyTo sends an answer as it is.
func copyTo(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	w.Write(answer.Body.Bytes()) //nolint:errcheck // The client may have gone.
}
