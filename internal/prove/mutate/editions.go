package mutate

import (
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/gofeaturespb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
)

// editionMutators change what edition 2024 has brought.
var editionMutators = []mutator{
	{"edition.upgrade", 1, upgradeEdition},
	{"edition.visibility", 1, changeVisibility},
	{"edition.default_visibility", 1, changeDefaultVisibility},
	{"edition.naming_style", 1, changeNamingStyle},
	{"edition.go_api", 1, changeGoAPI},
	{"edition.go_strip", 1, changeGoStrip},
}

func edition2024(file *descriptorpb.FileDescriptorProto) bool {
	return file.GetEdition() >= descriptorpb.Edition_EDITION_2024
}

// upgradeEdition makes a file one of edition 2024: with the features that keep all as it was, or as people do who have not heard
// of them.
func upgradeEdition(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool { return !proto2(f) && !edition2024(f) })
	if !ok {
		return nothing()
	}
	if proto3(file) {
		toEdition2023(file)
	}
	file.Edition = descriptorpb.Edition_EDITION_2024.Enum()
	set := fileFeatures(file)
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

func fileFeatures(file *descriptorpb.FileDescriptorProto) *descriptorpb.FeatureSet {
	set := options(file)
	if set.GetFeatures() == nil {
		set.Features = &descriptorpb.FeatureSet{}
	}
	return set.GetFeatures()
}

// goFeatures are the features of Go in a set, which gets them if it has none.
func goFeatures(set *descriptorpb.FeatureSet) *gofeaturespb.GoFeatures {
	found, ok := proto.GetExtension(set, gofeaturespb.E_Go).(*gofeaturespb.GoFeatures)
	if !ok || found == nil {
		found = &gofeaturespb.GoFeatures{}
		proto.SetExtension(set, gofeaturespb.E_Go, found)
	}
	return found
}

// changeVisibility makes a type local or exported, by its own keyword.
func changeVisibility(e *editor) (Edit, bool) {
	other := func(was descriptorpb.SymbolVisibility) *descriptorpb.SymbolVisibility {
		if was == descriptorpb.SymbolVisibility_VISIBILITY_LOCAL {
			return descriptorpb.SymbolVisibility_VISIBILITY_EXPORT.Enum()
		}
		return descriptorpb.SymbolVisibility_VISIBILITY_LOCAL.Enum()
	}
	if e.IntN(3) == 0 {
		enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return enum.parent == nil && edition2024(enum.file) })
		if !ok {
			return nothing()
		}
		enum.Visibility = other(enum.GetVisibility())
		return edited(enum.name(), "is %s", enum.GetVisibility())
	}
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.parent == nil && edition2024(m.file) })
	if !ok {
		return nothing()
	}
	m.Visibility = other(m.GetVisibility())
	return edited(m.name(), "is %s", m.GetVisibility())
}

func changeDefaultVisibility(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, edition2024)
	if !ok {
		return nothing()
	}
	now := descriptorpb.FeatureSet_VisibilityFeature_DefaultSymbolVisibility(1 + e.IntN(4))
	fileFeatures(file).DefaultSymbolVisibility = &now
	return edited(file.GetName(), "default_symbol_visibility = %s", now)
}

func changeNamingStyle(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, edition2024)
	if !ok {
		return nothing()
	}
	now := descriptorpb.FeatureSet_STYLE_LEGACY
	if set := fileFeatures(file); set.GetEnforceNamingStyle() == now {
		now = descriptorpb.FeatureSet_STYLE2024
	}
	fileFeatures(file).EnforceNamingStyle = &now
	return edited(file.GetName(), "enforce_naming_style = %s", now)
}

// changeGoAPI gives the messages of a file, or one with what is in it, another API in Go.
func changeGoAPI(e *editor) (Edit, bool) {
	now := gofeaturespb.GoFeatures_APILevel(1 + e.IntN(3))
	file, ok := pickFunc(e, e.tree.Files, edition)
	if !ok {
		return nothing()
	}
	if e.IntN(2) == 0 {
		goFeatures(fileFeatures(file)).ApiLevel = &now
		return edited(file.GetName(), "api_level = %s", now)
	}
	m, ok := pick(e, messagesOf(file))
	if !ok {
		return nothing()
	}
	if m.Options == nil {
		m.Options = &descriptorpb.MessageOptions{}
	}
	if m.Options.GetFeatures() == nil {
		m.Options.Features = &descriptorpb.FeatureSet{}
	}
	goFeatures(m.Options.GetFeatures()).ApiLevel = &now
	return edited(m.name(), "api_level = %s", now)
}

// changeGoStrip changes how the values of enums are called in Go.
func changeGoStrip(e *editor) (Edit, bool) {
	now := gofeaturespb.GoFeatures_StripEnumPrefix(1 + e.IntN(3))
	enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return edition2024(enum.file) })
	if !ok {
		return nothing()
	}
	if e.IntN(2) == 0 {
		goFeatures(fileFeatures(enum.file)).StripEnumPrefix = &now
		return edited(enum.file.GetName(), "strip_enum_prefix = %s", now)
	}
	if enum.Options == nil {
		enum.Options = &descriptorpb.EnumOptions{}
	}
	if enum.Options.GetFeatures() == nil {
		enum.Options.Features = &descriptorpb.FeatureSet{}
	}
	goFeatures(enum.Options.GetFeatures()).StripEnumPrefix = &now
	return edited(enum.name(), "strip_enum_prefix = %s", now)
}

// localsAtHome says whether types that are local are named in their own files only, which linking does not ask.
func localsAtHome(t *tree.Tree) bool {
	home := map[string]*descriptorpb.FileDescriptorProto{}
	e := &editor{tree: t}
	for _, m := range e.messages() {
		if local(m.place, m.GetVisibility()) {
			home[m.name()] = m.file
		}
	}
	for _, enum := range e.enums() {
		if local(enum.place, enum.GetVisibility()) {
			home[enum.name()] = enum.file
		}
	}
	for _, file := range t.Files {
		var names []string
		eachField(file, func(f *descriptorpb.FieldDescriptorProto) { names = append(names, f.GetTypeName()) })
		for _, x := range e.extensions() {
			if x.file == file {
				names = append(names, x.GetTypeName(), x.GetExtendee())
			}
		}
		for _, s := range file.GetService() {
			for _, m := range s.GetMethod() {
				names = append(names, m.GetInputType(), m.GetOutputType())
			}
		}
		if slices.ContainsFunc(names, func(name string) bool { return home[name] != nil && home[name] != file }) {
			return false
		}
	}
	return true
}

// local says whether only its own file can name a type.
func local(at place, own descriptorpb.SymbolVisibility) bool {
	if own != descriptorpb.SymbolVisibility_VISIBILITY_UNSET {
		return own == descriptorpb.SymbolVisibility_VISIBILITY_LOCAL
	}
	if !edition2024(at.file) {
		return false
	}
	switch at.file.GetOptions().GetFeatures().GetDefaultSymbolVisibility() {
	case descriptorpb.FeatureSet_VisibilityFeature_EXPORT_ALL:
		return false
	case descriptorpb.FeatureSet_VisibilityFeature_LOCAL_ALL, descriptorpb.FeatureSet_VisibilityFeature_STRICT:
		return true
	default: // The default exports what is at the top.
		return at.parent != nil
	}
}
