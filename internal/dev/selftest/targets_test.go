package selftest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/magefile/mage/parse"
)

// TestTargetsExplainEachFlag reads the magefiles as mage does, which prints what is asserted here for mage -l and mage -h TARGET.
func TestTargetsExplainEachFlag(t *testing.T) {
	files, err := filepath.Glob(root("magefiles", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range files {
		files[i] = filepath.Base(name)
	}
	info, err := parse.Package(root("magefiles"), files, true)
	if err != nil {
		t.Fatal(err)
	}
	if !info.Multiline {
		t.Error("mage joins the lines of the descriptions: //mage:multiline is missing")
	}
	capital := regexp.MustCompile(`^[A-Z][a-z]`)
	flags := 0
	for _, f := range info.Funcs {
		name := strings.ToLower(f.Name)
		// mage takes the name of a target off the front of its description, with its first letter.
		if !capital.MatchString(f.Synopsis) || strings.Contains(f.Synopsis, "(-") || len(f.Synopsis) > 125 {
			t.Errorf("%s: mage -l shows %q: want a short line that begins with another word than the target and has no flags", name, f.Synopsis)
		}
		shown := f.FlagDocsString()
		for _, a := range f.Args {
			if !a.Optional {
				continue
			}
			flags++
			line := regexp.MustCompile(`(?m)^\t-` + regexp.QuoteMeta(a.Name) + `=<[\w.]+>  +\S.+$`)
			if len(strings.TrimSpace(a.Comment)) < 10 || !line.MatchString(shown) {
				t.Errorf("%s: -%s has no line with its meaning: write it behind the parameter\n%s", name, a.Name, shown)
			}
			// A flag that is named in a sentence of the description is there twice, and one of the two will be wrong.
			if strings.Contains(f.Comment, "-"+a.Name+"=") {
				t.Errorf("%s: the description explains -%s too: leave it to the parameter", name, a.Name)
			}
		}
	}
	if len(info.Funcs) < 20 || flags < 30 {
		t.Errorf("only %d targets with %d flags", len(info.Funcs), flags)
	}
}

// TestTargetsHoldNoLogic: a target takes its arguments, makes one call and prints the result. What loops, or takes more
// statements than that, belongs into a package, where it can be tested.
func TestTargetsHoldNoLogic(t *testing.T) {
	const most = 14
	files, err := filepath.Glob(root("magefiles", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range parsed.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			statements := 0
			ast.Inspect(f.Body, func(node ast.Node) bool {
				switch node.(type) {
				case *ast.ForStmt, *ast.RangeStmt:
					t.Errorf("%s: %s has a loop", filepath.Base(name), f.Name.Name)
				case *ast.BlockStmt:
				case ast.Stmt:
					statements++
				}
				return true
			})
			if statements > most {
				t.Errorf("%s: %s has %d statements, want at most %d", filepath.Base(name), f.Name.Name, statements, most)
			}
		}
	}
}

// TestOnlyOneHelperLeavesTestsOut: what a quick run has not is marked where it is, with the reason, and a full run has it.
func TestOnlyOneHelperLeavesTestsOut(t *testing.T) {
	skips := regexp.MustCompile(`\b[tb]\.Skip(f|Now)?\(|testing\.Short\(`)
	marked := 0
	err := filepath.WalkDir(root("internal"), func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".go" || strings.HasSuffix(filepath.Dir(file), "base/fulltest") {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		marked += strings.Count(string(content), "fulltest.Only(")
		test := strings.HasSuffix(file, "_test.go")
		if strings.Contains(string(content), "internal/base/fulltest\"") && !test {
			t.Errorf("%s is no test and imports fulltest", file)
		}
		if found := skips.FindString(stringsOut(string(content))); found != "" && test {
			t.Errorf("%s has %s: use fulltest.Only, with the reason", file, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if marked < 20 {
		t.Errorf("only %d tests are marked", marked)
	}
}

var quoted = regexp.MustCompile("\"(\\\\.|[^\"\\\\\n])*\"")

// stringsOut removes the strings of a source.
func stringsOut(source string) string { return quoted.ReplaceAllString(source, `""`) }
