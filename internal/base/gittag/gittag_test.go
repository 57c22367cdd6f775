package gittag

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

var names = []string{"v1.2.3", "gen/go/v1.2.3"}

// remote makes a bare repository and a clone with two commits, whose settings don't depend on the machine.
func remote(t *testing.T) (r Remote, first, second string) {
	t.Helper()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+role+"_NAME", "Test")
		t.Setenv("GIT_"+role+"_EMAIL", "test@example.com")
	}
	dir := t.TempDir()
	git(t, dir, "init", "--quiet", "--bare", "remote.git")
	r = Remote{Repo: filepath.Join(dir, "clone"), Name: "origin"}
	clone(t, dir, "clone")
	for _, commit := range []*string{&first, &second} {
		git(t, r.Repo, "commit", "--quiet", "--allow-empty", "--message=change\n\ncommitter not this one")
		*commit = git(t, r.Repo, "rev-parse", "HEAD")
	}
	return r, first, second
}

func clone(t *testing.T, dir, name string) {
	t.Helper()
	git(t, dir, "init", "--quiet", "--initial-branch=main", name)
	git(t, filepath.Join(dir, name), "remote", "add", "origin", "../remote.git")
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := run.Output(t.Context(), run.Cmd{Args: append([]string{"git"}, args...), Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func bare(r Remote) string { return filepath.Join(filepath.Dir(r.Repo), "remote.git") }

// TestPushIsOfTheseTagsAlone has a clone whose settings would push more.
func TestPushIsOfTheseTagsAlone(t *testing.T) {
	r, first, second := remote(t)
	git(t, r.Repo, "config", "push.followTags", "true")
	git(t, r.Repo, "config", "push.recurseSubmodules", "check")
	git(t, r.Repo, "tag", "--annotate", "--message=stray", "v9.9.9", first)
	if err := r.Push(t.Context(), second, names); err != nil {
		t.Fatal(err)
	}
	if got := git(t, bare(r), "tag"); got != "gen/go/v1.2.3\nv1.2.3" {
		t.Errorf("the remote has %q", got)
	}
}

func TestPush(t *testing.T) {
	r, first, _ := remote(t)
	if there, err := r.Look(t.Context(), names); err != nil || len(there) > 0 {
		t.Fatalf("got %v, %v", there, err)
	}
	if err := r.Preflight(t.Context(), first, names); err != nil {
		t.Fatal(err)
	}
	if refs := git(t, bare(r), "for-each-ref"); refs != "" {
		t.Fatalf("the preflight has pushed %s", refs)
	}
	if err := r.Push(t.Context(), first, names); err != nil {
		t.Fatal(err)
	}
	there, err := r.Look(t.Context(), names)
	if diff := cmp.Diff(map[string]string{names[0]: first, names[1]: first}, there); err != nil || diff != "" {
		t.Errorf("%v, %s", err, diff)
	}
	before := git(t, bare(r), "for-each-ref")
	if strings.Count(before, "tag\trefs/tags/") != 2 {
		t.Errorf("the tags are not annotated: %s", before)
	}
	// A second time changes nothing, in the clone neither.
	if err := errors.Join(r.Preflight(t.Context(), first, names), r.Push(t.Context(), first, names)); err != nil {
		t.Error(err)
	}
	for range 2 {
		if err := r.Keep(t.Context(), names); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff(before, git(t, bare(r), "for-each-ref")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, git(t, r.Repo, "for-each-ref", "refs/tags")); diff != "" {
		t.Error(diff)
	}
}

// Two clones make the same objects, so whoever is second has nothing to add.
func TestTheSameCommitHasTheSameTags(t *testing.T) {
	r, first, _ := remote(t)
	git(t, r.Repo, "push", "--quiet", "origin", "main")
	dir := filepath.Dir(r.Repo)
	clone(t, dir, "other")
	other := Remote{Repo: filepath.Join(dir, "other"), Name: "origin"}
	git(t, other.Repo, "fetch", "--quiet", "origin", "main")
	var wait sync.WaitGroup
	errs := make([]error, 2)
	for i, r := range []Remote{r, other} {
		wait.Go(func() { errs[i] = r.Push(t.Context(), first, names) })
	}
	wait.Wait()
	for _, r := range []Remote{r, other} { // The loser of a race may have seen an error, and then looks.
		if err := errors.Join(r.Push(t.Context(), first, names), r.Keep(t.Context(), names)); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff(git(t, r.Repo, "for-each-ref", "refs/tags"), git(t, other.Repo, "for-each-ref", "refs/tags")); diff != "" {
		t.Error(diff)
	}
	ours, err := r.object(t.Context(), first, "v1.2.3")
	theirs, otherErr := other.object(t.Context(), first, "v1.2.3")
	if ours != theirs || err != nil || otherErr != nil {
		t.Errorf("%s and %s, %v, %v", ours, theirs, err, otherErr)
	}
}

func TestOneOfTwoIsThere(t *testing.T) {
	r, first, _ := remote(t)
	// Somebody has made one of them by hand, and not annotated it.
	git(t, r.Repo, "push", "--quiet", "origin", first+":refs/tags/v1.2.3")
	if err := r.Push(t.Context(), first, names); err != nil {
		t.Fatal(err)
	}
	there, err := r.Look(t.Context(), names)
	if diff := cmp.Diff(map[string]string{names[0]: first, names[1]: first}, there); err != nil || diff != "" {
		t.Errorf("%v, %s", err, diff)
	}
}

func TestTagsOfAnotherCommit(t *testing.T) {
	tests := []struct {
		name string
		spin func(r Remote, other string)
		says string
		push bool // push says that it is found by Push, not only by Preflight.
	}{
		{"on the remote", func(r Remote, other string) {
			git(t, r.Repo, "push", "--quiet", "origin", other+":refs/tags/gen/go/v1.2.3")
		}, "on origin", true},
		{"in the clone", func(r Remote, other string) { git(t, r.Repo, "tag", "v1.2.3", other) }, "git tag -d v1.2.3", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, first, second := remote(t)
			test.spin(r, second)
			var other *OtherError
			err := r.Preflight(t.Context(), first, names)
			if test.push {
				err = r.Push(t.Context(), first, names)
			}
			if !errors.As(err, &other) && !strings.Contains(err.Error(), "rejected") {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v, not %q", err, test.says)
			}
			if there, err := r.Look(t.Context(), names[:1]); err != nil || len(there) > 0 {
				t.Errorf("one was pushed: %v, %v", there, err)
			}
		})
	}
}

// Where the remote refuses one tag, it gets none.
func TestAllOrNone(t *testing.T) {
	r, first, _ := remote(t)
	hook := "#!/bin/sh\n[ \"$1\" != refs/tags/gen/go/v1.2.3 ]\n"
	if err := os.WriteFile(filepath.Join(bare(r), "hooks", "update"), []byte(hook), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := r.Push(t.Context(), first, names); err == nil {
		t.Fatal("it was pushed")
	}
	if refs := git(t, bare(r), "for-each-ref"); refs != "" {
		t.Errorf("the remote has %s", refs)
	}
	if refs := git(t, r.Repo, "for-each-ref", "refs/tags"); refs != "" {
		t.Errorf("the clone has %s", refs)
	}
}

func TestPreflightFails(t *testing.T) {
	r, first, _ := remote(t)
	if err := r.Preflight(t.Context(), strings.Repeat("0", 39)+"1", names); err == nil || !strings.Contains(err.Error(), "is not in this clone") {
		t.Errorf("no such commit: %v", err)
	}
	r.Name = "nowhere"
	err := r.Preflight(t.Context(), first, names)
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "git ls-remote (remote nowhere): fatal: 'nowhere' does not appear to be a git repository") {
		t.Errorf("no such remote: %v", err)
	}
}

// Names of other namespaces that end alike are no tags.
func TestLookIsExact(t *testing.T) {
	r, first, second := remote(t)
	git(t, r.Repo, "push", "--quiet", "origin", second+":refs/heads/v1.2.3", second+":refs/tags/other/v1.2.3")
	if there, err := r.Look(t.Context(), names); err != nil || len(there) > 0 {
		t.Errorf("got %v, %v", there, err)
	}
	if err := r.Push(t.Context(), first, names); err != nil {
		t.Error(err)
	}
}
