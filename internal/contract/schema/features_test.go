package schema

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// TestNumbersOfDescriptorProto compares the numbers in this package with those of descriptor.proto.
func TestNumbersOfDescriptorProto(t *testing.T) {
	t.Parallel()
	for number, name := range descriptorpb.FieldDescriptorProto_Type_name {
		if got, want := Type(number).String(), strings.ToLower(strings.TrimPrefix(name, "TYPE_")); got != want {
			t.Errorf("the type %d is %q, want %q", number, got, want)
		}
	}
	if got := []string{Type(0).String(), Type(19).String(), Type(255).String()}; !slices.Equal(got, []string{"", "unknown", "unknown"}) {
		t.Errorf("types that there are not are %q", got)
	}
	type fields = descriptorpb.FieldDescriptorProto_Type
	for of, want := range map[Type]fields{
		Double: descriptorpb.FieldDescriptorProto_TYPE_DOUBLE, Float: descriptorpb.FieldDescriptorProto_TYPE_FLOAT, Int64: descriptorpb.FieldDescriptorProto_TYPE_INT64,
		Uint64: descriptorpb.FieldDescriptorProto_TYPE_UINT64, Int32: descriptorpb.FieldDescriptorProto_TYPE_INT32, Fixed64: descriptorpb.FieldDescriptorProto_TYPE_FIXED64,
		Fixed32: descriptorpb.FieldDescriptorProto_TYPE_FIXED32, Bool: descriptorpb.FieldDescriptorProto_TYPE_BOOL, String: descriptorpb.FieldDescriptorProto_TYPE_STRING,
		Group: descriptorpb.FieldDescriptorProto_TYPE_GROUP, MessageT: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, Bytes: descriptorpb.FieldDescriptorProto_TYPE_BYTES,
		Uint32: descriptorpb.FieldDescriptorProto_TYPE_UINT32, EnumT: descriptorpb.FieldDescriptorProto_TYPE_ENUM, Sfixed32: descriptorpb.FieldDescriptorProto_TYPE_SFIXED32,
		Sfixed64: descriptorpb.FieldDescriptorProto_TYPE_SFIXED64, Sint32: descriptorpb.FieldDescriptorProto_TYPE_SINT32, Sint64: descriptorpb.FieldDescriptorProto_TYPE_SINT64,
	} {
		if fields(of) != want {
			t.Errorf("%s is %d, want %d", of, of, want)
		}
	}
	for _, c := range []struct{ got, want int32 }{
		{int32(Optional), int32(descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL)}, {int32(Required), int32(descriptorpb.FieldDescriptorProto_LABEL_REQUIRED)},
		{int32(Repeated), int32(descriptorpb.FieldDescriptorProto_LABEL_REPEATED)},
		{presenceExplicit, int32(descriptorpb.FeatureSet_EXPLICIT)}, {presenceImplicit, int32(descriptorpb.FeatureSet_IMPLICIT)}, {presenceRequired, int32(descriptorpb.FeatureSet_LEGACY_REQUIRED)},
		{enumOpen, int32(descriptorpb.FeatureSet_OPEN)}, {enumClosed, int32(descriptorpb.FeatureSet_CLOSED)}, {repeatedPacked, int32(descriptorpb.FeatureSet_PACKED)},
		{repeatedExpanded, int32(descriptorpb.FeatureSet_EXPANDED)}, {utf8Verify, int32(descriptorpb.FeatureSet_VERIFY)}, {utf8None, int32(descriptorpb.FeatureSet_NONE)},
		{encodingLengthPrefixed, int32(descriptorpb.FeatureSet_LENGTH_PREFIXED)}, {encodingDelimited, int32(descriptorpb.FeatureSet_DELIMITED)}, {jsonAllow, int32(descriptorpb.FeatureSet_ALLOW)},
		{jsonBestEffort, int32(descriptorpb.FeatureSet_LEGACY_BEST_EFFORT)}, {exportAll, int32(descriptorpb.FeatureSet_VisibilityFeature_EXPORT_ALL)},
		{exportTopLevel, int32(descriptorpb.FeatureSet_VisibilityFeature_EXPORT_TOP_LEVEL)}, {EditionProto2, int32(descriptorpb.Edition_EDITION_PROTO2)},
		{EditionProto3, int32(descriptorpb.Edition_EDITION_PROTO3)}, {Edition2023, int32(descriptorpb.Edition_EDITION_2023)}, {Edition2024, int32(descriptorpb.Edition_EDITION_2024)},
		{visibilityUnset, int32(descriptorpb.SymbolVisibility_VISIBILITY_UNSET)}, {visibilityLocal, int32(descriptorpb.SymbolVisibility_VISIBILITY_LOCAL)},
	} {
		if c.got != c.want {
			t.Errorf("a number is %d, want %d", c.got, c.want)
		}
	}
	options := map[Kind]proto.Message{
		KindFile: &descriptorpb.FileOptions{}, KindMessage: &descriptorpb.MessageOptions{}, KindField: &descriptorpb.FieldOptions{}, KindExtension: &descriptorpb.FieldOptions{}, KindOneof: &descriptorpb.OneofOptions{},
		KindEnum: &descriptorpb.EnumOptions{}, KindEnumValue: &descriptorpb.EnumValueOptions{}, KindService: &descriptorpb.ServiceOptions{}, KindMethod: &descriptorpb.MethodOptions{},
	}
	for kind, of := range options {
		named := of.ProtoReflect().Descriptor().Fields()
		if want := named.ByName("features"); featuresOption[kind] != int32(want.Number()) {
			t.Errorf("the features of a %s have the number %d, want %d", kind, featuresOption[kind], want.Number())
		}
		number, want := deprecatedOption[kind], named.ByName("deprecated")
		if want == nil && number != 0 || want != nil && number != int32(want.Number()) {
			t.Errorf("the option deprecated of a %s has the number %d, want %v", kind, number, want)
		}
	}
}

func TestDefaultsOfEditions(t *testing.T) {
	t.Parallel()
	two, three, later, latest := Features{1, 2, 2, 3, 1, 2, 1}, Features{2, 1, 1, 2, 1, 1, 1}, Features{1, 1, 1, 2, 1, 1, 1}, Features{1, 1, 1, 2, 1, 1, 2}
	for edition, want := range map[int32]Features{0: two, 900: two, 998: two, 999: three, 1000: later, 1001: latest, 9999: latest} {
		f := readOne(t, record(1, "a.proto")+count(14, uint64(edition))+record(4, record(1, "M")+record(3, record(1, "N"))+record(4, record(1, "E")))+record(5, record(1, "E")))
		if m := f.Messages[0]; f.Features != want || m.Features != want || m.Enums[0].Features != want || m.Messages[0].Features != want {
			t.Errorf("the features of edition %d are %v, want %v", edition, f.Features, want)
		}
		topLevel := edition > 1000
		if m := f.Messages[0]; m.Local || f.Enums[0].Local || m.Enums[0].Local != topLevel || m.Messages[0].Local != topLevel {
			t.Errorf("edition %d: what is nested is local: %t and %t", edition, m.Enums[0].Local, m.Messages[0].Local)
		}
	}
	if f := readOne(t, record(1, "a.proto")+record(12, "proto3")); f.Edition != EditionProto3 || f.Features != three {
		t.Errorf("proto3 is edition %d with %v", f.Edition, f.Features)
	}
	if f := readOne(t, record(1, "a.proto")); f.Edition != EditionProto2 {
		t.Errorf("a file without a syntax is of edition %d", f.Edition)
	}
}

func TestVisibility(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		feature, keyword uint8
		top, local       bool
	}{
		{exportAll, 0, true, false}, {exportAll, 0, false, false}, {exportTopLevel, 0, true, false}, {exportTopLevel, 0, false, true}, {3, 0, true, true}, {3, 0, false, true}, {4, 0, true, true},
		{exportAll, 1, true, true}, {exportTopLevel, 1, true, true}, {exportTopLevel, 2, false, false}, {3, 2, true, false}, {3, 1, false, true},
	} {
		if got := (Features{Visibility: c.feature}).local(c.keyword, c.top); got != c.local {
			t.Errorf("%+v: local is %t", c, got)
		}
	}
}

// TestFeaturesThatAreSet sets each feature on each kind of element; what is no feature changes nothing.
func TestFeaturesThatAreSet(t *testing.T) {
	t.Parallel()
	for kind, number := range featuresOption {
		with := func(set string) Features {
			return Features{}.with(kind, Options(record(9999, count(1, 9))+record(protowire.Number(number), set)))
		}
		for set, want := range map[string]Features{
			count(1, 3): {Presence: 3}, count(2, 2): {Enum: 2}, count(3, 2): {Repeated: 2}, count(4, 3): {UTF8: 3}, count(5, 2): {Encoding: 2}, count(6, 2): {JSON: 2}, count(8, 4): {Visibility: 4},
			count(1, 255): {Presence: 255}, count(1, 256): {}, count(1, 1) + count(1, 0): {Presence: 1}, count(7, 1): {}, count(9, 1): {}, record(1, "\x03"): {}, count(1, 1) + count(1, 2): {Presence: 2},
		} {
			if got := with(set); got != want {
				t.Errorf("%s: %q sets %v, want %v", kind, set, got, want)
			}
		}
	}
	if got := (Features{Presence: 2}).with(KindFile, ""); got != (Features{Presence: 2}) {
		t.Errorf("without options the features are %v", got)
	}
}

// feature returns the option features with one feature set.
func feature(number protowire.Number, feature protowire.Number, value uint64) string {
	return record(number, count(feature, value))
}

// TestWhatFieldsAre checks the properties of fields that depend on several parts of a descriptor.
func TestWhatFieldsAre(t *testing.T) {
	t.Parallel()
	entry := record(3, record(1, "AEntry")+record(2, record(1, "key")+count(3, 1)+count(5, 9))+record(2, record(1, "value")+count(3, 2)+count(5, 11)+record(6, ".M"))+record(7, count(7, 1)))
	ofEntry := record(1, "a") + count(5, 11) + record(6, ".M.AEntry")
	for _, c := range []struct {
		what, file, field  string
		cardinality        Cardinality
		presence           Presence
		packed, delimited  bool
		verifies, inOneof  bool
		fieldNumberOfEntry int32
	}{
		{what: "proto2", field: count(4, 1) + count(5, 5), cardinality: Singular, presence: ExplicitPresence},
		{what: "proto2 required", field: count(4, 2) + count(5, 5), cardinality: Singular, presence: RequiredPresence},
		{what: "proto2 repeated", field: count(4, 3) + count(5, 5), cardinality: List},
		{what: "proto2 packed", field: count(4, 3) + count(5, 5) + record(8, count(2, 1)), cardinality: List, packed: true},
		{what: "proto2 not packed", field: count(4, 3) + count(5, 5) + record(8, count(2, 0)), cardinality: List},
		{what: "proto2 packed text", field: count(4, 3) + count(5, 9) + record(8, count(2, 1)), cardinality: List},
		{what: "proto2 packed bytes", field: count(4, 3) + count(5, 12) + record(8, count(2, 1)), cardinality: List},
		{what: "proto2 packed message", field: count(4, 3) + count(5, 11) + record(8, count(2, 1)), cardinality: List},
		{what: "proto2 group", field: count(4, 1) + count(5, 10), cardinality: Singular, presence: ExplicitPresence, delimited: true},
		{what: "proto2 groups", field: count(4, 3) + count(5, 10) + record(8, count(2, 1)), cardinality: List, delimited: true},
		{what: "proto3", file: record(12, "proto3"), field: count(4, 1) + count(5, 5), cardinality: Singular, presence: ImplicitPresence, verifies: true},
		{what: "proto3 text", file: record(12, "proto3"), field: count(4, 1) + count(5, 9), cardinality: Singular, presence: ImplicitPresence, verifies: true},
		{what: "proto3 message", file: record(12, "proto3"), field: count(4, 1) + count(5, 11), cardinality: Singular, presence: ExplicitPresence, verifies: true},
		{what: "proto3 repeated", file: record(12, "proto3"), field: count(4, 3) + count(5, 5), cardinality: List, packed: true, verifies: true},
		{what: "proto3 not packed", file: record(12, "proto3"), field: count(4, 3) + count(5, 5) + record(8, count(2, 0)), cardinality: List, verifies: true},
		{what: "proto3 optional", file: record(12, "proto3"), field: count(4, 1) + count(5, 5) + count(9, 1) + count(17, 1), cardinality: Singular, presence: ExplicitPresence, verifies: true},
		{what: "proto3 in a oneof", file: record(12, "proto3"), field: count(4, 1) + count(5, 5) + count(9, 0), cardinality: Singular, presence: ExplicitPresence, verifies: true, inOneof: true},
		{what: "a oneof that is not there", file: record(12, "proto3"), field: count(4, 1) + count(5, 5) + count(9, 2), cardinality: Singular, presence: ImplicitPresence, verifies: true},
		{what: "no oneof", file: record(12, "proto3"), field: count(4, 1) + count(5, 5) + count(9, 1<<64-1), cardinality: Singular, presence: ImplicitPresence, verifies: true},
		{what: "proto3 map", file: record(12, "proto3"), field: count(4, 3) + ofEntry, cardinality: Map, verifies: true},
		{what: "one entry", file: record(12, "proto3"), field: count(4, 1) + ofEntry, cardinality: Singular, presence: ExplicitPresence, verifies: true},
		{what: "a list of another type", file: record(12, "proto3"), field: count(4, 3) + count(5, 14) + record(6, ".M.AEntry"), cardinality: List, packed: true, verifies: true},
		{what: "a list of no entry", file: record(12, "proto3"), field: count(4, 3) + count(5, 11) + record(6, ".M.B"), cardinality: List, verifies: true},
		{what: "a list of entries of another message", file: record(12, "proto3"), field: count(4, 3) + count(5, 11) + record(6, ".N.AEntry"), cardinality: List, verifies: true},
		{what: "a list of what begins alike", file: record(12, "proto3"), field: count(4, 3) + count(5, 11) + record(6, ".MxAEntry"), cardinality: List, verifies: true},
		{what: "a list of itself", file: record(12, "proto3"), field: count(4, 3) + count(5, 11) + record(6, ".M"), cardinality: List, verifies: true},
		{what: "an edition", file: count(14, 1000), field: count(4, 1) + count(5, 5), cardinality: Singular, presence: ExplicitPresence, verifies: true},
		{what: "an edition, packed of old", file: count(14, 1000), field: count(4, 3) + count(5, 5) + record(8, count(2, 0)), cardinality: List, packed: true, verifies: true},
		{what: "an edition, implicit", file: count(14, 1000), field: count(4, 1) + count(5, 5) + record(8, feature(21, 1, 2)), cardinality: Singular, presence: ImplicitPresence, verifies: true},
		{what: "an edition, required", file: count(14, 1000), field: count(4, 1) + count(5, 11) + record(8, feature(21, 1, 3)), cardinality: Singular, presence: RequiredPresence, verifies: true},
		{what: "an edition, delimited", file: count(14, 1000), field: count(4, 1) + count(5, 11) + record(8, feature(21, 5, 2)), cardinality: Singular, presence: ExplicitPresence, delimited: true, verifies: true},
		{what: "an edition, a delimited number", file: count(14, 1000), field: count(4, 1) + count(5, 5) + record(8, feature(21, 5, 2)), cardinality: Singular, presence: ExplicitPresence, verifies: true},
		{what: "an edition, a delimited map", file: count(14, 1000), field: count(4, 3) + ofEntry + record(8, feature(21, 5, 2)), cardinality: Map, verifies: true},
		{what: "an edition, not verified", file: count(14, 1000), field: count(4, 1) + count(5, 9) + record(8, feature(21, 4, 3)), cardinality: Singular, presence: ExplicitPresence},
		{what: "an edition, all implicit", file: count(14, 1000) + record(8, feature(50, 1, 2)), field: count(4, 1) + count(5, 5), cardinality: Singular, presence: ImplicitPresence, verifies: true},
		{what: "an edition, the oneof not verified", file: count(14, 1000), field: count(4, 1) + count(5, 9) + count(9, 0), cardinality: Singular, presence: ExplicitPresence, inOneof: true},
	} {
		oneofs := record(8, record(1, "o")+record(2, feature(1, 4, 3))) + record(8, record(1, "_a"))
		if !strings.Contains(c.what, "not verified") {
			oneofs = record(8, record(1, "o")) + record(8, record(1, "_a"))
		}
		m := readOne(t, record(1, "a.proto")+c.file+record(4, record(1, "M")+record(2, record(1, "a")+c.field)+entry+record(3, record(1, "B"))+oneofs)).Messages[0]
		f := m.Fields[0]
		if f.Cardinality() != c.cardinality || f.Presence() != c.presence || f.Packed() != c.packed || f.Delimited() != c.delimited || f.VerifiesUTF8() != c.verifies || (f.Oneof != nil) != c.inOneof {
			t.Errorf("%s: it is %s, %s, packed %t, delimited %t, verified %t, in a oneof %t", c.what, f.Cardinality(), f.Presence(), f.Packed(), f.Delimited(), f.VerifiesUTF8(), f.Oneof != nil)
		}
		if c.inOneof && (f.Oneof != m.Oneofs[0] || !slices.Equal(m.Oneofs[0].Fields, m.Fields[:1])) {
			t.Errorf("%s: it is in %v", c.what, f.Oneof)
		}
		if want := 2; c.what == "proto3 optional" {
			if len(m.Oneofs) != 1 || m.Oneofs[0].Name() != "o" {
				t.Errorf("%s: the oneofs are %v", c.what, m.Oneofs)
			}
		} else if len(m.Oneofs) != want {
			t.Errorf("%s: there are %d oneofs", c.what, len(m.Oneofs))
		}
		if c.cardinality == Map && f.Entry != m.Messages[0] {
			t.Errorf("%s: the entry is %v", c.what, f.Entry)
		}
	}
}

// TestEntriesOfMaps reads messages that look like map entries and are none.
func TestEntriesOfMaps(t *testing.T) {
	t.Parallel()
	entry := func(name string, more string) string { return record(1, name) + more + record(7, count(7, 1)) }
	of := func(name string) string {
		return record(2, record(1, "f")+count(4, 3)+count(5, 11)+record(6, name))
	}
	m := readOne(t, record(1, "a.proto")+record(2, "p")+count(14, 1001)+record(4, record(1, "M")+of(".p.M.E")+
		record(3, entry("E", of(".p.M.E.I")+record(3, entry("I", ""))+record(2, record(1, "d")+count(5, 11)+record(8, feature(21, 5, 2)))))+record(3, entry("E", "")))).Messages[0]
	if e := m.Messages[0]; m.Fields[0].Entry != e || !e.MapEntry || e.Local {
		t.Errorf("the entry is %v", m.Fields[0].Entry)
	}
	if f := m.Messages[0].Fields[0]; f.Entry != nil || f.Cardinality() != List {
		t.Error("an entry has a map")
	}
	if m.Messages[0].Fields[1].Delimited() {
		t.Error("what is in an entry is delimited")
	}
}

// TestNamesInJSON compares the derived names with those of protobuf.
func TestNamesInJSON(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	names := []string{"a", "a_b", "a_z", "_a", "a__b", "a_", "a_1", "a_B", "aB_c", "__", "a_1_b", "a_Z", "foo_bar_baz"}
	for range 200 {
		var name []byte
		for range 1 + random.IntN(8) {
			name = append(name, "azAZ09__bY"[random.IntN(10)])
		}
		names = append(names, "f"+string(name))
	}
	for i, name := range names {
		want, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
			Name: new("a.proto"), MessageType: []*descriptorpb.DescriptorProto{{
				Name: new("M"), Field: []*descriptorpb.FieldDescriptorProto{{Name: &name, Number: proto.Int32(1), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(), Type: descriptorpb.FieldDescriptorProto_TYPE_INT32.Enum()}},
			}},
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		f := readOne(t, record(1, "a.proto")+record(4, record(1, "M")+record(2, record(1, name)))).Messages[0].Fields[0]
		if got, want := f.JSONName, want.Messages().Get(0).Fields().Get(0).JSONName(); got != want {
			t.Errorf("%d: %s is %s, want %s", i, name, got, want)
		}
	}
}

// TestFindsInSmallAndLargeTypes finds the first of several members, and knows what is reserved, in types of all sizes.
func TestFindsInSmallAndLargeTypes(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, members := range []int{0, 1, 15, 16, 17, 40} {
		for _, reserved := range []int{0, 3, 16, 17, 30} {
			message, enum := record(1, "M"), record(1, "E")
			var numbers []int
			for i := range members {
				number := random.IntN(60)
				numbers = append(numbers, number)
				message += record(2, record(1, nameOf(i))+count(3, uint64(number)))
				enum += record(2, record(1, nameOf(i))+count(2, uint64(number)))
			}
			var within [200]bool
			for range reserved {
				from, size := random.IntN(150), random.IntN(4)
				message += record(9, count(1, uint64(from))+count(2, uint64(from+size))) + record(10, nameOf(from))
				enum += record(4, count(1, uint64(from))+count(2, uint64(from+size-1))) + record(5, nameOf(from))
				for n := range size {
					within[from+n] = true
				}
			}
			f := readOne(t, record(1, "a.proto")+record(4, message)+record(5, enum))
			m, e := f.Messages[0], f.Enums[0]
			if large := members > 16 || reserved > 16; (m.find != nil) != large || (e.find != nil) != large {
				t.Errorf("with %d members and %d reservations there is an index: %t and %t", members, reserved, m.find != nil, e.find != nil)
			}
			for number := range 200 {
				first := slices.Index(numbers, number)
				if got, want := m.Field(int32(number)), at(m.Fields, first); got != want {
					t.Errorf("the field %d of %d is %v, want %v", number, members, got, want)
				}
				if got, want := e.Value(int32(number)), at(e.Values, first); got != want {
					t.Errorf("the value %d of %d is %v, want %v", number, members, got, want)
				}
				if m.Reserved(int32(number)) != within[number] || e.Reserved(int32(number)) != within[number] {
					t.Errorf("%d is reserved: %t and %t, want %t", number, m.Reserved(int32(number)), e.Reserved(int32(number)), within[number])
				}
			}
			for i := range 200 {
				named := slices.IndexFunc(m.Fields, func(f *Field) bool { return f.Name() == nameOf(i) })
				if m.FieldNamed(nameOf(i)) != at(m.Fields, named) || e.ValueNamed(nameOf(i)) != at(e.Values, named) {
					t.Errorf("%s of %d is %v and %v", nameOf(i), members, m.FieldNamed(nameOf(i)), e.ValueNamed(nameOf(i)))
				}
				want := slices.Contains(m.ReservedNames, nameOf(i))
				if m.ReservedName(nameOf(i)) != want || e.ReservedName(nameOf(i)) != want {
					t.Errorf("%s is reserved: %t and %t, want %t", nameOf(i), m.ReservedName(nameOf(i)), e.ReservedName(nameOf(i)), want)
				}
			}
			if len(e.ReservedRanges) != reserved || len(m.ReservedRanges) != reserved {
				t.Errorf("there are %d and %d reserved ranges, want %d", len(m.ReservedRanges), len(e.ReservedRanges), reserved)
			}
		}
	}
}

// nameOf returns each name for two numbers.
func nameOf(i int) string { return "n" + string(rune('a'+i/2%26)) + string(rune('a'+i/52)) }

func at[E any](all []*E, i int) *E {
	if i < 0 {
		return nil
	}
	return all[i]
}

func TestUnion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ ranges, want []Range }{
		{nil, nil}, {[]Range{{1, 0}}, nil}, {[]Range{{1, 2}, {3, 4}}, []Range{{1, 4}}}, {[]Range{{1, 2}, {4, 5}}, []Range{{1, 2}, {4, 5}}}, {[]Range{{4, 5}, {1, 9}, {10, 10}}, []Range{{1, 10}}},
		{[]Range{{1, 5}, {2, 3}}, []Range{{1, 5}}}, {[]Range{{1, 5}, {5, 6}}, []Range{{1, 6}}}, {[]Range{{3, 3}, {1, 1}}, []Range{{1, 1}, {3, 3}}}, {[]Range{{5, 4}, {5, 5}}, []Range{{5, 5}}},
		{[]Range{{1, math.MaxInt32}, {7, 9}, {math.MaxInt32, math.MaxInt32}}, []Range{{1, math.MaxInt32}}}, {[]Range{{math.MinInt32, math.MinInt32}, {math.MinInt32 + 1, 0}}, []Range{{math.MinInt32, 0}}},
	} {
		if got := Union(c.ranges); !slices.Equal(got, c.want) {
			t.Errorf("the union of %v is %v, want %v", c.ranges, got, c.want)
		}
	}
}

func TestWellKnown(t *testing.T) {
	t.Parallel()
	for _, name := range []protoreflect.FullName{
		"google.api.http", "google.api.method_signature", "google.api.field_behavior", "google.api.field_info", "google.api.resource", "buf.validate.field", "buf.validate.message",
	} {
		if x := WellKnown().Extension(string(name)); x == nil || x.Kind() != KindExtension {
			t.Errorf("%s is not among them", name)
		}
	}
	for _, name := range []string{"google.protobuf.FieldOptions", "google.protobuf.Timestamp", "google.protobuf.Duration", "buf.validate.StringRules"} {
		if WellKnown().Message(name) == nil {
			t.Errorf("%s is not among them", name)
		}
	}
	if WellKnown().Extension("google.api.nothing") != nil || WellKnown().Message("x") != nil || WellKnown().Enum("x") != nil || WellKnown().Service("x") != nil || WellKnown().File("x") != nil {
		t.Error("something is found that is not there")
	}
}
