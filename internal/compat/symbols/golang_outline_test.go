package symbols

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// goOutline parses generated Go code and returns its declarations as [golang] would list them: signatures by symbol. root is the
// import path of the folder.
//
// An alias of something outside the folder has the signature goElsewhere.
func goOutline(t *testing.T, dir, root string) map[string]string {
	t.Helper()
	o := &goOutliner{symbols: map[string]string{}, protos: map[string]string{}, aliases: map[string]string{}, twice: map[string]bool{}}
	type parsed struct {
		file *ast.File
		path string
	}
	var all []parsed
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_protoopaque.pb.go") {
			return err
		}
		text, err := os.ReadFile(path.Join(dir, name))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		importPath := path.Join(root, path.Dir(name))
		all = append(all, parsed{file, importPath})
		o.begin(file, importPath)
		o.readProtos(string(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		o.begin(p.file, p.path)
		o.add(p.path, "package "+p.file.Name.Name)
		for _, decl := range p.file.Decls {
			o.decl(decl)
		}
	}
	o.resolveAliases()
	return o.symbols
}

const goElsewhere = "elsewhere"

type goOutliner struct {
	symbols map[string]string
	protos  map[string]string // protos has the proto name of each type in Go.
	aliases map[string]string
	twice   map[string]bool

	path    string
	imports map[string]string
	types   []ast.Expr // types is the table of extensions.
}

func (o *goOutliner) begin(file *ast.File, importPath string) {
	o.path, o.imports, o.types = importPath, map[string]string{}, nil
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		o.imports[name] = imported
	}
}

// goTypeLine matches a line of the table in generated code that has the proto type of each Go type.
var goTypeLine = regexp.MustCompile(`(?m)^\t\(\*?([\w.]+)\)\((?:nil|0)\),\s+// \d+: (\S+)$`)

func (o *goOutliner) readProtos(text string) {
	for _, match := range goTypeLine.FindAllStringSubmatch(text, -1) {
		name := o.path + "." + match[1]
		if alias, of, selected := strings.Cut(match[1], "."); selected {
			name = o.imports[alias] + "." + of
		}
		o.protos[name] = match[2]
	}
}

func (o *goOutliner) add(name, signature string) {
	if have, twice := o.symbols[name]; twice && name != o.path {
		o.twice[name] = true
		signature = goTwice(name[strings.LastIndexByte(name, '.')+1:])
	} else if twice && have != signature {
		signature = "does not compile: the files of the package disagree on its name"
	}
	o.symbols[name] = signature
}

func (o *goOutliner) decl(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		o.function(decl)
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				o.typeSpec(spec)
			case *ast.ValueSpec:
				for i, name := range spec.Names {
					var value ast.Expr
					if i < len(spec.Values) {
						value = spec.Values[i]
					}
					o.value(decl.Tok, name.Name, spec.Type, value)
				}
			}
		}
	}
}

func (o *goOutliner) typeSpec(spec *ast.TypeSpec) {
	name := o.path + "." + spec.Name.Name
	if !spec.Name.IsExported() {
		return
	}
	if spec.Assign.IsValid() {
		if of, ok := spec.Type.(*ast.SelectorExpr); ok {
			o.alias(name, of)
		} else {
			o.add(name, "= "+o.text(spec.Type))
		}
		return
	}
	switch of := spec.Type.(type) {
	case *ast.StructType:
		o.add(name, "struct")
		for _, field := range of.Fields.List {
			for _, n := range field.Names {
				if n.IsExported() && !strings.HasPrefix(n.Name, "XXX_") {
					o.add(name+"."+n.Name, o.text(field.Type))
				}
			}
		}
	case *ast.InterfaceType:
		o.add(name, "interface")
		for _, method := range of.Methods.List {
			for _, n := range method.Names {
				if n.IsExported() {
					o.add(name+"."+n.Name, o.text(method.Type))
				}
			}
		}
	default:
		o.add(name, o.text(spec.Type))
	}
}

func (o *goOutliner) alias(name string, of *ast.SelectorExpr) {
	o.add(name, goElsewhere)
	if x, ok := of.X.(*ast.Ident); ok {
		o.aliases[name] = o.imports[x.Name] + "." + of.Sel.Name
	}
}

// resolveAliases gives each alias the signature and the members of its type.
func (o *goOutliner) resolveAliases() {
	for alias, of := range o.aliases {
		if signature, known := o.symbols[of]; known && !o.twice[alias] {
			o.symbols[alias] = signature
			for name, signature := range o.symbols {
				if member, ok := strings.CutPrefix(name, of+"."); ok {
					o.symbols[alias+"."+member] = signature
				}
			}
		}
	}
}

func (o *goOutliner) value(tok token.Token, name string, typ, value ast.Expr) {
	if name == strings.TrimSuffix(name, "_extTypes") && !ast.IsExported(name) {
		return
	}
	full := o.path + "." + name
	var text string
	switch value := value.(type) {
	case nil:
		text = o.text(typ)
	case *ast.SelectorExpr:
		o.alias(full, value)
		return
	case *ast.CompositeLit:
		if strings.HasSuffix(name, "_extTypes") {
			o.types = value.Elts
			return
		}
		text = o.text(value.Type)
	case *ast.UnaryExpr:
		if index, ok := value.X.(*ast.IndexExpr); ok {
			o.add(full, "var extension of "+o.extension(index))
			return
		}
		text = o.text(value.X)
	case *ast.CallExpr:
		text = o.text(value.Fun)
	case *ast.BasicLit:
		text = strings.ToLower(value.Kind.String())
	case *ast.Ident:
		// Of the same package, and declared before: it is the default of an enum, or the old name of one of its values.
		text = strings.TrimPrefix(o.symbols[o.path+"."+value.Name], "const ")
		if proto := o.protos[o.path+"."+text]; proto != "" && strings.HasPrefix(name, "Default_") {
			text = proto
		}
	}
	if ident, ok := typ.(*ast.Ident); ok {
		text = ident.Name
	}
	o.add(full, tok.String()+" "+text)
}

// goAs casts a node of a type; a nil one makes the test fail soon.
func goAs[T ast.Node](node ast.Node) T {
	as, _ := node.(T)
	return as
}

// extension finds the row of an extension in the table.
func (o *goOutliner) extension(index *ast.IndexExpr) string {
	row, _ := strconv.Atoi(goAs[*ast.BasicLit](index.Index).Value)
	values := map[string]string{}
	for _, element := range goAs[*ast.CompositeLit](o.types[row]).Elts {
		pair := goAs[*ast.KeyValueExpr](element)
		if call, ok := pair.Value.(*ast.CallExpr); ok {
			values[goAs[*ast.Ident](pair.Key).Name] = o.text(call.Fun)
		}
	}
	return strings.TrimPrefix(values["ExtendedType"], "*") + ": " + values["ExtensionType"]
}

func (o *goOutliner) function(decl *ast.FuncDecl) {
	if decl.Recv == nil {
		if decl.Name.IsExported() {
			protos := o.protos
			o.protos = nil // It is an interface of the package, even if a message has the same name.
			o.add(o.path+"."+decl.Name.Name, o.text(decl.Type))
			o.protos = protos
		}
		return
	}
	receiver := decl.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	of := goAs[*ast.Ident](receiver)
	switch name := o.path + "." + of.Name; {
	case !of.IsExported():
	case strings.HasPrefix(decl.Name.Name, "is"):
		o.symbols[name] += " as " + decl.Name.Name
	case decl.Name.Name == "Enum" || decl.Name.Name == "Build":
		result := goAs[*ast.StarExpr](decl.Type.Results.List[0].Type)
		o.add(name+"."+decl.Name.Name, "func() *"+goAs[*ast.Ident](result.X).Name)
	case decl.Name.IsExported():
		o.add(name+"."+decl.Name.Name, o.text(decl.Type))
	}
}

// text writes a type with the proto names of generated types.
func (o *goOutliner) text(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		if proto := o.protos[o.path+"."+e.Name]; proto != "" {
			return proto
		}
		return e.Name
	case *ast.SelectorExpr:
		imported := o.imports[o.text(e.X)]
		if proto := o.protos[imported+"."+e.Sel.Name]; proto != "" {
			return proto
		}
		return path.Base(imported) + "." + e.Sel.Name
	case *ast.StarExpr:
		return "*" + o.text(e.X)
	case *ast.ParenExpr:
		return o.text(e.X)
	case *ast.ArrayType:
		return "[]" + o.text(e.Elt)
	case *ast.Ellipsis:
		return "..." + o.text(e.Elt)
	case *ast.MapType:
		return "map[" + o.text(e.Key) + "]" + o.text(e.Value)
	case *ast.IndexExpr:
		return o.text(e.X) + "[" + o.text(e.Index) + "]"
	case *ast.IndexListExpr:
		var all []string
		for _, index := range e.Indices {
			all = append(all, o.text(index))
		}
		return o.text(e.X) + "[" + strings.Join(all, ", ") + "]"
	case *ast.FuncType:
		results := o.list(e.Results)
		text := "func(" + strings.Join(o.list(e.Params), ", ") + ")"
		switch len(results) {
		case 0:
			return text
		case 1:
			return text + " " + results[0]
		default:
			return text + " (" + strings.Join(results, ", ") + ")"
		}
	default:
		return "?"
	}
}

func (o *goOutliner) list(fields *ast.FieldList) []string {
	if fields == nil {
		return nil
	}
	var all []string
	for _, field := range fields.List {
		for range max(1, len(field.Names)) {
			all = append(all, o.text(field.Type))
		}
	}
	return all
}
