package mutate

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

var enumMutators = []mutator{
	{"enum_value.add", 5, addValue},
	{"enum_value.remove", 3, removeValue},
	{"enum_value.rename", 2, renameValue},
	{"enum_value.renumber", 2, renumberValue},
	{"enum_value.alias", 1, aliasValue},
	{"enum_value.order", 1, reorderValues},
	{"enum.openness", 1, changeOpenness},
	{"enum.rename", 2, renameEnum},
	{"enum.move", 1, moveEnum},
	{"enum.remove", 1, removeEnum},
	{"enum.add", 1, addEnum},
}

// prefix is what the values of an enum have in common before their last underscore.
func prefix(enum enumAt) string {
	first := enum.Value[0].GetName()
	if i := strings.IndexByte(first, '_'); i > 0 {
		return first[:i+1]
	}
	return ""
}

func (e *editor) newValue(enum enumAt) *descriptorpb.EnumValueDescriptorProto {
	name := strings.ToUpper(e.word())
	if e.IntN(5) > 0 {
		name = prefix(enum) + name
	}
	number := int32(1 + e.IntN(12))
	for slices.ContainsFunc(enum.Value, func(v *descriptorpb.EnumValueDescriptorProto) bool { return v.GetNumber() == number }) {
		number++
	}
	return &descriptorpb.EnumValueDescriptorProto{Name: &name, Number: &number}
}

func addValue(e *editor) (Edit, bool) {
	enum, ok := pick(e, e.enums())
	if !ok {
		return nothing()
	}
	v := e.newValue(enum)
	enum.Value = slices.Insert(enum.Value, 1+e.IntN(len(enum.Value)), v)
	return edited(enum.name(), "has %s = %d", v.GetName(), v.GetNumber())
}

func removeValue(e *editor) (Edit, bool) {
	enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return len(enum.Value) > 1 })
	if !ok {
		return nothing()
	}
	at := 1 + e.IntN(len(enum.Value)-1)
	v := enum.Value[at]
	enum.Value = slices.Delete(enum.Value, at, at+1)
	noAlias(enum)
	for _, f := range e.fields() {
		if f.GetTypeName() == enum.name() && f.GetDefaultValue() == v.GetName() {
			f.DefaultValue = nil
		}
	}
	return edited(enum.name()+"."+v.GetName(), "")
}

// noAlias takes allow_alias away where no number has two names any more; compilers refuse it then.
func noAlias(enum enumAt) {
	seen := map[int32]bool{}
	for _, v := range enum.Value {
		if seen[v.GetNumber()] {
			return
		}
		seen[v.GetNumber()] = true
	}
	if enum.Options != nil {
		enum.Options.AllowAlias = nil
	}
}

func renameValue(e *editor) (Edit, bool) {
	enum, ok := pick(e, e.enums())
	if !ok {
		return nothing()
	}
	v := enum.Value[e.IntN(len(enum.Value))]
	was, name := v.GetName(), prefix(enum)+strings.ToUpper(e.word())
	v.Name = &name
	for _, f := range e.fields() {
		if f.GetTypeName() == enum.name() && f.GetDefaultValue() == was {
			f.DefaultValue = &name
		}
	}
	return edited(enum.name()+"."+was, "to %s", name)
}

func renumberValue(e *editor) (Edit, bool) {
	enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return len(enum.Value) > 1 && !enum.Options.GetAllowAlias() })
	if !ok {
		return nothing()
	}
	v := enum.Value[1+e.IntN(len(enum.Value)-1)]
	if other := enum.Value[len(enum.Value)-1]; e.IntN(2) == 0 && other != v {
		v.Number, other.Number = other.Number, v.Number
		return edited(enum.name()+"."+v.GetName(), "swapped with %s", other.GetName())
	}
	v.Number = e.newValue(enum).Number
	return edited(enum.name()+"."+v.GetName(), "to %d", v.GetNumber())
}

func aliasValue(e *editor) (Edit, bool) {
	enum, ok := pick(e, e.enums())
	if !ok {
		return nothing()
	}
	of := enum.Value[e.IntN(len(enum.Value))]
	alias := e.newValue(enum)
	alias.Number = new(of.GetNumber())
	at := slices.Index(enum.Value, of)
	if e.IntN(2) == 0 {
		at++
	}
	enum.Value = slices.Insert(enum.Value, at, alias)
	if enum.Options == nil {
		enum.Options = &descriptorpb.EnumOptions{}
	}
	enum.Options.AllowAlias = new(true)
	return edited(enum.name(), "has %s for %s", alias.GetName(), of.GetName())
}

func reorderValues(e *editor) (Edit, bool) {
	enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return len(enum.Value) > 2 })
	if !ok {
		return nothing()
	}
	from := 1
	if !proto3(enum.file) {
		from = 0
	}
	a, b := from+e.IntN(len(enum.Value)-from), from+e.IntN(len(enum.Value)-from)
	if a == b {
		return nothing()
	}
	enum.Value[a], enum.Value[b] = enum.Value[b], enum.Value[a]
	return edited(enum.name(), "has %s and %s in other places", enum.Value[a].GetName(), enum.Value[b].GetName())
}

func changeOpenness(e *editor) (Edit, bool) {
	enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return edition(enum.file) })
	if !ok {
		return nothing()
	}
	if enum.Options == nil {
		enum.Options = &descriptorpb.EnumOptions{}
	}
	if enum.Options.GetFeatures() == nil {
		enum.Options.Features = &descriptorpb.FeatureSet{}
	}
	now := descriptorpb.FeatureSet_CLOSED
	if enum.Options.GetFeatures().GetEnumType() == now {
		now = descriptorpb.FeatureSet_OPEN
		if enum.Value[0].GetNumber() != 0 {
			enum.Value = slices.Insert(enum.Value, 0, &descriptorpb.EnumValueDescriptorProto{Name: new(prefix(enum) + "NONE"), Number: proto.Int32(0)})
		}
	}
	enum.Options.Features.EnumType = &now
	return edited(enum.name(), "is %s", now)
}

func renameEnum(e *editor) (Edit, bool) {
	enum, ok := pick(e, e.enums())
	if !ok {
		return nothing()
	}
	was := enum.name()
	enum.Name = new(e.title())
	e.retarget(was, enum.name())
	return edited(was, "to %s", enum.GetName())
}

// moveEnum moves an enum to another file of its package, or to the top of its file.
func moveEnum(e *editor) (Edit, bool) {
	enum, ok := pick(e, e.enums())
	if !ok {
		return nothing()
	}
	was := enum.name()
	to := enum.file
	if enum.parent == nil {
		if to, ok = pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool {
			return f != enum.file && f.GetPackage() == enum.file.GetPackage() && f.GetSyntax() == enum.file.GetSyntax()
		}); !ok {
			return nothing()
		}
	}
	takeEnum(enum)
	to.EnumType = append(to.EnumType, enum.EnumDescriptorProto)
	e.retarget(was, "."+to.GetPackage()+"."+enum.GetName())
	return edited(was, "to %s", to.GetName())
}

func takeEnum(enum enumAt) {
	drop := func(other *descriptorpb.EnumDescriptorProto) bool { return other == enum.EnumDescriptorProto }
	if enum.parent != nil {
		enum.parent.EnumType = slices.DeleteFunc(enum.parent.GetEnumType(), drop)
		return
	}
	enum.file.EnumType = slices.DeleteFunc(enum.file.GetEnumType(), drop)
}

// removeEnum takes an enum away; its fields become integers.
func removeEnum(e *editor) (Edit, bool) {
	enum, ok := pick(e, e.enums())
	if !ok {
		return nothing()
	}
	takeEnum(enum)
	for _, file := range e.tree.Files {
		eachField(file, func(f *descriptorpb.FieldDescriptorProto) {
			if f.GetTypeName() == enum.name() {
				setType(f, descriptorpb.FieldDescriptorProto_TYPE_INT32, "")
			}
		})
	}
	return edited(enum.name(), "its fields are integers")
}

func addEnum(e *editor) (Edit, bool) {
	file, ok := pick(e, e.tree.Files)
	if !ok {
		return nothing()
	}
	name := e.title()
	upper := strings.ToUpper(name) + "_"
	file.EnumType = append(file.EnumType, &descriptorpb.EnumDescriptorProto{Name: &name, Value: []*descriptorpb.EnumValueDescriptorProto{
		{Name: new(upper + "UNSPECIFIED"), Number: proto.Int32(0)}, {Name: new(upper + "ONE"), Number: proto.Int32(1)},
	}})
	return edited("."+file.GetPackage()+"."+name, "is new")
}
