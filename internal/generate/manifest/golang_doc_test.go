package manifest

import (
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

func TestGoComment(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"prose is filled", "One\ntwo.\n\nThree.", "// One two.\n//\n// Three.\n"},
		{"a list keeps its lines", "Some:\n\n- one\n- two", "// Some:\n//\n// - one\n// - two\n"},
		{"code keeps its lines", "See\n\n\tcode\n\tmore", "// See\n//\n// \tcode\n// \tmore\n"},
		{"a long line is broken", strings.Repeat("word ", 40), "// " + strings.Repeat("word ", 22) + "word\n// " + strings.Repeat("word ", 16) + "word\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := goLines(test.text); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
	for text, want := range map[string]string{"The API": "the API", "API keys": "API keys", "A look": "a look", "Ü b": "ü b", "": ""} {
		if got := lowerFirst(text); got != want {
			t.Errorf("lowerFirst(%q) = %q, not %q", text, got, want)
		}
	}
}

// TestGoPackagesHaveASynopsis reads the generated packages as pkg.go.dev does.
func TestGoPackagesHaveASynopsis(t *testing.T) {
	tree, packages := os.DirFS(filepath.Join(root, "gen/go")), map[string]string{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if synopsis := new(doc.Package).Synopsis(file.Doc.Text()); synopsis != "" {
			begins := "Package " + file.Name.Name + " "
			if file.Name.Name == "main" {
				begins = "Command "
			}
			if packages[dir] != "" || !strings.HasPrefix(synopsis, begins) {
				t.Errorf("%s: the synopsis is %q, and another one is %q", name, synopsis, packages[dir])
			}
			packages[dir] = synopsis
		} else if _, seen := packages[dir]; !seen {
			packages[dir] = ""
		}
		return nil
	})
	if err != nil || len(packages) < 20 {
		t.Fatalf("%d packages: %v", len(packages), err)
	}
	for dir, synopsis := range packages {
		if synopsis == "" {
			t.Errorf("%s has no synopsis", dir)
		}
	}
}
