package schema

import "google.golang.org/protobuf/encoding/protowire"

// Type is the type of a field, numbered as FieldDescriptorProto.Type in descriptor.proto.
type Type uint8

// The types of fields.
const (
	Double   Type = 1
	Float    Type = 2
	Int64    Type = 3
	Uint64   Type = 4
	Int32    Type = 5
	Fixed64  Type = 6
	Fixed32  Type = 7
	Bool     Type = 8
	String   Type = 9
	Group    Type = 10
	MessageT Type = 11
	Bytes    Type = 12
	Uint32   Type = 13
	EnumT    Type = 14
	Sfixed32 Type = 15
	Sfixed64 Type = 16
	Sint32   Type = 17
	Sint64   Type = 18
)

var typeNames = [...]string{
	"", "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string", "group", "message", "bytes",
	"uint32", "enum", "sfixed32", "sfixed64", "sint32", "sint64",
}

// String returns the keyword of the type.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return "unknown"
}

// Label is the label of a field, numbered as FieldDescriptorProto.Label in descriptor.proto.
type Label uint8

// The labels of fields.
const (
	Optional Label = 1
	Required Label = 2
	Repeated Label = 3
)

// Features are the features of an edition that decide what a descriptor means, resolved: from proto2 and proto3, from the
// defaults of an edition, and from what is set on the element and around it. The numbers are those of google.protobuf.FeatureSet.
type Features struct{ Presence, Enum, Repeated, UTF8, Encoding, JSON, Visibility uint8 }

const (
	presenceExplicit = 1
	presenceImplicit = 2
	presenceRequired = 3

	enumOpen   = 1
	enumClosed = 2

	repeatedPacked   = 1
	repeatedExpanded = 2

	utf8Verify = 2
	utf8None   = 3

	encodingLengthPrefixed = 1
	encodingDelimited      = 2

	jsonAllow      = 1
	jsonBestEffort = 2

	exportAll      = 1
	exportTopLevel = 2
)

// The numbers of editions in descriptor.proto.
const (
	EditionProto2 = 998
	EditionProto3 = 999
	Edition2023   = 1000
	Edition2024   = 1001
)

func defaults(edition int32) Features {
	switch {
	case edition <= EditionProto2:
		return Features{presenceExplicit, enumClosed, repeatedExpanded, utf8None, encodingLengthPrefixed, jsonBestEffort, exportAll}
	case edition == EditionProto3:
		return Features{presenceImplicit, enumOpen, repeatedPacked, utf8Verify, encodingLengthPrefixed, jsonAllow, exportAll}
	case edition < Edition2024:
		return Features{presenceExplicit, enumOpen, repeatedPacked, utf8Verify, encodingLengthPrefixed, jsonAllow, exportAll}
	default:
		return Features{presenceExplicit, enumOpen, repeatedPacked, utf8Verify, encodingLengthPrefixed, jsonAllow, exportTopLevel}
	}
}

// featuresOption has the number of the option features in descriptor.proto.
var featuresOption = map[Kind]int32{
	KindFile: 50, KindMessage: 12, KindField: 21, KindExtension: 21, KindOneof: 1, KindEnum: 7, KindEnumValue: 2, KindService: 34,
	KindMethod: 35,
}

// with returns the features of an element that has these options and is declared inside one with features f.
func (f Features) with(kind Kind, options Options) Features {
	if options == "" {
		return f
	}
	set := options.message(featuresOption[kind])
	_ = fields(set, func(field wireField) error {
		if field.kind != protowire.VarintType || field.varint == 0 || field.varint > 255 {
			return nil
		}
		value := uint8(field.varint)
		switch field.number {
		case 1:
			f.Presence = value
		case 2:
			f.Enum = value
		case 3:
			f.Repeated = value
		case 4:
			f.UTF8 = value
		case 5:
			f.Encoding = value
		case 6:
			f.JSON = value
		case 8:
			f.Visibility = value
		}
		return nil
	})
	return f
}

// The numbers of google.protobuf.SymbolVisibility.
const (
	visibilityUnset = 0
	visibilityLocal = 1
)

// local reports whether only its own file can name a type, by the keyword of the type or else by the default of the file.
func (f Features) local(keyword uint8, top bool) bool {
	switch {
	case keyword != visibilityUnset:
		return keyword == visibilityLocal
	case f.Visibility == exportTopLevel:
		return !top
	default:
		return f.Visibility != exportAll
	}
}

// Cardinality is how many values a field has.
type Cardinality string

// The cardinalities.
const (
	Singular Cardinality = "singular"
	List     Cardinality = "repeated"
	Map      Cardinality = "map"
)

// Cardinality returns how many values the field has.
func (f *Field) Cardinality() Cardinality {
	switch {
	case f.Entry != nil:
		return Map
	case f.Label == Repeated:
		return List
	default:
		return Singular
	}
}

// Presence is how a field distinguishes an absent value from a zero one.
type Presence string

// The ways of presence.
const (
	NoPresence       Presence = "" // NoPresence is that of lists and maps.
	ImplicitPresence Presence = "implicit"
	ExplicitPresence Presence = "explicit"
	RequiredPresence Presence = "required" // RequiredPresence is that of proto2's required, and of LEGACY_REQUIRED.
)

// Presence returns how the field distinguishes an absent value from a zero one.
func (f *Field) Presence() Presence {
	switch {
	case f.Cardinality() != Singular:
		return NoPresence
	case f.Features.Presence == presenceRequired:
		return RequiredPresence
	case f.Extendee != "", f.Oneof != nil, f.Type == MessageT, f.Type == Group, f.Features.Presence == presenceExplicit:
		return ExplicitPresence
	default:
		return ImplicitPresence
	}
}

// Packed reports whether the field is written as a packed list.
func (f *Field) Packed() bool {
	if f.Cardinality() != List {
		return false
	}
	switch f.Type {
	case String, Bytes, MessageT, Group:
		return false
	default:
		return f.Features.Repeated == repeatedPacked
	}
}

// Delimited reports whether the message is written as a group, between two tags, instead of after its length. Maps and what is in
// them never are.
func (f *Field) Delimited() bool {
	inEntry := f.Parent != nil && f.Parent.MapEntry
	return f.Type == Group || f.Type == MessageT && f.Entry == nil && !inEntry && f.Features.Encoding == encodingDelimited
}

// VerifiesUTF8 reports whether a text that is not UTF-8 is refused.
func (f *Field) VerifiesUTF8() bool { return f.Features.UTF8 == utf8Verify }

// JSONBestEffort reports whether the compiler allows ProtoJSON names to collide, as it does for proto2.
func (f Features) JSONBestEffort() bool { return f.JSON == jsonBestEffort }
