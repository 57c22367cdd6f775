// Package gittest makes repositories for tests. They depend on nothing of the machine, and no test touches the repository that it
// is run from, not even where git runs the tests in a hook.
package gittest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
)

// Date is when everything is committed, so that the same content has the same hash.
const Date = "2026-01-02T03:04:05Z"

// Identity is the environment in which commits are made.
func Identity() []string {
	var env []string
	for _, role := range []string{"GIT_AUTHOR_", "GIT_COMMITTER_"} {
		env = append(env, role+"NAME=Test", role+"EMAIL=test@example.com", role+"DATE="+Date)
	}
	return env
}

// Isolate takes the settings of the machine out of the environment of a test, for the code that it tests and the programs that
// it starts, and the variables that git exports to hooks.
func Isolate(t testing.TB) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "") // So that the end of the test puts it back.
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
}

// Repository isolates the test and makes an empty repository with the branch main in a new folder.
func Repository(t testing.TB) string {
	t.Helper()
	Isolate(t)
	dir := t.TempDir()
	Run(t, dir, "init", "--quiet", "--initial-branch=main")
	return dir
}

// Run runs git in a folder and returns what it prints, without the space around it.
func Run(t testing.TB, dir string, args ...string) string {
	t.Helper()
	var out strings.Builder
	if err := git.Run(t.Context(), git.Command{Dir: dir, Args: args, Env: Identity(), Stdout: &out}); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

// Commit commits everything in a folder, also where nothing has changed, and returns the hash of the commit.
func Commit(t testing.TB, dir string) string {
	t.Helper()
	Run(t, dir, "add", "--all")
	Run(t, dir, "commit", "--quiet", "--allow-empty", "--message=change")
	return Run(t, dir, "rev-parse", "HEAD")
}

// Write writes a file below a folder.
func Write(t testing.TB, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
