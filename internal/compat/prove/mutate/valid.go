package mutate

import (
	"path"
	"slices"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// valid reports whether the files link, and whether a compiler would accept them.
func valid(t *tree.Tree) bool {
	if _, err := t.Link(); err != nil {
		return false
	}
	return namesApart(t) && extensionsApart(t) && !goCycle(t) && localsAtHome(t)
}

// extensionsApart reports whether the extensions of a message have different numbers, which linking does not check.
func extensionsApart(t *tree.Tree) bool {
	type key struct {
		extendee string
		number   int32
	}
	return distinct(extensions(t), func(x extensionAt) key { return key{x.GetExtendee(), x.GetNumber()} })
}

// namesApart reports whether fields have different names in JSON, which linking does not check.
func namesApart(t *tree.Tree) bool {
	return !slices.ContainsFunc(messages(t), func(m messageAt) bool { return !distinct(m.Field, jsonName) })
}

// distinct reports whether all elements of a list have different keys.
func distinct[T any, K comparable](list []T, key func(T) K) bool {
	seen := map[K]bool{}
	for _, one := range list {
		seen[key(one)] = true
	}
	return len(seen) == len(list)
}

// goCycle reports whether packages import each other in a cycle, which Go does not allow.
func goCycle(t *tree.Tree) bool {
	imports := map[string][]string{}
	for _, file := range t.Files {
		for _, imported := range file.GetDependency() {
			if from, to := path.Dir(file.GetName()), path.Dir(imported); from != to {
				imports[from] = append(imports[from], to)
			}
		}
	}
	const begun, done = 1, 2
	state := map[string]int{}
	var cyclic func(string) bool
	cyclic = func(at string) bool {
		if state[at] != 0 {
			return state[at] == begun
		}
		state[at] = begun
		if slices.ContainsFunc(imports[at], cyclic) {
			return true
		}
		state[at] = done
		return false
	}
	return slices.ContainsFunc(t.Files, func(file *fileProto) bool { return cyclic(path.Dir(file.GetName())) })
}

// localsAtHome reports whether local types are only used in their own files, which linking does not check.
func localsAtHome(t *tree.Tree) bool {
	home := map[string]*fileProto{}
	for _, m := range messages(t) {
		if local(m.place, m.GetVisibility()) {
			home[m.name()] = m.file
		}
	}
	for _, enum := range enums(t) {
		if local(enum.place, enum.GetVisibility()) {
			home[enum.name()] = enum.file
		}
	}
	return !slices.ContainsFunc(t.Files, func(file *fileProto) bool {
		return slices.ContainsFunc(references(file), func(name *string) bool { return home[*name] != nil && home[*name] != file })
	})
}

// local reports whether a type is only visible in its own file.
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
	default: // By default, top-level types are exported.
		return at.parent != nil
	}
}
