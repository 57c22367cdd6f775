package pack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

func TestFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.py": "b", "a/c.py": "c", "a/__pycache__/c.cpython-313.pyc": "", "x.egg-info/PKG-INFO": "", "node_modules/x/index.js": "", ".DS_Store": "",
	})
	got, err := folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]archive.Member{{Name: "a/c.py", Content: []byte("c")}, {Name: "b.py", Content: []byte("b")}}, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	if err := os.Symlink("b.py", filepath.Join(dir, "a", "link.py")); err != nil {
		t.Fatal(err)
	}
	if _, err := folder(dir); err == nil || !strings.Contains(err.Error(), "a/link.py: is no regular file but a symbolic link; put a file") {
		t.Errorf("got %v", err)
	}
}
