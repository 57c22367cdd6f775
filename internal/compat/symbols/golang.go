package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// golang lists what protoc-gen-go and protoc-gen-go-grpc declare for a file, named "import path.Name" or "import
// path.Type.Member". A signature is a Go type in which messages and enums have their proto names; types that a declaration adds
// itself have their Go names, because they are renamed with it.
//
// Two declarations of one name do not compile; both have a signature that says so. The helpers that the generator adds to the
// well-known types are not listed, because they belong to no SDK.
func golang(s *schema.Schema, f *schema.File, rename func(string) string) []Symbol {
	goPackage := goPackageOf(s, f)
	g := &goFile{path: goPackage.path + ".", rename: rename, declared: goPackage.names(s), seen: map[string]bool{}, members: map[string]int{}}
	g.symbols = append(make([]Symbol, 0, goExpected(f)), Symbol{Name: goPackage.path, Signature: goPackage.signature(f), Element: f})
	g.file(s, f)
	return g.symbols
}

// goFile collects the Go declarations of one proto file.
type goFile struct {
	path   string // path is the import path and a dot.
	rename func(string) string

	// declared counts the declarations of each name in the package. With counting set, only the counts are made.
	declared map[string]int
	counting bool

	symbols []Symbol
	names   strings.Builder // names is the storage for the names of many symbols.
	seen    map[string]bool // seen has the names that are declared more than once and were listed for this file.
	owner   *schema.File    // owner, if set, is the element of all symbols, for a file that imports others publicly.

	scope   string         // scope is the name of the type whose members are being listed, and a dot.
	members map[string]int // members has the index of each of them in symbols.
	used    map[string]bool
}

// declare lists a declaration of the package, and reports whether its members are wanted.
func (g *goFile) declare(name, signature string, e schema.Element) bool {
	if g.counting {
		g.declared[name]++
		return false
	}
	if g.declared[name] > 1 {
		if g.seen[name] {
			return false
		}
		g.seen[name] = true
		signature = goTwice(name)
	}
	g.add(g.path, name, signature, e)
	return true
}

// declareType is [goFile.declare] for a type; later calls of member add to it.
func (g *goFile) declareType(name, signature string, e schema.Element) bool {
	if !g.declare(name, signature, e) {
		return false
	}
	g.scope = g.path + name + "."
	clear(g.members)
	return true
}

// member lists a field or a method of the last type.
func (g *goFile) member(name, signature string, e schema.Element) {
	if i, twice := g.members[name]; twice {
		g.symbols[i].Signature = goTwice(name)
		return
	}
	g.members[name] = len(g.symbols)
	g.add(g.scope, name, signature, e)
}

func (g *goFile) add(scope, name, signature string, e schema.Element) {
	if g.owner != nil {
		e = g.owner
	}
	g.symbols = append(g.symbols, Symbol{Name: g.join(scope, name), Signature: signature, Element: e})
}

// join joins a name. Allocating each of the many names on its own would take longer than everything else.
func (g *goFile) join(scope, name string) string {
	if g.names.Cap()-g.names.Len() < len(scope)+len(name) {
		g.names = strings.Builder{}
		g.names.Grow(max(goChunk, len(scope)+len(name)))
	}
	start := g.names.Len()
	g.names.WriteString(scope)
	g.names.WriteString(name)
	return g.names.String()[start:]
}

const goChunk = 8 << 10

func goTwice(name string) string { return notCompiled + name + " is declared twice" }

// file lists everything except the package itself.
func (g *goFile) file(s *schema.Schema, f *schema.File) {
	g.declare("File_"+goSanitized(f.Path), "var protoreflect.FileDescriptor", f)
	g.types(f)
	for _, service := range f.Services {
		g.service(service)
	}
	for _, public := range f.PublicImports {
		// An alias and its members work like the type that it stands for, so a type can move to a file that the old one imports
		// publicly. Public imports of that file are not repeated.
		if from := s.File(public); from != nil && goImportPath(from) != goImportPath(f) {
			g.owner = f
			g.types(from)
			g.owner = nil
		}
	}
}

// types lists the types of which a public import of the file makes aliases.
func (g *goFile) types(f *schema.File) {
	features := goDefaults(f.Edition).with(goFileFeatures, f.Options)
	open := features.open()
	for _, e := range f.Enums {
		name := goCamelCase(e.Name())
		g.enum(e, name, name+"_", features, open)
	}
	for _, m := range f.Messages {
		g.message(m, goCamelCase(m.Name()), features, open)
	}
	for _, x := range f.Extensions {
		g.extension(x, "")
	}
}

// extension lists an extension; inside is the Go name of the message that it is declared in and "_", or nothing.
//
// The signature has its type although the compiler accepts another one, because code that reads the extension asserts the type.
func (g *goFile) extension(x *schema.Field, inside string) {
	name := "E_" + inside + goCamelCase(x.Name())
	if g.counting {
		g.declare(name, "", x)
		return
	}
	star := "*"
	if x.Cardinality() != schema.Singular || !goScalar(x.Type) {
		star = ""
	}
	g.declare(name, "var extension of "+g.rename(x.Extendee)+": "+star+g.fieldType(x), x)
}

// enum lists an enum; prefix begins the names of its values, and includes the message around it if there is one.
func (g *goFile) enum(e *schema.Enum, name, prefix string, around goFeatures, open bool) {
	features := around.with(goEnumFeatures, e.Options)
	if g.declareType(name, "int32", e) {
		g.member("Enum", "func() *"+name, e)
		g.member("String", "func() string", e)
		g.member("Descriptor", "func() protoreflect.EnumDescriptor", e)
		g.member("Type", "func() protoreflect.EnumType", e)
		g.member("Number", "func() protoreflect.EnumNumber", e)
		if open {
			g.member("EnumDescriptor", "func() ([]byte, []int)", e)
		}
		if open && features.unmarshalJSON {
			g.member("UnmarshalJSON", "func([]byte) error", e)
		}
	}
	g.declare(name+"_name", "var map[int32]string", e)
	g.declare(name+"_value", "var map[string]int32", e)

	signature := "const " + name
	for _, v := range e.Values {
		strip := features.strip
		if v.Options != "" {
			strip = features.with(goEnumValueFeatures, v.Options).strip
		}
		short := v.Name()
		if strip == goStrip || strip == goStripBoth {
			short = goTrimEnumPrefix(short, e.Name())
		}
		g.declare(prefix+short, signature, v)
		if strip == goStripBoth && short != v.Name() {
			g.declare(prefix+v.Name(), signature, v)
		}
	}
}

// goExpected estimates the number of symbols of a file; a low estimate costs time.
func goExpected(f *schema.File) int {
	count := 2 + len(f.Extensions) + goExpectedOf(f.Messages, f.Enums)
	for _, s := range f.Services {
		count += 7 + 4*len(s.Methods)
	}
	return count
}

func goExpectedOf(messages []*schema.Message, enums []*schema.Enum) int {
	count := 0
	for _, m := range messages {
		count += 6 + 2*len(m.Fields) + len(m.Extensions) + goExpectedOf(m.Messages, m.Enums)
		for _, o := range m.Oneofs {
			count += 2 + len(o.Fields)
		}
	}
	for _, e := range enums {
		count += 10 + len(e.Values)
	}
	return count
}
