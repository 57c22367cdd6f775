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
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
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
	w := walk{root: root, prefix: module + "/", files: map[string]bool{}}
	seen := map[string]bool{}
	for queue := slices.Clone(packages); len(queue) > 0; {
		dir := queue[0]
		queue = queue[1:]
		if seen[dir] {
			continue
		}
		seen[dir] = true
		imported, err := w.add(dir)
		if err != nil {
			return nil, err
		}
		queue = append(queue, imported...)
	}
	return slices.Sorted(maps.Keys(w.files)), nil
}

type walk struct {
	root   string
	prefix string // prefix begins the import paths of the module's own packages.
	files  map[string]bool
}

// compiled are the extensions of files that the go command compiles beside Go.
var compiled = []string{".s", ".S", ".sx", ".syso", ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".m", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx"}

// add adds the files of one package and returns the folders of the packages that it imports.
func (w *walk) add(dir string) (imported []string, err error) {
	entries, err := os.ReadDir(filepath.Join(w.root, filepath.FromSlash(dir)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing from the checkout: git checkout %s: %w", dir, dir, err)
	}
	if err != nil {
		return nil, err
	}
	found := false
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() && slices.Contains(compiled, path.Ext(name)) {
			w.files[path.Join(dir, name)] = true
		}
		if entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
			continue
		}
		found = true
		content, err := os.ReadFile(filepath.Join(w.root, filepath.FromSlash(dir), name))
		if err != nil {
			return nil, err
		}
		w.files[path.Join(dir, name)] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), path.Join(dir, name), content, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		for _, spec := range parsed.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if folder, ok := strings.CutPrefix(target, w.prefix); ok {
				imported = append(imported, folder)
			}
		}
		if err := w.embedded(dir, content); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, fmt.Errorf("%s has no Go files", dir)
	}
	return imported, nil
}

var embed = regexp.MustCompile(`(?m)^[ \t]*//go:embed[ \t]+(.+)$`)

// embedded adds what the directives of a file embed.
func (w *walk) embedded(dir string, content []byte) error {
	if !bytes.Contains(content, []byte("//go:embed")) { // The search for lines takes longer than all the rest.
		return nil
	}
	for _, directive := range embed.FindAllSubmatch(content, -1) {
		for pattern := range bytes.FieldsSeq(directive[1]) {
			pattern := strings.TrimPrefix(strings.Trim(string(pattern), "\"`"), "all:")
			matches, err := fs.Glob(os.DirFS(w.root), path.Join(dir, pattern))
			if err != nil {
				return fmt.Errorf("%s: go:embed %s: %w", dir, pattern, err)
			}
			for _, match := range matches {
				w.files[match] = true
			}
		}
	}
	return nil
}
