package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// status is how a feed says no over HTTP.
func status(code int, retry bool, after time.Duration) error {
	return &feed.Error{
		Feed: "feed", Doing: "request", Status: code, What: strings.ToLower(http.StatusText(code)), Retry: retry, RetryAfter: after,
	}
}

// cut is a connection that ends.
var cut = &feed.Error{Feed: "feed", Doing: "request", What: "connection reset by peer", Retry: true}

var (
	busy    = status(http.StatusTooManyRequests, true, 7*time.Second)
	down    = status(http.StatusBadGateway, true, 0)
	expired = status(http.StatusUnauthorized, false, 0)
	full    = status(http.StatusInsufficientStorage, false, 0)
)

// times is the same fault n times in a row.
func times(n int, f fault) []fault { return slices.Repeat([]fault{f}, n) }

// undisturbed is what the world holds after a release of the text to which nothing has happened.
func undisturbed(t *testing.T, text string) map[string]string {
	t.Helper()
	w, root := newWorld(), t.TempDir()
	if _, err := w.release(newPlan(t, root, text), root).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.store.all("")); n != 9 {
		t.Fatalf("the world holds %d things after a release: 6 files, latest and 2 tags are 9", n)
	}
	return w.snapshot()
}

func TestFaults(t *testing.T) {
	want := undisturbed(t, "one")
	tests := []struct {
		name   string
		faults map[string][]fault
		exits  []int // exits are the codes of the runs; 0 when nothing is given.
		slept  time.Duration
	}{
		{name: "none"},
		{name: "cut before the body", faults: map[string][]fault{"upload npm": {{before: cut}}}},
		{name: "cut during the body", faults: map[string][]fault{"upload pypi": {{during: cut}}}},
		{name: "cut after the body, nothing arrived", faults: map[string][]fault{"upload go": {{during: cut}, {during: cut}}}},
		{name: "success that arrived though the client saw an error", faults: map[string][]fault{"upload npm": {{after: cut}}, "upload pypi": {{after: down}}, "upload go": {{after: cut}}}},
		{name: "500", faults: map[string][]fault{"upload npm": {{before: status(500, true, 0)}}}},
		{name: "502, three times", faults: map[string][]fault{"upload pypi": times(3, fault{before: down})}},
		{name: "429 with Retry-After", faults: map[string][]fault{"upload go": {{before: busy}}}, slept: 7 * time.Second},
		{name: "429 with an hour to wait", faults: map[string][]fault{"upload go": {{before: status(429, true, time.Hour)}}}, exits: []int{4, 0}},
		{name: "stale reads after write", faults: map[string][]fault{"upload npm": {{stale: 4}}, "upload pypi": {{stale: 6}}}},
		{name: "stale reads after an error that was none", faults: map[string][]fault{"upload pypi": {{after: cut, stale: 5}}}},
		{name: "stale reads for too long", faults: map[string][]fault{"upload npm": {{stale: 9}}}, exits: []int{4, 0}},
		{name: "token expired half-way", faults: map[string][]fault{"upload pypi": {{}, {before: expired}}}, exits: []int{4, 0}},
		{name: "token expired before the first", faults: map[string][]fault{"preflight pypi": {{before: expired}}}, exits: []int{1, 0}},
		{name: "token expired between upload and tag", faults: map[string][]fault{"tag npm": {{before: expired}}}, exits: []int{4, 0}},
		{name: "token expired before a run that finishes", faults: map[string][]fault{"upload pypi": {{}, {before: expired}}, "preflight pypi": {{}, {before: expired}}}, exits: []int{4, 4, 0}},
		{name: "feed full", faults: map[string][]fault{"upload go": {{before: full}}}, exits: []int{4, 0}},
		{name: "feed down", faults: map[string][]fault{"upload npm": times(6, fault{before: down})}, exits: []int{4, 0}},
		{name: "feed down for looks", faults: map[string][]fault{"look npm": times(6, fault{before: down})}, exits: []int{1, 0}},
		{name: "a look fails", faults: map[string][]fault{"look npm": {{before: down}}, "look go": {{}, {before: busy}}, "look git": {{before: cut}}}},
		{name: "a fetch is cut", faults: map[string][]fault{"fetch go": {{during: cut}}}},
		{name: "verification fails", faults: map[string][]fault{"verify pypi": {{before: errors.New("no module named acme")}}}, exits: []int{4, 0}},
		{name: "latest is not moved", faults: map[string][]fault{"tag npm": {{before: down}, {before: busy}}}},
		{name: "latest is moved though the client saw an error", faults: map[string][]fault{"tag npm": {{after: cut, stale: 1}}}},
		{name: "push fails", faults: map[string][]fault{"push git": {{before: errors.New("could not read from remote")}}}},
		{name: "push arrived though the client saw an error", faults: map[string][]fault{"push git": {{after: errors.New("the remote end hung up")}}}},
		{name: "push fails for long", faults: map[string][]fault{"push git": times(6, fault{before: errors.New("could not read from remote")})}, exits: []int{4, 0}},
		{name: "no right to push", faults: map[string][]fault{"preflight git": {{before: errors.New("denied")}}}, exits: []int{1, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, root := newWorld(), t.TempDir()
			w.fault = script(test.faults)
			if test.exits == nil {
				test.exits = []int{0}
			}
			r := w.release(newPlan(t, root, "one"), root)
			r.Parallel = 1 // So that faults come in the order of the table.
			var exits []int
			for range test.exits {
				ledger, err := r.Run(t.Context())
				exits = append(exits, int(exit.Of(err)))
				if (err == nil) != (ledger != nil && ledger.Complete()) {
					t.Errorf("the error is %v, and the ledger says\n%s", err, ledger.Text())
				}
			}
			t.Logf("%-55s exits %v, waited %5.1fs, %d uploads, %d tags", test.name, exits, w.slept.Seconds(), w.count("/file/"), w.count("/tag/")+w.count("git/"))
			if diff := cmp.Diff(test.exits, exits); diff != "" {
				t.Errorf("exit codes: %s", diff)
			}
			if diff := cmp.Diff(want, w.snapshot()); diff != "" {
				t.Errorf("the world is not as after an undisturbed release: %s", diff)
			}
			if test.slept > 0 && w.slept < test.slept {
				t.Errorf("it waited %s and was asked for %s", w.slept, test.slept)
			}
			w.eachOnce(t)
			for op, left := range test.faults {
				if w.fault(op) != (fault{}) {
					t.Errorf("not all faults of %s came: %v", op, left)
				}
			}
			again, err := r.Run(t.Context())
			if err != nil || again.Changed {
				t.Errorf("one more run: changed %t, %v", again.Changed, err)
			}
		})
	}
}

// script has the faults of each operation come one after the other.
func script(faults map[string][]fault) func(op string) fault {
	left := maps.Clone(faults)
	return func(op string) fault {
		if len(left[op]) == 0 {
			return fault{}
		}
		next := left[op][0]
		left[op] = left[op][1:]
		return next
	}
}

func (w *world) count(part string) int {
	n := 0
	for key, times := range w.accepted {
		if strings.Contains(key, part) {
			n += times
		}
	}
	return n
}

// eachOnce checks that all that is there was accepted once.
func (w *world) eachOnce(t *testing.T) {
	t.Helper()
	for key := range w.store.all("") {
		if n := w.accepted[key]; n != 1 {
			t.Errorf("%s was made %d times", key, n)
		}
	}
}

func TestConflicts(t *testing.T) {
	pypi := "pypi/file/" + pythonName + "/1.2.3/"
	tests := []struct {
		name string
		held map[string]string // held is there before.
		says string
	}{
		{"other bytes in npm", map[string]string{"npm/file/" + npmName + "/1.2.3/sdk-1.2.3.tgz": "other"}, "npm sdk-1.2.3.tgz: the feed has SHA-512 "},
		{"other bytes in the feed that comes last", map[string]string{"go/file/" + goName + "/v1.2.3/v1.2.3.zip": "other"}, "go v1.2.3.zip: the feed has SHA-256 "},
		{"10 GB of zeros, to scale", map[string]string{"go/file/" + goName + "/v1.2.3/v1.2.3.zip": strings.Repeat("\x00", 1<<20)}, "has more than 1500 bytes, the plan 1500 bytes"},
		{"a file that is not ours", map[string]string{pypi + "acme_sdk-1.2.3-cp313-cp313-linux_x86_64.whl": "other"}, "also has acme_sdk-1.2.3-cp313"},
		{"a tag of another commit", map[string]string{"git/gen/go/v1.2.3": strings.Repeat("f", 40)}, "git tag gen/go/v1.2.3: the tag is on commit ffffffffffff"},
		{"all at once", map[string]string{pypi + "acme_sdk-1.2.3.tar.gz": "other", "git/v1.2.3": strings.Repeat("f", 40)}, "pypi acme_sdk-1.2.3.tar.gz: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, root := newWorld(), t.TempDir()
			for key, content := range test.held {
				w.store.set(key, []byte(content))
			}
			before := w.snapshot()
			_, err := w.release(newPlan(t, root, "one"), root).Run(t.Context())
			var conflict *ConflictError
			if !errors.As(err, &conflict) || exit.Of(err) != 3 || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "nothing was changed") {
				t.Fatalf("got %v, want a conflict that says %q", err, test.says)
			}
			t.Logf("%-40s exit 3: %s", test.name, strings.ReplaceAll(err.Error(), "\n", "; "))
			if diff := cmp.Diff(before, w.snapshot()); diff != "" {
				t.Errorf("something was changed: %s", diff)
			}
		})
	}
}

// A feed that keeps half of a file has burnt the version, which only shows afterwards.
func TestWrongBytesArrive(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{"upload pypi": {{wrong: true, after: cut}}})
	r := w.release(newPlan(t, root, "one"), root)
	for range 2 {
		_, err := r.Run(t.Context())
		if exit.Of(err) != 3 || !strings.Contains(err.Error(), "a part of this release is published") {
			t.Fatalf("got %v, want a conflict", err)
		}
	}
	if len(w.store.all("npm/tag/"))+len(w.store.all("git/")) > 0 {
		t.Error("it was tagged")
	}
}

func TestVersionDeletedInAFeed(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.fault = func(op string) fault {
		if op == "upload npm" {
			return fault{before: fmt.Errorf("npm: %w", feed.ErrExists)}
		}
		return fault{}
	}
	_, err := w.release(newPlan(t, root, "one"), root).Run(t.Context())
	if exit.Of(err) != 4 || !strings.Contains(err.Error(), "the version cannot be used again") {
		t.Fatalf("got %v", err)
	}
	if len(w.store.all("")) > 0 {
		t.Errorf("the first file did not get through, and yet there is %v", w.snapshot())
	}
}

func TestLatestNeverGoesBack(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.store.set("npm/tag/"+npmName+"/latest", []byte("1.3.0"))
	ledger, err := w.release(newPlan(t, root, "one"), root).Run(t.Context())
	if err != nil || !strings.Contains(ledger.Text(), "latest is already at 1.3.0, which is newer") {
		t.Fatalf("got %v and\n%s", err, ledger.Text())
	}
	if got := w.snapshot()["npm/tag/"+npmName+"/latest"]; got != "1.3.0" {
		t.Errorf("latest is %s", got)
	}
}

func TestLedgerIsACache(t *testing.T) {
	want := undisturbed(t, "one")
	var whole []byte
	for _, test := range []struct{ name, content string }{
		{"none", ""}, {"half", `{"schema_version": 1, "plan": "`}, {"of the future", `{"schema_version": 2}`},
		{"of another kind", `[]`}, {"lies", "lies"}, {"twice", `{"schema_version": 1}{}`}, {"no targets", `{"schema_version": 1, "targets": []}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, root := newWorld(), t.TempDir()
			r := w.release(newPlan(t, root, "one"), root)
			file := filepath.Join(root, filepath.FromSlash(LedgerFile))
			if _, err := r.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			whole = content
			// The world is empty again, and the ledger says something else.
			w = newWorld()
			r = w.release(r.Plan, root)
			if test.content != "lies" {
				if err := os.WriteFile(file, []byte(test.content), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := r.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, w.snapshot()); diff != "" {
				t.Error(diff)
			}
			if len(w.verified) != 3 {
				t.Errorf("verified was %v", w.verified)
			}
			content, err = os.ReadFile(file)
			if diff := cmp.Diff(string(whole), string(content)); err != nil || diff != "" {
				t.Errorf("the ledger is another one, %v: %s", err, diff)
			}
		})
	}
}

// What was verified is not verified again, unless its plan is another one.
func TestVerifiedIsRemembered(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{"tag npm": {{before: expired}}})
	r := w.release(newPlan(t, root, "one"), root)
	if _, err := r.Run(t.Context()); exit.Of(err) != 4 {
		t.Fatal(err)
	}
	if _, err := r.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for language, n := range w.verified {
		if n != 1 {
			t.Errorf("%s was verified %d times", language, n)
		}
	}
	// Without the ledger the tags tell it.
	if err := os.Remove(filepath.Join(root, filepath.FromSlash(LedgerFile))); err != nil {
		t.Fatal(err)
	}
	if ledger, err := r.Run(t.Context()); err != nil || ledger.Changed || w.verified["go"] != 1 {
		t.Errorf("one more run: %v, verified %v", err, w.verified)
	}
}

// A feed that is down at the second run hides what the first one did, and the ledger tells it.
func TestFeedsAreDownOnTheSecondRun(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{"tag npm": {{before: expired}}})
	r := w.release(newPlan(t, root, "one"), root)
	if _, err := r.Run(t.Context()); exit.Of(err) != 4 {
		t.Fatal(err)
	}
	w.fault = func(string) fault { return fault{before: expired} }
	for range 2 {
		if _, err := r.Run(t.Context()); exit.Of(err) != 4 {
			t.Fatal(err)
		}
	}
	w.fault = func(string) fault { return fault{} }
	if _, err := r.Run(t.Context()); err != nil || w.verified["go"] != 1 {
		t.Errorf("%v, verified %v", err, w.verified)
	}
}

func TestSecretsStayOut(t *testing.T) {
	const secret = "npm_s3cr3t"
	w, root := newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{
		"upload pypi": {{before: &feed.Error{Feed: "pypi", Doing: "upload", Status: 400, What: "bad token " + secret}}},
	})
	r := w.release(newPlan(t, root, "one"), root)
	r.Redact = func(text string) string { return strings.ReplaceAll(text, secret, "***") }
	ledger, err := r.Run(t.Context())
	content, readErr := os.ReadFile(filepath.Join(root, filepath.FromSlash(LedgerFile)))
	if readErr != nil {
		t.Fatal(readErr)
	}
	for where, text := range map[string]string{"error": err.Error(), "table": ledger.Text(), "file": string(content)} {
		if strings.Contains(text, secret) || !strings.Contains(text, "***") {
			t.Errorf("the %s has the secret, or not what was said: %s", where, text)
		}
	}
}

func TestStatusChangesNothing(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	r := w.release(newPlan(t, root, "one"), root)
	w.store.set("npm/tag/"+npmName+"/latest", []byte("1.2.2"))
	w.fault = func(op string) fault {
		if op == "look go" {
			return fault{before: expired}
		}
		return fault{}
	}
	ledger, err := r.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := `STATE    WHERE   KIND      VERSION  NAME                   DETAIL
absent   npm     file      1.2.3    sdk-1.2.3.tgz
absent   pypi    file      1.2.3    acme_sdk-1.2.3-py3-none-any.whl
absent   pypi    file      1.2.3    acme_sdk-1.2.3.tar.gz
unknown  go      file      v1.2.3   v1.2.3.zip
    feed: request: HTTP 401: unauthorized
unknown  go      file      v1.2.3   v1.2.3.mod
    feed: request: HTTP 401: unauthorized
unknown  go      file      v1.2.3   v1.2.3.info
    feed: request: HTTP 401: unauthorized
absent   npm     dist-tag  1.2.3    latest                 latest is 1.2.2
absent   remote  git tag   1.2.3    v1.2.3
absent   remote  git tag   1.2.3    gen/go/v1.2.3
`
	if diff := cmp.Diff(want, ledger.Text()); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(LedgerFile))); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a ledger: %v", err)
	}
	if len(w.accepted) > 0 {
		t.Errorf("%v was changed", w.accepted)
	}
}

// derivedFeed has what the commit makes.
type derivedFeed struct{ *fakeFeed }

func (derivedFeed) Derived() {}

// TestNothingIsBegunByTheCommit has a feed whose files are there before any release: where another feed refuses, the release has
// not begun all the same.
func TestNothingIsBegunByTheCommit(t *testing.T) {
	for name, fault := range map[string]map[string][]fault{
		"no look":      {"look npm": {{before: &feed.Error{Feed: "npm", Status: 401, What: "no"}}}},
		"no preflight": {"preflight npm": {{before: &feed.Error{Feed: "npm", Status: 403, What: "no"}}}},
	} {
		w, root := newWorld(), t.TempDir()
		p := newPlan(t, root, "one")
		for _, a := range p.Artifacts {
			if a.Feed == "go" {
				content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(a.Path)))
				if err != nil {
					t.Fatal(err)
				}
				w.store.create("go/file/"+a.Package+"/"+a.Version+"/"+a.File, content)
			}
		}
		w.fault = script(fault)
		r := w.release(p, root)
		r.Feeds["go"] = derivedFeed{r.Feeds["go"].(*fakeFeed)}
		if _, err := r.Run(t.Context()); exit.Of(err) != 1 {
			t.Errorf("%s: exit %d with %v", name, exit.Of(err), err)
		}
		if _, err := r.Run(t.Context()); err != nil {
			t.Errorf("%s, fixed: %v", name, err)
		}
	}
}

// TestUntil stops after the upload, and goes on where another call has no end named.
func TestUntil(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	r := w.release(newPlan(t, root, "one"), root)
	uploading := map[string]int{}
	var mu sync.Mutex
	r.Uploading = func(language string) error {
		mu.Lock()
		defer mu.Unlock()
		uploading[language]++
		return nil
	}
	ledger, err := r.Run(t.Context(), Upload)
	if err != nil || ledger.Complete() || w.count("/tag/") > 0 || w.count("git/") > 0 || len(w.verified) > 0 {
		t.Fatalf("got %v\n%s", err, ledger.Text())
	}
	if want := map[string]int{"go": 3, "npm": 1, "pypi": 2}; !maps.Equal(uploading, want) {
		t.Errorf("it has told of uploads %v, not %v", uploading, want)
	}
	if ledger, err = r.Run(t.Context()); err != nil || !ledger.Complete() {
		t.Errorf("got %v\n%s", err, ledger.Text())
	}
}

// TestNoStepIsLeftOut: whoever calls, names and tags do not move before the verification.
func TestNoStepIsLeftOut(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	s, err := w.release(newPlan(t, root, "one"), root).Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for step := Look; step <= PushTags; step++ {
		for later := step + 1; later <= CopyTags; later++ {
			if err := s.Do(t.Context(), later); exit.Of(err) != 2 {
				t.Errorf("step %d before step %d: %v", later, step, err)
			}
		}
		if err := s.Do(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Do(t.Context(), CopyTags); err != nil { // Nothing is missing any more.
		t.Error(err)
	}
}

// TestNothingIsUploadedUnready: where the verification could not run, nothing is uploaded.
func TestNothingIsUploadedUnready(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	r := w.release(newPlan(t, root, "one"), root)
	r.Ready = func(context.Context) error { return errors.New("no node") }
	if _, err := r.Run(t.Context()); exit.Of(err) != 1 || len(w.accepted) > 0 {
		t.Errorf("got %v, and %v was changed", err, w.accepted)
	}
	r.Ready = nil
	if _, err := r.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.Ready = func(context.Context) error { return errors.New("no node") }
	if _, err := r.Run(t.Context()); err != nil {
		t.Errorf("a release that is complete needs no tools, but: %v", err)
	}
}

// TestUploadedByAnotherRun is where nothing verifies of what an earlier run has uploaded, perhaps on another machine: it is out.
func TestUploadedByAnotherRun(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	r := w.release(newPlan(t, root, "one"), root)
	if _, err := r.Run(t.Context(), Upload); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(root, filepath.FromSlash(LedgerFile))); err != nil {
		t.Fatal(err)
	}
	bad := []fault{{before: errors.New("it does not compile")}}
	w.fault = script(map[string][]fault{"verify go": bad, "verify pypi": bad, "verify npm": bad})
	_, err := r.Run(t.Context())
	if exit.Of(err) != 4 {
		t.Errorf("exit %d with %v", exit.Of(err), err)
	}
	for _, want := range []string{"  failed   go v1.2.3.zip\n", "  missing  git tag v1.2.3\n"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("it does not say %q but\n%v", want, err)
		}
	}
	if ledger, err := r.Run(t.Context()); err != nil || !ledger.Complete() {
		t.Errorf("fixed: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name string
		spin func(r *Release)
		exit int
	}{
		{"a feed is missing", func(r *Release) { delete(r.Feeds, "go") }, 2},
		{"a verification is missing", func(r *Release) { delete(r.Verify, "go") }, 2},
		{"the remote is missing", func(r *Release) { r.Tags = nil }, 2},
		{"npm has no dist-tags", func(r *Release) { r.Feeds["npm"] = r.Feeds["pypi"] }, 2},
		{"the plan is wrong", func(r *Release) { r.Plan.Commit = "HEAD" }, 2},
		{"the plan is stale", func(r *Release) { r.Check = func(context.Context) error { return errors.New("another HEAD") } }, 1},
		{"an artifact has changed", func(r *Release) {
			if err := os.WriteFile(filepath.Join(r.Root, filepath.FromSlash(r.Plan.Artifacts[4].Path)), []byte("changed"), 0o644); err != nil {
				panic(err)
			}
		}, 1},
		{"an artifact is missing", func(r *Release) {
			if err := os.Remove(filepath.Join(r.Root, filepath.FromSlash(r.Plan.Artifacts[0].Path))); err != nil {
				panic(err)
			}
		}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, root := newWorld(), t.TempDir()
			r := w.release(newPlan(t, root, "one"), root)
			test.spin(&r)
			_, err := r.Run(t.Context())
			if int(exit.Of(err)) != test.exit {
				t.Errorf("exit %d with %v, want %d", exit.Of(err), err, test.exit)
			}
			if len(w.accepted) > 0 {
				t.Errorf("%v was changed", w.accepted)
			}
			t.Logf("%-30s exit %d: %v", test.name, test.exit, err)
		})
	}
}
