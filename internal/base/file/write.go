// Package file reads files up to a size, writes them atomically, locks them, creates temporary folders that are cleaned up, and hashes files.
package file

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Option changes how a file is written. Options can be joined with |.
type Option uint8

const (
	// Durable syncs the file and its folder to disk before the write returns.
	Durable Option = 1 << iota
	// Private makes a new file readable by its owner only.
	Private
)

// Write replaces a file atomically: readers, and the next run if this one is killed, get all of the old content or all of the new
// one. Several processes may write the same file at once; the last one wins. An existing file keeps its mode, a symbolic link is
// followed, and missing folders are created.
func Write(path string, content []byte, options ...Option) error {
	mode := fs.FileMode(0)
	switch target, err := filepath.EvalSymlinks(path); {
	case err == nil:
		info, err := os.Stat(target)
		if err != nil {
			return err
		}
		path, mode = target, info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return place(path, content, mode, os.Rename, options)
}

// Create writes a new file atomically. If the file exists, it is not changed and the error is [fs.ErrExist].
func Create(path string, content []byte, options ...Option) error {
	return place(path, content, 0, os.Link, options)
}

// place writes the content under a temporary name beside path and then renames or links it. A mode of 0 is that of a new file.
func place(path string, content []byte, mode fs.FileMode, name func(from, to string) error, options []Option) (err error) {
	var how Option
	for _, option := range options {
		how |= option
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	sweep(dir, "."+filepath.Base(path)+".", abandonedFile)
	created := fs.FileMode(0o644)
	if how&Private != 0 {
		created = 0o600
	}
	temporary, err := create(path, created)
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) //nolint:errcheck // After a rename it does not exist.
	_, err = temporary.Write(content)
	if mode != 0 {
		err = errors.Join(err, temporary.Chmod(mode))
	}
	if how&Durable != 0 {
		err = errors.Join(err, temporary.Sync())
	}
	if err := errors.Join(err, temporary.Close()); err != nil {
		return err
	}
	if err := name(temporary.Name(), path); err != nil {
		return err
	}
	if how&Durable != 0 {
		return SyncDir(dir)
	}
	return nil
}

// partSuffix ends the name of a file that is being written.
const partSuffix = ".part"

// create opens a new file beside path. Unlike [os.CreateTemp] it respects the umask.
func create(path string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	for {
		name := fmt.Sprintf(".%s.%016x%s", base, rand.Uint64(), partSuffix) //nolint:gosec // G404: It has to be new, not secret.
		temporary, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return temporary, err
		}
	}
}

// abandonedFile is the age after which a temporary file belongs to a process that was killed while writing.
const abandonedFile = time.Hour

// Sweep removes temporary files older than age, which killed processes have left in a folder. An age of 0 is for callers whose lock
// keeps others from writing.
func Sweep(dir string, age time.Duration) { sweep(dir, ".", age) }

func sweep(dir, prefix string, age time.Duration) {
	removeOld(dir, time.Now().Add(-age), func(entry fs.DirEntry) bool {
		return entry.Type().IsRegular() && strings.HasPrefix(entry.Name(), prefix) && strings.HasSuffix(entry.Name(), partSuffix)
	})
}

// removeOld removes the entries of a kind that have not changed since a time. It ignores errors: the entry belongs to somebody
// else, or the next run tries again.
func removeOld(dir string, since time.Time, kind func(fs.DirEntry) bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if !kind(entry) {
			continue
		}
		if info, err := entry.Info(); err == nil && !info.ModTime().After(since) {
			os.RemoveAll(filepath.Join(dir, entry.Name())) //nolint:errcheck // See above.
		}
	}
}

// SyncDir syncs a folder to disk. Systems that cannot sync folders keep the order of renames themselves.
func SyncDir(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) || errors.Is(err, fs.ErrPermission) {
		err = nil
	}
	return errors.Join(err, folder.Close())
}
