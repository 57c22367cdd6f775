package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

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

// stage is the new gen while it is made. Its methods may be called concurrently for different files.
type stage struct {
	gen, staged string
	present     hashes // present are the files of gen.
	last        hashes // last are those that the last run made, as far as that is known.

	mu   sync.Mutex
	made hashes // made are the files of this run.
}

// put adds a file. If gen has the same, that file takes the place, with its time.
func (t *stage) put(name string, content []byte) error {
	sum := hashOf(content)
	if t.present[name] == sum {
		return t.keep(name)
	}
	if err := t.claim(name, sum); err != nil {
		return err
	}
	path := filepath.Join(t.staged, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

// keep adds a file of gen: the same file, not a copy.
func (t *stage) keep(name string) error {
	if err := t.claim(name, t.present[name]); err != nil {
		return err
	}
	return link(t.gen, t.staged, name)
}

// has reports whether a file was added.
func (t *stage) has(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, there := t.made[name]
	return there
}

func (t *stage) claim(name, sum string) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("gen/%s: a generator writes outside of gen", name)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, twice := t.made[name]; twice {
		return fmt.Errorf("gen/%s: two generators write it; rename what it is made of in the contract", name)
	}
	t.made[name] = sum
	return nil
}

// link links a file of gen into the staged tree.
func link(gen, staged, name string) error {
	into := filepath.Join(staged, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(into), 0o755); err != nil {
		return err
	}
	return os.Link(filepath.Join(gen, filepath.FromSlash(name)), into)
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
