package mutate

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// retarget changes all references to a type and to its nested types.
func retarget(t *tree.Tree, from, to string) {
	for _, name := range ofEach(t.Files, references) {
		if *name == from || strings.HasPrefix(*name, from+".") {
			*name = to + (*name)[len(from):]
		}
	}
}

// addImports adds the imports that references need. Unused imports stay, because people forget them.
func addImports(t *tree.Tree) {
	home := homes(t)
	for _, file := range t.Files {
		seen := visible(t, file)
		for _, name := range references(file) {
			if from := home[*name]; from != "" && !seen[from] {
				file.Dependency = append(file.Dependency, from)
				seen[from] = true
			}
		}
		importOptions(file, seen)
	}
}

// homes returns the path of the declaring file for each type, by name.
func homes(t *tree.Tree) map[string]string {
	all := map[string]string{}
	for _, file := range slices.Concat(t.Shared, t.Files) {
		for _, m := range messagesOf(file) {
			all[m.name()] = file.GetName()
		}
		for _, enum := range enumsOf(file) {
			all[enum.name()] = file.GetName()
		}
	}
	return all
}

// visible returns the paths of the files whose types a file can name, itself among them.
func visible(t *tree.Tree, file *fileProto) map[string]bool {
	byPath := map[string]*fileProto{}
	for _, f := range slices.Concat(t.Shared, t.Files) {
		byPath[f.GetName()] = f
	}
	seen := map[string]bool{file.GetName(): true}
	var public func(path string)
	public = func(path string) {
		if seen[path] {
			return
		}
		seen[path] = true
		f := byPath[path]
		for _, i := range f.GetPublicDependency() {
			public(f.GetDependency()[i])
		}
	}
	for _, path := range file.GetDependency() {
		public(path)
	}
	return seen
}

// optionFiles declare the options that edits set, by their numbers.
var optionFiles = []struct {
	path     string
	from, to protowire.Number
}{
	{"buf/validate/validate.proto", 1159, 1159},
	{"google/api/annotations.proto", 72295728, 72295728},
	{"google/api/field_behavior.proto", 1052, 1052},
	{"google/protobuf/go_features.proto", 1002, 1002},
	{"qdrant/cloud/common/v1/common.proto", 50001, 50009},
}

// importOptions adds the imports for the options that a file uses.
func importOptions(file *fileProto, seen map[string]bool) {
	into := &file.Dependency
	if edition2024(file) {
		into = &file.OptionDependency
	}
	for _, path := range file.GetOptionDependency() {
		seen[path] = true
	}
	used := optionsIn(file.ProtoReflect())
	for _, options := range optionFiles {
		within := func(number protowire.Number) bool { return options.from <= number && number <= options.to }
		if !seen[options.path] && slices.ContainsFunc(used, within) {
			*into = append(*into, options.path)
		}
	}
}

// optionsIn returns the numbers of the extensions in a message, known to this program or not.
func optionsIn(m protoreflect.Message) []protowire.Number {
	var all []protowire.Number
	for _, f := range encodedFields(m.GetUnknown()) {
		all = append(all, f.number)
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsExtension():
			all = append(all, f.Number())
		case f.IsMap() || f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				all = append(all, optionsIn(v.List().Get(i).Message())...)
			}
		default:
			all = append(all, optionsIn(v.Message())...)
		}
		return true
	})
	return all
}
