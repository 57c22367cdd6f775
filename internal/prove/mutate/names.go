package mutate

import (
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"
)

// nameMutators choose names that mean something to a generator.
var nameMutators = []mutator{
	{"name.getter", 1, addGetter},
	{"name.keyword", 1, addKeyword},
	{"name.type", 1, addOddType},
	{"name.joined", 1, addJoined},
	{"name.method", 1, addOddMethod},
}

// addGetter adds a field above another one that is called like its getter in Go.
func addGetter(e *editor) (Edit, bool) {
	f, ok := pick(e, e.fields())
	if !ok {
		return nothing()
	}
	other := e.newField(f.message)
	other.Name = new([]string{"get_", "set_", "has_", "clear_"}[e.IntN(4)] + f.GetName())
	other.JsonName = new(camel(other.GetName()))
	f.message.Field = append([]*descriptorpb.FieldDescriptorProto{other}, f.message.Field...)
	return edited(f.message.name(), "has %s", other.GetName())
}

func addKeyword(e *editor) (Edit, bool) {
	m, ok := pick(e, e.messages())
	if !ok {
		return nothing()
	}
	f := e.newField(m)
	f.Name = new([]string{"from", "class", "import", "default", "None", "string", "reset", "constructor", "to_string", "descriptor", "extensions", "def"}[e.IntN(12)])
	f.JsonName = new(camel(f.GetName()))
	e.insert(m.DescriptorProto, f)
	return edited(m.name(), "has %s", f.GetName())
}

// addOddType adds a message or an enum whose name is a keyword, or one that generators use themselves.
func addOddType(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	name := []string{"None", "True", "Object", "Message", "String", "Error", "Promise", "Context", "Any", "List"}[e.IntN(10)]
	m := messageAt{place{file, nil, "." + file.GetPackage()}, &descriptorpb.DescriptorProto{Name: &name}}
	m.Field = append(m.Field, e.newField(m))
	file.MessageType = append(file.MessageType, m.DescriptorProto)
	return edited(m.name(), "is new")
}

// addJoined adds a message that is called like a nested one in Go and TypeScript.
func addJoined(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.parent != nil || len(m.OneofDecl) > 0 })
	if !ok {
		return nothing()
	}
	name := m.GetName() + "_" + e.title()
	if m.parent != nil {
		name = m.parent.GetName() + "_" + m.GetName()
	} else if f, found := pickFunc(e, m.Field, func(f *descriptorpb.FieldDescriptorProto) bool { return f.OneofIndex != nil && !synthetic(f) }); found {
		part := camel("_" + f.GetName())
		name = m.GetName() + "_" + strings.ToUpper(part[:1]) + part[1:]
	}
	other := messageAt{place{m.file, nil, "." + m.file.GetPackage()}, &descriptorpb.DescriptorProto{Name: &name}}
	other.Field = append(other.Field, e.newField(other))
	m.file.MessageType = append(m.file.MessageType, other.DescriptorProto)
	return edited(other.name(), "is new")
}

func addOddMethod(e *editor) (Edit, bool) {
	s, ok := pickFunc(e, e.services(), func(s serviceAt) bool { return len(s.file.GetMessageType()) > 0 })
	if !ok {
		return nothing()
	}
	m := e.appendMethod(s)
	m.Name = new([]string{"from", "class", "Stub", "Close", "constructor", "None"}[e.IntN(6)])
	return edited(m.name(), "is new")
}
