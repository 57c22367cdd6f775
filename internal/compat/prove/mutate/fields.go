package mutate

import (
	"slices"

	"google.golang.org/protobuf/types/descriptorpb"
)

var fieldMutators = []mutator{
	{"field.add", 12, one(messages, addField)},
	{"field.remove", 6, one(fields, removeField)},
	{"field.remove_reserved", 5, one(fields, removeReserved)},
	{"field.rename", 6, one(only(fields, ownName), renameField)},
	{"field.rename_pinned", 1, one(only(fields, ownName), renamePinned)},
	{"field.renumber", 3, one(fields, renumberField)},
	{"field.swap", 1, one(only(fields, hasSiblings), swapNumbers)},
	{"field.json_name", 2, one(fields, changeJSONName)},
	{"field.cardinality", 3, one(only(fields, mayBeList), changeCardinality)},
	{"field.presence", 4, one(only(fields, mayBeAbsent), changePresence)},
	{"field.required", 1, one(only(fields, mayBeRequired), changeRequired)},
	{"field.default", 2, one(only(fields, mayHaveDefault), changeDefault)},
	{"field.map", 2, one(only(fields, isMap), changeMap)},
	{"field.packed", 1, one(only(fields, mayBePacked), changePacked)},
	{"field.order", 2, one(only(fields, hasSiblings), swapLines)},
	{"field.reuse", 1, one(only(messages, hasReserved), reuseReserved)},
	{"field.unreserve", 1, one(only(messages, hasReserved), unreserve)},
	{"field.feature", 2, one(only(fields, hasFeature), changeFieldFeature)},
}

const (
	optional = descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL
	repeated = descriptorpb.FieldDescriptorProto_LABEL_REPEATED
	required = descriptorpb.FieldDescriptorProto_LABEL_REQUIRED
)

// entryOf returns the entry message of a map field, or nil.
func entryOf(f fieldAt) *messageProto {
	i := slices.IndexFunc(f.message.NestedType, func(m *messageProto) bool {
		return m.GetOptions().GetMapEntry() && f.message.name()+"."+m.GetName() == f.GetTypeName()
	})
	if i < 0 {
		return nil
	}
	return f.message.NestedType[i]
}

func isMap(f fieldAt) bool { return entryOf(f) != nil }

func hasSiblings(f fieldAt) bool { return len(f.message.Field) > 1 }

// ownName reports whether a field has its own name. Groups are named after their type.
func ownName(f fieldAt) bool { return f.GetType() != groupType }

func jsonName(f *fieldProto) string {
	if f.JsonName != nil {
		return f.GetJsonName()
	}
	return camel(f.GetName())
}

// setName sets the name of a field, and its JSON name.
func setName(f *fieldProto, name string) { f.Name, f.JsonName = &name, new(camel(name)) }

// bareField returns a new field that has no type yet.
func (e *editor) bareField(m messageAt) fieldAt {
	f := fieldAt{&fieldProto{Label: optional.Enum()}, m}
	setName(f.fieldProto, e.word())
	f.Number = new(e.freshNumber(m))
	return f
}

// newField returns a field that can be added to a message.
func (e *editor) newField(m messageAt) fieldAt {
	f := e.bareField(m)
	e.anyType(f.fieldProto, m.file)
	if e.IntN(4) == 0 {
		f.Label = repeated.Enum()
	}
	return f
}

// insert puts a new field among the others, mostly as the last one.
func (e *editor) insert(f fieldAt) {
	all := f.message.Field
	at := len(all)
	if e.IntN(3) == 0 {
		at = e.IntN(len(all) + 1)
	}
	f.message.Field = slices.Insert(all, at, f.fieldProto)
}

func addField(e *editor, m messageAt) Edit {
	f := e.newField(m)
	e.insert(f)
	if f.GetLabel() == optional {
		switch {
		case e.IntN(4) == 0 && len(m.OneofDecl) > 0 && !isSynthetic(m, 0):
			f.OneofIndex = new(int32(0))
		case e.IntN(3) == 0 && proto3(m.file) && !isMessage(f.GetType()):
			addOptional(f)
		case e.IntN(12) == 0 && proto2(m.file):
			f.Label = required.Enum()
		}
	}
	return edited(m.name(), "has %s = %d, %s", f.GetName(), f.GetNumber(), f.GetType())
}

// remove removes a field, with the entry message of a map.
func remove(f fieldAt) {
	m := f.message
	if entry := entryOf(f); entry != nil {
		m.NestedType = without(m.NestedType, entry)
	}
	leaveOneof(f)
	m.Field = without(m.Field, f.fieldProto)
}

func removeField(_ *editor, f fieldAt) Edit {
	remove(f)
	return edited(f.name(), "")
}

func removeReserved(_ *editor, f fieldAt) Edit {
	remove(f)
	f.message.ReservedName = append(f.message.ReservedName, f.GetName())
	reserveNumber(f.message, f.GetNumber())
	return edited(f.name(), "reserved")
}

func reserveNumber(m messageAt, number int32) {
	m.ReservedRange = append(m.ReservedRange, &descriptorpb.DescriptorProto_ReservedRange{Start: &number, End: new(number + 1)})
}

// rename renames a field, and the entry message of a map.
func (e *editor) rename(f fieldAt, name string) {
	if entry := entryOf(f); entry != nil {
		entry.Name = new(camel("_"+name) + "Entry")
		f.TypeName = new(f.message.name() + "." + entry.GetName())
	}
	if synthetic(f.fieldProto) {
		f.message.OneofDecl[f.GetOneofIndex()].Name = new("_" + name)
	}
	renameInRoutes(e.tree, f, name)
	renameInExpressions(e.tree, f, f.GetName(), name)
	setName(f.fieldProto, name)
}

func renameField(e *editor, f fieldAt) Edit {
	was, name := f.name(), e.word()
	e.rename(f, name)
	return edited(was, "to %s", name)
}

// renamePinned renames a field that keeps its name in JSON.
func renamePinned(e *editor, f fieldAt) Edit {
	was, name, pinned := f.name(), e.word(), jsonName(f.fieldProto)
	e.rename(f, name)
	f.JsonName = &pinned
	return edited(was, "to %s with json_name", name)
}

func renumberField(e *editor, f fieldAt) Edit {
	was := f.GetNumber()
	f.Number = new(e.freshNumber(f.message))
	return edited(f.name(), "from %d to %d", was, f.GetNumber())
}

func swapNumbers(e *editor, f fieldAt) Edit {
	other := choose(e, f.message.Field...)
	f.Number, other.Number = other.Number, f.Number
	return edited(f.name(), "and %s", other.GetName())
}

func changeJSONName(e *editor, f fieldAt) Edit {
	name := camel(e.word())
	if e.IntN(3) == 0 {
		name = f.GetName()
	}
	f.JsonName = &name
	return edited(f.name(), "to %s", name)
}

func mayBeList(f fieldAt) bool { return !isMap(f) && f.GetLabel() != required }

func changeCardinality(_ *editor, f fieldAt) Edit {
	dropRules(f.fieldProto)
	if f.GetLabel() == repeated {
		f.Label = optional.Enum()
		if f.Options != nil {
			f.Options.Packed = nil
		}
		if set := f.Options.GetFeatures(); set != nil {
			set.RepeatedFieldEncoding = nil
		}
		return edited(f.name(), "to one")
	}
	leaveOneof(f)
	f.Label, f.DefaultValue = repeated.Enum(), nil
	dropPresence(f.fieldProto)
	return edited(f.name(), "to a list")
}

// dropPresence removes the feature field_presence, which lists, messages and members of oneofs cannot have.
func dropPresence(f *fieldProto) {
	if set := f.GetOptions().GetFeatures(); set != nil {
		set.FieldPresence = nil
	}
}

func mayBeAbsent(f fieldAt) bool {
	return f.GetLabel() == optional && !isMessage(f.GetType()) && (f.OneofIndex == nil || synthetic(f.fieldProto)) &&
		!proto2(f.file()) && f.DefaultValue == nil
}

func changePresence(_ *editor, f fieldAt) Edit {
	switch {
	case edition(f.file()):
		set := made(&made(&f.Options).Features)
		set.FieldPresence = toggled(set.GetFieldPresence(), descriptorpb.FeatureSet_IMPLICIT, descriptorpb.FeatureSet_EXPLICIT)
		return edited(f.name(), "to %s", set.GetFieldPresence())
	case synthetic(f.fieldProto):
		leaveOneof(f)
		return edited(f.name(), "optional goes")
	default:
		addOptional(f)
		return edited(f.name(), "optional comes")
	}
}

func mayBeRequired(f fieldAt) bool {
	return f.GetLabel() != repeated && f.OneofIndex == nil && !proto3(f.file()) && f.DefaultValue == nil
}

func changeRequired(_ *editor, f fieldAt) Edit {
	was := f.GetLabel() == required
	if edition(f.file()) {
		set := made(&made(&f.Options).Features)
		was = set.GetFieldPresence() == descriptorpb.FeatureSet_LEGACY_REQUIRED
		set.FieldPresence = nil
		if !was {
			set.FieldPresence = descriptorpb.FeatureSet_LEGACY_REQUIRED.Enum()
		}
	} else {
		f.Label = toggled(f.GetLabel(), required, optional)
	}
	if was {
		return edited(f.name(), "required goes")
	}
	return edited(f.name(), "required comes")
}

func mayHaveDefault(f fieldAt) bool {
	return f.GetLabel() == optional && !proto3(f.file()) && (isNumber(f.GetType()) || isText(f)) &&
		f.Options.GetFeatures().GetFieldPresence() != descriptorpb.FeatureSet_IMPLICIT
}

func changeDefault(e *editor, f fieldAt) Edit {
	was := f.GetDefaultValue()
	switch f.GetType() {
	case stringType:
		f.DefaultValue = new(choose(e, "", "none", "untitled", "x"))
	case boolType:
		f.DefaultValue = new(choose(e, "true", "false"))
	default:
		f.DefaultValue = new(choose(e, "0", "3", "7"))
	}
	if e.IntN(3) == 0 {
		f.DefaultValue = nil
	}
	return edited(f.name(), "from %q to %q", was, f.GetDefaultValue())
}

// changeMap changes the type of the values of a map, or turns the map into a list of entries.
func changeMap(e *editor, f fieldAt) Edit {
	entry := entryOf(f)
	dropRules(f.fieldProto)
	if e.IntN(4) == 0 {
		entry.Options = nil
		return edited(f.name(), "to a list of its entries")
	}
	value := entry.GetField()[1]
	e.anyType(value, f.file())
	return edited(f.name(), "has values of %s", value.GetType())
}

func mayBePacked(f fieldAt) bool {
	return f.GetLabel() == repeated && (isNumber(f.GetType()) || f.GetType() == enumType) && !edition(f.file())
}

func changePacked(_ *editor, f fieldAt) Edit {
	set := made(&f.Options)
	now := !set.GetPacked() && (set.Packed != nil || proto2(f.file()))
	set.Packed = &now
	return edited(f.name(), "packed = %t", now)
}

// swapLines exchanges the places of two random fields.
func swapLines(e *editor, f fieldAt) Edit {
	all := f.message.Field
	a, b := e.IntN(len(all)), e.IntN(len(all))
	all[a], all[b] = all[b], all[a]
	return edited(f.message.name(), "has %s and %s in other places", all[a].GetName(), all[b].GetName())
}

func hasReserved(m messageAt) bool { return len(m.ReservedRange) > 0 }

func reuseReserved(e *editor, m messageAt) Edit {
	f := e.newField(m)
	f.Number = new(m.ReservedRange[0].GetStart())
	m.ReservedRange = m.ReservedRange[1:]
	e.insert(f)
	return edited(m.name(), "has %s with the reserved number %d", f.GetName(), f.GetNumber())
}

func unreserve(_ *editor, m messageAt) Edit {
	m.ReservedRange = m.ReservedRange[1:]
	return edited(m.name(), "a reservation goes")
}

func hasFeature(f fieldAt) bool {
	return edition(f.file()) && !isMap(f) && (f.GetLabel() == repeated || isText(f) || isMessage(f.GetType()))
}

func changeFieldFeature(_ *editor, f fieldAt) Edit {
	set := made(&made(&f.Options).Features)
	switch {
	case isText(f):
		set.Utf8Validation = toggled(set.GetUtf8Validation(), descriptorpb.FeatureSet_NONE, descriptorpb.FeatureSet_VERIFY)
		return edited(f.name(), "utf8_validation = %s", set.GetUtf8Validation())
	case isMessage(f.GetType()):
		set.MessageEncoding = toggled(set.GetMessageEncoding(), descriptorpb.FeatureSet_DELIMITED, descriptorpb.FeatureSet_LENGTH_PREFIXED)
		return edited(f.name(), "message_encoding = %s", set.GetMessageEncoding())
	case f.GetType() == bytesType:
		return nothing
	default:
		set.RepeatedFieldEncoding = toggled(set.GetRepeatedFieldEncoding(), descriptorpb.FeatureSet_EXPANDED, descriptorpb.FeatureSet_PACKED)
		return edited(f.name(), "repeated_field_encoding = %s", set.GetRepeatedFieldEncoding())
	}
}
