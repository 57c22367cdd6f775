package mutants

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// goPackage is the part of go list's output that is used.
type goPackage struct {
	ImportPath, Name, Dir     string
	Export                    string // Export is the file with the types of the compiled package.
	GoFiles                   []string
	TestGoFiles, XTestGoFiles []string
}

func list(ctx context.Context, root string, args ...string) ([]goPackage, error) {
	command := append([]string{"go", "list", "-json=ImportPath,Name,Dir,Export,GoFiles,TestGoFiles,XTestGoFiles"}, args...)
	out, err := run.Output(ctx, run.Cmd{Args: command, Dir: root})
	if err != nil {
		return nil, err
	}
	var all []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
}

// checker type-checks mutants of a package.
type checker struct {
	fset     *token.FileSet
	files    map[string]*ast.File // files are parsed, by their paths.
	importer types.Importer
}

func newChecker(ctx context.Context, root string, p goPackage) (*checker, error) {
	imported, err := list(ctx, root, "-export", "-deps", p.ImportPath)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, one := range imported {
		exports[one.ImportPath] = one.Export
	}
	c := &checker{fset: token.NewFileSet(), files: map[string]*ast.File{}}
	c.importer = importer.ForCompiler(c.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, file := range p.GoFiles {
		path := filepath.Join(p.Dir, file)
		if c.files[path], err = parser.ParseFile(c.fset, path, nil, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
	}
	if err := c.check(c.files); err != nil {
		return nil, fmt.Errorf("the package does not compile: %w", err)
	}
	return c, nil
}

func (c *checker) check(files map[string]*ast.File) error {
	var all []*ast.File
	for _, file := range files {
		all = append(all, file)
	}
	_, err := (&types.Config{Importer: c.importer}).Check("mutated", c.fset, all, nil)
	return err
}

// compiles reports whether the package compiles with the mutant.
func (c *checker) compiles(m Mutant) (bool, error) {
	text, err := os.ReadFile(m.path)
	if err != nil {
		return false, err
	}
	parsed, err := parser.ParseFile(c.fset, m.path, m.applied(text, 0, len(text)), parser.SkipObjectResolution)
	if err != nil {
		return false, nil
	}
	before := c.files[m.path]
	defer func() { c.files[m.path] = before }()
	c.files[m.path] = parsed
	return c.check(c.files) == nil, nil
}
