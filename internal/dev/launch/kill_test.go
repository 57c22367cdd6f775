//go:build unix

package launch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"math/rand/v2"
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

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// killsVar names the variable with how often TestKilledTargets kills.
const killsVar = "LAUNCH_TEST_KILLS"

// clone is a copy of this repository with its tools, and the program behind "go tool mage".
type clone struct{ top, root, mage string }

func newClone(t *testing.T) clone {
	t.Helper()
	top, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	gittest.Isolate(t)
	dir := t.TempDir()
	c := clone{top, filepath.Join(dir, "repo"), filepath.Join(dir, "mage")}
	files, err := git.Output(t.Context(), top, "ls-files", "-z") // The work tree and not HEAD, because that is what is tested.
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(strings.Trim(files, "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(top, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // Removed, but not yet from the index.
		}
		info, statErr := os.Stat(filepath.Join(top, name))
		to := filepath.Join(c.root, name)
		if err := errors.Join(err, statErr, os.MkdirAll(filepath.Dir(to), 0o755)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, info.Mode()); err != nil {
			t.Fatal(err)
		}
	}
	gittest.Run(t, c.root, "init", "--quiet", "--initial-branch=main")
	gittest.Commit(t, c.root)
	here, there := toolchain.New(top, progress.Discard()), toolchain.New(c.root, progress.Discard())
	if err := here.Ensure(t.Context(), toolchain.Release...); err != nil {
		t.Fatal(err)
	}
	verify := filepath.Join(top, toolchain.CacheDir, "verify") // What verification downloads.
	if err := errors.Join(os.MkdirAll(verify, 0o755), os.MkdirAll(filepath.Join(c.root, toolchain.CacheDir), 0o755),
		os.Symlink(verify, filepath.Join(c.root, toolchain.CacheDir, "verify"))); err != nil {
		t.Fatal(err)
	}
	for _, set := range toolchain.Release {
		if err := os.Symlink(here.Folder(set), there.Folder(set)); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", c.mage, "./cmd/mage")
	build.Dir = top
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	t.Cleanup(func() { c.stopFeeds(t) })
	return c
}

func (c clone) stopFeeds(t *testing.T) {
	t.Helper()
	if _, err := local.Stop(context.WithoutCancel(t.Context()), release.FeedsDir(c.root)); err != nil {
		t.Error(err)
	}
}

// hasTargets gives the clone the targets that this repository has compiled, such as those that run the tests: they are kept by content, which
// is the same. Where it has none of this content, the clone compiles them itself.
func (c clone) hasTargets(t *testing.T) {
	t.Helper()
	compiled, err := filepath.Glob(filepath.Join(c.top, cacheDir, "*", program))
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range compiled {
		to := filepath.Join(c.root, cacheDir, filepath.Base(filepath.Dir(from)), program)
		if _, err := os.Stat(to); err == nil {
			continue
		}
		content, err := os.ReadFile(from)
		if errors.Is(err, fs.ErrNotExist) {
			continue // Another run has removed an old one.
		}
		if err := errors.Join(err, os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, content, 0o755)); err != nil {
			t.Fatal(err)
		}
	}
}

// command starts a target in a process group of its own.
func (c clone) command(t *testing.T, args ...string) (cmd *exec.Cmd, output *bytes.Buffer) {
	t.Helper()
	cmd = exec.CommandContext(t.Context(), c.mage, args...)
	cmd.Dir, cmd.SysProcAttr = c.root, &syscall.SysProcAttr{Setpgid: true}
	output = new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = output, output, time.Second // The local feeds keep the output open.
	return cmd, output
}

// run runs a target to its end.
func (c clone) run(t *testing.T, args ...string) {
	t.Helper()
	cmd, output := c.command(t, args...)
	if err := cmd.Run(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		t.Fatalf("mage %s after the kills: %v: %s", strings.Join(args, " "), err, output)
	}
}

// packages are the digests of the packages below a folder, by path.
func (c clone) packages(t *testing.T, dir string) map[string]string {
	t.Helper()
	held := map[string]string{}
	err := filepath.WalkDir(filepath.Join(c.root, dir), func(path string, entry fs.DirEntry, err error) error {
		switch filepath.Ext(path) {
		case ".tgz", ".whl", ".gz", ".zip", ".mod", ".info":
		default:
			return err
		}
		content, err := os.ReadFile(path)
		held[path] = archive.Member{Content: content}.SHA256()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

// TestKilledTargets stops mage release -local and mage pack at random moments, the process alone or its group as a terminal does. None
// ends as if it was done, none leaves anything that the next run stumbles over, and the feeds hold the same in the end.
func TestKilledTargets(t *testing.T) {
	fulltest.Only(t, "kills releases of the SDKs, and makes a whole one")
	c := newClone(t)
	kills := 12
	if n, err := strconv.Atoi(os.Getenv(killsVar)); err == nil {
		kills = n
	}
	random := rand.New(rand.NewPCG(18, 7))
	inTime := 0
	for n := range kills {
		if n == 2 { // Until then it is killed while it compiles.
			c.hasTargets(t)
		}
		args := [][]string{{"release", "-local"}, {"pack", "-local"}}[n%2]
		sent := []syscall.Signal{syscall.SIGTERM, syscall.SIGINT}[n/2%2]
		group := n/4%2 == 1
		at := time.Duration(0.05 * math.Pow(400, random.Float64()) * float64(time.Second)) // From 50 ms to 20 s, more of them early.
		what := fmt.Sprintf("mage %s, %v after %v, group %v", strings.Join(args, " "), sent, at, group)
		cmd, output := c.command(t, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() { _ = cmd.Wait(); close(ended) }() // The state has the exit code.
		select {
		case <-ended:
			if code := cmd.ProcessState.ExitCode(); code != 0 {
				t.Errorf("%s: it ended before with exit %d: %s", what, code, output)
			}
			continue
		case <-time.After(at):
		}
		to := cmd.Process.Pid
		if group {
			to = -to
		}
		_ = syscall.Kill(to, sent) // Where it has just ended, the exit code shows it.
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: it does not end: %s", what, output)
		}
		inTime++
		text, code := output.String(), cmd.ProcessState.ExitCode()
		done := strings.Contains(text, "is released") || strings.Contains(text, "dist/SHA256SUMS also has")
		if want := 128 + int(sent); code != want && (code != 0 || !done) {
			t.Errorf("%s: exit %d, want %d: %s", what, code, want, text)
		}
		for _, wrong := range []string{"panic", "do not compile", "cannot be read", mainFile, "context canceled"} {
			if strings.Contains(text, wrong) {
				t.Errorf("%s: it printed %q: %s", what, wrong, text)
			}
		}
	}
	t.Logf("%d of %d were stopped before their end", inTime, kills)
	c.run(t, "release", "-local")
	killed, served := c.packages(t, "dist"), c.packages(t, ".cache/feeds")
	if err := os.RemoveAll(filepath.Join(c.root, "dist")); err != nil {
		t.Fatal(err)
	}
	c.run(t, "pack", "-local")
	packed := c.packages(t, "dist")
	if diff := cmp.Diff(packed, killed); diff != "" || len(packed) != 6 {
		t.Errorf("after the kills dist has others than the %d packages of an undisturbed run (-undisturbed +killed):\n%s", len(packed), diff)
	}
	if want, got := slices.Sorted(maps.Values(packed)), slices.Sorted(maps.Values(served)); !slices.Equal(got, want) {
		t.Errorf("the feeds hold %v, want %v", served, packed)
	}
	head, remote := gittest.Run(t, c.root, "rev-parse", "HEAD"), filepath.Join(release.FeedsDir(c.root), "remote.git")
	for tag := range strings.Lines(gittest.Run(t, remote, "for-each-ref", "--format=%(*objectname) %(refname)")) {
		if commit, name, _ := strings.Cut(strings.TrimSpace(tag), " "); commit != head {
			t.Errorf("%s stands for %s, not for %s", name, commit, head)
		}
	}
}
