//go:build unix

package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// The variables that make this program a release that is killed.
const (
	inVar   = "RELEASE_IN"        // inVar is the folder with the checkout, the remote and the feeds.
	killVar = "RELEASE_KILL_AT"   // killVar is the number of the step at which it is killed.
	hookVar = "RELEASE_KILL_HOOK" // hookVar is the hook of the remote in which it is killed.
	victim  = "victim"            // victim is the file with that hook and the process to kill: git gets none of these variables.
)

func TestMain(m *testing.M) {
	dir := os.Getenv(inVar)
	if dir == "" {
		os.Exit(m.Run())
	}
	at, err := strconv.Atoi(os.Getenv(killVar))
	if err == nil {
		err = releaseIn(dir, at)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(int(exit.Of(err)))
}

// hooks are those that git runs in a remote, in their order.
var hooks = []string{"pre-receive", "update", "reference-transaction", "post-receive"}

// releaseIn runs the release of a folder and kills this process at a step, or not where that is 0.
func releaseIn(dir string, at int) error {
	if err := os.WriteFile(filepath.Join(os.Getenv(inVar), victim), fmt.Appendf(nil, "%s %d\n", os.Getenv(hookVar), os.Getpid()), 0o600); err != nil {
		return err
	}
	repo := filepath.Join(dir, "repo")
	p, err := plan.Read(repo)
	if err != nil {
		return err
	}
	w := newWorld()
	w.store = &folder{dir: filepath.Join(dir, "feeds"), log: filepath.Join(dir, "log")}
	if op, err := os.ReadFile(filepath.Join(dir, changeFile)); err == nil {
		w.step = killAt(dir, at)
		return change(w, w.release(p, repo), string(op))
	}
	inOrder := w.inOrder(p)
	w.check = func(op, key string) error {
		if op == "upload" {
			return nil
		}
		// What an earlier run has verified counts, so only the files are looked at.
		w.verified = map[string]int{"ts": 1, "python": 1, "go": 1}
		return inOrder(op, key)
	}
	w.step = killAt(dir, at)
	r := w.release(p, repo)
	r.Check = nil
	r.Parallel = 1 // So that the steps have an order.
	r.Tags = &steppedTags{git.Remote{Repo: repo, Name: "origin"}, w}
	r.Patience = Patience{First: time.Millisecond, Most: 10 * time.Millisecond}
	_, err = r.Run(context.Background())
	return err
}

// killAt returns what kills this process at a step.
func killAt(dir string, at int) func(string) {
	n := 0
	return func(name string) {
		n++
		appendLine(filepath.Join(dir, "steps"), name)
		if n == at {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // The signal is on its way.
		}
	}
}

// steppedTags is a git remote with steps before and after each operation.
type steppedTags struct {
	git.Remote

	world *world
}

func (s *steppedTags) Look(ctx context.Context, names []string) (map[string]string, error) {
	s.world.step("look git")
	commits, err := s.Remote.Look(ctx, names)
	s.world.step("looked git")
	return commits, err
}

func (s *steppedTags) Preflight(ctx context.Context, commit string, names []string) error {
	s.world.step("preflight git")
	return s.Remote.Preflight(ctx, commit, names)
}

func (s *steppedTags) Push(ctx context.Context, commit string, names []string) error {
	s.world.step("push")
	if err := s.world.check("push", ""); err != nil {
		return err
	}
	err := s.Remote.Push(ctx, commit, names)
	s.world.step("pushed")
	return err
}

func (s *steppedTags) Keep(ctx context.Context, names []string) error {
	s.world.step("keep")
	return s.Remote.Keep(ctx, names)
}

// folder is a store for several processes, with a log of what was changed.
type folder struct{ dir, log string }

func (f *folder) create(key string, content []byte) bool {
	file := f.file(key)
	draft := f.write(file, content)
	defer os.Remove(draft) //nolint:errcheck // It is a test's.
	err := os.Link(draft, file)
	if errors.Is(err, os.ErrExist) {
		appendLine(f.log, "refused "+key)
		return false
	}
	if err != nil {
		panic(err)
	}
	appendLine(f.log, "accepted "+key)
	return true
}

func (f *folder) set(key string, content []byte) {
	file := f.file(key)
	if err := os.Rename(f.write(file, content), file); err != nil {
		panic(err)
	}
	appendLine(f.log, "accepted "+key)
}

// file is that of a key, whose slashes are no folders: names of packages have some too.
func (f *folder) file(key string) string {
	return filepath.Join(f.dir, strings.ReplaceAll(key, "/", "|"))
}

func (f *folder) write(file string, content []byte) (draft string) {
	draft = filepath.Join(filepath.Dir(f.dir), fmt.Sprintf("draft-%d", os.Getpid()))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(draft, content, 0o644)); err != nil {
		panic(err)
	}
	return draft
}

func (f *folder) all(prefix string) map[string][]byte {
	found := map[string][]byte{}
	entries, err := os.ReadDir(f.dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		panic(err)
	}
	for _, entry := range entries {
		key := strings.ReplaceAll(entry.Name(), "|", "/")
		if !strings.HasPrefix(key, prefix) {
			continue
		}
		content, err := os.ReadFile(filepath.Join(f.dir, entry.Name()))
		if err != nil {
			panic(err)
		}
		found[key] = content
	}
	return found
}

func appendLine(file, line string) {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = fmt.Fprintln(f, line)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		panic(err)
	}
}

// site makes a folder with a checkout that has a plan, a remote and no feeds yet.
func site(t *testing.T, number string, distTags ...string) string {
	t.Helper()
	gittest.Isolate(t)
	dir := t.TempDir()
	gittest.Run(t, dir, "init", "--quiet", "--bare", "remote.git")
	gittest.Run(t, dir, "-C", "remote.git", "config", "core.logAllRefUpdates", "always")
	gittest.Run(t, dir, "init", "--quiet", "--initial-branch=main", "repo")
	repo := filepath.Join(dir, "repo")
	for name, content := range map[string]string{".gitignore": "/dist/\n", "tools/lock": "locked\n"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(repo, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(repo, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	gittest.Run(t, repo, "add", "--all")
	gittest.Run(t, repo, "commit", "--quiet", "--message=change")
	gittest.Run(t, repo, "remote", "add", "origin", "../remote.git")
	for _, hook := range hooks {
		script := fmt.Sprintf("#!/bin/sh\nread -r hook pid < ../%s\nif [ \"$hook\" = %s ]; then kill -9 \"$pid\"; fi\nexit 0\n", victim, hook)
		if err := os.MkdirAll(filepath.Join(dir, "remote.git", "hooks"), 0o755); err != nil { // No template has made it.
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "remote.git", "hooks", hook), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	p := newPlanOf(t, repo, "one", number, distTags...)
	p.Commit = strings.TrimSpace(gittest.Run(t, repo, "rev-parse", "HEAD"))
	locks, err := plan.Digests(repo, []string{"tools/lock"})
	if err != nil {
		t.Fatal(err)
	}
	p.Locks["tools/lock"] = locks["tools/lock"].SHA256
	if err := plan.Write(repo, p); err != nil {
		t.Fatal(err)
	}
	return dir
}

// copySite copies a site, so that each release has one of its own.
func copySite(t *testing.T, from string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// releaseOf runs the release of a site as a process of its own, and says how it ended: "killed", or "exit 0" and the like.
func releaseOf(t *testing.T, dir string, at int, hook string) (end, said string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), inVar+"="+dir, killVar+"="+strconv.Itoa(at), hookVar+"="+hook)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
		return "killed", string(out)
	}
	return fmt.Sprintf("exit %d", cmd.ProcessState.ExitCode()), string(out)
}

// outcome is all that a release leaves: what feeds and git have, what was changed and how often, and the ledger.
func outcome(t *testing.T, dir string) map[string]string {
	t.Helper()
	w := newWorld()
	w.store = &folder{dir: filepath.Join(dir, "feeds")}
	all := w.snapshot()
	all["remote"] = gittest.Run(t, filepath.Join(dir, "remote.git"), "for-each-ref")
	all["clone"] = gittest.Run(t, filepath.Join(dir, "repo"), "for-each-ref")
	p, err := plan.Read(filepath.Join(dir, "repo"))
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range p.Tags {
		tag := of.Name
		log, err := os.ReadFile(filepath.Join(dir, "remote.git", "logs", "refs", "tags", filepath.FromSlash(tag)))
		all["pushes of "+tag] = strconv.Itoa(strings.Count(string(log), "\n"))
		if err != nil {
			all["pushes of "+tag] = err.Error()
		}
	}
	log, err := os.ReadFile(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	all["log"] = strings.Join(slices.Sorted(strings.Lines(string(log))), "")
	ledger, err := os.ReadFile(filepath.Join(dir, "repo", filepath.FromSlash(LedgerFile)))
	if err != nil {
		t.Fatal(err)
	}
	all["ledger"] = string(ledger)
	return all
}

// TestKilledAtEachKindOfStep kills a release with SIGKILL, in a process of its own and with a real git: at one step of each kind, and in each
// hook of the remote. The same call finishes it, and leaves what one leaves that was not disturbed. TestAbandonedAtEveryStep has the
// other steps, and the other kinds of releases.
func TestKilledAtEachKindOfStep(t *testing.T) {
	fulltest.Only(t, "kills processes in a loop")
	of := kindsOfReleases[0]
	fresh := site(t, of.number, of.distTags...)
	calm := copySite(t, fresh)
	if end, said := releaseOf(t, calm, 0, ""); end != "exit 0" {
		t.Fatalf("%s: %s", end, said)
	}
	want := outcome(t, calm)
	content, err := os.ReadFile(filepath.Join(calm, "steps"))
	if err != nil {
		t.Fatal(err)
	}
	steps := strings.Split(strings.TrimSpace(string(content)), "\n")
	t.Logf("undisturbed: %d steps\n%s%s", len(steps), want["log"], want["remote"])
	if n := strings.Count(want["log"], "accepted "); n != 8 || strings.Contains(want["log"], "refused") {
		t.Errorf("%d things were changed in feeds, not the 6 files and the 2 dist-tags", n)
	}

	killed := func(t *testing.T, name string, at int, hook string) {
		t.Helper()
		dir := copySite(t, fresh)
		if end, said := releaseOf(t, dir, at, hook); end != "killed" {
			t.Fatalf("%s: %s: %s", name, end, said)
		}
		end, said := releaseOf(t, dir, 0, "")
		if diff := cmp.Diff(want, outcome(t, dir)); diff != "" || end != "exit 0" {
			t.Errorf("killed at %s, run again: %s: %s\n%s", name, end, said, diff)
		}
		t.Logf("killed at %-40s run again: %s, as undisturbed", name, end)
	}
	tried := map[string]bool{}
	for i, name := range steps {
		if kind := kindOfStep(name); !tried[kind] {
			tried[kind] = true
			killed(t, fmt.Sprintf("step %d, %s", i+1, name), i+1, "")
		}
	}
	if len(tried) < 18 {
		t.Errorf("there are only the kinds %v", slices.Sorted(maps.Keys(tried)))
	}
	for _, hook := range hooks {
		killed(t, "the remote's "+hook, 0, hook)
	}
}

// kindOfStep is what a step does; what it does in git is a kind of its own.
func kindOfStep(name string) string {
	verb, what, _ := strings.Cut(name, " ")
	if what == "git" {
		return name
	}
	return verb
}

// A release that is killed after each few steps, over and over, gets finished.
func TestKilledOverAndOver(t *testing.T) {
	fulltest.Only(t, "kills processes in a loop")
	fresh := site(t, "1.2.3", "latest")
	calm := copySite(t, fresh)
	if end, said := releaseOf(t, calm, 0, ""); end != "exit 0" {
		t.Fatalf("%s: %s", end, said)
	}
	want := outcome(t, calm)
	// What each run can get done before it is killed has to be more than its looks.
	const every = 27
	dir := copySite(t, fresh)
	kills := 0
	for end := ""; end != "exit 0"; kills++ {
		var said string
		if end, said = releaseOf(t, dir, every, ""); end != "exit 0" && end != "killed" || kills > 50 {
			t.Fatalf("after %d kills %s: %s", kills, end, said)
		}
	}
	if diff := cmp.Diff(want, outcome(t, dir)); diff != "" {
		t.Errorf("after %d kills: %s", kills-1, diff)
	}
	t.Logf("finished after %d kills, at step %d of each run", kills-1, every)
}
