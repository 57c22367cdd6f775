package local

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// keep puts a file where its content says, next to what is there. That it is there already is no error: a link is made of a
// whole file only, and the same digest means the same bytes.
func keep(dir string, b blob) error {
	path := filepath.Join(dir, filesDir, digest(b.content), b.name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	fresh, err := write(dir, b.content, 0o644)
	if err != nil {
		return err
	}
	if err := os.Link(fresh, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := os.Remove(fresh); err != nil {
		return err
	}
	return errors.Join(syncDir(filepath.Dir(path)), syncDir(filepath.Join(dir, filesDir)), syncDir(dir))
}

// replace gives a file new content: a reader finds all of the old or all of the new.
func replace(dir, name string, content []byte) error {
	fresh, err := write(dir, content, 0o644)
	if err != nil {
		return err
	}
	if err := os.Rename(fresh, filepath.Join(dir, name)); err != nil {
		return err
	}
	return syncDir(dir)
}

// write makes a file with a name of its own, and returns its path once the disk has it.
func write(dir string, content []byte, mode fs.FileMode) (path string, err error) {
	fresh, err := os.CreateTemp(dir, freshFile)
	if err != nil {
		return "", err
	}
	_, err = fresh.Write(content)
	return fresh.Name(), errors.Join(err, fresh.Chmod(mode), fresh.Sync(), fresh.Close())
}

// sweep removes what a killed process was writing.
func sweep(dir string) error {
	left, err := filepath.Glob(filepath.Join(globEscape(dir), freshFile))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// globEscape has a path mean itself in a pattern.
func globEscape(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// syncDir has the disk know the names in a folder. Where folders can't be synced the system orders names itself.
func syncDir(dir string) error {
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

const tokenFile = "token"

// tokenIn is the token of a store, made where there is none. Of two processes that make one, the first counts.
func tokenIn(dir string) (string, error) {
	path := filepath.Join(dir, tokenFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		fresh, err := write(dir, []byte(rand.Text()+"\n"), 0o600)
		if err != nil {
			return "", err
		}
		if err := os.Link(fresh, path); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		if err := errors.Join(os.Remove(fresh), syncDir(dir)); err != nil {
			return "", err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s can be read by others: remove it, and the next start makes a new one", path)
	}
	content, err := os.ReadFile(path)
	token := strings.TrimSpace(string(content))
	if err == nil && len(token) < 16 {
		err = fmt.Errorf("%s has no token: remove it, and the next start makes a new one", path)
	}
	return token, err
}
