package schema

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	_ "google.golang.org/genproto/googleapis/api/annotations" // These and what they import are in the registry.
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	_ "google.golang.org/protobuf/types/known/apipb"
	_ "google.golang.org/protobuf/types/known/structpb"
	_ "google.golang.org/protobuf/types/known/wrapperspb"
	_ "google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// TestAgreesWithProtoreflect compares everything that is resolved here with what the protobuf runtime makes of the same files.
func TestAgreesWithProtoreflect(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"testdata/proto", "../../../proto", "../../compat/symbols/testdata/python/proto",
		"../../compat/symbols/testdata/golang/image.binpb",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			encoded := imageOf(t, path)
			linked, err := image.FromEncoded([]byte(encoded))
			if err != nil {
				t.Fatal(err)
			}
			agree(t, encoded, linked.Descriptors)
		})
	}
	t.Run("linked files", func(t *testing.T) {
		t.Parallel()
		set := &descriptorpb.FileDescriptorSet{}
		protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
			set.File = append(set.File, protodesc.ToFileDescriptorProto(file))
			return true
		})
		encoded, err := proto.Marshal(set)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, string(encoded), protoregistry.GlobalFiles)
	})
}

// imageOf reads an image, or compiles the protos of a folder.
func imageOf(t *testing.T, path string) string {
	t.Helper()
	if strings.HasSuffix(path, ".binpb") {
		encoded, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(encoded)
	}
	compiled, err := image.FromDir(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

func agree(t *testing.T, encoded string, linked *protoregistry.Files) {
	t.Helper()
	s, err := Read(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Files) != linked.NumFiles() {
		t.Errorf("%d files, want %d", len(s.Files), linked.NumFiles())
	}
	o := &oracle{T: t, schema: s}
	linked.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		o.file(file)
		return true
	})
	if o.compared < 100 {
		t.Errorf("only %d declarations were compared", o.compared)
	}
}

// oracle compares elements with descriptors.
type oracle struct {
	*testing.T

	schema   *Schema
	compared int
}

func same[V comparable](o *oracle, at, what string, got, want V) {
	o.Helper()
	if got != want {
		o.Errorf("%s: %s is %v, want %v", at, what, got, want)
	}
}

// common compares what every declaration has.
func (o *oracle) common(e Element, d protoreflect.Descriptor) {
	o.Helper()
	o.compared++
	at := string(d.FullName())
	o.options(at, e.Opts(), d.Options())
	if file, ok := d.(protoreflect.FileDescriptor); ok {
		same(o, at, "path", e.FullName(), file.Path())
		return
	}
	same(o, at, "name", e.Name(), string(d.Name()))
	if _, value := d.(protoreflect.EnumValueDescriptor); value {
		at = string(d.Parent().FullName()) + "." + string(d.Name()) // Under its enum, for people.
	}
	same(o, at, "full name", e.FullName(), at)
	same(o, at, "file", e.In().Path, d.ParentFile().Path())
	location, want := Locate(e), d.ParentFile().SourceLocations().ByDescriptor(d)
	if want.Path == nil {
		same(o, at, "location", location, Location{})
		return
	}
	same(o, at, "line", location.Line, want.StartLine+1)
	same(o, at, "column", location.Column, want.StartColumn+1)
	same(o, at, "comment", location.Comment, comment(want.LeadingComments, want.TrailingComments))
}

// options compares decoded options; the oracle may know only some of the extensions.
func (o *oracle) options(at string, got Options, options proto.Message) {
	o.Helper()
	want, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(options)
	if err != nil {
		o.Fatal(err)
	}
	unknown := proto.UnmarshalOptions{Resolver: new(protoregistry.Types), AllowPartial: true}
	a, b := options.ProtoReflect().New().Interface(), options.ProtoReflect().New().Interface()
	if err := unknown.Unmarshal([]byte(got), a); err != nil {
		o.Fatal(err)
	}
	if err := unknown.Unmarshal(want, b); err != nil {
		o.Fatal(err)
	}
	if !proto.Equal(a, b) {
		o.Errorf("%s: its options are %v, want %v", at, a, b)
	}
}

func (o *oracle) file(d protoreflect.FileDescriptor) {
	o.Helper()
	f := o.schema.File(d.Path())
	if f == nil {
		o.Errorf("%s is missing", d.Path())
		return
	}
	o.common(f, d)
	same(o, d.Path(), "package", f.Package, string(d.Package()))
	edition := map[protoreflect.Syntax]int32{protoreflect.Proto2: EditionProto2, protoreflect.Proto3: EditionProto3}[d.Syntax()]
	if d.Syntax() == protoreflect.Editions {
		edition = int32(protodesc.ToFileDescriptorProto(d).GetEdition())
	}
	same(o, d.Path(), "edition", f.Edition, edition)
	public := map[string]bool{}
	for _, path := range f.PublicImports {
		public[path] = true
	}
	same(o, d.Path(), "number of imports", len(f.Imports), d.Imports().Len())
	for i := range min(d.Imports().Len(), len(f.Imports)) {
		same(o, d.Path(), "import", f.Imports[i], d.Imports().Get(i).Path())
		same(o, d.Path(), "public", public[f.Imports[i]], d.Imports().Get(i).IsPublic)
	}
	o.types(d, f.Messages, f.Enums, f.Extensions)
	same(o, d.Path(), "number of services", len(f.Services), d.Services().Len())
	for i := range min(d.Services().Len(), len(f.Services)) {
		o.service(f.Services[i], d.Services().Get(i))
	}
}

// scope is a file or a message.
type scope interface {
	protoreflect.Descriptor
	Messages() protoreflect.MessageDescriptors
	Enums() protoreflect.EnumDescriptors
	Extensions() protoreflect.ExtensionDescriptors
}

func (o *oracle) types(d scope, messages []*Message, enums []*Enum, extensions []*Field) {
	o.Helper()
	at := string(d.FullName())
	same(o, at, "number of messages", len(messages), d.Messages().Len())
	for i := range min(d.Messages().Len(), len(messages)) {
		o.message(messages[i], d.Messages().Get(i))
	}
	same(o, at, "number of enums", len(enums), d.Enums().Len())
	for i := range min(d.Enums().Len(), len(enums)) {
		o.enum(enums[i], d.Enums().Get(i))
	}
	same(o, at, "number of extensions", len(extensions), d.Extensions().Len())
	for i := range min(d.Extensions().Len(), len(extensions)) {
		o.field(extensions[i], d.Extensions().Get(i))
		same(o, at, "extension", o.schema.Extension(extensions[i].FullName()), extensions[i])
	}
}

func (o *oracle) message(m *Message, d protoreflect.MessageDescriptor) {
	o.Helper()
	o.common(m, d)
	at := string(d.FullName())
	same(o, at, "message of that name", o.schema.Message(at), m)
	same(o, at, "map entry", m.MapEntry, d.IsMapEntry())
	o.types(d, m.Messages, m.Enums, m.Extensions)

	same(o, at, "number of fields", len(m.Fields), d.Fields().Len())
	for i := range min(d.Fields().Len(), len(m.Fields)) {
		f, want := m.Fields[i], d.Fields().Get(i)
		o.field(f, want)
		same(o, at, "field of that number", m.Field(f.Number), f)
		same(o, at, "field of that name", m.FieldNamed(f.Name()), f)
	}
	declared := 0
	for i := range d.Oneofs().Len() {
		want := d.Oneofs().Get(i)
		if want.IsSynthetic() {
			continue
		}
		if declared++; declared > len(m.Oneofs) {
			continue
		}
		oneof := m.Oneofs[declared-1]
		o.common(oneof, want)
		same(o, at, "number of members", len(oneof.Fields), want.Fields().Len())
		for k := range min(want.Fields().Len(), len(oneof.Fields)) {
			same(o, at, "member", oneof.Fields[k].Name(), string(want.Fields().Get(k).Name()))
		}
	}
	same(o, at, "number of oneofs", len(m.Oneofs), declared)

	for _, number := range edges(m.ReservedRanges) {
		same(o, at, "reserved "+strconv.Itoa(int(number)), m.Reserved(number), d.ReservedRanges().Has(protoreflect.FieldNumber(number)))
	}
	same(o, at, "number of reserved ranges", len(m.ReservedRanges), d.ReservedRanges().Len())
	same(o, at, "number of reserved names", len(m.ReservedNames), d.ReservedNames().Len())
	for _, name := range append(m.ReservedNames, "Never", "") {
		same(o, at, "reserved "+name, m.ReservedName(name), d.ReservedNames().Has(protoreflect.Name(name)))
	}
	same(o, at, "number of extension ranges", len(m.ExtensionRanges), d.ExtensionRanges().Len())
	for i := range min(d.ExtensionRanges().Len(), len(m.ExtensionRanges)) {
		want := d.ExtensionRanges().Get(i)
		same(o, at, "extension range", m.ExtensionRanges[i].Range, Range{int32(want[0]), int32(want[1]) - 1})
		o.options(at, m.ExtensionRanges[i].Options, d.ExtensionRangeOptions(i))
	}
}

// edges returns the numbers at the ends of ranges and those beside them.
func edges(ranges []Range) []int32 {
	numbers := []int32{0, 1, -1}
	for _, r := range ranges {
		numbers = append(numbers, r.From, r.To)
		if r.From > math.MinInt32 && r.To < math.MaxInt32 {
			numbers = append(numbers, r.From-1, r.To+1)
		}
	}
	return numbers
}

func (o *oracle) field(f *Field, d protoreflect.FieldDescriptor) {
	o.Helper()
	o.common(f, d)
	at := string(d.FullName())
	same(o, at, "kind", f.Kind() == KindExtension, d.IsExtension())
	same(o, at, "number", f.Number, int32(d.Number()))
	same(o, at, "delimited", f.Delimited(), d.Kind() == protoreflect.GroupKind)
	if !f.Delimited() {
		same(o, at, "type", f.Type.String(), d.Kind().String())
	}
	typeName := ""
	switch {
	case d.Message() != nil:
		typeName = string(d.Message().FullName())
		same(o, at, "map entry", f.Entry != nil, d.IsMap())
	case d.Enum() != nil:
		typeName = string(d.Enum().FullName())
	}
	same(o, at, "type", f.TypeName, typeName)
	want := Singular
	switch {
	case d.IsMap():
		want = Map
		same(o, at, "entry", f.Entry.FullName(), string(d.Message().FullName()))
	case d.IsList():
		want = List
	}
	same(o, at, "cardinality", f.Cardinality(), want)
	same(o, at, "presence", f.Presence() == ExplicitPresence || f.Presence() == RequiredPresence, d.HasPresence())
	same(o, at, "required", f.Presence() == RequiredPresence, d.Cardinality() == protoreflect.Required)
	same(o, at, "packed", f.Packed(), d.IsPacked())
	if utf8, ok := d.(interface{ EnforceUTF8() bool }); ok && !d.IsExtension() {
		same(o, at, "UTF-8", f.VerifiesUTF8(), utf8.EnforceUTF8())
	}
	if !d.IsExtension() {
		same(o, at, "JSON name", f.JSONName, d.JSONName())
	}
	same(o, at, "extendee", f.Extendee, map[bool]string{true: string(d.ContainingMessage().FullName())}[d.IsExtension()])
	oneof := ""
	if in := d.ContainingOneof(); in != nil && !in.IsSynthetic() {
		oneof = string(in.Name())
	}
	got := ""
	if f.Oneof != nil {
		got = f.Oneof.Name()
	}
	same(o, at, "oneof", got, oneof)
	same(o, at, "default declared", f.HasDef, d.HasDefault())
	if d.HasDefault() {
		same(o, at, "default", f.Default, protodesc.ToFieldDescriptorProto(d).GetDefaultValue())
	}
}

func (o *oracle) enum(e *Enum, d protoreflect.EnumDescriptor) {
	o.Helper()
	o.common(e, d)
	at := string(d.FullName())
	same(o, at, "enum of that name", o.schema.Enum(at), e)
	same(o, at, "closed", e.Closed(), d.IsClosed())
	same(o, at, "number of values", len(e.Values), d.Values().Len())
	for i := range min(d.Values().Len(), len(e.Values)) {
		o.common(e.Values[i], d.Values().Get(i))
		same(o, at, "number", e.Values[i].Number, int32(d.Values().Get(i).Number()))
		same(o, at, "position", e.Values[i].Position(), d.Values().Get(i).Index())
	}
	for _, number := range edges(e.ReservedRanges) {
		same(o, at, "reserved "+strconv.Itoa(int(number)), e.Reserved(number), d.ReservedRanges().Has(protoreflect.EnumNumber(number)))
	}
	for _, name := range append(e.ReservedNames, "Never", "") {
		same(o, at, "reserved "+name, e.ReservedName(name), d.ReservedNames().Has(protoreflect.Name(name)))
	}
}

func (o *oracle) service(s *Service, d protoreflect.ServiceDescriptor) {
	o.Helper()
	o.common(s, d)
	at := string(d.FullName())
	same(o, at, "service of that name", o.schema.Service(at), s)
	same(o, at, "number of methods", len(s.Methods), d.Methods().Len())
	for i := range min(d.Methods().Len(), len(s.Methods)) {
		m, want := s.Methods[i], d.Methods().Get(i)
		o.common(m, want)
		same(o, at, "request", m.Request, string(want.Input().FullName()))
		same(o, at, "response", m.Response, string(want.Output().FullName()))
		same(o, at, "client streaming", m.ClientStreaming, want.IsStreamingClient())
		same(o, at, "server streaming", m.ServerStreaming, want.IsStreamingServer())
	}
}

// TestFeatures checks the features that protoreflect does not expose, as they are inherited in testdata/proto.
func TestFeatures(t *testing.T) {
	t.Parallel()
	s, err := Read(imageOf(t, "testdata/proto"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Features{
		"schema.three.New":                 {2, 1, 1, 2, 1, 1, 1},
		"schema.two.Old":                   {1, 2, 2, 3, 1, 2, 1},
		"schema.features.Inherits":         {2, 2, 2, 3, 2, 2, 1},
		"schema.features.Overrides":        {2, 2, 2, 3, 2, 1, 1},
		"schema.features.Overrides.Nested": {2, 2, 2, 3, 2, 1, 1},
		"google.protobuf.FeatureSet":       {1, 2, 2, 3, 1, 2, 1},
	} {
		if got := s.Message(name).Features; got != want {
			t.Errorf("%s has %v, want %v", name, got, want)
		}
	}
	for name, want := range map[string]bool{
		"schema.two.State": true, "schema.features.Closed": true, "schema.features.Open": false, "schema.three.New.State": false,
		"schema.features.Overrides.Nested.Deep": true,
	} {
		if got := s.Enum(name).Closed(); got != want {
			t.Errorf("%s: closed is %v, want %v", name, got, want)
		}
	}
	for name, want := range map[string]bool{
		"schema.latest.Top": false, "schema.latest.Top.Inner": true, "schema.latest.Top.Shown": false, "schema.latest.Hidden": true,
		"schema.latest.Top.ByNameEntry": false, "schema.strict.Hidden": true, "schema.strict.Shown": false, "schema.features.Overrides.Nested": false,
	} {
		if got := s.Message(name).Local; got != want {
			t.Errorf("%s: local is %v, want %v", name, got, want)
		}
	}
	for name, want := range map[string]bool{"schema.latest.Top.Level": false, "schema.latest.Top.Depth": true, "schema.latest.Kind": true, "schema.two.State": false} {
		if got := s.Enum(name).Local; got != want {
			t.Errorf("%s: local is %v, want %v", name, got, want)
		}
	}
	if !s.Message("schema.features.Inherits").Features.JSONBestEffort() || s.Message("schema.features.Overrides").Features.JSONBestEffort() {
		t.Error("the JSON format is not inherited, or not overridden")
	}
	file := s.File("proto3.proto")
	if got := Locate(file); got.Line != 4 || got.Comment != "The package, which is commented on." {
		t.Errorf("the file is at %+v", got)
	}
	if got := Locate(s.Message("schema.three.New")).Comment; got != "A message.\nIts second line." {
		t.Errorf("the comment is %q", got)
	}
	if got := Locate(s.Enum("schema.three.New.State").Values[1]).Comment; strings.Contains(got, "lint") {
		t.Errorf("the comment has a line for the linter: %q", got)
	}
	if !Deprecated(file) || Deprecated(s.Message("schema.three.New")) || !Deprecated(s.Service("schema.features.Things")) {
		t.Error("the wrong elements are deprecated")
	}
}
