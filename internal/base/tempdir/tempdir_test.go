package tempdir

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestNew(t *testing.T) {
	in := t.TempDir()
	lay := func(name string, age time.Duration, folder bool) {
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
	lay(prefix+"verify-killed", 7*time.Hour, true)
	lay(prefix+"verify-running", time.Hour, true)
	lay(prefix+"pack-killed", 7*time.Hour, true)
	lay(prefix+"verify-file", 7*time.Hour, false)
	lay("verify-of-another-program", 7*time.Hour, true)

	made, err := New(in, "verify")
	if err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(made); err != nil || len(left) > 0 {
		t.Errorf("the new folder has %v, %v", left, err)
	}
	want := []string{
		filepath.Base(made), prefix + "pack-killed", prefix + "verify-file", prefix + "verify-running", "verify-of-another-program",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, names(t, in)); diff != "" {
		t.Errorf("what is there (-want +got):\n%s", diff)
	}
}

func TestWithoutLinks(t *testing.T) {
	in, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(in, link); err != nil {
		t.Fatal(err)
	}
	made, err := New(link, "pack")
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
