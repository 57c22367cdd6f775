package mutate

import (
	"slices"

	"google.golang.org/protobuf/types/descriptorpb"
)

var oneofMutators = []mutator{
	{"oneof.in", 2, one(only(fields, mayJoinOneof), intoOneof)},
	{"oneof.out", 2, one(only(fields, inOneof), outOfOneof)},
	{"oneof.rename", 1, one(only(messages, hasOneofs), renameOneof)},
	{"oneof.new", 1, one(only(fields, mayBeginOneof), newOneof)},
}

// synthetic reports whether a field is optional in proto3, for which the compiler declares a oneof.
func synthetic(f *fieldProto) bool { return f.GetProto3Optional() }

func memberOf(f *fieldProto, index int32) bool {
	return f.OneofIndex != nil && f.GetOneofIndex() == index
}

func isSynthetic(m messageAt, index int32) bool {
	return slices.ContainsFunc(m.Field, func(f *fieldProto) bool { return memberOf(f, index) && synthetic(f) })
}

// declaredOneofs returns the oneofs that people wrote.
func declaredOneofs(m messageAt) []int32 {
	var all []int32
	for i := range m.OneofDecl {
		if !isSynthetic(m, int32(i)) {
			all = append(all, int32(i))
		}
	}
	return all
}

func hasOneofs(m messageAt) bool { return len(declaredOneofs(m)) > 0 }

func inOneof(f fieldAt) bool { return f.OneofIndex != nil && !synthetic(f.fieldProto) }

// leaveOneof removes a field from its oneof, and the oneof if that was its last member.
func leaveOneof(f fieldAt) {
	if f.OneofIndex == nil {
		return
	}
	m, index := f.message, f.GetOneofIndex()
	f.OneofIndex, f.Proto3Optional = nil, nil
	if slices.ContainsFunc(m.Field, func(other *fieldProto) bool { return memberOf(other, index) }) {
		return
	}
	m.OneofDecl = slices.Delete(m.OneofDecl, int(index), int(index)+1)
	for _, other := range m.Field {
		if other.OneofIndex != nil && other.GetOneofIndex() > index {
			other.OneofIndex = new(other.GetOneofIndex() - 1)
		}
	}
}

// beginOneof adds a oneof after the others, with a field as its first member.
func beginOneof(f fieldAt, name string) {
	f.OneofIndex = new(int32(len(f.message.OneofDecl)))
	f.message.OneofDecl = append(f.message.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: &name})
}

// addOptional makes a proto3 field optional. Its synthetic oneof comes after the declared ones.
func addOptional(f fieldAt) {
	beginOneof(f, "_"+f.GetName())
	f.Proto3Optional = new(true)
}

func mayJoinOneof(f fieldAt) bool {
	return f.GetLabel() == optional && f.OneofIndex == nil && hasOneofs(f.message)
}

func intoOneof(e *editor, f fieldAt) Edit {
	m, index := f.message, choose(e, declaredOneofs(f.message)...)
	// Compilers require the members of a oneof beside each other.
	m.Field = without(m.Field, f.fieldProto)
	first := slices.IndexFunc(m.Field, func(other *fieldProto) bool { return memberOf(other, index) })
	m.Field = slices.Insert(m.Field, first+1, f.fieldProto)
	f.OneofIndex = &index
	dropPresence(f.fieldProto)
	return edited(f.name(), "into %s", m.OneofDecl[index].GetName())
}

func outOfOneof(e *editor, f fieldAt) Edit {
	m, from := f.message, f.message.OneofDecl[f.GetOneofIndex()].GetName()
	leaveOneof(f)
	m.Field = append(without(m.Field, f.fieldProto), f.fieldProto)
	if e.IntN(2) == 0 && proto3(m.file) && !isMessage(f.GetType()) {
		addOptional(f)
	}
	return edited(f.name(), "out of %s", from)
}

func renameOneof(e *editor, m messageAt) Edit {
	oneof := m.OneofDecl[choose(e, declaredOneofs(m)...)]
	was, name := oneof.GetName(), e.word()
	oneof.Name = &name
	return edited(m.name()+"."+was, "to %s", name)
}

func mayBeginOneof(f fieldAt) bool {
	return f.GetLabel() == optional && f.OneofIndex == nil && !slices.ContainsFunc(f.message.Field, synthetic)
}

// newOneof moves a field into a new oneof, sometimes together with a new field.
func newOneof(e *editor, f fieldAt) Edit {
	m, name := f.message, e.word()
	beginOneof(f, name)
	dropPresence(f.fieldProto)
	if e.IntN(2) == 0 {
		other := e.newField(m)
		other.Label, other.OneofIndex = optional.Enum(), new(f.GetOneofIndex())
		m.Field = slices.Insert(m.Field, slices.Index(m.Field, f.fieldProto)+1, other.fieldProto)
	}
	return edited(f.name(), "into the new oneof %s", name)
}
