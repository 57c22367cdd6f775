package selftest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
)

// gitCallers may start git by themselves.
var gitCallers = []string{
	"internal/base/git/git.go",
	"internal/generate/toolchain/doctor.go", // It asks each program for its version.
	"internal/release/base_test.go",         // It shows what the git of a user prints with settings that package git overrides.
}

// One package starts git, because each call needs its environment: without it a call in a hook works on the repository of the
// hook, and settings of the user change what is parsed.
func TestOnePackageStartsGit(t *testing.T) {
	found := 0
	for _, dir := range []string{"cmd", "internal", "magefiles"} {
		err := filepath.WalkDir(root(dir), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
				return err
			}
			files := token.NewFileSet()
			source, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(source, func(node ast.Node) bool {
				if first := firstWord(node); first != nil && first.Value == `"git"` {
					name, _ := filepath.Rel(root(), path)
					if slices.Contains(gitCallers, filepath.ToSlash(name)) {
						found++
					} else {
						t.Errorf("%s starts git: call base/git, or base/git/gittest in a test", files.Position(first.Pos()))
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < len(gitCallers) {
		t.Errorf("only %d calls of git found, so the test does not see them", found)
	}
}

// firstWord is the program of a list of strings, or of a call such as exec.Command.
func firstWord(node ast.Node) *ast.BasicLit {
	var words []ast.Expr
	switch node := node.(type) {
	case *ast.CompositeLit:
		array, ok := node.Type.(*ast.ArrayType)
		if !ok {
			return nil
		}
		if element, ok := array.Elt.(*ast.Ident); !ok || element.Name != "string" {
			return nil
		}
		words = node.Elts
	case *ast.CallExpr:
		called, ok := node.Fun.(*ast.SelectorExpr)
		if !ok || called.Sel.Name != "Command" && called.Sel.Name != "CommandContext" {
			return nil
		}
		words = node.Args
		if called.Sel.Name == "CommandContext" && len(words) > 0 {
			words = words[1:]
		}
	}
	if len(words) == 0 {
		return nil
	}
	first, _ := words[0].(*ast.BasicLit)
	return first
}
