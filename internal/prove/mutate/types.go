package mutate

import (
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
)

var messageMutators = []mutator{
	{"message.add", 3, addMessage},
	{"message.remove", 2, removeMessage},
	{"message.rename", 3, renameMessage},
	{"message.nest", 1, nestMessage},
	{"message.unnest", 1, unnestMessage},
	{"message.move", 2, moveMessage},
	{"message.extension_range", 1, changeRange},
	{"message.reserve", 1, reserve},
}

func addMessage(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	m := messageAt{place{file, nil, "." + file.GetPackage()}, &descriptorpb.DescriptorProto{Name: new(e.title())}}
	for range 1 + e.IntN(2) {
		m.Field = append(m.Field, e.newField(m))
	}
	file.MessageType = append(file.MessageType, m.DescriptorProto)
	return edited(m.name(), "is new")
}

// take removes a message from where it is declared.
func take(m messageAt) {
	drop := func(other *descriptorpb.DescriptorProto) bool { return other == m.DescriptorProto }
	if m.parent != nil {
		m.parent.NestedType = slices.DeleteFunc(m.parent.GetNestedType(), drop)
		return
	}
	m.file.MessageType = slices.DeleteFunc(m.file.GetMessageType(), drop)
}

// removeMessage takes a message away, and the fields that have it.
func removeMessage(e *editor) (Edit, bool) {
	m, ok := pick(e, e.messages())
	if !ok {
		return nothing()
	}
	for {
		f, found := pickFunc(e, e.fields(), func(f fieldAt) bool {
			entry := entryOf(f)
			return f.GetTypeName() == m.name() || entry != nil && entry.GetField()[1].GetTypeName() == m.name()
		})
		if !found {
			break
		}
		remove(f)
	}
	take(m)
	return edited(m.name(), "and the fields that have it")
}

func renameMessage(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), notGroup(e))
	if !ok {
		return nothing()
	}
	was := m.name()
	m.Name = new(e.title())
	e.retarget(was, m.name())
	return edited(was, "to %s", m.GetName())
}

// notGroup says of messages whether they are declared by themselves.
func notGroup(e *editor) func(messageAt) bool {
	groups := map[string]bool{}
	for _, f := range e.fields() {
		if f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_GROUP {
			groups[f.GetTypeName()] = true
		}
	}
	return func(m messageAt) bool { return !groups[m.name()] }
}

func nestMessage(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.parent == nil })
	if !ok {
		return nothing()
	}
	into, ok := pickFunc(e, e.messages(), func(other messageAt) bool {
		return other.file == m.file && other.name() != m.name() && !strings.HasPrefix(other.name(), m.name()+".")
	})
	if !ok {
		return nothing()
	}
	was := m.name()
	take(m)
	m.Visibility = nil // Only types at the top may be exported everywhere.
	into.NestedType = append(into.NestedType, m.DescriptorProto)
	e.retarget(was, into.name()+"."+m.GetName())
	return edited(was, "into %s", into.name())
}

func unnestMessage(e *editor) (Edit, bool) {
	fits := notGroup(e)
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.parent != nil && fits(m) })
	if !ok {
		return nothing()
	}
	was := m.name()
	take(m)
	m.file.MessageType = append(m.file.MessageType, m.DescriptorProto)
	e.retarget(was, "."+m.file.GetPackage()+"."+m.GetName())
	return edited(was, "to the top of its file")
}

// moveMessage moves a message to another file, of its package or of another one.
func moveMessage(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.parent == nil })
	if !ok {
		return nothing()
	}
	to, ok := pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool {
		return f != m.file && f.GetSyntax() == m.file.GetSyntax()
	})
	if !ok || e.IntN(3) == 0 {
		to = e.newFile(m.file)
	}
	was := m.name()
	take(m)
	to.MessageType = append(to.MessageType, m.DescriptorProto)
	e.retarget(was, "."+to.GetPackage()+"."+m.GetName())
	if e.IntN(3) == 0 && !slices.Contains(m.file.GetDependency(), to.GetName()) {
		m.file.Dependency = append(m.file.Dependency, to.GetName())
		m.file.PublicDependency = append(m.file.PublicDependency, int32(len(m.file.GetDependency())-1))
	}
	return edited(was, "to %s", to.GetName())
}

// newFile is a new file beside another one.
func (e *editor) newFile(beside *descriptorpb.FileDescriptorProto) *descriptorpb.FileDescriptorProto {
	file := &descriptorpb.FileDescriptorProto{
		Name: new(path.Join(path.Dir(beside.GetName()), e.word()+".proto")), Package: beside.Package, Syntax: beside.Syntax, Edition: beside.Edition,
	}
	if beside.GetOptions() != nil {
		file.Options = proto.CloneOf(beside.GetOptions())
	}
	e.tree.Files = append(e.tree.Files, file)
	return file
}

func changeRange(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(m.ExtensionRange) > 0 })
	if !ok {
		return nothing()
	}
	at := m.ExtensionRange[0]
	at.End = new(at.GetEnd() + int32(e.IntN(80)) - 40)
	return edited(m.name(), "has extensions up to %d", at.GetEnd()-1)
}

func reserve(e *editor) (Edit, bool) {
	m, ok := pick(e, e.messages())
	if !ok {
		return nothing()
	}
	n := e.freshNumber(m.DescriptorProto)
	m.ReservedRange = append(m.ReservedRange, &descriptorpb.DescriptorProto_ReservedRange{Start: &n, End: new(n + 1)})
	return edited(m.name(), "reserves %d", n)
}

var fileMutators = []mutator{
	{"file.package", 1, changePackage},
	{"file.path", 1, moveFile},
	{"file.go_package", 1, changeGoPackage},
	{"file.option", 1, changeFileOption},
	{"file.edition", 1, changeEdition},
	{"file.public_import", 1, changePublicImport},
	{"file.remove_import", 1, removeImport},
	{"comment.change", 3, changeComment},
	{"deprecated", 3, deprecate},
}

// changePackage raises the version of a package, in the names and in the paths of its files.
func changePackage(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	was := file.GetPackage()
	is := strings.TrimSuffix(was, path.Ext(was)) + ".v2"
	for _, other := range e.tree.Files {
		if other.GetPackage() != was {
			continue
		}
		for _, m := range other.GetMessageType() {
			e.retarget("."+was+"."+m.GetName(), "."+is+"."+m.GetName())
		}
		for _, enum := range other.GetEnumType() {
			e.retarget("."+was+"."+enum.GetName(), "."+is+"."+enum.GetName())
		}
	}
	for _, other := range e.tree.Files {
		if other.GetPackage() == was {
			other.Package = &is
			e.repath(other, path.Dir(path.Dir(other.GetName()))+"/v2/"+path.Base(other.GetName()))
		}
	}
	return edited(was, "to %s", is)
}

// repath gives a file another path, and mends the imports of it.
func (e *editor) repath(file *descriptorpb.FileDescriptorProto, to string) {
	for _, other := range e.tree.Files {
		if i := slices.Index(other.GetDependency(), file.GetName()); i >= 0 {
			other.Dependency[i] = to
		}
	}
	file.Name = &to
}

func moveFile(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	was := file.GetName()
	e.repath(file, path.Join(path.Dir(was), e.word()+".proto"))
	return edited(was, "to %s", file.GetName())
}

func options(file *descriptorpb.FileDescriptorProto) *descriptorpb.FileOptions {
	if file.GetOptions() == nil {
		file.Options = &descriptorpb.FileOptions{}
	}
	return file.GetOptions()
}

func changeGoPackage(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	dir := path.Dir(file.GetName())
	name := "prove.test/" + dir + "/" + e.word()
	for _, other := range e.tree.Files {
		if path.Dir(other.GetName()) == dir {
			options(other).GoPackage = &name
		}
	}
	return edited(file.GetName(), "go_package = %s", name)
}

func changeFileOption(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	set := options(file)
	switch e.IntN(4) {
	case 0:
		set.JavaPackage = new("com.example." + e.word())
	case 1:
		set.OptimizeFor = descriptorpb.FileOptions_CODE_SIZE.Enum()
	case 2:
		set.CsharpNamespace = new(e.title())
	default:
		set.CcEnableArenas = new(false)
	}
	return edited(file.GetName(), "an option of another language")
}

// changeEdition writes a proto3 file as one of edition 2023 that means the same.
func changeEdition(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, proto3)
	if !ok {
		return nothing()
	}
	toEdition2023(file)
	return edited(file.GetName(), "to edition 2023")
}

// toEdition2023 makes a proto3 file one of edition 2023 in which each field has the presence that it had.
func toEdition2023(file *descriptorpb.FileDescriptorProto) {
	file.Syntax, file.Edition = new("editions"), descriptorpb.Edition_EDITION_2023.Enum()
	options(file).Features = &descriptorpb.FeatureSet{FieldPresence: descriptorpb.FeatureSet_IMPLICIT.Enum()}
	for _, m := range messagesOf(file) {
		for _, f := range m.Field {
			if synthetic(f) {
				leaveOneof(m.DescriptorProto, f)
				features(f).FieldPresence = descriptorpb.FeatureSet_EXPLICIT.Enum()
			}
		}
	}
}

func changePublicImport(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool {
		return slices.ContainsFunc(f.GetDependency(), func(path string) bool { return strings.HasPrefix(path, tree.Token) })
	})
	if !ok {
		return nothing()
	}
	at := slices.IndexFunc(file.GetDependency(), func(path string) bool { return strings.HasPrefix(path, tree.Token) })
	if i := slices.Index(file.GetPublicDependency(), int32(at)); i >= 0 {
		file.PublicDependency = slices.Delete(file.GetPublicDependency(), i, i+1)
		return edited(file.GetName(), "%s is not public", file.GetDependency()[at])
	}
	file.PublicDependency = append(file.PublicDependency, int32(at))
	return edited(file.GetName(), "%s is public", file.GetDependency()[at])
}

// removeImport takes the last import away; one that is needed comes back.
func removeImport(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool { return len(f.GetDependency()) > 0 })
	if !ok {
		return nothing()
	}
	at := len(file.GetDependency()) - 1
	if slices.Contains(file.GetPublicDependency(), int32(at)) {
		return nothing()
	}
	was := file.GetDependency()[at]
	file.Dependency = file.GetDependency()[:at]
	return edited(file.GetName(), "import of %s", was)
}

func changeComment(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool {
		return slices.ContainsFunc(f.GetSourceCodeInfo().GetLocation(), hasComment)
	})
	if !ok {
		return nothing()
	}
	location, _ := pickFunc(e, file.GetSourceCodeInfo().GetLocation(), hasComment)
	location.LeadingComments = new(" Something else, " + e.word() + ".\n")
	return edited(file.GetName(), "a comment")
}

func hasComment(l *descriptorpb.SourceCodeInfo_Location) bool { return l.LeadingComments != nil }

func deprecate(e *editor) (Edit, bool) {
	switch e.IntN(3) {
	case 0:
		f, ok := pick(e, e.fields())
		if !ok {
			return nothing()
		}
		if f.Options == nil {
			f.Options = &descriptorpb.FieldOptions{}
		}
		f.Options.Deprecated = new(!f.Options.GetDeprecated())
		return edited(f.name(), "")
	case 1:
		m, ok := pick(e, e.messages())
		if !ok {
			return nothing()
		}
		if m.Options == nil {
			m.Options = &descriptorpb.MessageOptions{}
		}
		m.Options.Deprecated = new(!m.Options.GetDeprecated())
		return edited(m.name(), "")
	default:
		m, ok := pick(e, e.methods())
		if !ok {
			return nothing()
		}
		methodOptions(m).Deprecated = new(!m.Options.GetDeprecated())
		return edited(m.name(), "")
	}
}
