package sdk

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/evidence"
)

// goWriter writes a program that uses everything a package exports, one use a line.
type goWriter struct {
	*program

	of       *types.Package
	elements map[string]string
	imports  map[string]string // imports maps import paths to the names that the program calls them by.
}

func writeGo(pkg *goPackage, elements map[string]string) *program {
	w := &goWriter{program: &program{of: pkg.types.Path(), clause: pkg.types.Name(), extensions: goExtensions(pkg)}, of: pkg.types, elements: elements, imports: map[string]string{}}
	w.name(pkg.types)
	scope := pkg.types.Scope()
	for _, name := range scope.Names() {
		if object := scope.Lookup(name); object.Exported() {
			w.object(object)
		}
	}
	head := "package witness; import ("
	for _, importPath := range sorted(w.imports) {
		head += w.imports[importPath] + " " + strconv.Quote(importPath) + "; "
	}
	// All imports stand in the first line, so that the numbers of the lines are known; a package that is gone is its finding.
	w.lines = append([]string{head + ")"}, w.lines...)
	w.program.elements = append([]string{""}, w.program.elements...)
	w.add("", "func value[T any]() T { return *new(T) }")
	return w.program
}

// name is what the program calls a package.
func (w *goWriter) name(pkg *types.Package) string {
	if pkg.Path() == "" {
		return pkg.Name()
	}
	if w.imports[pkg.Path()] == "" {
		w.imports[pkg.Path()] = fmt.Sprintf("p%d", len(w.imports))
	}
	return w.imports[pkg.Path()]
}

func (w *goWriter) text(t types.Type) string { return types.TypeString(t, w.name) }

// use adds a line about a symbol, like "Item.GetName".
func (w *goWriter) use(symbol, format string, args ...any) {
	element, known := w.elements[symbol]
	for !known && symbol != "" {
		// What is made of it has its name and something behind it.
		if i := strings.LastIndexAny(symbol, "._"); i >= 0 {
			symbol = symbol[:i]
		} else {
			symbol = ""
		}
		element, known = w.elements[symbol]
	}
	w.add(element, fmt.Sprintf(format, args...))
}

func (w *goWriter) object(object types.Object) {
	name, full := object.Name(), w.name(w.of)+"."+object.Name()
	switch object := object.(type) {
	case *types.Const:
		w.use(name, "const _ %s = %s", w.text(types.Default(object.Type())), full)
	case *types.Var, *types.Func:
		if w.writable(object.Type()) {
			w.use(name, "var _ %s = %s", w.text(object.Type()), full)
		} else {
			w.use(name, "var _ = %s", full)
		}
	case *types.TypeName:
		if object.IsAlias() {
			w.use(name, "var _ %s = value[%s]()", w.text(types.Unalias(object.Type())), full)
			return
		}
		w.declared(name, full, object.Type())
	}
}

// declared uses a type and its members.
func (w *goWriter) declared(name, full string, t types.Type) {
	w.use(name, "var _ %s", full)
	switch under := t.Underlying().(type) {
	case *types.Struct:
		for i := range under.NumFields() {
			if f := under.Field(i); f.Exported() && !f.Embedded() {
				w.field(name, full, f)
			}
		}
		w.methods(name, full, types.NewPointer(t), true)
	case *types.Interface:
		w.contract(name, full, under)
	default:
		w.methods(name, full, t, false)
		w.methods(name, full, types.NewPointer(t), true)
	}
}

// field reads, writes and constructs.
func (w *goWriter) field(name, full string, f *types.Var) {
	symbol := name + "." + f.Name()
	if !w.writable(f.Type()) {
		w.oneof(symbol, full, f)
		return
	}
	t := w.text(f.Type())
	w.use(symbol, "var _ = func(m *%s) { var v %s = m.%s; m.%s = v }", full, t, f.Name(), f.Name())
	w.use(symbol, "var _ = &%s{%s: value[%s]()}", full, f.Name(), t)
}

// oneof uses a field whose type can't be named: that of a oneof, which its members can be put into.
func (w *goWriter) oneof(symbol, full string, f *types.Var) {
	w.use(symbol, "var _ = func(m *%s) any { return m.%s }", full, f.Name())
	wanted, ok := f.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	scope := w.of.Scope()
	for _, name := range scope.Names() {
		object := scope.Lookup(name)
		if _, isType := object.(*types.TypeName); !isType || !object.Exported() || !types.Implements(types.NewPointer(object.Type()), wanted) {
			continue
		}
		member := w.name(w.of) + "." + name
		w.use(name, "var _ = func(m *%s) { m.%s = &%s{} }", full, f.Name(), member)
		w.use(name, "var _ = func(m *%s) { switch m.%s.(type) { case *%s: } }", full, f.Name(), member)
	}
}

// methods calls all methods of a type by their expressions.
func (w *goWriter) methods(name, full string, t types.Type, pointer bool) {
	set := types.NewMethodSet(t)
	receiver := full
	if pointer {
		receiver = "(*" + full + ")"
	}
	for i := range set.Len() {
		method := set.At(i)
		if !method.Obj().Exported() {
			continue
		}
		symbol := name + "." + method.Obj().Name()
		signature, ok := method.Obj().Type().(*types.Signature)
		if !ok || !w.writable(signature) {
			w.use(symbol, "var _ = %s.%s", receiver, method.Obj().Name())
			continue
		}
		of := w.text(t)
		plain := types.NewSignatureType(nil, nil, nil, signature.Params(), signature.Results(), signature.Variadic())
		w.use(symbol, "var _ = func(m %s) { var _ %s = m.%s }", of, w.text(plain), method.Obj().Name())
	}
}

// contract uses an interface: its methods are called, and that of a server is implemented.
func (w *goWriter) contract(name, full string, t *types.Interface) {
	base, server := strings.CutSuffix(name, "Server")
	unimplemented := w.of.Scope().Lookup("Unimplemented" + name)
	server = server && unimplemented != nil && !strings.HasPrefix(name, "Unsafe")
	own := "impl" + name
	for i := range t.NumMethods() {
		m := t.Method(i)
		if !m.Exported() {
			continue
		}
		symbol := name + "." + m.Name()
		signature, ok := m.Type().(*types.Signature)
		if !ok {
			continue
		}
		w.use(symbol, "var _ = func(c %s) { var _ %s = c.%s }", full, w.text(signature), m.Name())
		if server {
			text := strings.TrimPrefix(w.text(signature), "func")
			w.use(symbol, "func (%s) %s%s { panic(0) }", own, m.Name(), text)
			// Who implements a method with another signature than the interface has finds it here.
			w.use(symbol, "var _ interface { %s%s } = %s(nil)", m.Name(), text, full)
		}
	}
	if server {
		w.use(base+"Server", "type %s struct { %s.Unimplemented%s }", own, w.name(w.of), name)
		w.use(base+"Server", "var _ %s = %s{}", full, own)
	}
}

// writable says whether a program of another package can write a type down.
func (w *goWriter) writable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Named:
		if object := t.Obj(); object.Pkg() != nil && !object.Exported() {
			return false
		}
		for i := range t.TypeArgs().Len() {
			if !w.writable(t.TypeArgs().At(i)) {
				return false
			}
		}
		return true
	case *types.Pointer:
		return w.writable(t.Elem())
	case *types.Slice:
		return w.writable(t.Elem())
	case *types.Map:
		return w.writable(t.Key()) && w.writable(t.Elem())
	case *types.Signature:
		for i := range t.Params().Len() {
			if !w.writable(t.Params().At(i).Type()) {
				return false
			}
		}
		for i := range t.Results().Len() {
			if !w.writable(t.Results().At(i).Type()) {
				return false
			}
		}
	}
	return true
}

// goExtensions are the types of the values of extensions, which compilers don't see: who reads one asserts its type. They are
// taken from the table that the generator makes.
func goExtensions(pkg *goPackage) map[string]string {
	all := map[string]string{}
	for _, file := range pkg.files {
		tables := map[string][]string{}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 {
				return true
			}
			if table, ok := spec.Values[0].(*ast.CompositeLit); ok && strings.HasSuffix(spec.Names[0].Name, "_extTypes") {
				tables[spec.Names[0].Name] = extensionTable(table)
			}
			return true
		})
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "E_") {
				return true
			}
			if address, ok := spec.Values[0].(*ast.UnaryExpr); ok {
				if index, ok := address.X.(*ast.IndexExpr); ok {
					at, err := strconv.Atoi(types.ExprString(index.Index))
					if table := tables[types.ExprString(index.X)]; err == nil && at < len(table) {
						all[pkg.types.Path()+" "+spec.Names[0].Name] = table[at]
					}
				}
			}
			return true
		})
	}
	return all
}

func extensionTable(table *ast.CompositeLit) []string {
	var all []string
	for _, row := range table.Elts {
		entry, ok := row.(*ast.CompositeLit)
		if !ok {
			continue
		}
		text := ""
		for _, cell := range entry.Elts {
			if pair, ok := cell.(*ast.KeyValueExpr); ok {
				if key := types.ExprString(pair.Key); key == "ExtensionType" || key == "ExtendedType" {
					text += key + " " + types.ExprString(pair.Value) + " "
				}
			}
		}
		all = append(all, text)
	}
	return all
}

// extensions compares the types of extensions.
func (p *goPackages) extensions(token string, witness *program) []evidence.Finding {
	var findings []evidence.Finding
	for _, key := range sorted(witness.extensions) {
		importPath, name, _ := strings.Cut(key, " ")
		pkg := p.checked[retoken(importPath, token)]
		if pkg == nil {
			continue // The import of the package fails already.
		}
		now, there := goExtensions(pkg)[retoken(importPath, token)+" "+name]
		if was := retoken(witness.extensions[key], token); there && now != was {
			findings = append(findings, evidence.Finding{Text: name + " is " + now + "where it was " + was})
		}
	}
	return findings
}
