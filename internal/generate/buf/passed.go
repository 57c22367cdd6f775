package buf

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// passed is what a check has passed on, and what it has to pass on now. The files are hashed before the check begins: one that changes in
// the meantime was not checked.
type passed struct {
	path   string
	key    string            // key identifies all but the protos that decides what the check finds.
	about  string            // about is what the check needs to know of the last time besides.
	before bool              // before says that the check has passed under the same key.
	last   string            // last is what about was then.
	old    map[string]bool   // old are the hashes of the protos that it has passed on, by path and hash.
	now    map[string]string // now has the hash and the path of each proto, by the path from the root.
}

// readPassed reads what a check has passed on. The source of the packages decides what it finds.
func readPassed(root, name string, packages []string) (*passed, error) {
	p := &passed{path: filepath.Join(root, toolchain.CacheDir, "passed-"+name), now: map[string]string{}, old: map[string]bool{}}
	sources, err := gosource.Files(root, packages...)
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(slices.Clone(ContractFiles), func(name string) bool { return name == protos })
	if p.key, err = file.Hash(root, slices.Concat(others, sources)); err != nil {
		return nil, err
	}
	err = filepath.WalkDir(filepath.Join(root, protos), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".proto" {
			return err
		}
		content, err := os.ReadFile(path) //nolint:gosec // G122: The folder is the checkout's own.
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		p.now[filepath.ToSlash(name)] = fmt.Sprintf("%x %s", sha256.Sum256(content), filepath.ToSlash(name))
		return err
	})
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(p.path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	lines := bufio.NewScanner(bytes.NewReader(content))
	if err != nil || !lines.Scan() {
		return p, err
	}
	key, last, _ := strings.Cut(lines.Text(), " ")
	if p.before = key == p.key; !p.before {
		return p, nil
	}
	p.last = last
	for lines.Scan() {
		p.old[lines.Text()] = true
	}
	return p, lines.Err()
}

// others are the protos, sorted, with a content that the check has not passed on.
func (p *passed) others() []string {
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(p.now)) {
		if !p.old[p.now[path]] {
			paths = append(paths, path)
		}
	}
	return paths
}

// edited are the protos with another content than the check has passed on, and whether no more than that has changed: all were there before,
// and none is gone.
func (p *passed) edited() (paths []string, only bool) {
	before := map[string]bool{}
	for line := range p.old {
		_, path, _ := strings.Cut(line, " ")
		before[path] = true
	}
	for path := range p.now {
		if !before[path] {
			return nil, false
		}
	}
	return p.others(), len(before) == len(p.now)
}

// same reports whether the check has passed on the protos as they are, and on no others.
func (p *passed) same() bool { return p.before && len(p.others()) == 0 && len(p.old) == len(p.now) }

// write remembers that the check has passed.
func (p *passed) write() error {
	lines := append([]string{p.key + " " + p.about}, slices.Sorted(maps.Values(p.now))...)
	if err := file.Write(p.path, []byte(strings.Join(lines, "\n")+"\n")); err != nil {
		return fmt.Errorf("remember what has passed: %w", err)
	}
	return nil
}

// flags are the arguments of buf that name some protos.
func flags(paths []string) []string {
	var args []string
	for _, path := range paths {
		args = append(args, "--path", path)
	}
	return args
}
