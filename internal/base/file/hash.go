package file

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Hash hashes the names and contents of the files and, recursively, the folders with these names below root.
func Hash(root string, names []string) (string, error) {
	hash, _, err := HashTree(root, names, func(string) bool { return false })
	return hash, err
}

// HashTree is [Hash] without the files that skip chooses by their path. It also returns the number of files.
func HashTree(root string, names []string, skip func(path string) bool) (hash string, files int, err error) {
	var paths []string
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(root, name), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || skip(path) {
				return err
			}
			paths = append(paths, path)
			return nil
		})
		if errors.Is(err, fs.ErrNotExist) {
			return "", 0, fmt.Errorf("%s is missing from the checkout: restore it with git checkout %s: %w", name, name, err)
		}
		if err != nil {
			return "", 0, err
		}
	}
	lines := make([]string, len(paths))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(paths); from += share {
		group.Go(func() (err error) {
			for i := from; i < min(from+share, len(paths)) && err == nil; i++ {
				lines[i], err = line(root, paths[i])
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return "", 0, err
	}
	sum := sha256.New()
	for _, line := range lines {
		_, _ = io.WriteString(sum, line)
	}
	return hex.EncodeToString(sum.Sum(nil)), len(paths), nil
}

// share is how many files are hashed one after the other: one takes less time than to hand it on.
const share = 64

// line names a file with the hash of its content.
func line(root, path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	relative, err := filepath.Rel(root, path)
	return fmt.Sprintf("%q %x\n", filepath.ToSlash(relative), sha256.Sum256(content)), err
}
