package embedded

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
)

// rawDescriptor matches the names that protoc-gen-go gives to embedded descriptors.
var rawDescriptor = regexp.MustCompile(`^file_\w+_rawDesc$`)

// inGo finds descriptors in the output of protoc-gen-go: a constant of joined strings, or in older versions a list of bytes.
func inGo(name string, content []byte) ([]found, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.SkipObjectResolution)
	if err != nil {
		return nil, errors.New("it is not Go source")
	}
	var all []found
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range general.Specs {
			value, ok := spec.(*ast.ValueSpec)
			if !ok || len(value.Names) != 1 || len(value.Values) != 1 || !rawDescriptor.MatchString(value.Names[0].Name) {
				continue
			}
			content, ok := constant(value.Values[0])
			if !ok {
				return nil, errors.New("the value of " + value.Names[0].Name + " is not a constant")
			}
			all = append(all, found{content: content})
		}
	}
	return all, nil
}

// constant returns the bytes of an expression of string literals, or of a list of bytes, converted or not.
func constant(e ast.Expr) ([]byte, bool) {
	var all []byte
	// The operands are walked with a list, because a chain of thousands of them is as deep.
	for left := []ast.Expr{e}; len(left) > 0; {
		e, left = left[len(left)-1], left[:len(left)-1]
		switch e := e.(type) {
		case *ast.BinaryExpr:
			if e.Op != token.ADD {
				return nil, false
			}
			left = append(left, e.Y, e.X)
		case *ast.ParenExpr:
			left = append(left, e.X)
		case *ast.CallExpr: // string(…) and []byte(…)
			if len(e.Args) != 1 {
				return nil, false
			}
			left = append(left, e.Args[0])
		case *ast.BasicLit:
			text, err := strconv.Unquote(e.Value)
			if e.Kind != token.STRING || err != nil {
				return nil, false
			}
			all = append(all, text...)
		case *ast.CompositeLit:
			for _, element := range e.Elts {
				literal, ok := element.(*ast.BasicLit)
				if !ok || literal.Kind != token.INT {
					return nil, false
				}
				value, err := strconv.ParseUint(literal.Value, 0, 8)
				if err != nil {
					return nil, false
				}
				all = append(all, byte(value))
			}
		default:
			return nil, false
		}
	}
	return all, true
}
