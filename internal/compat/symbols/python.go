package symbols

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// python lists what protoc makes of a file (--python_out, --pyi_out, completed by generate/stubs), and the gRPC plugins: modules
// x_pb2 and x_pb2_grpc.
//
// A symbol is what a type checker sees in the stubs, which includes the names that HasField and WhichOneof take, or what is known
// at run time only. DESCRIPTOR and the version constants are in every module and are not listed, and neither are names that begin
// with an underscore because only the stubs have them.
//
// A module that Python cannot import has no symbols. A stub that cannot be parsed has none either, which breaks only users of
// type checkers. It is not detected here that a module cannot be imported because one of its imports cannot.
func python(s *schema.Schema, f *schema.File, rename func(string) string) []Symbol {
	m := &pythonModule{schema: s, file: f, rename: rename, parses: true}
	name := pythonModuleName(f.Path)
	if !m.loads() {
		return nil
	}
	m.symbols = make([]Symbol, 0, 8+6*pythonFields(f.Messages))
	m.add(name, "module", f)
	m.declarations(name, f, "")
	m.reexports(name)
	if m.generic() {
		m.genericServices(name)
	}
	if m.parses {
		m.add(name+".pyi", "stub", f)
	}
	m.grpc(name + "_grpc")
	if m.crowded {
		m.unique()
	}
	return m.symbols
}

// pythonModule collects the symbols of the modules of one file.
type pythonModule struct {
	schema *schema.Schema
	file   *schema.File
	rename func(string) string

	symbols []Symbol
	as      schema.Element  // as, if set, is the element of all symbols that are listed for a public import.
	taken   map[string]bool // taken has the top-level names of the module that hide imported ones.
	depth   int             // depth counts the messages around the current declaration.
	parses  bool            // parses is false after a declaration that makes the stub invalid.
	crowded bool            // crowded is set if names may have been listed twice.
}

func (m *pythonModule) add(name, signature string, element schema.Element) {
	symbol := Symbol{Name: name, Signature: signature, Element: element}
	if m.as != nil {
		symbol.Element, symbol.Also = m.as, []schema.Element{element}
	}
	m.symbols = append(m.symbols, symbol)
}

// unique removes symbols whose name was listed before.
func (m *pythonModule) unique() {
	seen := make(map[string]bool, len(m.symbols))
	m.symbols = slices.DeleteFunc(m.symbols, func(symbol Symbol) bool {
		again := seen[symbol.Name]
		seen[symbol.Name] = true
		return again
	})
}

// shows reports whether a top-level name of a file, or a name in a message, is listed. A star import leaves out names that begin
// with an underscore.
func (m *pythonModule) shows(name string) bool {
	return m.as == nil || m.depth > 0 || !m.taken[name] && !strings.HasPrefix(name, "_")
}

// declare returns the name of a declaration in a module or class of the stub.
func (m *pythonModule) declare(in, name string) string {
	if m.as == nil && pythonKeyword(name) {
		m.parses = false
	}
	return pythonMember(in, name)
}

// declarations lists the top-level declarations of a file.
func (m *pythonModule) declarations(in string, f *schema.File, remark string) {
	for _, e := range f.Enums {
		if m.shows(e.Name()) {
			m.enum(in, e, remark)
		}
		m.values(in, e, remark)
	}
	for _, x := range f.Extensions {
		m.extension(in, x, remark)
	}
	for _, message := range f.Messages {
		if m.shows(message.Name()) {
			m.message(in, message, remark)
		}
	}
}

// enum lists an enum and its values.
func (m *pythonModule) enum(in string, e *schema.Enum, remark string) {
	name, typeName := m.declare(in, e.Name()), m.rename(e.FullName())
	m.odd(e.Name())
	m.add(name, "enum"+remark, e)
	for _, v := range e.Values {
		m.add(m.declare(name, v.Name()), typeName, v)
	}
}

// values lists the values of an enum, which are also declared beside it.
func (m *pythonModule) values(in string, e *schema.Enum, remark string) {
	typeName := m.rename(e.FullName())
	for _, v := range e.Values {
		m.odd(v.Name())
		if m.shows(v.Name()) {
			m.add(pythonMember(in, v.Name()), typeName+remark, v)
		}
	}
}

// extension lists an extension. Its type and its extendee are known at run time only.
func (m *pythonModule) extension(in string, x *schema.Field, remark string) {
	m.oddField(x.Name())
	if m.shows(x.Name()) {
		signature := "extension of " + m.rename(x.Extendee) + ": " + m.fieldType(x) + remark
		m.add(m.declare(in, x.Name()), signature, x)
	}
	if constant := pythonConstant(x); m.shows(constant) {
		m.add(in+"."+constant, "int"+remark, x)
	}
}

// message lists a message and everything in it.
func (m *pythonModule) message(in string, message *schema.Message, remark string) {
	name := m.declare(in, message.Name())
	m.odd(message.Name())
	m.add(name, "message"+pythonHidden(message)+remark, message)
	m.depth++
	if len(message.ExtensionRanges) > 0 && !pythonDeclares(message, "Extensions") {
		m.add(name+".Extensions", "extensions", message)
	}
	for _, e := range message.Enums {
		m.enum(name, e, "")
		m.values(name, e, "")
	}
	for _, nested := range message.Messages {
		if !nested.MapEntry {
			m.message(name, nested, "")
		}
	}
	for _, x := range message.Extensions {
		m.extension(name, x, "")
	}
	for _, f := range message.Fields {
		if f.Entry != nil {
			m.entry(name, f)
		}
		m.field(name, f, f)
	}
	for _, o := range message.Oneofs {
		m.add(name+`.WhichOneof("`+o.Name()+`")`, "oneof", o)
	}
	m.depth--
}

// entry lists the entry message of a map.
func (m *pythonModule) entry(in string, f *schema.Field) {
	name := m.declare(in, f.Entry.Name())
	m.add(name, "message", f)
	for _, part := range f.Entry.Fields {
		m.field(name, part, f)
	}
}

// field lists a field of a message under this name.
func (m *pythonModule) field(in string, f *schema.Field, element schema.Element) {
	name := f.Name()
	m.oddField(name)
	if pythonKeyword(name) {
		m.keywordField(in, f, element)
	} else {
		m.add(pythonMember(in, name), m.fieldType(f), element)
		m.add(in+"("+name+"=)", m.argumentType(f), element)
	}
	m.add(in+"."+pythonConstant(f), "int", element)
	if p := f.Presence(); p == schema.ExplicitPresence || p == schema.RequiredPresence {
		m.add(in+`.HasField("`+name+`")`, "bool", element)
	}
	if f.Oneof != nil {
		m.add(in+`.WhichOneof() == "`+name+`"`, "oneof "+m.rename(f.Oneof.FullName()), element)
	}
}

// keywordField lists a field whose name is a keyword. Stubs leave it out, so it has the types of the run time, where an enum
// value is an integer that can be made from a name.
func (m *pythonModule) keywordField(in string, f *schema.Field, element schema.Element) {
	of := f
	if f.Cardinality() == schema.Map {
		_, of = pythonEntry(f.Entry)
	}
	argument := in + `(**{"` + f.Name() + `": ...})`
	if of == nil || of.Type != schema.EnumT {
		m.add(pythonMember(in, f.Name()), m.fieldType(f), element)
		m.add(argument, m.argumentType(f), element)
		return
	}
	m.add(pythonMember(in, f.Name()), strings.ReplaceAll(m.fieldType(f), m.valueType(of), "int"), element)
	m.add(argument, strings.NewReplacer(m.acceptedType(of), "int", m.valueType(of), "int").Replace(m.argumentType(f)), element)
	m.add(in+`(**{"`+f.Name()+`": "NAME"})`, m.valueType(of), element)
}

// odd records a name that may also be the constant of another field.
func (m *pythonModule) odd(name string) {
	if strings.HasSuffix(name, "_FIELD_NUMBER") {
		m.crowded = true
	}
}

// oddField records the name of a field whose constant may also belong to another one.
func (m *pythonModule) oddField(name string) {
	for i := range len(name) {
		if c := name[i]; 'A' <= c && c <= 'Z' {
			m.crowded = true
			return
		}
	}
}

func pythonFields(messages []*schema.Message) int {
	count := 0
	for _, message := range messages {
		count += 1 + len(message.Fields) + pythonFields(message.Messages)
	}
	return count
}
