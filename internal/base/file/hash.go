package file

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Hash hashes the names and contents of the files and, recursively, the folders with these names below root.
func Hash(root string, names []string) (string, error) {
	hash, _, err := HashTree(root, names, func(string) bool { return false })
	return hash, err
}

// HashTree is [Hash] without the files that skip chooses by their path. It also returns the number of files.
func HashTree(root string, names []string, skip func(path string) bool) (hash string, files int, err error) {
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
			return "", 0, fmt.Errorf("%s is missing from the checkout: restore it with git checkout %s: %w", name, name, err)
		}
		if err != nil {
			return "", 0, err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), files, nil
}
