package behaviour

import (
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

// fit leaves out what a custom says of fields, phases and kinds that the contract at hand lacks: the server also serves older and
// newer contracts, and others that use the names of this one. It is false for a kind without the phase that the custom is about:
// such a kind has the name of ours alone, and lives by the conventions.
func (s *Set) fit(custom convention.Custom) (convention.Custom, bool) {
	kind := s.descriptor(custom.Kind)
	have := func(paths []string) []string {
		return slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return message.Field(kind, path) == nil })
	}
	custom.Owned, custom.Fixed, custom.Loose = have(custom.Owned), have(custom.Fixed), have(custom.Loose)
	custom.Once, custom.Unique = have(custom.Once), have(custom.Unique)
	for other := range custom.Dependants {
		if s.descriptor(other) == nil {
			delete(custom.Dependants, other)
		}
	}
	if custom.Phase == "" {
		return custom, true
	}
	phase := message.Field(kind, custom.Phase)
	if phase == nil || phase.Enum() == nil {
		return custom, false
	}
	known := func(name string) bool {
		return name == "" || phase.Enum().Values().ByName(protoreflect.Name(name)) != nil
	}
	custom.Steps = slices.DeleteFunc(slices.Clone(custom.Steps), func(step convention.Step) bool { return !known(step.From) || !known(step.To) })
	return custom, true
}
