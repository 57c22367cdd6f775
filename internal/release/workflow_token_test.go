package release

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// TestTagsOfAWorkflow tags commits whose workflows are, or are not, those of a branch of the remote.
func TestTagsOfAWorkflow(t *testing.T) {
	repo := gittest.Repository(t)
	remote := filepath.Join(t.TempDir(), "remote.git")
	gittest.Run(t, repo, "init", "--quiet", "--bare", remote)
	gittest.Run(t, repo, "remote", "add", "origin", remote)
	commit := func(workflow, text string) string {
		gittest.Write(t, repo, ".github/workflows/release.yml", workflow)
		gittest.Write(t, repo, "text", text)
		return gittest.Commit(t, repo)
	}
	old := commit("one", "1")
	before := commit("two", "2")
	tip := commit("two", "3")
	gittest.Run(t, repo, "push", "--quiet", "origin", "main")

	tags := func(env map[string]string) publish.GitTags {
		return (&Checkout{Root: repo, Getenv: func(name string) string { return env[name] }}).gitTags("origin")
	}
	own := map[string]string{"GITHUB_ACTIONS": "true"}
	for hash, want := range map[string]bool{tip: true, before: true, old: false} {
		err := tags(own).Preflight(t.Context(), hash, []string{"v1.2.3"})
		if (err == nil) != want || err != nil && !strings.Contains(err.Error(), "push with a GitHub App") {
			t.Errorf("the own token on %.7s, wanted %t: %v", hash, want, err)
		}
	}
	for name, env := range map[string]map[string]string{
		"an App": {"GITHUB_ACTIONS": "true", "RELEASE_APP": "acme-release"}, "a laptop": {},
	} {
		if err := tags(env).Preflight(t.Context(), old, []string{"v1.2.3"}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Another branch that still has these workflows is enough, and so is a deploy key.
	gittest.Run(t, repo, "push", "--quiet", "origin", old+":refs/heads/release/1.2")
	if err := tags(own).Preflight(t.Context(), old, []string{"v1.2.3"}); err != nil {
		t.Errorf("with a branch: %v", err)
	}
	for address, want := range map[string]bool{
		"git@github.com:acme/api.git": true, "ssh://git@github.com/acme/api": true, "https://github.com/acme/api": false, "/tmp/x:y@z": false,
	} {
		if isSSH(address) != want {
			t.Errorf("%s: isSSH is not %t", address, want)
		}
	}
}
