package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// hashes has the SHA-256 of files, in hexadecimal, by their paths in gen, with slashes.
type hashes map[string]string

// hashTree hashes the files of a folder. One that does not exist has none.
func hashTree(dir string) (hashes, error) {
	names, err := listFiles(dir)
	if err != nil {
		return nil, err
	}
	sums, err := file.Sums(dir, names)
	if err != nil {
		return nil, err
	}
	all := make(hashes, len(names))
	for i, name := range names {
		all[name] = sums[i]
	}
	return all, nil
}

// sum is one hash of all files, but for those that tools leave beside the code.
func (h hashes) sum() string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(h)) {
		if !ignored(name) {
			fmt.Fprintf(sum, "%q %s\n", name, h[name])
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// count is how many files sum covers.
func (h hashes) count() int {
	n := 0
	for name := range h {
		if !ignored(name) {
			n++
		}
	}
	return n
}

// listFiles returns the paths of all files below a folder, sorted, with slashes. A folder that does not exist has none.
func listFiles(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == dir {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		names = append(names, path.Clean(filepath.ToSlash(name)))
		return err
	})
	slices.Sort(names)
	return names, err
}
