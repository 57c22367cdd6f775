package judge

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestRuleIDs checks that each rule of the table has one constant, and each constant one rule.
func TestRuleIDs(t *testing.T) {
	t.Parallel()
	inTable := map[string]int{}
	for _, rule := range Rules() {
		inTable[constantOf(rule.ID)]++
	}
	file, err := parser.ParseFile(token.NewFileSet(), "rule_ids.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var declared []string
	ast.Inspect(file, func(n ast.Node) bool {
		if value, ok := n.(*ast.ValueSpec); ok {
			declared = append(declared, value.Names[0].Name)
		}
		return true
	})
	for _, name := range declared {
		if inTable[name] != 1 {
			t.Errorf("the table has %d rules with the ID %s", inTable[name], name)
		}
		delete(inTable, name)
	}
	for name := range inTable {
		t.Errorf("rule_ids.go has no constant %s", name)
	}
}

// constantOf returns the name of the constant of a rule.
func constantOf(id RuleID) string {
	spelled := map[string]string{
		"api": "API", "http": "HTTP", "id": "ID", "json": "JSON", "jstype": "JSType", "lro": "LRO", "oauth": "OAuth",
		"ts": "TypeScript", "utf8": "UTF8", "wkt": "WellKnown",
	}
	name := "Rule"
	for _, word := range strings.FieldsFunc(string(id), func(r rune) bool { return r == '.' || r == '_' }) {
		if special := spelled[word]; special != "" {
			name += special
		} else {
			name += strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return name
}

// TestRulesAreNamedByConstants looks for literals that name a rule, because a literal compiles even if there is no such rule. Tests
// may name rules that do not exist; for those that exist they use the constant too.
func TestRulesAreNamedByConstants(t *testing.T) {
	t.Parallel()
	files := 0
	err := filepath.WalkDir(filepath.Join("..", "..", ".."), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (slices.Contains([]string{"gen", "node_modules", "testdata"}, entry.Name()) || len(entry.Name()) > 2 && entry.Name()[0] == '.'):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go":
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil || !namesRules(file) {
			return err
		}
		files++
		for _, text := range ruleTexts(file) {
			id, err := strconv.Unquote(text.Value)
			if err != nil {
				return err
			}
			if id != strings.ToLower(id) {
				continue // Rules of linters are written in capitals.
			}
			if ruleByID[RuleID(id)] != nil || !strings.HasSuffix(path, "_test.go") {
				t.Errorf("%s: a literal names the rule %q: use its constant", set.Position(text.Pos()), id)
			}
		}
		return nil
	})
	if err != nil || files < 10 {
		t.Fatalf("%d files name rules: %v", files, err)
	}
}

// namesRules reports whether a file is in this package or imports it.
func namesRules(file *ast.File) bool {
	return file.Name.Name == "judge" || slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
		return strings.HasSuffix(i.Path.Value, `/internal/compat/judge"`)
	})
}

// ruleTexts returns the literals that are assigned to, or compared with, something named rule.
func ruleTexts(file *ast.File) []*ast.BasicLit {
	var all []*ast.BasicLit
	literal := func(e ast.Expr) {
		if text, ok := e.(*ast.BasicLit); ok && text.Kind == token.STRING && text.Value != `""` {
			all = append(all, text)
		}
	}
	rule := func(e ast.Expr) bool {
		switch e := e.(type) {
		case *ast.Ident:
			return e.Name == "rule" || e.Name == "Rule" || e.Name == "ID"
		case *ast.SelectorExpr:
			return e.Sel.Name == "rule" || e.Sel.Name == "Rule" || e.Sel.Name == "ID"
		default:
			return false
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if rule(n.Key) {
				literal(n.Value)
			}
		case *ast.BinaryExpr:
			if rule(n.X) {
				literal(n.Y)
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if rule(left) && len(n.Rhs) == len(n.Lhs) {
					literal(n.Rhs[i])
				}
			}
		case *ast.IndexExpr:
			if of, ok := n.X.(*ast.Ident); ok && of.Name == "ruleByID" {
				literal(n.Index)
			}
		case *ast.CallExpr:
			if of, ok := n.Fun.(*ast.Ident); ok && of.Name == "RuleID" {
				literal(n.Args[0])
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && rule(n.Tag) {
				for _, clause := range n.Body.List {
					for _, e := range clause.(*ast.CaseClause).List {
						literal(e)
					}
				}
			}
		}
		return true
	})
	return all
}
