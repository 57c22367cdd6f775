package release

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// tagsInMemory take the place of git where what happens to requests is tested: each release would start some twenty processes.
type tagsInMemory struct {
	mu   sync.Mutex
	held map[string]string
}

func (m *tagsInMemory) Look(context.Context, []string) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.held), nil
}

func (m *tagsInMemory) Preflight(context.Context, string, []string) error { return nil }

func (m *tagsInMemory) Push(_ context.Context, commit string, names []string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, name := range names {
		m.held[name] = commit
	}
	return nil
}

func (m *tagsInMemory) Keep(context.Context, []string) error { return nil }

// withoutGit has a setting keep its tags in memory, in place of a remote.
func (s *setting) withoutGit() *setting {
	s.tags = &tagsInMemory{held: map[string]string{}}
	s.hub.HasTag = func(tag string) bool {
		s.tags.mu.Lock()
		defer s.tags.mu.Unlock()
		return s.tags.held[tag] != ""
	}
	return s
}

// publishing is quickly, with what the setting has in place of git.
func (s *setting) publishing(r *publish.Release, at *destination) {
	quickly(r, at)
	if s.tags != nil {
		r.Tags, r.Check = s.tags, func(context.Context) error { return nil }
	}
}

// attempt publishes the plan without the lock of the checkout, which an abandoned release would still hold; a killed one does not.
func (s *setting) attempt(ctx context.Context) error {
	c := &Checkout{Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}, publishing: s.publishing}
	_, _, err := c.do(ctx, request{section: publishing})
	return err
}

// halt lets a request stand still for good: before the feed has got it, or when the feed has done it and has not answered.
type halt struct {
	next    http.Handler
	at      int // at is the request, from 1.
	after   bool
	reached chan struct{} // reached is closed when the request stands still.
	over    chan struct{} // over is closed when the test has ended.

	mu   sync.Mutex
	seen int
}

func (h *halt) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.seen++
	here := h.seen == h.at
	h.mu.Unlock()
	if !here {
		h.next.ServeHTTP(w, r)
		return
	}
	if h.after {
		h.next.ServeHTTP(httptest.NewRecorder(), r)
	}
	close(h.reached)
	<-h.over
	panic(http.ErrAbortHandler)
}

// TestAbandonedAtEveryRequest ends a release of three languages before and after each request that it makes, and makes it again: the world is
// the same in the end, and everything was taken once. An abandoned release stands still in this process, so that nothing follows that it
// would have done, as after SIGKILL. TestKilledAtEachKindOfRequest does the same with processes and a real git.
func TestAbandonedAtEveryRequest(t *testing.T) { //nolint:tparallel // What is undisturbed comes first.
	undisturbed := newSetting(t).withoutGit()
	if err := undisturbed.attempt(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, wantWrites, requests := undisturbed.held(t), undisturbed.writes(t), undisturbed.twin.Requests()
	t.Logf("undisturbed: %d requests, and in the end\n%s", len(requests), describe(want))
	for n := range requests {
		for _, after := range []bool{false, true} {
			t.Run(fmt.Sprintf("request %d, after %t", n+1, after), func(t *testing.T) {
				t.Parallel()
				s := newSetting(t).withoutGit()
				h := &halt{next: s.server.Config.Handler, at: n + 1, after: after, reached: make(chan struct{}), over: make(chan struct{})}
				s.server.Config.Handler = h
				ctx, end := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- s.attempt(ctx) }()
				select {
				case <-h.reached:
				case err := <-ended:
					t.Fatalf("it has ended before: %v", err)
				}
				defer func() {
					end()
					close(h.over)
					<-ended
				}()
				if err := s.attempt(t.Context()); err != nil {
					t.Errorf("made again: %v", err)
				}
				if diff := cmp.Diff(want, s.held(t)); diff != "" {
					t.Errorf("the world is another one (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(wantWrites, s.writes(t)); diff != "" {
					t.Errorf("what was taken (-want +got):\n%s", diff)
				}
			})
		}
	}
}
