package file

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Hash hashes the names and contents of the files and, recursively, the folders with these names below root.
func Hash(root string, names []string) (string, error) {
	var files []string
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(root, name), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			relative, err := filepath.Rel(root, path)
			files = append(files, filepath.ToSlash(relative))
			return err
		})
		if errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("%s is missing from the checkout: restore it with git checkout %s: %w", name, name, err)
		}
		if err != nil {
			return "", err
		}
	}
	sums, err := Sums(root, files)
	if err != nil {
		return "", err
	}
	whole := sha256.New()
	for i, name := range files {
		fmt.Fprintf(whole, "%q %s\n", name, sums[i])
	}
	return hex.EncodeToString(whole.Sum(nil)), nil
}

// Sums returns the SHA-256 of each of some files below root, in hexadecimal. They are read on all processors.
func Sums(root string, names []string) ([]string, error) {
	sums := make([]string, len(names))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(names); from += share {
		group.Go(func() error {
			for i := from; i < min(from+share, len(names)); i++ {
				content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(names[i])))
				if err != nil {
					return err
				}
				sum := sha256.Sum256(content)
				sums[i] = hex.EncodeToString(sum[:])
			}
			return nil
		})
	}
	return sums, group.Wait()
}

// share is how many files are hashed one after the other: one takes less time than to hand it on.
const share = 64
