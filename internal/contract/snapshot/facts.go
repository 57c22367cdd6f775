package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Full names of the options that are written under "validate".
const (
	fieldRules   = "buf.validate.field"
	messageRules = "buf.validate.message"
)

// Largest numbers that protobuf allows, written "max" in a range.
const (
	maxField     = 536870911
	maxEnumValue = 2147483647
)

// scribe writes the facts of one file. It keeps the first error, so that its methods need not return one.
type scribe struct {
	image *image.Image
	file  *descriptorpb.FileDescriptorProto
	err   error
}

func (s *scribe) fileNode() *yaml.Node {
	file := s.file
	var m mapping
	m.add("file", str(file.GetName()))
	switch {
	case file.Edition != nil:
		m.add("edition", str(strings.TrimPrefix(file.GetEdition().String(), "EDITION_")))
	case file.GetSyntax() == "":
		m.add("syntax", str("proto2"))
	default:
		m.add("syntax", str(file.GetSyntax()))
	}
	m.addText("package", file.GetPackage())
	m.addList("imports", imports(file))
	s.addOptions(&m, file.GetOptions(), "")
	m.addList("extensions", s.extensions(file.GetExtension()))
	m.addList("services", each(file.GetService(), s.service))
	m.addList("messages", each(file.GetMessageType(), s.message))
	m.addList("enums", each(file.GetEnumType(), s.enum))
	return m.block()
}

// imports returns the imports sorted by path, because their order has no meaning.
func imports(file *descriptorpb.FileDescriptorProto) []*yaml.Node {
	var lines []string
	for i, path := range file.GetDependency() {
		switch {
		case slices.Contains(file.GetPublicDependency(), int32(i)):
			path += " (public)"
		case slices.Contains(file.GetWeakDependency(), int32(i)):
			path += " (weak)"
		}
		lines = append(lines, path)
	}
	for _, path := range file.GetOptionDependency() {
		lines = append(lines, path+" (option)")
	}
	slices.Sort(lines)
	return each(lines, str)
}

func (s *scribe) service(service *descriptorpb.ServiceDescriptorProto) *yaml.Node {
	var m mapping
	m.add("service", str(service.GetName()))
	s.addOptions(&m, service.GetOptions(), "")
	m.addList("methods", each(service.GetMethod(), s.method))
	return m.block()
}

func (s *scribe) method(method *descriptorpb.MethodDescriptorProto) *yaml.Node {
	var m mapping
	m.add("name", str(method.GetName()))
	m.add("request", str(s.relative(method.GetInputType())))
	m.add("response", str(s.relative(method.GetOutputType())))
	m.addTrue("client_streaming", method.GetClientStreaming())
	m.addTrue("server_streaming", method.GetServerStreaming())
	s.addOptions(&m, method.GetOptions(), "")
	return m.block()
}

func (s *scribe) message(message *descriptorpb.DescriptorProto) *yaml.Node {
	var m mapping
	m.add("message", str(message.GetName()))
	m.addVisibility(message)
	m.addList("fields", each(message.GetField(), func(field *descriptorpb.FieldDescriptorProto) *yaml.Node {
		return s.field(field, message)
	}))
	s.addOptions(&m, message.GetOptions(), messageRules)
	m.add("oneof_options", s.oneofOptions(message))
	m.addList("reserved_numbers", each(message.GetReservedRange(), func(r *descriptorpb.DescriptorProto_ReservedRange) *yaml.Node {
		return span(r.GetStart(), r.GetEnd()-1, maxField)
	}))
	m.addList("reserved_names", each(message.GetReservedName(), str))
	m.addList("extension_ranges", each(message.GetExtensionRange(), s.extensionRange))
	m.addList("extensions", s.extensions(message.GetExtension()))
	m.addList("messages", each(slices.DeleteFunc(slices.Clone(message.GetNestedType()), isMapEntry), s.message))
	m.addList("enums", each(message.GetEnumType(), s.enum))
	return m.block()
}

// isMapEntry reports whether the compiler made a message for a map field. The type of the field contains all of it.
func isMapEntry(message *descriptorpb.DescriptorProto) bool {
	return message.GetOptions().GetMapEntry()
}

func (s *scribe) field(field *descriptorpb.FieldDescriptorProto, parent *descriptorpb.DescriptorProto) *yaml.Node {
	var m mapping
	m.add("name", str(field.GetName()))
	s.addFieldFacts(&m, field, parent)
	return m.flow()
}

func (s *scribe) extensions(extensions []*descriptorpb.FieldDescriptorProto) []*yaml.Node {
	return each(extensions, func(field *descriptorpb.FieldDescriptorProto) *yaml.Node {
		var m mapping
		m.add("extends", str(s.relative(field.GetExtendee())))
		m.add("name", str(field.GetName()))
		s.addFieldFacts(&m, field, nil)
		return m.flow()
	})
}

// addFieldFacts adds the facts that fields and extensions have in common; parent is nil for an extension.
func (s *scribe) addFieldFacts(m *mapping, field *descriptorpb.FieldDescriptorProto, parent *descriptorpb.DescriptorProto) {
	m.add("number", integer(int64(field.GetNumber())))
	m.add("type", str(s.fieldType(field, parent)))
	if field.OneofIndex != nil && !field.GetProto3Optional() {
		m.add("oneof", str(s.oneofName(field, parent)))
	}
	if field.DefaultValue != nil {
		m.add("default", str(field.GetDefaultValue()))
	}
	if field.JsonName != nil && field.GetJsonName() != defaultJSONName(field.GetName()) {
		m.add("json_name", str(field.GetJsonName()))
	}
	s.addOptions(m, field.GetOptions(), fieldRules)
}

func (s *scribe) oneofName(field *descriptorpb.FieldDescriptorProto, parent *descriptorpb.DescriptorProto) string {
	index := int(field.GetOneofIndex())
	if index < 0 || index >= len(parent.GetOneofDecl()) {
		s.fail(fmt.Errorf("field %s: its oneof, number %d, is not declared", field.GetName(), index))
		return ""
	}
	return parent.GetOneofDecl()[index].GetName()
}

func (s *scribe) fieldType(field *descriptorpb.FieldDescriptorProto, parent *descriptorpb.DescriptorProto) string {
	name := s.typeName(field)
	switch {
	case field.GetLabel() == descriptorpb.FieldDescriptorProto_LABEL_REPEATED:
		if entry := mapEntry(field, parent, s.file.GetPackage()); entry != nil {
			return fmt.Sprintf("map<%s, %s>", s.typeName(entry.GetField()[0]), s.typeName(entry.GetField()[1]))
		}
		return "repeated " + name
	case field.GetLabel() == descriptorpb.FieldDescriptorProto_LABEL_REQUIRED:
		return "required " + name
	case field.GetProto3Optional(), s.isProto2() && field.OneofIndex == nil:
		return "optional " + name
	default:
		return name
	}
}

func (s *scribe) isProto2() bool {
	return s.file.Edition == nil && (s.file.GetSyntax() == "" || s.file.GetSyntax() == "proto2")
}

// mapEntry returns the entry message where the field is a map.
func mapEntry(field *descriptorpb.FieldDescriptorProto, parent *descriptorpb.DescriptorProto, pkg string) *descriptorpb.DescriptorProto {
	if field.GetType() != descriptorpb.FieldDescriptorProto_TYPE_MESSAGE {
		return nil
	}
	for _, nested := range parent.GetNestedType() {
		if isMapEntry(nested) && len(nested.GetField()) == 2 &&
			strings.HasPrefix(field.GetTypeName(), strings.TrimSuffix("."+pkg, ".")+".") &&
			strings.HasSuffix(field.GetTypeName(), "."+parent.GetName()+"."+nested.GetName()) {
			return nested
		}
	}
	return nil
}

// typeName returns the protobuf name of a scalar, or the name of a message or enum.
func (s *scribe) typeName(field *descriptorpb.FieldDescriptorProto) string {
	switch field.GetType() {
	case descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, descriptorpb.FieldDescriptorProto_TYPE_ENUM:
		return s.relative(field.GetTypeName())
	case descriptorpb.FieldDescriptorProto_TYPE_GROUP:
		return "group " + s.relative(field.GetTypeName())
	default:
		return strings.ToLower(strings.TrimPrefix(field.GetType().String(), "TYPE_"))
	}
}

// relative drops the file's own package from a full name such as ".qdrant.cloud.iam.v1.Role".
func (s *scribe) relative(name string) string {
	name = strings.TrimPrefix(name, ".")
	if pkg := s.file.GetPackage(); pkg != "" {
		return strings.TrimPrefix(name, pkg+".")
	}
	return name
}

func (s *scribe) oneofOptions(message *descriptorpb.DescriptorProto) *yaml.Node {
	var all mapping
	for _, oneof := range message.GetOneofDecl() {
		if options := s.optionsOf(oneof.GetOptions(), ""); !options.empty() {
			all.add(oneof.GetName(), options.flow())
		}
	}
	if all.empty() {
		return nil
	}
	return all.block()
}

func (s *scribe) extensionRange(r *descriptorpb.DescriptorProto_ExtensionRange) *yaml.Node {
	var m mapping
	m.add("numbers", span(r.GetStart(), r.GetEnd()-1, maxField))
	s.addOptions(&m, r.GetOptions(), "")
	return m.flow()
}

func (s *scribe) enum(enum *descriptorpb.EnumDescriptorProto) *yaml.Node {
	var m mapping
	m.add("enum", str(enum.GetName()))
	m.addVisibility(enum)
	s.addOptions(&m, enum.GetOptions(), "")
	m.addList("values", each(enum.GetValue(), func(value *descriptorpb.EnumValueDescriptorProto) *yaml.Node {
		var m mapping
		m.add("name", str(value.GetName()))
		m.add("number", integer(int64(value.GetNumber())))
		s.addOptions(&m, value.GetOptions(), "")
		return m.flow()
	}))
	m.addList("reserved_numbers", each(enum.GetReservedRange(), func(r *descriptorpb.EnumDescriptorProto_EnumReservedRange) *yaml.Node {
		return span(r.GetStart(), r.GetEnd(), maxEnumValue)
	}))
	m.addList("reserved_names", each(enum.GetReservedName(), str))
	return m.block()
}

// span formats a number, or a range that includes both ends.
func span(first, last, largest int32) *yaml.Node {
	switch {
	case first == last:
		return integer(int64(first))
	case last == largest:
		return str(fmt.Sprintf("%d to max", first))
	default:
		return str(fmt.Sprintf("%d to %d", first, last))
	}
}

// defaultJSONName returns the JSON name of a field that declares none: lower camel case.
func defaultJSONName(name string) string {
	var b strings.Builder
	upper := false
	for _, c := range []byte(name) {
		switch {
		case c == '_':
			upper = true
			continue
		case upper && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		b.WriteByte(c)
		upper = false
	}
	return b.String()
}

// addOptions adds every option that is set: the option named by rules as "validate", the others as "options".
func (s *scribe) addOptions(m *mapping, options proto.Message, rules string) {
	all := s.optionsOf(options, rules)
	m.add("validate", all.take(rules))
	if !all.empty() {
		m.add("options", all.block())
	}
}

// optionsOf returns every option that is set, by name. The option named by rules has one line for each rule; every other value is
// on one line.
func (s *scribe) optionsOf(options proto.Message, rules string) mapping {
	view, err := s.image.Options.View(options)
	if err != nil {
		s.fail(err)
		return mapping{}
	}
	all := messageFacts(view)
	for i := 0; i < len(all.content); i += 2 {
		if value := all.content[i+1]; value.Kind != yaml.ScalarNode && all.content[i].Value != rules {
			value.Style = yaml.FlowStyle
		}
	}
	return all
}

func (s *scribe) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// visible is an element that can be exported or local in newer editions.
type visible interface {
	proto.Message
	GetVisibility() descriptorpb.SymbolVisibility
}

func (m *mapping) addVisibility(element visible) {
	if v := element.GetVisibility(); v != descriptorpb.SymbolVisibility_VISIBILITY_UNSET {
		m.addText("visibility", strings.ToLower(strings.TrimPrefix(v.String(), "VISIBILITY_")))
	}
}
