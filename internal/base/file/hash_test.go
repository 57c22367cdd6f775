package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestHashFollowsNamesAndContentOnly(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := Write(filepath.Join(root, name), []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	hash := func() string {
		t.Helper()
		sum, err := Hash(root, []string{"dir", "file"})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	write("dir/a", "1")
	write("file", "2")
	before := hash()
	if err := os.Chtimes(filepath.Join(root, "file"), time.Unix(0, 0), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if hash() != before {
		t.Error("the time of a file counts")
	}
	write("file", "3")
	if hash() == before {
		t.Error("the content does not count")
	}
	write("file", "2")
	if err := os.Rename(filepath.Join(root, "dir/a"), filepath.Join(root, "dir/b")); err != nil {
		t.Fatal(err)
	}
	if hash() == before {
		t.Error("the name does not count")
	}
}

func TestMissingFileIsNamed(t *testing.T) {
	_, err := Hash(t.TempDir(), []string{"nothing"})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v, want fs.ErrNotExist", err)
	}
}
