//go:build unix

package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// childVar names the clone from which this program makes a release, in place of the tests. With serveArg and a folder it serves
// local feeds.
const (
	childVar = "RELEASE_TEST_CLONE"
	serveArg = "serve-feeds"
)

func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == serveArg {
		if err := local.Serve(context.Background(), local.Options{Dir: os.Args[2], Idle: 5 * time.Minute}, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	// The settings of whoever runs the tests don't count.
	if err := errors.Join(os.Setenv("GIT_CONFIG_GLOBAL", os.DevNull), os.Setenv("GIT_CONFIG_NOSYSTEM", "1")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	repo := os.Getenv(childVar)
	if repo == "" {
		os.Exit(tests(m))
	}
	err := releaseOf(context.Background(), repo, os.Getenv, os.Stdout, quickly)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(int(exit.Of(err)))
}

// tests runs the tests, and removes what they share.
func tests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "release-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	gitTemplates.dir = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// child is a release in a process of its own.
type child struct {
	cmd  *exec.Cmd
	out  strings.Builder
	gone chan struct{} // gone is closed when it has ended.
}

func (s *setting) start(t *testing.T, repo string) *child {
	t.Helper()
	c := &child{cmd: exec.CommandContext(t.Context(), os.Args[0]), gone: make(chan struct{})}
	c.cmd.Env = append(os.Environ(), childVar+"="+repo)
	for name, value := range s.env {
		c.cmd.Env = append(c.cmd.Env, name+"="+value)
	}
	c.cmd.Stdout, c.cmd.Stderr = &c.out, &c.out
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = c.cmd.Wait() // The exit code tells it.
		close(c.gone)
	}()
	return c
}

// wait returns the exit code, -1 where it was killed.
func (c *child) wait() int {
	<-c.gone
	return c.cmd.ProcessState.ExitCode()
}

// killer kills a release with SIGKILL at one of its requests: before the feed has got it, or when the feed has done it and has
// not answered.
type killer struct {
	mu     sync.Mutex
	next   http.Handler
	at     int // at is the request, from 1; 0 is none.
	after  bool
	seen   int
	target *child
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	k.seen++
	strike := k.seen == k.at
	target := k.target
	k.mu.Unlock()
	if !strike {
		k.next.ServeHTTP(w, r)
		return
	}
	if k.after {
		k.next.ServeHTTP(httptest.NewRecorder(), r)
	}
	_ = target.cmd.Process.Kill() // That is SIGKILL.
	<-target.gone                 // It must not see that the connection breaks.
	panic(http.ErrAbortHandler)
}

// disarm has it kill nothing more.
func (k *killer) disarm() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at = 0
}

// TestKilledAtEachKindOfRequest kills a release of three languages with SIGKILL, before and after one request of each kind that it makes to
// each feed, and runs it again: the world is the same in the end, and everything was taken once. TestAbandonedAtEveryRequest has the others.
func TestKilledAtEachKindOfRequest(t *testing.T) { //nolint:tparallel // What is undisturbed comes first.
	fulltest.Only(t, "kills processes in a loop")
	undisturbed := newSetting(t)
	first := undisturbed.start(t, undisturbed.repo)
	if code := first.wait(); code != 0 {
		t.Fatalf("undisturbed the exit code is %d:\n%s", code, first.out.String())
	}
	want, wantWrites := undisturbed.held(t), undisturbed.writes(t)
	requests := undisturbed.twin.Requests()
	t.Logf("undisturbed: %d requests, and in the end\n%s", len(requests), describe(want))
	tried := map[string]bool{}
	for n, request := range requests {
		feed, _, _ := strings.Cut(strings.TrimPrefix(request.Path, "/"), "/")
		kind := fmt.Sprintf("%s %s %s", feed, request.Kind, request.Method)
		if tried[kind] {
			continue
		}
		tried[kind] = true
		for _, after := range []bool{false, true} {
			when := map[bool]string{false: "before", true: "after"}[after]
			t.Run(fmt.Sprintf("%s request %d", when, n+1), func(t *testing.T) {
				t.Parallel()
				s := newSetting(t)
				k := &killer{next: s.server.Config.Handler}
				s.server.Config.Handler = k
				k.mu.Lock() // Until it is known whom to kill.
				c := s.start(t, s.repo)
				k.target, k.at, k.after = c, n+1, after
				k.mu.Unlock()
				if code := c.wait(); code != -1 {
					t.Fatalf("it was not killed, the exit code is %d:\n%s", code, c.out.String())
				}
				k.disarm()
				again := s.start(t, s.repo)
				code := again.wait()
				if code != 0 {
					t.Errorf("run again: the exit code is %d:\n%s", code, again.out.String())
				}
				if diff := cmp.Diff(want, s.held(t)); diff != "" {
					t.Errorf("the world is another one (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(wantWrites, s.writes(t)); diff != "" {
					t.Errorf("what was taken (-want +got):\n%s", diff)
				}
				t.Logf("killed %-6s request %2d, %-8s %-4s run again: exit %d, the same world", when, n+1, request.Kind, request.Method, code)
			})
		}
	}
	t.Logf("the kinds are %v", slices.Sorted(maps.Keys(tried)))
	for _, feed := range []string{"go", "npm", "pypi", "github"} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(tried)), func(kind string) bool { return strings.HasPrefix(kind, feed+" "+string(feedtest.Upload)) }) {
			t.Errorf("no upload to %s is among %v", feed, tried)
		}
	}
}

// TestTwoReleasesAtOnce lets two clones release other bytes under one version at once, often: one wins as a whole, the other one
// says why it has not, and has changed nothing.
func TestTwoReleasesAtOnce(t *testing.T) {
	for range 5 {
		s := newSetting(t)
		other := filepath.Join(s.dir, "other")
		s.clone(t, other, "other")
		children := []*child{s.start(t, s.repo), s.start(t, other)}
		codes := []int{children[0].wait(), children[1].wait()}
		if sorted := slices.Sorted(slices.Values(codes)); !slices.Equal(sorted, []int{0, 3}) {
			t.Fatalf("exit codes %v:\n%s\n%s", codes, children[0].out.String(), children[1].out.String())
		}
		loser := children[slices.Index(codes, 3)].out.String()
		if !strings.Contains(loser, "1.2.3 is taken") {
			t.Errorf("the other one says %s", loser)
		}
		if got := s.held(t); len(got) != 19 {
			t.Errorf("the world holds %d things:\n%s", len(got), describe(got))
		}
		s.writes(t)
	}
}

// TestNoSecretIsLeft plants a token and looks for it where a release has been: in the arguments of it and of what it has started,
// in its output, in the checkout and in the folder for temporary files.
func TestNoSecretIsLeft(t *testing.T) {
	const planted = "planted-secret-0123456789abcdef"
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	s := newSetting(t)
	s.twin.ExpireTokens(s.store.Token(), 1_000_000)
	s.twin.UseToken(planted)
	s.env = map[string]string{npmToken: planted, pythonToken: planted, goToken: planted, forgeToken: planted}
	var arguments strings.Builder
	s.twin.Script(feedtest.Fault{Times: feedtest.Always, Do: feedtest.First(func() { arguments.WriteString(allArguments(t)) })})
	c := s.start(t, s.repo)
	if code := c.wait(); code != 0 {
		t.Fatalf("the exit code is %d:\n%s", code, c.out.String())
	}
	if !strings.Contains(arguments.String(), filepath.Base(os.Args[0])) {
		t.Error("the arguments of the release itself were not seen")
	}
	for _, r := range s.twin.Requests() {
		if !r.Authorized {
			t.Errorf("%s %s had no credentials", r.Method, r.Path)
		}
	}
	// A refusal comes with advice, which must not repeat the token either, not even where the feed does.
	s.twin.Script(feedtest.Fault{Times: feedtest.Always, Do: feedtest.Answer(403, "token "+planted+" is not allowed")})
	refused := s.start(t, s.repo)
	if code := refused.wait(); code == 0 {
		t.Error("a release that was refused everything has succeeded")
	}
	if !strings.Contains(refused.out.String(), "***") {
		t.Errorf("what the feed says is not shown: %s", refused.out.String())
	}
	for where, text := range map[string]string{
		"the arguments": arguments.String(), "its output": c.out.String(), "the output of a refusal": refused.out.String(),
		"the checkout": allContent(t, s.repo), "the temporary files": allContent(t, temp),
	} {
		if strings.Contains(text, planted) {
			t.Errorf("%s: there is the token:\n%s", where, regexp.MustCompile(".*"+planted+".*").FindString(text))
		}
	}
}

// allArguments are those of all processes that this one has started, on Linux.
func allArguments(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	processes, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Error(err)
	}
	for _, path := range processes {
		if content, err := os.ReadFile(path); err == nil { // It may have ended.
			all.WriteString(strings.ReplaceAll(string(content), "\x00", " ") + "\n")
		}
	}
	if len(processes) == 0 { // There is no /proc here.
		content, err := exec.CommandContext(t.Context(), "ps", "-axo", "args").Output()
		if err != nil {
			t.Error(err)
		}
		all.Write(content)
	}
	return all.String()
}

func allContent(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		all.WriteString(path + "\n")
		_, err = io.Copy(&all, file)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return all.String()
}
