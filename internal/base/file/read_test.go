package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if _, err := Read(path, 3); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if content, err := Read(path, 3); err != nil || string(content) != "abc" {
		t.Errorf("got %q, %v", content, err)
	}
	var large *LargeError
	if content, err := Read(path, 2); !errors.As(err, &large) || large.Most != 2 || content != nil || err.Error() != "it has more than 2 bytes" {
		t.Errorf("got %q, %v", content, err)
	}
}
