package schema

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// encode writes a message.
func encode(t *testing.T, m proto.Message) string {
	t.Helper()
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

// record returns a length-delimited field.
func record(number protowire.Number, content string) string {
	return string(protowire.AppendString(protowire.AppendTag(nil, number, protowire.BytesType), content))
}

// count returns a varint field.
func count(number protowire.Number, value uint64) string {
	return string(protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), value))
}

// readOne reads an image of one encoded file.
func readOne(t *testing.T, file string) *File {
	t.Helper()
	s, err := Read(record(1, file))
	if err != nil {
		t.Fatal(err)
	}
	return s.Files[0]
}

// strange returns a field that no descriptor declares; different elements have it with different values.
func strange(value uint64) string { return count(9000, value) }

// TestReadsWhatIsEncoded reads declarations that are encoded by hand, with options in two pieces and with unknown fields.
func TestReadsWhatIsEncoded(t *testing.T) {
	t.Parallel()
	enumValue := record(1, "ONE") + count(2, 1) + record(3, count(1, 1)) + strange(1) + record(3, record(50, "x"))
	enum := record(1, "E") + record(2, enumValue) + record(2, record(1, "NEGATIVE")+count(2, 1<<64-1)) + record(3, count(3, 1)) + record(4, count(1, 2)+count(2, 4)+strange(2)) +
		record(5, "OLD") + record(5, "OLDER") + count(6, 1) + strange(3) + record(3, record(51, "y"))
	field := record(1, "f_g") + record(2, ".p.X") + count(3, 7) + count(4, 3) + count(5, 11) + record(6, ".p.M") + record(7, "d") + record(8, count(3, 1)) + count(9, 0) +
		record(10, "other") + count(17, 0) + strange(4) + record(8, record(52, "z"))
	oneof := record(1, "o") + record(2, record(50, "a")) + strange(5) + record(2, record(50, "b"))
	ranges := count(1, 10) + count(2, 20) + record(3, record(50, "c")) + strange(6) + record(3, record(50, "d"))
	message := record(1, "M") + record(2, field) + record(3, record(1, "N")+record(3, record(1, "D"))) + record(4, enum) + record(5, ranges) + record(6, record(1, "x")+record(2, ".p.M")) +
		record(7, count(3, 1)) + record(8, oneof) + record(9, count(1, 30)+count(2, 31)+strange(7)) + record(10, "old") + count(11, 1) + strange(8) + record(7, record(50, "e"))
	method := record(1, "Do") + record(2, ".p.M") + record(3, ".p.N") + record(4, count(33, 1)) + count(5, 1) + count(6, 0) + strange(9) + record(4, record(50, "f"))
	service := record(1, "S") + record(2, method) + record(2, record(1, "Watch")+count(5, 0)+count(6, 1)) + record(3, count(33, 1)) + strange(10) + record(3, record(50, "g"))
	file := record(1, "a.proto") + record(2, "p") + record(3, "one.proto") + record(3, "two.proto") + record(3, "three.proto") + record(4, message) + record(5, record(1, "T")) +
		record(6, service) + record(7, record(1, "y")+record(2, ".p.M")) + record(8, count(23, 1)) + count(10, 1) + count(11, 2) + record(12, "proto2") + record(15, "four.proto") +
		strange(11) + record(8, record(11, "example.com/p"))
	f := readOne(t, file)
	m, e, s := f.Messages[0], f.Messages[0].Enums[0], f.Services[0]
	x := m.Fields[0]
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"path", f.Path, "a.proto"}, {"package", f.Package, "p"}, {"imports", f.Imports, []string{"one.proto", "two.proto", "three.proto"}},
		{"public", f.PublicImports, []string{"two.proto"}}, {"weak", f.WeakImports, []string{"three.proto"}}, {"option imports", f.OptionImports, []string{"four.proto"}},
		{"options", f.Options, Options(count(23, 1) + record(11, "example.com/p"))}, {"rest", f.Rest, strange(11)}, {"Go package", f.GoPackage(), "example.com/p"},
		{"edition", f.Edition, int32(EditionProto2)}, {"dependency", f.Dependency, false},

		{"message", m.FullName(), "p.M"}, {"options", m.Options, Options(count(3, 1) + record(50, "e"))}, {"rest", m.Rest, strange(7) + strange(8)},
		{"reserved", m.ReservedRanges, []Range{{30, 30}}}, {"reserved names", m.ReservedNames, []string{"old"}},
		{"extension ranges", m.ExtensionRanges, []ExtensionRange{{Range{10, 19}, Options(record(50, "c") + record(50, "d")), strange(6)}}},
		{"local", m.Local, true}, {"nested", m.Messages[0].FullName(), "p.M.N"}, {"deeper", m.Messages[0].Messages[0].FullName(), "p.M.N.D"},
		{"parent", m.Messages[0].Parent, m}, {"no parent", m.Parent, (*Message)(nil)}, {"file of nested", m.Messages[0].In(), f}, {"map entry", m.MapEntry, false},

		{"field", x.FullName(), "p.M.f_g"}, {"extendee", x.Extendee, "p.X"}, {"number", x.Number, int32(7)}, {"label", x.Label, Repeated}, {"type", x.Type, MessageT}, {"type name", x.TypeName, "p.M"},
		{"default", x.Default, "d"}, {"has default", x.HasDef, true}, {"options", x.Options, Options(count(3, 1) + record(52, "z"))}, {"oneof", x.Oneof, m.Oneofs[0]}, {"JSON name", x.JSONName, "other"},
		{"optional", x.Proto3Optional, false}, {"rest", x.Rest, strange(4)}, {"kind", x.Kind(), KindExtension}, {"parent", x.Parent, m}, {"file", x.In(), f},
		{"label where none is written", f.Extensions[0].Label, Optional}, {"extension", m.Extensions[0].FullName(), "p.M.x"}, {"extension of the file", f.Extensions[0].FullName(), "p.y"},
		{"parent of an extension", m.Extensions[0].Parent, m}, {"none of one of the file", f.Extensions[0].Parent, (*Message)(nil)}, {"oneof of an extension", f.Extensions[0].Oneof, (*Oneof)(nil)},

		{"oneof", m.Oneofs[0].FullName(), "p.M.o"}, {"options", m.Oneofs[0].Options, Options(record(50, "a") + record(50, "b"))}, {"rest", m.Oneofs[0].Rest, strange(5)}, {"in", m.Oneofs[0].In(), f},

		{"enum", e.FullName(), "p.M.E"}, {"options", e.Options, Options(count(3, 1) + record(51, "y"))}, {"rest", e.Rest, strange(2) + strange(3)}, {"reserved", e.ReservedRanges, []Range{{2, 4}}},
		{"reserved names", e.ReservedNames, []string{"OLD", "OLDER"}}, {"local", e.Local, true}, {"parent", e.Parent, m}, {"enum of the file", f.Enums[0].FullName(), "p.T"}, {"local", f.Enums[0].Local, false},
		{"value", e.Values[0].FullName(), "p.M.E.ONE"}, {"number", e.Values[0].Number, int32(1)}, {"negative", e.Values[1].Number, int32(-1)}, {"options", e.Values[0].Options, Options(count(1, 1) + record(50, "x"))},
		{"rest", e.Values[0].Rest, strange(1)}, {"position", e.Values[1].Position(), 1}, {"in", e.Values[0].In(), f}, {"name", e.Values[0].Name(), "ONE"},

		{"service", s.FullName(), "p.S"}, {"options", s.Options, Options(count(33, 1) + record(50, "g"))}, {"rest", s.Rest, strange(10)}, {"in", s.In(), f},
		{"method", s.Methods[0].FullName(), "p.S.Do"}, {"request", s.Methods[0].Request, "p.M"}, {"response", s.Methods[0].Response, "p.N"}, {"options", s.Methods[0].Options, Options(count(33, 1) + record(50, "f"))},
		{"client streaming", s.Methods[0].ClientStreaming, true}, {"server streaming", s.Methods[0].ServerStreaming, false}, {"client streaming", s.Methods[1].ClientStreaming, false},
		{"server streaming", s.Methods[1].ServerStreaming, true}, {"rest", s.Methods[0].Rest, strange(9)}, {"position", s.Methods[1].Position(), 1}, {"in", s.Methods[0].In(), f}, {"parent", s.Methods[0].Parent, s},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
		}
	}
	for _, element := range []Element{f, m, x, f.Extensions[0], m.Oneofs[0], e, e.Values[0], s, s.Methods[0]} {
		if want := element != Element(f.Extensions[0]) && element != Element(m.Oneofs[0]); Deprecated(element) != want {
			t.Errorf("%s: deprecated is %t", element.FullName(), !want)
		}
	}
	if p := m.Extensions[0].Position(); p != 0 {
		t.Errorf("the position of the first extension is %d", p)
	}
}

// TestRangesOfNumbers reads ranges with inclusive and exclusive ends, and empty ones.
func TestRangesOfNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, end, first, last int32 }{
		{1, 2, 1, 1}, {5, 10, 5, 9}, {0, 1, 0, 0}, {-3, -1, -3, -2}, {5, 5, 1, 0}, {6, 5, 1, 0}, {0, 0, 1, 0},
	} {
		encoded := count(1, uint64(c.from)) + count(2, uint64(c.end))
		m := readOne(t, record(1, "a.proto")+record(4, record(1, "M")+record(9, encoded)+record(5, encoded))).Messages[0]
		if want := (Range{c.first, c.last}); m.ReservedRanges[0] != want || m.ExtensionRanges[0].Range != want {
			t.Errorf("%d to %d is read as %v and %v, want %v", c.from, c.end, m.ReservedRanges[0], m.ExtensionRanges[0].Range, want)
		}
	}
	var m Message
	if m.Reserved(0) || m.Reserved(1) {
		t.Error("numbers are reserved without a range")
	}
}

func TestDefaultsInOneSpelling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		of         Type
		text, want string
	}{
		{Double, "1.50", "1.5"}, {Double, "0.1", "0.1"}, {Float, "0.100000001", "0.1"}, {Double, "0.100000001", "0.100000001"}, {Float, "1e10", "1e+10"}, {Double, "inf", "inf"}, {Double, "Infinity", "inf"},
		{Float, "-inf", "-inf"}, {Double, "nan", "nan"}, {Float, "-nan", "-nan"}, {Double, "NaN", "nan"}, {Double, "what", "what"}, {String, "1.50", "1.50"}, {Int32, "007", "007"}, {EnumT, "1.0", "1.0"},
		{Float, "3.4028235e39", "3.4028235e39"}, {Double, "3.4028235e39", "3.4028235e+39"}, {Double, "", ""},
	} {
		f := readOne(t, record(1, "a.proto")+record(7, record(1, "x")+record(7, c.text)+count(5, uint64(c.of)))).Extensions[0]
		if f.Default != c.want || !f.HasDef {
			t.Errorf("%s %s is %q, want %q", c.of, c.text, f.Default, c.want)
		}
	}
}

func TestImportsThatAreNotThere(t *testing.T) {
	t.Parallel()
	f := readOne(t, record(1, "a.proto")+record(3, "one")+record(3, "two")+count(10, 1)+count(10, 2)+count(10, 0)+record(11, "\x00\x01\x02")+count(11, 1<<64-1))
	if !reflect.DeepEqual(f.PublicImports, []string{"two", "one"}) || !reflect.DeepEqual(f.WeakImports, []string{"one", "two"}) {
		t.Errorf("public are %q, weak %q", f.PublicImports, f.WeakImports)
	}
}

// TestRefusesWhatIsDamaged reads, of each kind of declaration, one without a name and one that is truncated.
func TestRefusesWhatIsDamaged(t *testing.T) {
	t.Parallel()
	named := record(1, "a")
	inFile := func(content string) string { return record(1, record(1, "a.proto")+content) }
	inMessage := func(content string) string { return inFile(record(4, named+content)) }
	inEnum := func(content string) string { return inFile(record(5, named+content)) }
	const cut, nameless = "a.proto: it is cut off or damaged", "a.proto: a declaration has no name"
	for _, c := range []struct{ what, encoded, want string }{
		{"nothing", "", "it has no files; make one with buf build"}, {"another message", record(2, "x"), "it has no files; make one with buf build"}, {"another type", count(1, 1), "it has no files; make one with buf build"},
		{"no tag", "\x80", "it is cut off or damaged; make one"}, {"no value", "\x0a\x05a", "it is cut off or damaged; make one"}, {"the number 0", "\x02\x00", "it is cut off or damaged; make one"},
		{"a file without a name", record(1, record(2, "p")), "a file has no name"}, {"a damaged file without a name", record(1, "\x0a"), "a file without a name: it is cut off"}, {"a file twice", inFile("") + inFile(""), "a.proto occurs twice"},
		{"message", inFile(record(4, "\x0a")), cut}, {"message", inFile(record(4, "")), nameless}, {"field", inMessage(record(2, "\x0a")), cut}, {"field", inMessage(record(2, "")), nameless},
		{"nested", inMessage(record(3, "\x0a")), cut}, {"nested", inMessage(record(3, "")), nameless}, {"enum", inFile(record(5, "\x0a")), cut}, {"enum", inFile(record(5, "")), nameless},
		{"nested enum", inMessage(record(4, "\x0a")), cut}, {"nested enum", inMessage(record(4, "")), nameless}, {"extension range", inMessage(record(5, "\x0a")), cut}, {"extension", inMessage(record(6, "\x0a")), cut},
		{"extension", inMessage(record(6, "")), nameless}, {"extension", inFile(record(7, "\x0a")), cut}, {"extension", inFile(record(7, "")), nameless}, {"oneof", inMessage(record(8, "\x0a")), cut}, {"oneof", inMessage(record(8, "")), nameless},
		{"reserved range", inMessage(record(9, "\x0a")), cut}, {"value", inEnum(record(2, "\x0a")), cut}, {"value", inEnum(record(2, "")), nameless}, {"reserved range", inEnum(record(4, "\x0a")), cut},
		{"service", inFile(record(6, "\x0a")), cut}, {"service", inFile(record(6, "")), nameless}, {"method", inFile(record(6, named+record(2, "\x0a"))), cut}, {"method", inFile(record(6, named+record(2, ""))), nameless},
		{"public", inFile(record(10, "\x80")), cut}, {"weak", inFile(record(11, "\x80")), cut},
		{"deep", inFile(deep(65)), "a.proto: messages are nested more than 64 deep"},
	} {
		if _, err := Read(c.encoded); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q", c.what, err, c.want)
		}
	}
	if _, err := Read(inFile(deep(64))); err != nil {
		t.Errorf("64 messages within each other: %v", err)
	}
	whole := record(1, encode(t, &descriptorpb.FileDescriptorProto{Name: new("a.proto"), MessageType: []*descriptorpb.DescriptorProto{{Name: new("M")}}}))
	for n := range len(whole) {
		if _, err := Read(whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are read", n, len(whole))
		}
	}
}

// deep returns messages nested in each other.
func deep(levels int) string {
	content := record(1, "M")
	for range levels - 1 {
		content = record(1, "M") + record(3, content)
	}
	return record(4, content)
}

// TestBoundOfDeclarations reads as many declarations of each kind as are allowed, and one more.
func TestBoundOfDeclarations(t *testing.T) {
	t.Parallel()
	named := record(1, "a")
	for what, more := range map[string]string{
		"message": record(4, named), "enum": record(5, named), "service": record(6, named), "extension": record(7, named),
		"field": record(4, named+record(2, named)), "oneof": record(4, named+record(8, named)), "extension range": record(4, named+record(5, "")), "reserved range": record(4, named+record(9, "")),
		"reserved name": record(4, named+record(10, "")), "value": record(5, named+record(2, named)), "reserved value": record(5, named+record(4, "")), "reserved name of a value": record(5, named+record(5, "")),
		"method": record(6, named+record(2, named)),
	} {
		r := &reader{left: strings.Count(more, named)}
		if strings.HasSuffix(more, record(10, "")) || strings.HasSuffix(more, record(9, "")) || strings.HasSuffix(more, record(5, "")) || strings.HasSuffix(more, record(4, "")) {
			r.left++
		}
		left := r.left
		if _, err := r.file(record(1, "a.proto") + more); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		r = &reader{left: left - 1}
		if _, err := r.file(record(1, "a.proto") + more); err == nil || err.Error() != fmt.Sprintf("a.proto: it has more than %d declarations", maxElements) {
			t.Errorf("%s: one too many is read: %v", what, err)
		}
	}
}

// TestDescriptorWithoutSourceInfo puts source info and buf's extension between the other fields.
func TestDescriptorWithoutSourceInfo(t *testing.T) {
	t.Parallel()
	location := record(1, record(1, "\x04\x00")+record(2, "\x07\x01\x09")+record(3, " Comment.\n"))
	remarks := record(8042, count(1, 1))
	parts := []string{record(1, "a.proto"), record(2, "p"), record(4, record(1, "M")), record(12, "proto3")}
	plain := strings.Join(parts, "")
	file := readOne(t, plain)
	for i := range len(parts) + 1 {
		before, after := strings.Join(parts[:i], ""), strings.Join(parts[i:], "")
		for what, between := range map[string]string{
			"source info": record(9, location), "remarks": remarks, "both": record(9, location) + remarks, "reversed": remarks + record(9, location),
		} {
			f := readOne(t, before+between+after)
			if f.Encoded() != plain || !SameDescriptor(f, file) {
				t.Errorf("%s after %d parts: the descriptor is %q", what, i, f.Encoded())
			}
			if want := what != "remarks"; SameSourceInfo(f, file) == want || (Locate(f.Messages[0]) == Location{8, 2, "Comment."}) != want {
				t.Errorf("%s after %d parts: the message is at %+v", what, i, Locate(f.Messages[0]))
			}
			if want := what != "source info"; f.Dependency != want {
				t.Errorf("%s after %d parts: it is a dependency: %t", what, i, f.Dependency)
			}
		}
	}
	two := readOne(t, parts[0]+record(9, location)+parts[2]+record(9, location)+parts[3])
	if want := parts[0] + parts[2] + parts[3]; two.Encoded() != want || SameDescriptor(two, file) {
		t.Errorf("with two pieces of source info the descriptor is %q, want %q", two.Encoded(), want)
	}
	if readOne(t, record(1, "a.proto")+record(8042, count(1, 0))).Dependency || readOne(t, record(1, "a.proto")+record(8042, count(2, 1))).Dependency {
		t.Error("a file that is no dependency is one")
	}
}

func TestFilesThatSchemasShare(t *testing.T) {
	t.Parallel()
	a, b, c := record(1, record(1, "a.proto")+record(2, "p")), record(1, record(1, "b.proto")), record(1, record(1, "b.proto")+record(2, "p"))
	first, err := Read(a + b)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Read(c+a, &Schema{}, first)
	if err != nil {
		t.Fatal(err)
	}
	if second.File("a.proto") != first.File("a.proto") {
		t.Error("a file that is the same was read again")
	}
	if second.File("b.proto") == first.File("b.proto") || second.File("b.proto").Package != "p" {
		t.Error("a file that differs was not read")
	}
	if paths := []string{second.Files[0].Path, second.Files[1].Path}; !reflect.DeepEqual(paths, []string{"a.proto", "b.proto"}) {
		t.Errorf("the files are %q", paths)
	}
	if _, err := Read(record(1, record(4, "")+"\x0a"), first); err == nil {
		t.Error("a damaged file is read")
	}
	// The path stands behind what has another number, or another type.
	odd := record(1, record(2, "p")+record(1, "a.proto"))
	if third, err := Read(odd, first); err != nil || third.Files[0].Path != "a.proto" || third.Files[0] == first.Files[0] {
		t.Errorf("%v: %v", third, err)
	}
	fourth, err := Read(odd)
	if err != nil {
		t.Fatal(err)
	}
	if fifth, err := Read(odd, fourth); err != nil || fifth.Files[0] != fourth.Files[0] {
		t.Errorf("a file whose path stands behind its package was read again: %v", err)
	}
}
