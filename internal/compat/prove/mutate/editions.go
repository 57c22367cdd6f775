package mutate

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/gofeaturespb"
)

// editionMutators change what is new in edition 2024.
var editionMutators = []mutator{
	{"edition.upgrade", 1, one(only(files, mayUpgrade), upgradeEdition)},
	{"edition.visibility", 1, changeVisibility},
	{"edition.default_visibility", 1, one(only(files, edition2024), changeDefaultVisibility)},
	{"edition.naming_style", 1, one(only(files, edition2024), changeNamingStyle)},
	{"edition.go_api", 1, changeGoAPI},
	{"edition.go_strip", 1, changeGoStrip},
}

func mayUpgrade(file *fileProto) bool { return !proto2(file) && !edition2024(file) }

// upgradeEdition upgrades a file to edition 2024, sometimes with the features that preserve its behavior, sometimes without.
func upgradeEdition(e *editor, file *fileProto) Edit {
	if proto3(file) {
		toEdition2023(file)
	}
	file.Edition = descriptorpb.Edition_EDITION_2024.Enum()
	set := made(&made(&file.Options).Features)
	set.EnforceNamingStyle = descriptorpb.FeatureSet_STYLE_LEGACY.Enum()
	if e.IntN(2) == 0 {
		return edited(file.GetName(), "to edition 2024")
	}
	set.DefaultSymbolVisibility = descriptorpb.FeatureSet_VisibilityFeature_EXPORT_ALL.Enum()
	if !proto.HasExtension(set, gofeaturespb.E_Go) {
		goFeatures(set).ApiLevel = gofeaturespb.GoFeatures_API_OPEN.Enum()
	}
	return edited(file.GetName(), "to edition 2024, with the features of before")
}

// goFeatures returns the Go features of a set, and adds them if there are none.
func goFeatures(set *descriptorpb.FeatureSet) *gofeaturespb.GoFeatures {
	return madeOption[*gofeaturespb.GoFeatures](set, gofeaturespb.E_Go)
}

// changeVisibility makes a type local or exported with a keyword.
func changeVisibility(e *editor) Edit {
	if e.IntN(3) == 0 {
		return one(only(enums, func(enum enumAt) bool { return at2024Top(enum.place) }), changeEnumVisibility)(e)
	}
	return one(only(messages, func(m messageAt) bool { return at2024Top(m.place) }), changeMessageVisibility)(e)
}

func at2024Top(at place) bool { return at.parent == nil && edition2024(at.file) }

func changeEnumVisibility(_ *editor, enum enumAt) Edit {
	enum.Visibility = otherVisibility(enum.GetVisibility())
	return edited(enum.name(), "is %s", enum.GetVisibility())
}

func changeMessageVisibility(_ *editor, m messageAt) Edit {
	m.Visibility = otherVisibility(m.GetVisibility())
	return edited(m.name(), "is %s", m.GetVisibility())
}

func otherVisibility(was descriptorpb.SymbolVisibility) *descriptorpb.SymbolVisibility {
	return toggled(was, descriptorpb.SymbolVisibility_VISIBILITY_LOCAL, descriptorpb.SymbolVisibility_VISIBILITY_EXPORT)
}

func changeDefaultVisibility(e *editor, file *fileProto) Edit {
	now := descriptorpb.FeatureSet_VisibilityFeature_DefaultSymbolVisibility(1 + e.IntN(4))
	made(&made(&file.Options).Features).DefaultSymbolVisibility = &now
	return edited(file.GetName(), "default_symbol_visibility = %s", now)
}

func changeNamingStyle(_ *editor, file *fileProto) Edit {
	set := made(&made(&file.Options).Features)
	set.EnforceNamingStyle = toggled(set.GetEnforceNamingStyle(), descriptorpb.FeatureSet_STYLE_LEGACY, descriptorpb.FeatureSet_STYLE2024)
	return edited(file.GetName(), "enforce_naming_style = %s", set.GetEnforceNamingStyle())
}

// changeGoAPI changes the Go API of the messages of a file, or of one message with its nested ones.
func changeGoAPI(e *editor) Edit {
	now := gofeaturespb.GoFeatures_APILevel(1 + e.IntN(3))
	file, ok := pick(e, filtered(e.tree.Files, edition))
	if !ok {
		return nothing
	}
	if e.IntN(2) == 0 {
		goFeatures(made(&made(&file.Options).Features)).ApiLevel = &now
		return edited(file.GetName(), "api_level = %s", now)
	}
	m, ok := pick(e, messagesOf(file))
	if !ok {
		return nothing
	}
	goFeatures(made(&made(&m.Options).Features)).ApiLevel = &now
	return edited(m.name(), "api_level = %s", now)
}

// changeGoStrip changes the names of enum values in Go, for a file or for one enum.
func changeGoStrip(e *editor) Edit {
	now := gofeaturespb.GoFeatures_StripEnumPrefix(1 + e.IntN(3))
	enum, ok := pick(e, filtered(enums(e.tree), func(enum enumAt) bool { return edition2024(enum.file) }))
	if !ok {
		return nothing
	}
	if e.IntN(2) == 0 {
		goFeatures(made(&made(&enum.file.Options).Features)).StripEnumPrefix = &now
		return edited(enum.file.GetName(), "strip_enum_prefix = %s", now)
	}
	goFeatures(made(&made(&enum.Options).Features)).StripEnumPrefix = &now
	return edited(enum.name(), "strip_enum_prefix = %s", now)
}
