// Package schema is the resolved model of a set of descriptors that the compatibility engine works on: every element with
// its parent, its resolved features and its place in the source.
//
// It reads encoded descriptors itself instead of linking them. Names are parts of the input, options and source info are
// decoded when somebody asks for them, and files that two sets have in common are shared: two images of thousands of files take
// little more memory than their own size. Imports may be missing, so images can be compared that do not link.
package schema

import (
	"strings"
	"sync"
)

// Kind is the kind of an element.
type Kind string

// The kinds of elements.
const (
	KindFile      Kind = "file"
	KindMessage   Kind = "message"
	KindField     Kind = "field"
	KindExtension Kind = "extension"
	KindOneof     Kind = "oneof"
	KindEnum      Kind = "enum"
	KindEnumValue Kind = "enum_value"
	KindService   Kind = "service"
	KindMethod    Kind = "method"
)

// Element is a declaration in a proto file, or the file itself.
type Element interface {
	Kind() Kind

	// Name is the name as it is declared; of a file, its path.
	Name() string

	// FullName begins with the package. That of an enum value has the name of its enum in it, unlike in protobuf, so that the
	// reader sees where it belongs. That of a file is its path.
	FullName() string

	// In is the file in which it is declared.
	In() *File

	// Opts are its options.
	Opts() Options

	// appendPath appends the path of the declaration in its file, as descriptor.proto defines it for SourceCodeInfo.Location.
	appendPath([]int32) []int32
}

// Schema is a set of files. It never changes, so several goroutines may use it.
type Schema struct {
	Files []*File // Files are sorted by path; dependencies are among them.

	byPath   map[string]*File
	messages map[string]*Message
	enums    map[string]*Enum
	services map[string]*Service

	extensions     map[string]*Field
	extensionsOnce sync.Once

	derived sync.Map
}

// Derived returns what others found out about the whole schema and want to keep with it, by a key that only they have. It is made on
// first use, and has to be safe for several goroutines.
func Derived[K comparable, V any](s *Schema, key K, make func() V) V {
	have, ok := s.derived.Load(key)
	if !ok {
		have, _ = s.derived.LoadOrStore(key, make())
	}
	value, _ := have.(V)
	return value
}

// File is a proto file.
type File struct {
	Path    string
	Package string

	// Edition is the number of the edition as descriptor.proto has it; proto2 is 998, proto3 999.
	Edition int32

	// Dependency means that the file is imported by the set and does not belong to it.
	Dependency bool

	Imports       []string
	PublicImports []string
	OptionImports []string
	WeakImports   []string

	Messages   []*Message
	Enums      []*Enum
	Extensions []*Field
	Services   []*Service

	Options  Options
	Features Features
	Managed  Managed
	Rest     string // Rest has the encoded fields of the descriptor that this model does not know.

	whole      string // whole is the encoded file.
	descriptor parts  // descriptor is the encoded file without its source info and buf's extension.
	sourceInfo string
	locations  locations
}

// Message is a message type.
type Message struct {
	name, fullName string
	file           *File
	Parent         *Message // Parent is the message that this one is declared in, or nil.
	index          int32

	Fields     []*Field // Fields are in the order of their declaration.
	Oneofs     []*Oneof // Oneofs has the declared oneofs, without those that stand for an optional field.
	Messages   []*Message
	Enums      []*Enum
	Extensions []*Field

	MapEntry        bool // MapEntry marks a message that the compiler made for a map.
	Local           bool // Local means that only the file itself can name the message.
	ReservedRanges  []Range
	ReservedNames   []string
	ExtensionRanges []ExtensionRange

	Options  Options
	Features Features
	Rest     string

	visibility uint8
	find       *finder // find is nil in small messages.
}

// Range is a range of numbers; both ends belong to it.
type Range struct{ From, To int32 }

// ExtensionRange is a range of numbers left to extensions.
type ExtensionRange struct {
	Range

	Options Options
	Rest    string
}

// Field is a field of a message, or an extension.
type Field struct {
	name   string
	file   *File
	Parent *Message // Parent is the message that the field, or the extension, is declared in, or nil.
	index  int32

	Number   int32
	Type     Type
	TypeName string // TypeName is the full name of the message or enum, without a leading dot.
	Label    Label
	JSONName string
	Default  string // Default is the default as descriptor.proto writes it.
	HasDef   bool   // HasDef means that a default is declared.
	Oneof    *Oneof // Oneof is the declared oneof of which the field is a member, or nil.
	Extendee string // Extendee is the full name of the message that an extension extends.
	Entry    *Message

	Proto3Optional bool

	Options  Options
	Features Features
	Rest     string

	oneofIndex int32 // oneofIndex is -1 where the descriptor has none.
}

// Oneof is a declared oneof.
type Oneof struct {
	name   string
	Parent *Message
	index  int32

	Fields []*Field

	Options Options
	Rest    string
}

// Enum is an enum type.
type Enum struct {
	name, fullName string
	file           *File
	Parent         *Message
	index          int32

	Local          bool // Local means that only the file itself can name the enum.
	Values         []*EnumValue
	ReservedRanges []Range
	ReservedNames  []string

	Options  Options
	Features Features
	Rest     string

	visibility uint8
	find       *finder // find is nil in small enums.
}

// EnumValue is a value of an enum; several may have the same number.
type EnumValue struct {
	name   string
	Parent *Enum
	index  int32
	Number int32

	Options Options
	Rest    string
}

// Service is a service.
type Service struct {
	name, fullName string
	file           *File
	index          int32

	Methods []*Method

	Options Options
	Rest    string
}

// Method is a method of a service.
type Method struct {
	name   string
	Parent *Service
	index  int32

	Request, Response                string // Request and Response are full names, without a leading dot.
	ClientStreaming, ServerStreaming bool

	Options Options
	Rest    string
}

// File returns a file by its path, or nil.
func (s *Schema) File(path string) *File { return s.byPath[path] }

// Message returns a message by its full name, or nil.
func (s *Schema) Message(name string) *Message { return s.messages[name] }

// Enum returns an enum by its full name, or nil.
func (s *Schema) Enum(name string) *Enum { return s.enums[name] }

// Service returns a service by its full name, or nil.
func (s *Schema) Service(name string) *Service { return s.services[name] }

// Extension returns an extension by its full name, or nil.
func (s *Schema) Extension(name string) *Field {
	s.extensionsOnce.Do(func() {
		s.extensions = map[string]*Field{}
		for _, f := range s.Files {
			s.indexExtensions(f.Extensions, f.Messages)
		}
	})
	return s.extensions[name]
}

// Kind implements [Element].
func (*File) Kind() Kind { return KindFile }

// Kind implements [Element].
func (*Message) Kind() Kind { return KindMessage }

// Kind implements [Element].
func (f *Field) Kind() Kind {
	if f.Extendee != "" {
		return KindExtension
	}
	return KindField
}

// Kind implements [Element].
func (*Oneof) Kind() Kind { return KindOneof }

// Kind implements [Element].
func (*Enum) Kind() Kind { return KindEnum }

// Kind implements [Element].
func (*EnumValue) Kind() Kind { return KindEnumValue }

// Kind implements [Element].
func (*Service) Kind() Kind { return KindService }

// Kind implements [Element].
func (*Method) Kind() Kind { return KindMethod }

// Name implements [Element].
func (f *File) Name() string { return f.Path }

// Name implements [Element].
func (m *Message) Name() string { return m.name }

// Name implements [Element].
func (f *Field) Name() string { return f.name }

// Name implements [Element].
func (o *Oneof) Name() string { return o.name }

// Name implements [Element].
func (e *Enum) Name() string { return e.name }

// Name implements [Element].
func (v *EnumValue) Name() string { return v.name }

// Name implements [Element].
func (s *Service) Name() string { return s.name }

// Name implements [Element].
func (m *Method) Name() string { return m.name }

// FullName implements [Element].
func (f *File) FullName() string { return f.Path }

// FullName implements [Element].
func (m *Message) FullName() string { return m.fullName }

// FullName implements [Element].
func (f *Field) FullName() string {
	switch {
	case f.Parent != nil:
		return f.Parent.fullName + "." + f.name
	default:
		return join(f.file.Package, f.name)
	}
}

// FullName implements [Element].
func (o *Oneof) FullName() string { return o.Parent.fullName + "." + o.name }

// FullName implements [Element].
func (e *Enum) FullName() string { return e.fullName }

// FullName implements [Element].
func (v *EnumValue) FullName() string { return v.Parent.fullName + "." + v.name }

// FullName implements [Element].
func (s *Service) FullName() string { return s.fullName }

// FullName implements [Element].
func (m *Method) FullName() string { return m.Parent.fullName + "." + m.name }

// In implements [Element].
func (f *File) In() *File { return f }

// In implements [Element].
func (m *Message) In() *File { return m.file }

// In implements [Element].
func (f *Field) In() *File { return f.file }

// In implements [Element].
func (o *Oneof) In() *File { return o.Parent.file }

// In implements [Element].
func (e *Enum) In() *File { return e.file }

// In implements [Element].
func (v *EnumValue) In() *File { return v.Parent.file }

// In implements [Element].
func (s *Service) In() *File { return s.file }

// In implements [Element].
func (m *Method) In() *File { return m.Parent.file }

// Opts implements [Element].
func (f *File) Opts() Options { return f.Options }

// Opts implements [Element].
func (m *Message) Opts() Options { return m.Options }

// Opts implements [Element].
func (f *Field) Opts() Options { return f.Options }

// Opts implements [Element].
func (o *Oneof) Opts() Options { return o.Options }

// Opts implements [Element].
func (e *Enum) Opts() Options { return e.Options }

// Opts implements [Element].
func (v *EnumValue) Opts() Options { return v.Options }

// Opts implements [Element].
func (s *Service) Opts() Options { return s.Options }

// Opts implements [Element].
func (m *Method) Opts() Options { return m.Options }

// Deprecated reports whether the element itself is marked as deprecated.
func Deprecated(e Element) bool { return e.Opts().bool(deprecatedOption[e.Kind()]) }

// deprecatedOption has the number of the option deprecated in descriptor.proto.
var deprecatedOption = map[Kind]int32{
	KindFile: 23, KindMessage: 3, KindField: 3, KindExtension: 3, KindEnum: 3, KindEnumValue: 1, KindService: 33, KindMethod: 33,
}

// SameDescriptor reports whether two files are equal except for comments and formatting.
func SameDescriptor(a, b *File) bool { return a == b || a.descriptor.equal(b.descriptor) }

// SameSourceInfo reports whether two files have the same comments at the same positions.
func SameSourceInfo(a, b *File) bool { return a == b || a.sourceInfo == b.sourceInfo }

// Encoded returns the descriptor of the file as it was read, without source info and without buf's extension.
func (f *File) Encoded() string { return strings.Join(f.descriptor, "") }

// Position counts the fields of the message, or the extensions beside it, from 0 in the order of their declaration.
func (f *Field) Position() int { return int(f.index) }

// Position counts the values of the enum from 0 in the order of their declaration.
func (v *EnumValue) Position() int { return int(v.index) }

// Position counts the methods of the service from 0 in the order of their declaration.
func (m *Method) Position() int { return int(m.index) }

// Closed reports whether only the declared numbers are values of the enum.
func (e *Enum) Closed() bool { return e.Features.Enum == enumClosed }

func join(scope, name string) string {
	if scope == "" {
		return name
	}
	var b strings.Builder
	b.Grow(len(scope) + 1 + len(name))
	b.WriteString(scope)
	b.WriteByte('.')
	b.WriteString(name)
	return b.String()
}
