package gittree

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// repository makes a repository with one commit, whose settings don't depend on the machine.
func repository(t *testing.T) string {
	t.Helper()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+role+"_NAME", "Test")
		t.Setenv("GIT_"+role+"_EMAIL", "test@example.com")
	}
	dir := t.TempDir()
	do(t, dir, "init", "--quiet", "--initial-branch=main")
	write(t, dir, "proto/a/v1/a.proto", "one")
	write(t, dir, "other.txt", "other")
	commit(t, dir)
	return dir
}

func do(t *testing.T, dir string, args ...string) {
	t.Helper()
	if err := run.Run(t.Context(), run.Cmd{Args: append([]string{"git"}, args...), Dir: dir}); err != nil {
		t.Fatal(err)
	}
}

func commit(t *testing.T, dir string) {
	t.Helper()
	do(t, dir, "add", "--all")
	do(t, dir, "commit", "--quiet", "--allow-empty", "--message=change")
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
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
				do(t, dir, "tag", tag)
			}
			if got, err := LatestRelease(t.Context(), dir); err != nil || got != (Release{Tag: test.want}) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestLatestReleaseOfHEAD(t *testing.T) {
	dir := repository(t)
	do(t, dir, "tag", "--annotate", "--message=first", "v0.1.0")
	do(t, dir, "checkout", "--quiet", "-b", "ahead")
	write(t, dir, "ahead.txt", "ahead")
	commit(t, dir)
	do(t, dir, "tag", "v0.2.0")
	do(t, dir, "checkout", "--quiet", "main")
	commit(t, dir)
	if got, err := LatestRelease(t.Context(), dir); err != nil || got.Tag != "v0.1.0" {
		t.Errorf("got %+v, %v; v0.2.0 is on another branch", got, err)
	}

	clone := filepath.Join(t.TempDir(), "clone")
	do(t, dir, "clone", "--quiet", "--depth=1", "--no-tags", "file://"+dir, clone)
	if got, err := LatestRelease(t.Context(), clone); err != nil || got != (Release{Shallow: true}) {
		t.Errorf("shallow clone: got %+v, %v", got, err)
	}

	empty := t.TempDir()
	do(t, empty, "init", "--quiet")
	if got, err := LatestRelease(t.Context(), empty); err != nil || got != (Release{}) {
		t.Errorf("without a commit: got %+v, %v", got, err)
	}
	if _, err := LatestRelease(t.Context(), filepath.Join(empty, "gone")); err == nil {
		t.Error("a folder that is not there has a release")
	}
}
