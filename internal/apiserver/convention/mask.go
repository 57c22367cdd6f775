package convention

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

// maskPaths returns the paths of a google.protobuf.FieldMask.
func maskPaths(mask protoreflect.Message) []string {
	list := mask.Get(mask.Descriptor().Fields().ByName("paths")).List()
	paths := make([]string, list.Len())
	for i := range paths {
		paths[i] = list.Get(i).String()
	}
	return paths
}

// maskable says whether a path leads to a field of a message, through fields that are single messages.
func maskable(descriptor protoreflect.MessageDescriptor, path string) bool {
	for {
		name, rest, nested := strings.Cut(path, ".")
		field := descriptor.Fields().ByName(protoreflect.Name(name))
		if field == nil || !nested {
			return field != nil
		}
		if field.Message() == nil || field.IsList() || field.IsMap() {
			return false
		}
		descriptor, path = field.Message(), rest
	}
}

// copyField makes the field at a path of one message as it is in another, set or not.
func copyField(from, to protoreflect.Message, path string) error {
	source, field, ok := message.Find(from, path)
	if ok && source.Has(field) {
		target, _, err := message.Mutable(to, path)
		if err != nil {
			return err
		}
		target.Set(field, source.Get(field))
		return nil
	}
	if target, field, ok := message.Find(to, path); ok {
		target.Clear(field)
	}
	return nil
}
