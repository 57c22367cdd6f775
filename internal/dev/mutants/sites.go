package mutants

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Mutant is one small change of one line.
type Mutant struct {
	File   string `json:"file"` // File is relative to the root, with slashes.
	Line   int    `json:"line"`
	Change string `json:"change"` // Change describes the change for people.
	Code   string `json:"code"`   // Code is the line as it is without the change.

	path        string // path is the absolute path of the file.
	start, end  int    // start and end are the bytes that replacement replaces.
	replacement string
	within      *function // within is the function in which the change is, or nil.
}

// function is the body of a function with a name.
type function struct {
	open, end int  // open and end are the offsets of its braces: of the first one, and behind the last one.
	results   bool // results means that the function returns something.
	labels    bool
}

// swaps are the operators that replace another one. Those of numbers that do not compile for texts do not count.
var swaps = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LAND: token.LOR, token.LOR: token.LAND,
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.MUL,
	token.AND: token.OR, token.OR: token.AND, token.SHL: token.SHR, token.SHR: token.SHL,
}

// ofFile returns all mutants of a file, in the order of its text.
func ofFile(path, name string) ([]Mutant, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &finder{file: fset.File(parsed.FileStart), text: text, path: path, name: name}
	for _, declaration := range parsed.Decls {
		f.within = f.function(declaration)
		ast.Inspect(declaration, func(n ast.Node) bool {
			f.node(n)
			return true
		})
	}
	slices.SortStableFunc(f.found, func(a, b Mutant) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	return f.found, nil
}

// finder collects the mutants of one file.
type finder struct {
	file       *token.File
	text       []byte
	path, name string
	within     *function
	found      []Mutant
}

func (f *finder) function(declaration ast.Decl) *function {
	d, ok := declaration.(*ast.FuncDecl)
	if !ok || d.Body == nil {
		return nil
	}
	made := &function{open: f.file.Offset(d.Body.Lbrace), end: f.file.Offset(d.Body.Rbrace) + 1, results: d.Type.Results != nil}
	ast.Inspect(d, func(n ast.Node) bool {
		_, labeled := n.(*ast.LabeledStmt)
		made.labels = made.labels || labeled
		return true
	})
	return made
}

func (f *finder) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if other, ok := swaps[n.Op]; ok {
			f.add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), other.String(), fmt.Sprintf("%s instead of %s", other, n.Op))
		}
	case *ast.IfStmt:
		f.negate(n.Cond)
	case *ast.SwitchStmt:
		if n.Tag != nil {
			return
		}
		for _, statement := range n.Body.List {
			if clause, ok := statement.(*ast.CaseClause); ok {
				for _, condition := range clause.List {
					f.negate(condition)
				}
			}
		}
	case *ast.BasicLit:
		if value, err := strconv.ParseInt(n.Value, 0, 62); err == nil && n.Kind == token.INT {
			for _, other := range []int64{value + 1, value - 1} {
				f.add(n.Pos(), n.End(), strconv.FormatInt(other, 10), fmt.Sprintf("%d instead of %s", other, n.Value))
			}
		}
	case *ast.Ident:
		if other := map[string]string{"true": "false", "false": "true"}[n.Name]; other != "" {
			f.add(n.Pos(), n.End(), other, fmt.Sprintf("%s instead of %s", other, n.Name))
		}
	case *ast.BlockStmt:
		f.statements(n.List)
	case *ast.CaseClause:
		f.statements(n.Body)
	}
}

// negate adds the opposite of a condition. Swapping == and != does the same.
func (f *finder) negate(condition ast.Expr) {
	if binary, ok := condition.(*ast.BinaryExpr); ok && (binary.Op == token.EQL || binary.Op == token.NEQ) {
		return
	}
	inner := string(f.text[f.file.Offset(condition.Pos()):f.file.Offset(condition.End())])
	f.add(condition.Pos(), condition.End(), "!("+inner+")", "the condition is negated")
}

// statements adds the removal of each statement that can be left out.
func (f *finder) statements(all []ast.Stmt) {
	for _, statement := range all {
		switch s := statement.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				continue
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.ReturnStmt, *ast.BranchStmt, *ast.DeferStmt, *ast.GoStmt, *ast.SendStmt:
		default:
			continue
		}
		f.add(statement.Pos(), statement.End(), "", "the statement is removed")
	}
}

// add adds a mutant, if it is within one line.
func (f *finder) add(from, to token.Pos, replacement, change string) {
	line := f.file.Line(from)
	if f.file.Line(to) != line {
		return
	}
	start, end := f.file.Offset(from), f.file.Offset(to)
	first := f.file.Offset(f.file.LineStart(line))
	code, _, _ := strings.Cut(string(f.text[first:]), "\n")
	f.found = append(f.found, Mutant{
		File: f.name, Line: line, Change: change, Code: strings.TrimSpace(code),
		path: f.path, start: start, end: end, replacement: replacement, within: f.within,
	})
}

// applied returns the text of the mutant's file between two offsets, with the change.
func (m Mutant) applied(text []byte, from, to int) []byte {
	return slices.Concat(text[from:m.start], []byte(m.replacement), text[m.end:to])
}
