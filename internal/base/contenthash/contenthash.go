// Package contenthash tells whether files are still what they were, by their names and content, never by their times.
package contenthash

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Files is the hash of the files and, recursively, the folders with these names below root.
func Files(root string, names []string) (string, error) {
	hash, _, err := Tree(root, names, func(string) bool { return false })
	return hash, err
}

// Tree is like [Files], without the files that skip names by their path, and counts the files.
func Tree(root string, names []string, skip func(path string) bool) (hash string, files int, err error) {
	sum := sha256.New()
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(root, name), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || skip(path) {
				return err
			}
			content, err := os.ReadFile(path) //nolint:gosec // G122: The folders are the checkout's own.
			if err != nil {
				return err
			}
			relative, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			files++
			fmt.Fprintf(sum, "%s %d\n", filepath.ToSlash(relative), len(content))
			_, err = sum.Write(content)
			return err
		})
		if errors.Is(err, fs.ErrNotExist) {
			return "", 0, fmt.Errorf("%s is missing from the checkout: git checkout %s: %w", name, name, err)
		}
		if err != nil {
			return "", 0, err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), files, nil
}

// WriteFile writes a file so that it has either its old content or all of the new one.
func WriteFile(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	fresh := path + ".new"
	if err := os.WriteFile(fresh, content, 0o644); err != nil {
		return err
	}
	return os.Rename(fresh, path)
}
