// Package gosource lists the source files of this module that decide what a package does: its own and those of every package of
// the module that it imports, directly or not. Other modules are pinned by go.mod and go.sum.
//
// It reads the import clauses and starts no process, so that a list costs milliseconds and can be part of a cache key that every
// run needs. Files for other systems count as well: a key too many is harmless, a file too few leaves stale results.
package gosource

import (
	"bytes"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/sync/errgroup"
)

// Files returns the paths, below root and sorted, of the files that decide what the packages do: Go files that are no tests, and
// what they embed, which may be folders. root holds go.mod; packages are folders below it, such as internal/generate.
func Files(root string, packages ...string) ([]string, error) {
	content, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	module := modfile.ModulePath(content)
	if module == "" {
		return nil, errors.New("go.mod: it names no module")
	}
	w := walk{root: root, prefix: module + "/"}
	all, seen := map[string]bool{}, map[string]bool{}
	for queue := packages; len(queue) > 0; {
		// Packages that are as far from the first ones are read at once.
		var dirs []string
		for _, dir := range queue {
			if !seen[dir] {
				seen[dir] = true
				dirs = append(dirs, dir)
			}
		}
		read := make([]source, len(dirs))
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for i, dir := range dirs {
			group.Go(func() (err error) {
				read[i], err = w.read(dir)
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return nil, err
		}
		queue = nil
		for _, s := range read {
			queue = append(queue, s.imported...)
			for _, name := range s.files {
				all[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

type walk struct {
	root   string
	prefix string // prefix begins the import paths of the module's own packages.
}

// source is what one package has.
type source struct {
	files    []string // files are those that decide what it does.
	imported []string // imported are the folders of the packages of the module that it imports.
}

// compiled are the extensions of files that the go command compiles beside Go.
var compiled = []string{".s", ".S", ".sx", ".syso", ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".m", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx"}

// read reads one package.
func (w walk) read(dir string) (s source, err error) {
	entries, err := os.ReadDir(filepath.Join(w.root, filepath.FromSlash(dir)))
	if errors.Is(err, fs.ErrNotExist) {
		return s, fmt.Errorf("%s is missing from the checkout: git checkout %s: %w", dir, dir, err)
	}
	if err != nil {
		return s, err
	}
	found := false
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() && slices.Contains(compiled, path.Ext(name)) {
			s.files = append(s.files, path.Join(dir, name))
		}
		if entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
			continue
		}
		found = true
		content, err := os.ReadFile(filepath.Join(w.root, filepath.FromSlash(dir), name))
		if err != nil {
			return s, err
		}
		s.files = append(s.files, path.Join(dir, name))
		parsed, err := parser.ParseFile(token.NewFileSet(), path.Join(dir, name), content, parser.ImportsOnly)
		if err != nil {
			return s, err
		}
		for _, spec := range parsed.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return s, err
			}
			if folder, ok := strings.CutPrefix(target, w.prefix); ok {
				s.imported = append(s.imported, folder)
			}
		}
		embedded, err := w.embedded(dir, content)
		if err != nil {
			return s, err
		}
		s.files = append(s.files, embedded...)
	}
	if !found {
		return s, fmt.Errorf("%s has no Go files", dir)
	}
	return s, nil
}

var embed = regexp.MustCompile(`(?m)^[ \t]*//go:embed[ \t]+(.+)$`)

// embedded returns what the directives of a file embed.
func (w walk) embedded(dir string, content []byte) (files []string, err error) {
	if !bytes.Contains(content, []byte("//go:embed")) { // The search for lines takes longer than all the rest.
		return nil, nil
	}
	for _, directive := range embed.FindAllSubmatch(content, -1) {
		for pattern := range bytes.FieldsSeq(directive[1]) {
			pattern := strings.TrimPrefix(strings.Trim(string(pattern), "\"`"), "all:")
			matches, err := fs.Glob(os.DirFS(w.root), path.Join(dir, pattern))
			if err != nil {
				return nil, fmt.Errorf("%s: go:embed %s: %w", dir, pattern, err)
			}
			files = append(files, matches...)
		}
	}
	return files, nil
}
