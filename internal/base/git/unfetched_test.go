package git_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

func TestRemoteRelease(t *testing.T) {
	dir := repository(t)
	clone := filepath.Join(t.TempDir(), "clone")
	release := func() string {
		t.Helper()
		tag, err := git.RemoteRelease(t.Context(), clone, "origin")
		if err != nil {
			t.Fatal(err)
		}
		return tag
	}
	gittest.Run(t, dir, "clone", "--quiet", "--no-tags", "file://"+dir, clone)
	if tag := release(); tag != "" {
		t.Errorf("no tag: got %s", tag)
	}
	gittest.Run(t, dir, "tag", "v0.9.0")
	gittest.Run(t, dir, "tag", "--annotate", "--message=annotated", "v0.10.0")
	for _, other := range []string{"v1.0.0-rc.1", "v2", "gen/go/v3.0.0", "v4.0.0+build"} {
		gittest.Run(t, dir, "tag", other)
	}
	if tag := release(); tag != "v0.10.0" {
		t.Errorf("by number, also annotated: got %s", tag)
	}
	gittest.Write(t, dir, "later.txt", "later")
	gittest.Commit(t, dir)
	gittest.Run(t, dir, "tag", "v5.0.0")
	if tag := release(); tag != "v0.10.0" {
		t.Errorf("HEAD of the clone does not descend from v5.0.0: got %s", tag)
	}
	if remotes, err := git.Remotes(t.Context(), clone); err != nil || !slices.Equal(remotes, []string{"origin"}) {
		t.Errorf("got %q, %v", remotes, err)
	}
	gittest.Run(t, clone, "remote", "set-url", "origin", filepath.Join(dir, "gone"))
	if _, err := git.RemoteRelease(t.Context(), clone, "origin"); err == nil {
		t.Error("a remote that is not there has answered")
	}
}
