package git_test

import (
	"path/filepath"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

// repository makes a repository with one commit.
func repository(t *testing.T) string {
	t.Helper()
	dir := gittest.Repository(t)
	gittest.Write(t, dir, "proto/a/v1/a.proto", "one")
	gittest.Write(t, dir, "other.txt", "other")
	gittest.Commit(t, dir)
	return dir
}

func TestLatestRelease(t *testing.T) {
	tests := []struct {
		name string
		tags []string
		want string
	}{
		{"none", nil, ""},
		{"one", []string{"v0.1.0"}, "v0.1.0"},
		{"by number, not by letter", []string{"v0.10.0", "v0.9.1", "v0.9.0"}, "v0.10.0"},
		{"pre-releases don't count", []string{"v1.0.0-rc.1", "v0.2.0"}, "v0.2.0"},
		{"pre-releases only", []string{"v1.0.0-rc.1"}, ""},
		{"other tags don't count", []string{"gen/go/v2.0.0", "v3", "v3.1", "nightly", "4.0.0", "v5.0.0+build", "v01.0.0"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := repository(t)
			for _, tag := range test.tags {
				gittest.Run(t, dir, "tag", tag)
			}
			if got, err := git.LatestRelease(t.Context(), dir); err != nil || got != (git.Release{Tag: test.want}) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestLatestReleaseOfHEAD(t *testing.T) {
	dir := repository(t)
	gittest.Run(t, dir, "tag", "--annotate", "--message=first", "v0.1.0")
	gittest.Run(t, dir, "checkout", "--quiet", "-b", "ahead")
	gittest.Write(t, dir, "ahead.txt", "ahead")
	gittest.Commit(t, dir)
	gittest.Run(t, dir, "tag", "v0.2.0")
	gittest.Run(t, dir, "checkout", "--quiet", "main")
	gittest.Commit(t, dir)
	if got, err := git.LatestRelease(t.Context(), dir); err != nil || got.Tag != "v0.1.0" {
		t.Errorf("got %+v, %v; v0.2.0 is on another branch", got, err)
	}

	clone := filepath.Join(t.TempDir(), "clone")
	gittest.Run(t, dir, "clone", "--quiet", "--depth=1", "--no-tags", "file://"+dir, clone)
	if got, err := git.LatestRelease(t.Context(), clone); err != nil || got != (git.Release{Shallow: true}) {
		t.Errorf("shallow clone: got %+v, %v", got, err)
	}

	empty := t.TempDir()
	gittest.Run(t, empty, "init", "--quiet")
	if got, err := git.LatestRelease(t.Context(), empty); err != nil || got != (git.Release{}) {
		t.Errorf("without a commit: got %+v, %v", got, err)
	}
	if _, err := git.LatestRelease(t.Context(), filepath.Join(empty, "gone")); err == nil {
		t.Error("a folder that is not there has a release")
	}
}
