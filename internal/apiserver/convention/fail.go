package convention

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

// failed returns the phase of an entity that does not leave a phase as it should, empty where the kind has none. After CREATING
// it is FAILED_TO_CREATE, else FAILED, else FAILED_TO_SYNC, which is how the platform says that it could not do what was asked
// for.
func (r *Resource) failed(from string) string {
	field := message.Field(r.descriptor, r.custom.Phase)
	if field == nil || field.Enum() == nil {
		return ""
	}
	values := field.Enum().Values()
	// The values begin with the name of the enum, as in CLUSTER_PHASE_CREATING.
	prefix := strings.TrimSuffix(string(values.Get(0).Name()), "UNSPECIFIED")
	verb := strings.TrimSuffix(strings.TrimPrefix(from, prefix), "ING")
	for _, name := range []string{"FAILED_TO_" + verb, "FAILED_TO_" + verb + "E", "FAILED", "FAILED_TO_SYNC"} {
		if values.ByName(protoreflect.Name(prefix+name)) != nil {
			return prefix + name
		}
	}
	return ""
}
