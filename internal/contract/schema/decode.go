package schema

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Bounds on what is read, so that a hostile image takes no more time and memory than its size suggests.
const (
	maxDepth    = 64
	maxElements = 4 << 20
)

// Read reads a set of files: an encoded google.protobuf.FileDescriptorSet, or an image as buf writes it. Files that are
// byte for byte in one of the other schemas are shared with it.
//
// The schema keeps parts of the text.
func Read(encoded string, others ...*Schema) (*Schema, error) {
	return ReadManaged(encoded, nil, others...)
}

// ReadManaged is like [Read]; managed returns what is set in a file by its path and package, and may be nil.
func ReadManaged(encoded string, managed func(path, pkg string) Managed, others ...*Schema) (*Schema, error) {
	s := &Schema{byPath: map[string]*File{}}
	r := &reader{left: maxElements, managed: managed}
	err := fields(encoded, func(field wireField) error {
		if field.number != 1 || field.kind != bytesKind {
			return nil
		}
		file, err := r.shared(field.content, others)
		if err != nil {
			return err
		}
		if s.byPath[file.Path] != nil {
			return fmt.Errorf("%s occurs twice", file.Path)
		}
		s.Files = append(s.Files, file)
		s.byPath[file.Path] = file
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("this is not an image of proto files: %w; make one with buf build -o FILE.binpb, or protoc -o with --include_imports", err)
	}
	if len(s.Files) == 0 {
		return nil, errors.New("this is not an image of proto files: it has no files; make one with buf build -o FILE.binpb")
	}
	slices.SortFunc(s.Files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	s.index()
	return s, nil
}

type reader struct {
	left    int // left counts down the elements that may still be read.
	managed func(path, pkg string) Managed
}

func (r *reader) override(path, pkg string) Managed {
	if r.managed == nil {
		return Managed{}
	}
	return r.managed(path, pkg)
}

func (r *reader) take() error {
	if r.left--; r.left < 0 {
		return fmt.Errorf("it has more than %d declarations", maxElements)
	}
	return nil
}

// shared reads one file, unless another schema has it.
func (r *reader) shared(encoded string, others []*Schema) (*File, error) {
	if len(others) > 0 {
		path := Options(encoded).firstText(1)
		for _, other := range others {
			have := other.byPath[path]
			if have != nil && have.isEncodedAs(encoded) && have.Managed.equal(r.override(have.Path, have.Package)) {
				return have, nil
			}
		}
	}
	return r.file(encoded)
}

// isEncodedAs reports whether the file was read from the same bytes.
func (f *File) isEncodedAs(encoded string) bool { return f.whole == encoded }

func (r *reader) file(encoded string) (*File, error) {
	f := &File{Edition: EditionProto2, whole: encoded}
	var syntax string
	var public, weak []int32
	var options, rest, sourceInfo joined
	var descriptor parts
	cut, end := 0, 0 // cut is where the part begins that is not in the descriptor yet.
	err := fields(encoded, func(field wireField) error {
		start := end
		end += len(field.raw)
		switch field.number {
		case 1:
			f.Path = field.content
		case 2:
			f.Package = field.content
		case 3:
			f.Imports = append(f.Imports, field.content)
		case 4:
			return r.messageOf(field.content, f, nil, &f.Messages, 1)
		case 5:
			return r.enumOf(field.content, f, nil, &f.Enums)
		case 6:
			return r.serviceOf(field.content, f)
		case 7:
			return r.fieldOf(field.content, f, nil, &f.Extensions)
		case 8:
			options.add(field.content)
		case 9:
			// Source info is the larger part of most images, so the descriptor is kept without it.
			descriptor.add(encoded[cut:start])
			sourceInfo.add(field.content)
			cut = end
		case 10:
			return packed(field, func(n int32) { public = append(public, n) })
		case 11:
			return packed(field, func(n int32) { weak = append(weak, n) })
		case 12:
			syntax = field.content
		case 14:
			f.Edition = number(field.varint)
		case 15:
			f.OptionImports = append(f.OptionImports, field.content)
		case 8042: // buf's extension
			remarks := Options(field.content)
			f.Dependency = remarks.bool(1)
			descriptor.add(encoded[cut:start])
			cut = end
		default:
			rest.add(field.raw)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", cmp.Or(f.Path, "a file without a name"), err)
	}
	descriptor.add(encoded[cut:])
	f.Options, f.Rest, f.descriptor, f.sourceInfo = Options(options.text()), rest.text(), descriptor, sourceInfo.text()
	if f.Path == "" {
		return nil, errors.New("a file has no name")
	}
	if syntax == "proto3" {
		f.Edition = EditionProto3
	}
	f.Managed = r.override(f.Path, f.Package)
	f.PublicImports, f.WeakImports = pick(f.Imports, public), pick(f.Imports, weak)
	f.resolve()
	return f, nil
}

func pick(from []string, indexes []int32) []string {
	var all []string
	for _, i := range indexes {
		if i >= 0 && int(i) < len(from) {
			all = append(all, from[i])
		}
	}
	return all
}

var errNoName = errors.New("a declaration has no name")

// declaration reads what all declarations have: a name, options under a number, and other fields, with which it calls visit. The
// fields that visit does not know are returned as the rest.
func (r *reader) declaration(encoded string, numberOfOptions int32, visit func(wireField) (rest string, err error)) (name string, o Options, rest string, err error) {
	if err := r.take(); err != nil {
		return "", "", "", err
	}
	var options, others joined
	err = fields(encoded, func(field wireField) error {
		switch field.number {
		case 1:
			name = field.content
		case numberOfOptions:
			options.add(field.content)
		default:
			unknown, err := visit(field)
			others.add(unknown)
			return err
		}
		return nil
	})
	if err == nil && name == "" {
		err = errNoName
	}
	return name, Options(options.text()), others.text(), err
}

func (r *reader) messageOf(encoded string, file *File, parent *Message, to *[]*Message, depth int) (err error) {
	if depth > maxDepth {
		return fmt.Errorf("messages are nested more than %d deep", maxDepth)
	}
	m := &Message{file: file, Parent: parent, index: ordinal(len(*to))}
	*to = append(*to, m)
	m.name, m.Options, m.Rest, err = r.declaration(encoded, 7, func(field wireField) (string, error) {
		switch field.number {
		case 2:
			return "", r.fieldOf(field.content, file, m, &m.Fields)
		case 3:
			return "", r.messageOf(field.content, file, m, &m.Messages, depth+1)
		case 4:
			return "", r.enumOf(field.content, file, m, &m.Enums)
		case 5:
			return "", r.extensionRangeOf(field.content, m)
		case 6:
			return "", r.fieldOf(field.content, file, m, &m.Extensions)
		case 8:
			return "", r.oneofOf(field.content, m)
		case 9:
			from, to, unknown, err := r.rangeOf(field.content)
			m.ReservedRanges = append(m.ReservedRanges, before(from, to))
			return unknown, err
		case 10:
			m.ReservedNames = append(m.ReservedNames, field.content)
			return "", r.take()
		case 11:
			m.visibility = constant[uint8](field.varint)
			return "", nil
		}
		return field.raw, nil
	})
	m.MapEntry = m.Options.bool(7)
	return err
}

// rangeOf reads the ends of a range as they are encoded; rest has its other fields.
func (r *reader) rangeOf(encoded string) (from, to int32, rest string, err error) {
	if err := r.take(); err != nil {
		return 0, 0, "", err
	}
	var others joined
	err = fields(encoded, func(field wireField) error {
		switch field.number {
		case 1:
			from = number(field.varint)
		case 2:
			to = number(field.varint)
		default:
			others.add(field.raw)
		}
		return nil
	})
	return from, to, others.text(), err
}

// before returns the range up to an end that does not belong to it. An empty range ends before it begins.
func before(from, end int32) Range {
	if end <= from {
		return Range{From: 1}
	}
	return Range{from, end - 1}
}

func (r *reader) extensionRangeOf(encoded string, m *Message) error {
	from, to, rest, err := r.rangeOf(encoded)
	x := ExtensionRange{Range: before(from, to)}
	var others joined
	_ = fields(rest, func(field wireField) error {
		if field.number != 3 {
			others.add(field.raw)
		}
		return nil
	})
	x.Options, x.Rest = Options(Options(rest).message(3)), others.text()
	m.ExtensionRanges = append(m.ExtensionRanges, x)
	return err
}

func (r *reader) oneofOf(encoded string, m *Message) (err error) {
	o := &Oneof{Parent: m, index: ordinal(len(m.Oneofs))}
	m.Oneofs = append(m.Oneofs, o)
	o.name, o.Options, o.Rest, err = r.declaration(encoded, 2, func(field wireField) (string, error) { return field.raw, nil })
	return err
}

func (r *reader) fieldOf(encoded string, file *File, parent *Message, to *[]*Field) (err error) {
	f := &Field{file: file, Parent: parent, index: ordinal(len(*to)), oneofIndex: -1, Label: Optional}
	*to = append(*to, f)
	f.name, f.Options, f.Rest, err = r.declaration(encoded, 8, func(field wireField) (string, error) {
		switch field.number {
		case 2:
			f.Extendee = strings.TrimPrefix(field.content, ".")
		case 3:
			f.Number = number(field.varint)
		case 4:
			f.Label = constant[Label](field.varint)
		case 5:
			f.Type = constant[Type](field.varint)
		case 6:
			f.TypeName = strings.TrimPrefix(field.content, ".")
		case 7:
			f.Default, f.HasDef = field.content, true
		case 9:
			f.oneofIndex = number(field.varint)
		case 10:
			f.JSONName = field.content
		case 17:
			f.Proto3Optional = field.varint != 0
		default:
			return field.raw, nil
		}
		return "", nil
	})
	if f.HasDef {
		f.Default = defaultOf(f.Type, f.Default)
	}
	return err
}

// defaultOf returns a default in one spelling: compilers differ in how many digits of a number they write.
func defaultOf(t Type, text string) string {
	bits := 64
	switch t {
	case Float:
		bits = 32
	case Double:
	default:
		return text
	}
	number, err := strconv.ParseFloat(text, bits)
	switch {
	case err != nil:
		return text
	case math.IsNaN(number):
		return "nan"
	case math.IsInf(number, 0):
		return strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(number, 'g', -1, bits), "+"))
	default:
		return strconv.FormatFloat(number, 'g', -1, bits)
	}
}

func (r *reader) enumOf(encoded string, file *File, parent *Message, to *[]*Enum) (err error) {
	e := &Enum{file: file, Parent: parent, index: ordinal(len(*to))}
	*to = append(*to, e)
	e.name, e.Options, e.Rest, err = r.declaration(encoded, 3, func(field wireField) (string, error) {
		switch field.number {
		case 2:
			return "", r.enumValueOf(field.content, e)
		case 4:
			from, to, unknown, err := r.rangeOf(field.content)
			e.ReservedRanges = append(e.ReservedRanges, Range{from, to})
			return unknown, err
		case 5:
			e.ReservedNames = append(e.ReservedNames, field.content)
			return "", r.take()
		case 6:
			e.visibility = constant[uint8](field.varint)
			return "", nil
		}
		return field.raw, nil
	})
	return err
}

func (r *reader) enumValueOf(encoded string, e *Enum) (err error) {
	v := &EnumValue{Parent: e, index: ordinal(len(e.Values))}
	e.Values = append(e.Values, v)
	v.name, v.Options, v.Rest, err = r.declaration(encoded, 3, func(field wireField) (string, error) {
		if field.number != 2 {
			return field.raw, nil
		}
		v.Number = number(field.varint)
		return "", nil
	})
	return err
}

func (r *reader) serviceOf(encoded string, file *File) (err error) {
	s := &Service{file: file, index: ordinal(len(file.Services))}
	file.Services = append(file.Services, s)
	s.name, s.Options, s.Rest, err = r.declaration(encoded, 3, func(field wireField) (string, error) {
		if field.number != 2 {
			return field.raw, nil
		}
		return "", r.methodOf(field.content, s)
	})
	return err
}

func (r *reader) methodOf(encoded string, s *Service) (err error) {
	m := &Method{Parent: s, index: ordinal(len(s.Methods))}
	s.Methods = append(s.Methods, m)
	m.name, m.Options, m.Rest, err = r.declaration(encoded, 4, func(field wireField) (string, error) {
		switch field.number {
		case 2:
			m.Request = strings.TrimPrefix(field.content, ".")
		case 3:
			m.Response = strings.TrimPrefix(field.content, ".")
		case 5:
			m.ClientStreaming = field.varint != 0
		case 6:
			m.ServerStreaming = field.varint != 0
		default:
			return field.raw, nil
		}
		return "", nil
	})
	return err
}
