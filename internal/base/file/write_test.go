package file

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// only fails where a folder has other files than these.
func only(t *testing.T, dir string, want ...string) {
	t.Helper()
	got := names(t, dir)
	if len(got) != len(want) {
		t.Fatalf("the folder has %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("the folder has %q, want %q", got, want)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "file")
	for _, content := range []string{"one", "", "three"} {
		if err := Write(path, []byte(content)); err != nil || read(t, path) != content {
			t.Errorf("%q: got %q, %v", content, read(t, path), err)
		}
	}
	if err := Write(path, []byte("durable"), Durable, Private); err != nil || read(t, path) != "durable" {
		t.Errorf("got %q, %v", read(t, path), err)
	}
	only(t, filepath.Dir(path), "file")
}

// Each of the writers has a temporary file of its own: with one for all of them a rename fails, or a file has parts of two.
func TestWritersAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	const writers, rounds = 8, 50
	var wait sync.WaitGroup
	for i := range writers {
		wait.Go(func() {
			content := bytes.Repeat([]byte{byte('a' + i)}, 10_000*(i+1))
			for range rounds {
				if err := Write(path, content); err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
				got, err := os.ReadFile(path)
				if err != nil || len(got) == 0 || len(got) != 10_000*int(got[0]-'a'+1) || bytes.Count(got, got[:1]) != len(got) {
					t.Errorf("writer %d reads %d bytes, %v", i, len(got), err)
				}
			}
		})
	}
	wait.Wait()
	only(t, filepath.Dir(path), "file")
}

func TestModes(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	mode := func() fs.FileMode {
		t.Helper()
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode()
	}
	if err := Write(path, nil); err != nil || mode()&0o600 != 0o600 || mode()&0o133 != 0 {
		t.Errorf("a new file is %v, %v", mode(), err)
	}
	for _, want := range []fs.FileMode{0o600, 0o755, 0o666, 0o400} {
		if err := errors.Join(os.Chmod(path, want), Write(path, []byte("x"))); err != nil || mode() != want {
			t.Errorf("a file with mode %v has %v now, %v", want, mode(), err)
		}
	}
	if err := errors.Join(os.Remove(path), Write(path, nil, Private)); err != nil || mode() != 0o600 {
		t.Errorf("a private file is %v, %v", mode(), err)
	}
}

func TestWriteFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	there, link := filepath.Join(dir, "there", "file"), filepath.Join(dir, "link")
	if err := errors.Join(Write(there, []byte("old")), os.Symlink("there/file", link), Write(link, []byte("new"))); err != nil {
		t.Fatal(err)
	}
	if target, err := os.Readlink(link); err != nil || target != "there/file" || read(t, there) != "new" {
		t.Errorf("the link leads to %q, which has %q, %v", target, read(t, there), err)
	}
	if err := errors.Join(os.Remove(there), Write(link, []byte("own"))); err != nil || read(t, link) != "own" {
		t.Errorf("in the place of a link that leads nowhere: %v", err)
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := os.MkdirAll(filepath.Join(path, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(path, []byte("x")); err == nil {
		t.Error("a folder was replaced")
	}
	if err := Create(path, []byte("x")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder: %v", err)
	}
	only(t, dir, "file")
	if err := Write(filepath.Join(dir, "file", "folder", "new"), nil); err != nil {
		t.Error(err)
	}
	if err := Write(filepath.Join(dir, "file", "folder", "new", "below"), nil); err == nil {
		t.Error("a file has become a folder")
	}
}

func TestCreate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := Create(path, []byte("first"), Durable); err != nil {
		t.Fatal(err)
	}
	if err := Create(path, []byte("second")); !errors.Is(err, fs.ErrExist) || read(t, path) != "first" {
		t.Errorf("the file has %q, %v", read(t, path), err)
	}
	only(t, dir, "file")
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	leave := func(name string, age time.Duration) {
		t.Helper()
		path, at := filepath.Join(dir, name), time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(path, nil, 0o644), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	leave(".file.0123.part", 2*time.Hour)
	leave(".file.4567.part", time.Minute)
	leave(".other.0123.part", 2*time.Hour)
	leave("file.part", 2*time.Hour)
	leave(".hidden", 2*time.Hour)
	if err := Write(filepath.Join(dir, "file"), nil); err != nil {
		t.Fatal(err)
	}
	only(t, dir, ".file.4567.part", ".hidden", ".other.0123.part", "file", "file.part")
	Sweep(dir, time.Hour)
	only(t, dir, ".file.4567.part", ".hidden", "file", "file.part")
	Sweep(dir, 0)
	only(t, dir, ".hidden", "file", "file.part")
	Sweep(filepath.Join(dir, "missing"), 0)
}
