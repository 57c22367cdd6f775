package file

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTempDir(t *testing.T) {
	in := t.TempDir()
	put := func(name string, age time.Duration, folder bool) {
		t.Helper()
		path := filepath.Join(in, name)
		file := path
		if folder {
			file = filepath.Join(path, "npmrc")
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(file, []byte("//registry.example/:_authToken=secret"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	put(tempPrefix+"verify-killed", 7*time.Hour, true)
	put(tempPrefix+"verify-running", time.Hour, true)
	put(tempPrefix+"pack-killed", 7*time.Hour, true)
	put(tempPrefix+"verify-file", 7*time.Hour, false)
	put("verify-of-another-program", 7*time.Hour, true)

	made, err := TempDir(in, "verify")
	if err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(made); err != nil || len(left) > 0 {
		t.Errorf("the new folder has %v, %v", left, err)
	}
	want := []string{
		filepath.Base(made), tempPrefix + "pack-killed", tempPrefix + "verify-file", tempPrefix + "verify-running", "verify-of-another-program",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, names(t, in)); diff != "" {
		t.Errorf("what is there (-want +got):\n%s", diff)
	}
}

func TestTempDirWithoutLinks(t *testing.T) {
	in, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(in, link); err != nil {
		t.Fatal(err)
	}
	made, err := TempDir(link, "pack")
	if err != nil || filepath.Dir(made) != in {
		t.Errorf("got %s, %v", made, err)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name())
	}
	return all
}
