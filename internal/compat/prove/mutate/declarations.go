package mutate

import (
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Short names of the parts of files.
type (
	fileProto    = descriptorpb.FileDescriptorProto
	messageProto = descriptorpb.DescriptorProto
	fieldProto   = descriptorpb.FieldDescriptorProto
	enumProto    = descriptorpb.EnumDescriptorProto
)

// place is where something is declared. Names begin with a dot, like type names in descriptors.
type place struct {
	file   *fileProto
	parent *messageProto // parent is nil at the top of the file.
	scope  string
}

func top(file *fileProto) place { return place{file, nil, "." + file.GetPackage()} }

type messageAt struct {
	place
	*messageProto
}

func (m messageAt) name() string { return m.scope + "." + m.GetName() }

func (m messageAt) inside() place { return place{m.file, m.messageProto, m.name()} }

type fieldAt struct {
	*fieldProto

	message messageAt
}

func (f fieldAt) name() string { return f.message.name() + "." + f.GetName() }

func (f fieldAt) file() *fileProto { return f.message.file }

type enumAt struct {
	place
	*enumProto
}

func (e enumAt) name() string { return e.scope + "." + e.GetName() }

type extensionAt struct {
	place
	*fieldProto
}

func (x extensionAt) name() string { return x.scope + "." + x.GetName() }

type serviceAt struct {
	*descriptorpb.ServiceDescriptorProto

	file *fileProto
}

func (s serviceAt) name() string { return top(s.file).scope + "." + s.GetName() }

type methodAt struct {
	*descriptorpb.MethodDescriptorProto

	service serviceAt
}

func (m methodAt) name() string { return m.service.name() + "." + m.GetName() }

func files(t *tree.Tree) []*fileProto { return t.Files }

// messages returns all messages except map entries.
func messages(t *tree.Tree) []messageAt { return ofEach(t.Files, messagesOf) }

func fields(t *tree.Tree) []fieldAt { return ofEach(messages(t), fieldsOf) }

func enums(t *tree.Tree) []enumAt { return ofEach(t.Files, enumsOf) }

func extensions(t *tree.Tree) []extensionAt { return ofEach(t.Files, extensionsOf) }

func services(t *tree.Tree) []serviceAt { return ofEach(t.Files, servicesOf) }

func methods(t *tree.Tree) []methodAt { return ofEach(services(t), methodsOf) }

func ofEach[T, U any](list []T, of func(T) []U) []U {
	var all []U
	for _, one := range list {
		all = append(all, of(one)...)
	}
	return all
}

func messagesOf(file *fileProto) []messageAt { return messagesIn(top(file), file.GetMessageType()) }

func messagesIn(at place, declared []*messageProto) []messageAt {
	var all []messageAt
	for _, m := range declared {
		if !m.GetOptions().GetMapEntry() {
			here := messageAt{at, m}
			all = append(append(all, here), messagesIn(here.inside(), m.GetNestedType())...)
		}
	}
	return all
}

func fieldsOf(m messageAt) []fieldAt {
	var all []fieldAt
	for _, f := range m.Field {
		all = append(all, fieldAt{f, m})
	}
	return all
}

func enumsOf(file *fileProto) []enumAt {
	var all []enumAt
	for _, enum := range file.GetEnumType() {
		all = append(all, enumAt{top(file), enum})
	}
	for _, m := range messagesOf(file) {
		for _, enum := range m.EnumType {
			all = append(all, enumAt{m.inside(), enum})
		}
	}
	return all
}

func extensionsOf(file *fileProto) []extensionAt {
	var all []extensionAt
	for _, x := range file.GetExtension() {
		all = append(all, extensionAt{top(file), x})
	}
	for _, m := range messagesOf(file) {
		for _, x := range m.Extension {
			all = append(all, extensionAt{m.inside(), x})
		}
	}
	return all
}

func servicesOf(file *fileProto) []serviceAt {
	var all []serviceAt
	for _, s := range file.GetService() {
		all = append(all, serviceAt{s, file})
	}
	return all
}

func methodsOf(s serviceAt) []methodAt {
	var all []methodAt
	for _, m := range s.Method {
		all = append(all, methodAt{m, s})
	}
	return all
}

// allFields returns the fields of messages and of nested messages, map entries included.
func allFields(declared []*messageProto) []*fieldProto {
	var all []*fieldProto
	for _, m := range declared {
		all = append(append(all, m.GetField()...), allFields(m.GetNestedType())...)
	}
	return all
}

// references returns pointers to all names of types in a file.
func references(file *fileProto) []*string {
	var all []*string
	for _, f := range allFields(file.GetMessageType()) {
		if f.TypeName != nil {
			all = append(all, f.TypeName)
		}
	}
	for _, x := range extensionsOf(file) {
		if x.TypeName != nil {
			all = append(all, x.TypeName)
		}
		all = append(all, x.Extendee)
	}
	for _, m := range ofEach(servicesOf(file), methodsOf) {
		all = append(all, m.InputType, m.OutputType)
	}
	return all
}

func proto2(file *fileProto) bool { return file.GetSyntax() == "" || file.GetSyntax() == "proto2" }

func proto3(file *fileProto) bool { return file.GetSyntax() == "proto3" }

func edition(file *fileProto) bool { return file.GetSyntax() == "editions" }

func edition2024(file *fileProto) bool {
	return file.GetEdition() >= descriptorpb.Edition_EDITION_2024
}
