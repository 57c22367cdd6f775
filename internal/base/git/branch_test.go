package git_test

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

func TestBranch(t *testing.T) {
	dir := gittest.Repository(t)
	gittest.Run(t, dir, "checkout", "--quiet", "-b", "release/0.174")
	gittest.Run(t, dir, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty", "--message=one")
	env := map[string]string{"GITHUB_REF_NAME": "release/1", "GITHUB_REF_TYPE": "branch"}
	getenv := func(name string) string { return env[name] }
	want := func(name string) {
		t.Helper()
		if got, err := git.Branch(t.Context(), dir, getenv); err != nil || got != name {
			t.Errorf("got %q, %v, want %q", got, err, name)
		}
	}
	want("release/0.174")
	gittest.Run(t, dir, "checkout", "--quiet", "--detach")
	want("release/1")
	env["GITHUB_BASE_REF"] = "release/2"
	want("release/2")
	env = map[string]string{"GITHUB_REF_NAME": "v1.2.3", "GITHUB_REF_TYPE": "tag"}
	want("")
	env = nil
	want("")
	if _, err := git.Branch(t.Context(), t.TempDir(), getenv); err == nil {
		t.Error("a folder without a repository has a branch")
	}
}
