package mutate

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"
)

var enumMutators = []mutator{
	{"enum_value.add", 5, one(enums, addValue)},
	{"enum_value.remove", 3, one(only(enums, hasValues(2)), removeValue)},
	{"enum_value.rename", 2, one(enums, renameValue)},
	{"enum_value.renumber", 2, one(only(enums, mayRenumber), renumberValue)},
	{"enum_value.alias", 1, one(enums, aliasValue)},
	{"enum_value.order", 1, one(only(enums, hasValues(3)), reorderValues)},
	{"enum.openness", 1, one(only(enums, enumOfEdition), changeOpenness)},
	{"enum.rename", 2, one(enums, renameEnum)},
	{"enum.move", 1, one(enums, moveEnum)},
	{"enum.remove", 1, one(enums, removeEnum)},
	{"enum.add", 1, one(files, addEnum)},
}

// hasValues returns a function that reports whether an enum has enough values.
func hasValues(atLeast int) func(enumAt) bool {
	return func(enum enumAt) bool { return len(enum.Value) >= atLeast }
}

// prefix returns the common part of the names of values up to the first underscore.
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
	return enumValue(name, number)
}

func enumValue(name string, number int32) *descriptorpb.EnumValueDescriptorProto {
	return &descriptorpb.EnumValueDescriptorProto{Name: &name, Number: &number}
}

// changeDefaults replaces a value as the default of fields.
func (e *editor) changeDefaults(enum enumAt, from string, to *string) {
	for _, f := range fields(e.tree) {
		if f.GetTypeName() == enum.name() && f.GetDefaultValue() == from {
			f.DefaultValue = to
		}
	}
}

func addValue(e *editor, enum enumAt) Edit {
	v := e.newValue(enum)
	enum.Value = slices.Insert(enum.Value, 1+e.IntN(len(enum.Value)), v)
	return edited(enum.name(), "has %s = %d", v.GetName(), v.GetNumber())
}

func removeValue(e *editor, enum enumAt) Edit {
	v := choose(e, enum.Value[1:]...)
	enum.Value = without(enum.Value, v)
	noAlias(enum)
	e.changeDefaults(enum, v.GetName(), nil)
	return edited(enum.name()+"."+v.GetName(), "")
}

// noAlias removes allow_alias if no number has two names any more, because compilers refuse it then.
func noAlias(enum enumAt) {
	if enum.Options != nil && distinct(enum.Value, (*descriptorpb.EnumValueDescriptorProto).GetNumber) {
		enum.Options.AllowAlias = nil
	}
}

func renameValue(e *editor, enum enumAt) Edit {
	v := choose(e, enum.Value...)
	was, name := v.GetName(), prefix(enum)+strings.ToUpper(e.word())
	v.Name = &name
	e.changeDefaults(enum, was, &name)
	return edited(enum.name()+"."+was, "to %s", name)
}

func mayRenumber(enum enumAt) bool { return len(enum.Value) > 1 && !enum.Options.GetAllowAlias() }

func renumberValue(e *editor, enum enumAt) Edit {
	v := choose(e, enum.Value[1:]...)
	if last := enum.Value[len(enum.Value)-1]; e.IntN(2) == 0 && last != v {
		v.Number, last.Number = last.Number, v.Number
		return edited(enum.name()+"."+v.GetName(), "swapped with %s", last.GetName())
	}
	v.Number = e.newValue(enum).Number
	return edited(enum.name()+"."+v.GetName(), "to %d", v.GetNumber())
}

func aliasValue(e *editor, enum enumAt) Edit {
	of := choose(e, enum.Value...)
	alias := enumValue(e.newValue(enum).GetName(), of.GetNumber())
	at := slices.Index(enum.Value, of)
	if e.IntN(2) == 0 {
		at++
	}
	enum.Value = slices.Insert(enum.Value, at, alias)
	made(&enum.Options).AllowAlias = new(true)
	return edited(enum.name(), "has %s for %s", alias.GetName(), of.GetName())
}

func reorderValues(e *editor, enum enumAt) Edit {
	movable := enum.Value
	if proto3(enum.file) {
		movable = enum.Value[1:] // The first one has to be 0.
	}
	a, b := e.IntN(len(movable)), e.IntN(len(movable))
	if a == b {
		return nothing
	}
	movable[a], movable[b] = movable[b], movable[a]
	return edited(enum.name(), "has %s and %s in other places", movable[a].GetName(), movable[b].GetName())
}

func enumOfEdition(enum enumAt) bool { return edition(enum.file) }

func changeOpenness(_ *editor, enum enumAt) Edit {
	set := made(&made(&enum.Options).Features)
	set.EnumType = toggled(set.GetEnumType(), descriptorpb.FeatureSet_CLOSED, descriptorpb.FeatureSet_OPEN)
	if set.GetEnumType() == descriptorpb.FeatureSet_OPEN && enum.Value[0].GetNumber() != 0 {
		enum.Value = slices.Insert(enum.Value, 0, enumValue(prefix(enum)+"NONE", 0))
	}
	return edited(enum.name(), "is %s", set.GetEnumType())
}

func renameEnum(e *editor, enum enumAt) Edit {
	was := enum.name()
	enum.Name = new(e.title())
	retarget(e.tree, was, enum.name())
	return edited(was, "to %s", enum.GetName())
}

// moveEnum moves an enum to another file of its package, or to the top of its file.
func moveEnum(e *editor, enum enumAt) Edit {
	to := enum.file
	if enum.parent == nil {
		other, ok := pick(e, filtered(e.tree.Files, func(f *fileProto) bool {
			return f != enum.file && f.GetPackage() == enum.file.GetPackage() && f.GetSyntax() == enum.file.GetSyntax()
		}))
		if !ok {
			return nothing
		}
		to = other
	}
	takeEnum(enum)
	to.EnumType = append(to.EnumType, enum.enumProto)
	retarget(e.tree, enum.name(), enumAt{top(to), enum.enumProto}.name())
	return edited(enum.name(), "to %s", to.GetName())
}

// takeEnum removes an enum from its place of declaration.
func takeEnum(enum enumAt) {
	if enum.parent != nil {
		enum.parent.EnumType = without(enum.parent.EnumType, enum.enumProto)
	} else {
		enum.file.EnumType = without(enum.file.EnumType, enum.enumProto)
	}
}

// removeEnum removes an enum; its fields become integers.
func removeEnum(e *editor, enum enumAt) Edit {
	takeEnum(enum)
	for _, file := range e.tree.Files {
		for _, f := range allFields(file.GetMessageType()) {
			if f.GetTypeName() == enum.name() {
				setType(f, int32Type, "")
			}
		}
	}
	return edited(enum.name(), "its fields are integers")
}

func addEnum(e *editor, file *fileProto) Edit {
	name := e.title()
	upper := strings.ToUpper(name) + "_"
	enum := enumAt{top(file), &enumProto{Name: &name}}
	enum.Value = append(enum.Value, enumValue(upper+"UNSPECIFIED", 0), enumValue(upper+"ONE", 1))
	file.EnumType = append(file.EnumType, enum.enumProto)
	return edited(enum.name(), "is new")
}
