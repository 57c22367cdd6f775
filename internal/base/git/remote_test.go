package git_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

var names = []string{"v1.2.3", "gen/go/v1.2.3"}

// remote makes a bare repository and a clone with two commits.
func remote(t *testing.T) (r git.Remote, first, second string) {
	t.Helper()
	gittest.Isolate(t)
	dir := t.TempDir()
	gittest.Run(t, dir, "init", "--quiet", "--bare", "remote.git")
	r = git.Remote{Repo: filepath.Join(dir, "clone"), Name: "origin"}
	clone(t, dir, "clone")
	for _, commit := range []*string{&first, &second} {
		gittest.Run(t, r.Repo, "commit", "--quiet", "--allow-empty", "--message=change\n\ncommitter not this one")
		*commit = gittest.Run(t, r.Repo, "rev-parse", "HEAD")
	}
	return r, first, second
}

func clone(t *testing.T, dir, name string) {
	t.Helper()
	gittest.Run(t, dir, "init", "--quiet", "--initial-branch=main", name)
	gittest.Run(t, filepath.Join(dir, name), "remote", "add", "origin", "../remote.git")
}

func bare(r git.Remote) string { return filepath.Join(filepath.Dir(r.Repo), "remote.git") }

// TestPushIsOfTheseTagsAlone has a clone whose settings would push more.
func TestPushIsOfTheseTagsAlone(t *testing.T) {
	r, first, second := remote(t)
	gittest.Run(t, r.Repo, "config", "push.followTags", "true")
	gittest.Run(t, r.Repo, "config", "push.recurseSubmodules", "check")
	gittest.Run(t, r.Repo, "tag", "--annotate", "--message=stray", "v9.9.9", first)
	if err := r.Push(t.Context(), second, names); err != nil {
		t.Fatal(err)
	}
	if got := gittest.Run(t, bare(r), "tag"); got != "gen/go/v1.2.3\nv1.2.3" {
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
	if refs := gittest.Run(t, bare(r), "for-each-ref"); refs != "" {
		t.Fatalf("the preflight has pushed %s", refs)
	}
	if err := r.Push(t.Context(), first, names); err != nil {
		t.Fatal(err)
	}
	there, err := r.Look(t.Context(), names)
	if diff := cmp.Diff(map[string]string{names[0]: first, names[1]: first}, there); err != nil || diff != "" {
		t.Errorf("%v, %s", err, diff)
	}
	before := gittest.Run(t, bare(r), "for-each-ref")
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
	if diff := cmp.Diff(before, gittest.Run(t, bare(r), "for-each-ref")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, gittest.Run(t, r.Repo, "for-each-ref", "refs/tags")); diff != "" {
		t.Error(diff)
	}
}

// Two clones make the same objects, so whoever is second has nothing to add.
func TestTheSameCommitHasTheSameTags(t *testing.T) {
	r, first, _ := remote(t)
	gittest.Run(t, r.Repo, "push", "--quiet", "origin", "main")
	dir := filepath.Dir(r.Repo)
	clone(t, dir, "other")
	other := git.Remote{Repo: filepath.Join(dir, "other"), Name: "origin"}
	gittest.Run(t, other.Repo, "fetch", "--quiet", "origin", "main")
	var wait sync.WaitGroup
	errs := make([]error, 2)
	for i, r := range []git.Remote{r, other} {
		wait.Go(func() { errs[i] = r.Push(t.Context(), first, names) })
	}
	wait.Wait()
	for _, r := range []git.Remote{r, other} { // The loser of a race may have seen an error, and then looks.
		if err := errors.Join(r.Push(t.Context(), first, names), r.Keep(t.Context(), names)); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff(gittest.Run(t, r.Repo, "for-each-ref", "refs/tags"), gittest.Run(t, other.Repo, "for-each-ref", "refs/tags")); diff != "" {
		t.Error(diff)
	}
	// Where nobody was first, the other clone makes the same ones.
	gittest.Run(t, dir, "init", "--quiet", "--bare", "second.git")
	if err := (git.Remote{Repo: other.Repo, Name: "../second.git"}).Push(t.Context(), first, names); err != nil {
		t.Fatal(err)
	}
	second := gittest.Run(t, filepath.Join(dir, "second.git"), "for-each-ref", "refs/tags")
	if diff := cmp.Diff(gittest.Run(t, bare(r), "for-each-ref", "refs/tags"), second); diff != "" {
		t.Error(diff)
	}
}

func TestOneOfTwoIsThere(t *testing.T) {
	r, first, _ := remote(t)
	// Somebody has made one of them by hand, and not annotated it.
	gittest.Run(t, r.Repo, "push", "--quiet", "origin", first+":refs/tags/v1.2.3")
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
		spin func(r git.Remote, other string)
		says string
		push bool // push says that it is found by Push, not only by Preflight.
	}{
		{"on the remote", func(r git.Remote, other string) {
			gittest.Run(t, r.Repo, "push", "--quiet", "origin", other+":refs/tags/gen/go/v1.2.3")
		}, "on origin", true},
		{"in the clone", func(r git.Remote, other string) { gittest.Run(t, r.Repo, "tag", "v1.2.3", other) }, "git tag -d v1.2.3", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, first, second := remote(t)
			test.spin(r, second)
			var other *git.OtherCommitError
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
	gittest.Write(t, bare(r), "hooks/update", "#!/bin/sh\necho not today >&2\n[ \"$1\" != refs/tags/gen/go/v1.2.3 ]\n")
	if err := os.Chmod(filepath.Join(bare(r), "hooks", "update"), 0o755); err != nil {
		t.Fatal(err)
	}
	var refused *git.RefusedError
	if err := r.Push(t.Context(), first, names); !errors.As(err, &refused) || !strings.Contains(err.Error(), "the remote refuses the tags (hook declined)") || !strings.Contains(err.Error(), "not today") {
		t.Fatalf("got %v", err)
	}
	if refs := gittest.Run(t, bare(r), "for-each-ref"); refs != "" {
		t.Errorf("the remote has %s", refs)
	}
	if refs := gittest.Run(t, r.Repo, "for-each-ref", "refs/tags"); refs != "" {
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
	gittest.Run(t, r.Repo, "push", "--quiet", "origin", second+":refs/heads/v1.2.3", second+":refs/tags/other/v1.2.3")
	if there, err := r.Look(t.Context(), names); err != nil || len(there) > 0 {
		t.Errorf("got %v, %v", there, err)
	}
	if err := r.Push(t.Context(), first, names); err != nil {
		t.Error(err)
	}
}
