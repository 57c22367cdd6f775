package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

// A hook of git exports GIT_DIR. The settings of the local remote must not end up in the clone of the hook.
func TestLocalRemoteInAHook(t *testing.T) {
	clone := gittest.Repository(t)
	settings := filepath.Join(clone, ".git", "config")
	before, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_DIR", filepath.Join(clone, ".git"))
	remote, err := localRemote(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(settings); err != nil || string(after) != string(before) {
		t.Errorf("the settings of the clone are %s, %v", after, err)
	}
	if made, err := os.ReadFile(filepath.Join(remote, "config")); err != nil || !strings.Contains(string(made), "shallowUpdate = true") {
		t.Errorf("the settings of the remote are %s, %v", made, err)
	}
}
