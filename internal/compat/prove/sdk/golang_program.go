package sdk

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
)

// goWriter writes a program that uses everything that a package exports, one use on each line.
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
	var head strings.Builder
	head.WriteString("package witness; import (")
	for _, importPath := range sorted(w.imports) {
		head.WriteString(w.imports[importPath] + " " + strconv.Quote(importPath) + "; ")
	}
	// All imports are on the first line, so that the numbers of the other lines are known. A removed package is a finding there.
	w.lines = append([]string{head.String() + ")"}, w.lines...)
	w.program.elements = append([]string{""}, w.program.elements...)
	w.add("", "func value[T any]() T { return *new(T) }")
	return w.program
}

// name returns the name of a package in the program.
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

// usef adds a line about a symbol, like "Item.GetName".
func (w *goWriter) usef(symbol, format string, args ...any) {
	element, known := w.elements[symbol]
	for !known && symbol != "" {
		// Declarations derived from it have its name as a prefix.
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
		if w.writable(object.Type()) {
			w.usef(name, "const _ %s = %s", w.text(types.Default(object.Type())), full)
		} else {
			w.usef(name, "const _ = %s", full)
		}
	case *types.Var, *types.Func:
		if w.writable(object.Type()) {
			w.usef(name, "var _ %s = %s", w.text(object.Type()), full)
		} else {
			w.usef(name, "var _ = %s", full)
		}
	case *types.TypeName:
		if object.IsAlias() {
			w.usef(name, "var _ %s = value[%s]()", w.text(types.Unalias(object.Type())), full)
			return
		}
		w.declared(name, full, object.Type())
	}
}

// declared uses a type and its members.
func (w *goWriter) declared(name, full string, t types.Type) {
	w.usef(name, "var _ %s", full)
	switch under := t.Underlying().(type) {
	case *types.Struct:
		for f := range under.Fields() {
			// Names that begin with XXX are exported only for the runtime.
			if f.Exported() && !f.Embedded() && !strings.HasPrefix(f.Name(), "XXX_") {
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

// field adds lines that read, write and construct a field.
func (w *goWriter) field(name, full string, f *types.Var) {
	symbol := name + "." + f.Name()
	if !w.writable(f.Type()) {
		w.oneof(symbol, full, f)
		return
	}
	t := w.text(f.Type())
	w.usef(symbol, "var _ = func(m *%s) { var v %s = m.%s; m.%s = v }", full, t, f.Name(), f.Name())
	w.usef(symbol, "var _ = &%s{%s: value[%s]()}", full, f.Name(), t)
}

// oneof uses the field of a oneof, whose type cannot be named, by assigning its members.
func (w *goWriter) oneof(symbol, full string, f *types.Var) {
	w.usef(symbol, "var _ = func(m *%s) any { return m.%s }", full, f.Name())
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
		w.usef(name, "var _ = func(m *%s) { m.%s = &%s{} }", full, f.Name(), member)
		w.usef(name, "var _ = func(m *%s) { switch m.%s.(type) { case *%s: } }", full, f.Name(), member)
	}
}

// methods calls all methods of a type by their expressions.
func (w *goWriter) methods(name, full string, t types.Type, pointer bool) {
	set := types.NewMethodSet(t)
	receiver := full
	if pointer {
		receiver = "(*" + full + ")"
	}
	for method := range set.Methods() {
		if !method.Obj().Exported() {
			continue
		}
		symbol := name + "." + method.Obj().Name()
		signature, ok := method.Obj().Type().(*types.Signature)
		if !ok || !w.writable(signature) {
			w.usef(symbol, "var _ = %s.%s", receiver, method.Obj().Name())
			w.which(w.text(t), method.Obj().Name(), signature)
			continue
		}
		of := w.text(t)
		plain := types.NewSignatureType(nil, nil, nil, signature.Params(), signature.Results(), signature.Variadic())
		w.usef(symbol, "var _ = func(m %s) { var _ %s = m.%s }", of, w.text(plain), method.Obj().Name())
	}
}

// which compares the result of a oneof's Which method with its constants, whose type cannot be named.
func (w *goWriter) which(of, method string, signature *types.Signature) {
	if signature == nil || signature.Results().Len() != 1 {
		return
	}
	scope := w.of.Scope()
	for _, name := range scope.Names() {
		if c, ok := scope.Lookup(name).(*types.Const); ok && c.Exported() && types.Identical(c.Type(), signature.Results().At(0).Type()) {
			w.usef(name, "var _ = func(m %s) bool { return m.%s() == %s.%s }", of, method, w.name(w.of), name)
		}
	}
}

// contract uses an interface: it calls the methods, and implements the interface of a server.
func (w *goWriter) contract(name, full string, t *types.Interface) {
	base, server := strings.CutSuffix(name, "Server")
	unimplemented := w.of.Scope().Lookup("Unimplemented" + name)
	server = server && unimplemented != nil && !strings.HasPrefix(name, "Unsafe")
	own := "impl" + name
	for m := range t.Methods() {
		if !m.Exported() {
			continue
		}
		symbol := name + "." + m.Name()
		signature, ok := m.Type().(*types.Signature)
		if !ok {
			continue
		}
		w.usef(symbol, "var _ = func(c %s) { var _ %s = c.%s }", full, w.text(signature), m.Name())
		if server {
			text := strings.TrimPrefix(w.text(signature), "func")
			w.usef(symbol, "func (%s) %s%s { panic(0) }", own, m.Name(), text)
			// An implementation with another signature than the interface fails here.
			w.usef(symbol, "var _ interface { %s%s } = %s(nil)", m.Name(), text, full)
		}
	}
	if server {
		w.usef(base+"Server", "type %s struct { %s.Unimplemented%s }", own, w.name(w.of), name)
		w.usef(base+"Server", "var _ %s = %s{}", full, own)
	}
}

// writable reports whether another package can name a type.
func (w *goWriter) writable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Named:
		if object := t.Obj(); object.Pkg() != nil && !object.Exported() {
			return false
		}
		for t0 := range t.TypeArgs().Types() {
			if !w.writable(t0) {
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
		for v := range t.Params().Variables() {
			if !w.writable(v.Type()) {
				return false
			}
		}
		for v := range t.Results().Variables() {
			if !w.writable(v.Type()) {
				return false
			}
		}
	}
	return true
}

// goExtensions returns the types of the values of extensions. Compilers don't see them, because users assert the type. They are read
// from the table that the generator makes.
func goExtensions(pkg *goPackage) map[string]string {
	all := map[string]string{}
	for _, file := range pkg.files {
		tables := map[string][]string{}
		eachVariable(file, func(name string, value ast.Expr) {
			if table, ok := value.(*ast.CompositeLit); ok && strings.HasSuffix(name, "_extTypes") {
				tables[name] = extensionTable(table)
			}
		})
		eachVariable(file, func(name string, value ast.Expr) {
			if address, ok := value.(*ast.UnaryExpr); ok && strings.HasPrefix(name, "E_") {
				if index, ok := address.X.(*ast.IndexExpr); ok {
					at, err := strconv.Atoi(types.ExprString(index.Index))
					if table := tables[types.ExprString(index.X)]; err == nil && at < len(table) {
						all[pkg.types.Path()+" "+name] = table[at]
					}
				}
			}
		})
	}
	return all
}

// eachVariable calls visit with each variable of a file that is declared on its own, and its value.
func eachVariable(file *ast.File, visit func(name string, value ast.Expr)) {
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == 1 && len(spec.Values) == 1 {
			visit(spec.Names[0].Name, spec.Values[0])
		}
		return true
	})
}

func extensionTable(table *ast.CompositeLit) []string {
	var all []string
	for _, row := range table.Elts {
		entry, ok := row.(*ast.CompositeLit)
		if !ok {
			continue
		}
		var text strings.Builder
		for _, cell := range entry.Elts {
			if pair, ok := cell.(*ast.KeyValueExpr); ok {
				if key := types.ExprString(pair.Key); key == "ExtensionType" || key == "ExtendedType" {
					text.WriteString(key + " " + types.ExprString(pair.Value) + " ")
				}
			}
		}
		all = append(all, text.String())
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
			continue // The import of the package already fails.
		}
		now, there := goExtensions(pkg)[retoken(importPath, token)+" "+name]
		if was := retoken(witness.extensions[key], token); there && now != was {
			findings = append(findings, evidence.Finding{Text: name + " is " + now + "where it was " + was})
		}
	}
	return findings
}
