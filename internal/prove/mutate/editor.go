package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
)

// editor changes one tree at random.
type editor struct {
	*rand.Rand

	tree *tree.Tree
}

// place is a declaration with what is around it. Names begin with a dot, as type names in descriptors do.
type place struct {
	file   *descriptorpb.FileDescriptorProto
	parent *descriptorpb.DescriptorProto // parent is nil at the top of the file.
	scope  string
}

type messageAt struct {
	place
	*descriptorpb.DescriptorProto
}

func (m messageAt) name() string { return m.scope + "." + m.GetName() }

type fieldAt struct {
	*descriptorpb.FieldDescriptorProto

	message messageAt
}

func (f fieldAt) name() string { return f.message.name() + "." + f.GetName() }

type enumAt struct {
	place
	*descriptorpb.EnumDescriptorProto
}

func (e enumAt) name() string { return e.scope + "." + e.GetName() }

type extensionAt struct {
	place
	*descriptorpb.FieldDescriptorProto
}

func (x extensionAt) name() string { return x.scope + "." + x.GetName() }

type serviceAt struct {
	*descriptorpb.ServiceDescriptorProto

	file *descriptorpb.FileDescriptorProto
}

func (s serviceAt) name() string { return "." + s.file.GetPackage() + "." + s.GetName() }

type methodAt struct {
	*descriptorpb.MethodDescriptorProto

	service serviceAt
}

func (m methodAt) name() string { return m.service.name() + "." + m.GetName() }

// messagesOf are all messages of a file but those that stand for maps.
func messagesOf(file *descriptorpb.FileDescriptorProto) []messageAt {
	var all []messageAt
	var visit func(messages []*descriptorpb.DescriptorProto, at place)
	visit = func(messages []*descriptorpb.DescriptorProto, at place) {
		for _, m := range messages {
			if m.GetOptions().GetMapEntry() {
				continue
			}
			here := messageAt{at, m}
			all = append(all, here)
			visit(m.GetNestedType(), place{file, m, here.name()})
		}
	}
	visit(file.GetMessageType(), place{file, nil, "." + file.GetPackage()})
	return all
}

func (e *editor) messages() []messageAt {
	var all []messageAt
	for _, file := range e.tree.Files {
		all = append(all, messagesOf(file)...)
	}
	return all
}

func (e *editor) fields() []fieldAt {
	var all []fieldAt
	for _, m := range e.messages() {
		for _, f := range m.Field {
			all = append(all, fieldAt{f, m})
		}
	}
	return all
}

func (e *editor) enums() []enumAt {
	var all []enumAt
	for _, file := range e.tree.Files {
		for _, enum := range file.GetEnumType() {
			all = append(all, enumAt{place{file, nil, "." + file.GetPackage()}, enum})
		}
		for _, m := range messagesOf(file) {
			for _, enum := range m.EnumType {
				all = append(all, enumAt{place{file, m.DescriptorProto, m.name()}, enum})
			}
		}
	}
	return all
}

func (e *editor) extensions() []extensionAt {
	var all []extensionAt
	for _, file := range e.tree.Files {
		for _, x := range file.GetExtension() {
			all = append(all, extensionAt{place{file, nil, "." + file.GetPackage()}, x})
		}
		for _, m := range messagesOf(file) {
			for _, x := range m.Extension {
				all = append(all, extensionAt{place{file, m.DescriptorProto, m.name()}, x})
			}
		}
	}
	return all
}

func (e *editor) services() []serviceAt {
	var all []serviceAt
	for _, file := range e.tree.Files {
		for _, s := range file.GetService() {
			all = append(all, serviceAt{s, file})
		}
	}
	return all
}

func (e *editor) methods() []methodAt {
	var all []methodAt
	for _, s := range e.services() {
		for _, m := range s.Method {
			all = append(all, methodAt{m, s})
		}
	}
	return all
}

// pick is one of a list; false where it is empty.
func pick[T any](e *editor, all []T) (T, bool) {
	if len(all) == 0 {
		var none T
		return none, false
	}
	return all[e.IntN(len(all))], true
}

// pickFunc is one of those in a list that fit.
func pickFunc[T any](e *editor, all []T, fits func(T) bool) (T, bool) {
	var some []T
	for _, one := range all {
		if fits(one) {
			some = append(some, one)
		}
	}
	return pick(e, some)
}

// retarget changes all references to a type.
func (e *editor) retarget(from, to string) {
	renamed := func(name string) *string {
		if name == from || strings.HasPrefix(name, from+".") {
			name = to + name[len(from):]
		}
		return &name
	}
	replace := func(f *descriptorpb.FieldDescriptorProto) {
		if f.TypeName != nil {
			f.TypeName = renamed(f.GetTypeName())
		}
		if f.Extendee != nil {
			f.Extendee = renamed(f.GetExtendee())
		}
	}
	for _, x := range e.extensions() {
		replace(x.FieldDescriptorProto)
	}
	for _, file := range e.tree.Files {
		eachField(file, replace)
	}
	for _, m := range e.methods() {
		m.InputType, m.OutputType = renamed(m.GetInputType()), renamed(m.GetOutputType())
	}
}

// eachField visits all fields of a file, those of map entries too.
func eachField(file *descriptorpb.FileDescriptorProto, visit func(*descriptorpb.FieldDescriptorProto)) {
	var within func([]*descriptorpb.DescriptorProto)
	within = func(messages []*descriptorpb.DescriptorProto) {
		for _, m := range messages {
			for _, f := range m.GetField() {
				visit(f)
			}
			within(m.GetNestedType())
		}
	}
	within(file.GetMessageType())
}

// declared maps the full names of types to the file that has them, of the tree and of what it shares.
func (e *editor) declared() map[string]*descriptorpb.FileDescriptorProto {
	all := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range slices.Concat(e.tree.Shared, e.tree.Files) {
		for _, m := range messagesOf(file) {
			all[m.name()] = file
			for _, enum := range m.EnumType {
				all[m.name()+"."+enum.GetName()] = file
			}
		}
		for _, enum := range file.GetEnumType() {
			all["."+file.GetPackage()+"."+enum.GetName()] = file
		}
	}
	return all
}

// mendImports adds the imports that references need. Those that are not needed any more stay, as people forget them.
func (e *editor) mendImports() {
	declared := e.declared()
	for _, file := range e.tree.Files {
		visible := e.visible(file)
		need := func(name string) {
			if from := declared[name]; from != nil && !visible[from.GetName()] {
				file.Dependency = append(file.Dependency, from.GetName())
				visible[from.GetName()] = true
			}
		}
		eachField(file, func(f *descriptorpb.FieldDescriptorProto) { need(f.GetTypeName()) })
		for _, x := range e.extensions() {
			if x.file == file {
				need(x.GetTypeName())
				need(x.GetExtendee())
			}
		}
		for _, s := range file.GetService() {
			for _, m := range s.GetMethod() {
				need(m.GetInputType())
				need(m.GetOutputType())
			}
		}
		e.importOptions(file, visible)
	}
}

// optionFiles declare the options that edits set, by their numbers.
var optionFiles = []struct {
	path     string
	from, to int32
}{
	{"buf/validate/validate.proto", 1159, 1159},
	{"google/api/annotations.proto", 72295728, 72295728},
	{"google/api/field_behavior.proto", 1052, 1052},
	{"google/protobuf/go_features.proto", 1002, 1002},
	{"qdrant/cloud/common/v1/common.proto", 50001, 50009},
}

// importOptions imports what declares the options that a file has.
func (e *editor) importOptions(file *descriptorpb.FileDescriptorProto, visible map[string]bool) {
	used := map[int32]bool{}
	collectOptions(file.ProtoReflect(), used)
	into := &file.Dependency
	if file.GetEdition() >= descriptorpb.Edition_EDITION_2024 {
		into = &file.OptionDependency
	}
	for _, path := range file.GetOptionDependency() {
		visible[path] = true
	}
	for _, options := range optionFiles {
		for number := range used {
			if options.from <= number && number <= options.to && !visible[options.path] {
				*into = append(*into, options.path)
				visible[options.path] = true
			}
		}
	}
}

// collectOptions collects the numbers of the extensions in a message, known to this program or not.
func collectOptions(m protoreflect.Message, into map[int32]bool) {
	for unknown := m.GetUnknown(); len(unknown) > 0; {
		number, _, n := protowire.ConsumeField(unknown)
		if n < 0 {
			break
		}
		into[int32(number)] = true
		unknown = unknown[n:]
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsExtension():
			into[int32(f.Number())] = true
		case f.IsMap() || f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				collectOptions(v.List().Get(i).Message(), into)
			}
		default:
			collectOptions(v.Message(), into)
		}
		return true
	})
}

// visible are the paths of the files whose types a file can name, itself among them.
func (e *editor) visible(file *descriptorpb.FileDescriptorProto) map[string]bool {
	byPath := map[string]*descriptorpb.FileDescriptorProto{}
	for _, f := range slices.Concat(e.tree.Shared, e.tree.Files) {
		byPath[f.GetName()] = f
	}
	seen := map[string]bool{file.GetName(): true}
	var public func(path string)
	public = func(path string) {
		if seen[path] {
			return
		}
		seen[path] = true
		if f := byPath[path]; f != nil {
			for _, i := range f.GetPublicDependency() {
				public(f.GetDependency()[i])
			}
		}
	}
	for _, path := range file.GetDependency() {
		public(path)
	}
	return seen
}

// freshNumber is a number that a message never had.
func (e *editor) freshNumber(m *descriptorpb.DescriptorProto) int32 {
	taken := func(n int32) bool {
		return slices.ContainsFunc(m.GetField(), func(f *descriptorpb.FieldDescriptorProto) bool { return f.GetNumber() == n }) ||
			slices.ContainsFunc(m.GetReservedRange(), func(r *descriptorpb.DescriptorProto_ReservedRange) bool { return r.GetStart() <= n && n < r.GetEnd() }) ||
			slices.ContainsFunc(m.GetExtensionRange(), func(r *descriptorpb.DescriptorProto_ExtensionRange) bool { return r.GetStart() <= n && n < r.GetEnd() })
	}
	for n := int32(1 + e.IntN(90)); ; n++ {
		if !taken(n) {
			return n
		}
	}
}

// word is a name that nothing has yet, most of the time.
func (e *editor) word() string {
	first := []string{"new", "other", "extra", "main", "second", "total", "old", "display"}
	second := []string{"name", "count", "value", "label", "size", "state", "kind", "owner", "region"}
	return fmt.Sprintf("%s_%s%s", first[e.IntN(len(first))], second[e.IntN(len(second))], []string{"", "", "", "_2", "3"}[e.IntN(5)])
}

// title is a word as the name of a type.
func (e *editor) title() string {
	name := camel("_" + e.word())
	return strings.ToUpper(name[:1]) + name[1:]
}

func proto3(file *descriptorpb.FileDescriptorProto) bool { return file.GetSyntax() == "proto3" }

func edition(file *descriptorpb.FileDescriptorProto) bool { return file.GetSyntax() == "editions" }

func proto2(file *descriptorpb.FileDescriptorProto) bool {
	return file.GetSyntax() == "" || file.GetSyntax() == "proto2"
}

// entryOf is the message that stands for a map field, or nil.
func entryOf(f fieldAt) *descriptorpb.DescriptorProto {
	for _, m := range f.message.NestedType {
		if m.GetOptions().GetMapEntry() && f.message.name()+"."+m.GetName() == f.GetTypeName() {
			return m
		}
	}
	return nil
}

// synthetic says whether a field has the optional of proto3, which is a oneof of its own.
func synthetic(f *descriptorpb.FieldDescriptorProto) bool { return f.GetProto3Optional() }

// dropOneof removes a oneof without members, and moves the places of those after it.
func dropOneof(m *descriptorpb.DescriptorProto, index int32) {
	m.OneofDecl = slices.Delete(m.GetOneofDecl(), int(index), int(index)+1)
	for _, f := range m.GetField() {
		if f.OneofIndex != nil && f.GetOneofIndex() > index {
			f.OneofIndex = new(f.GetOneofIndex() - 1)
		}
	}
}

// leaveOneof takes a field out of its oneof, which goes where it was the last member.
func leaveOneof(m *descriptorpb.DescriptorProto, f *descriptorpb.FieldDescriptorProto) {
	if f.OneofIndex == nil {
		return
	}
	index := f.GetOneofIndex()
	f.OneofIndex, f.Proto3Optional = nil, nil
	if !slices.ContainsFunc(m.GetField(), func(other *descriptorpb.FieldDescriptorProto) bool {
		return other.OneofIndex != nil && other.GetOneofIndex() == index
	}) {
		dropOneof(m, index)
	}
}

// addOptional gives a field of proto3 presence; the oneof that stands for it comes after the declared ones.
func addOptional(m *descriptorpb.DescriptorProto, f *descriptorpb.FieldDescriptorProto) {
	m.OneofDecl = append(m.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: new("_" + f.GetName())})
	f.OneofIndex, f.Proto3Optional = new(int32(len(m.GetOneofDecl())-1)), new(true)
}
