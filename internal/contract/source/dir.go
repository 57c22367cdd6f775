package source

import (
	"context"
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
	"strings"
	"syscall"
)

var (
	errNotDir  error = syscall.ENOTDIR
	errTooLong error = syscall.ENAMETOOLONG
)

// maxConfig bounds the size of a buf.yaml.
const maxConfig = 1 << 20

// dir compiles a folder.
func (l loader) dir(ctx context.Context, name string) (*Source, error) {
	root := l.at(name)
	modules, hint, err := l.workspace(root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Join(filepath.ToSlash(name), "buf.yaml"), err)
	}
	// The files are read once, so that a file that changes meanwhile cannot make the hash differ from what was compiled.
	found, err := gather(modules, func(m module, most int64) (map[string][]byte, error) {
		folder := filepath.Join(root, filepath.FromSlash(m.Path))
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return nil, noFolder(m)
		}
		return readFolder(folder, m.keeps, most)
	})
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	if len(found.files) == 0 {
		return nil, fmt.Errorf("there is no .proto file in %s: name the folder that import paths are relative to, or one with a buf.yaml", name)
	}
	sum := sha256.New()
	for _, file := range slices.Sorted(maps.Keys(found.files)) {
		fmt.Fprintf(sum, "%q %q %d\n", found.folders[file], file, len(found.files[file]))
		_, _ = sum.Write(found.files[file])
	}
	s := &Source{Name: name, Kind: Dir}
	folder := filepath.ToSlash(filepath.Clean(name))
	if err := l.manage(s, path.Join(folder, generators), folder, modules, inFolder(root)); err != nil {
		return nil, err
	}
	built := build{name: name, prefix: folder, advice: hint, key: "dir " + hex.EncodeToString(sum.Sum(nil))}
	built.tree = func() (*tree, error) { return found, nil }
	return s, l.compile(ctx, s, built)
}

// workspace returns the modules of a folder, and the advice for when it does not compile.
func (l loader) workspace(root string) (modules []module, hint string, err error) {
	const fix = "fix that first"
	content, err := readBounded(filepath.Join(root, "buf.yaml"), maxConfig)
	if err == nil {
		modules, err = parseWorkspace(content)
		return modules, fix, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, "", cause(err)
	}
	if content, err = readBounded(filepath.Join(root, workspaces), maxConfig); err == nil {
		modules, err = parseWork(content, func(name string) ([]byte, error) {
			return readBounded(filepath.Join(root, filepath.FromSlash(name)), maxConfig)
		})
		return modules, fix, err
	}
	hint = fix
	for _, m := range l.modules() {
		// The buf.yaml of a module's folder is in the root of the repository.
		folder := absolute(l.at(filepath.FromSlash(m.Path)))
		switch inside, err := filepath.Rel(folder, absolute(root)); {
		case err == nil && inside == ".":
			return []module{m.alone()}, fix, nil
		case err == nil && filepath.IsLocal(inside):
			hint = "import paths are relative to " + m.Path + ": name that folder"
		}
	}
	return whole, hint, nil
}

// modules returns the modules of the repository. A buf.yaml that cannot be read is no error here, because it is not compared.
func (l loader) modules() []module {
	content, err := readBounded(l.at("buf.yaml"), maxConfig)
	if err != nil {
		return nil
	}
	modules, err := parseWorkspace(content)
	if err != nil {
		return nil
	}
	return modules
}

// alone returns the module with paths relative to its own folder.
func (m module) alone() module {
	inside := func(names []string) []string {
		var all []string
		for _, name := range names {
			if rest, ok := strings.CutPrefix(name, m.Path+"/"); ok {
				all = append(all, rest)
			}
		}
		return all
	}
	return module{Name: m.Name, Path: ".", Includes: inside(m.Includes), Excludes: inside(m.Excludes)}
}

func absolute(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if followed, err := filepath.EvalSymlinks(full); err == nil {
		return followed
	}
	return full
}
