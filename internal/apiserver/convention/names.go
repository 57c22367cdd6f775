package convention

import (
	"strings"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// The fields that have a meaning by their name, beside those of package options.
const (
	idField       protoreflect.Name = "id"
	createdAt     protoreflect.Name = "created_at"
	modifiedAt    protoreflect.Name = "last_modified_at"
	deletedAt     protoreflect.Name = "deleted_at"
	createdBy     protoreflect.Name = "created_by"
	lastUpdatedBy protoreflect.Name = "last_updated_by"
	deletedBy     protoreflect.Name = "deleted_by"
	updateMask    protoreflect.Name = "update_mask"
	forceField    protoreflect.Name = "force"
)

// snake writes a CamelCase name as the name of a field: backup_schedule of BackupSchedule.
func snake(name string) string {
	var written strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			written.WriteByte('_')
		}
		written.WriteRune(unicode.ToLower(r))
	}
	return written.String()
}

// plural writes a name in the plural: policies of policy, addresses of address.
func plural(name string) string {
	switch {
	case len(name) > 1 && strings.HasSuffix(name, "y") && !strings.ContainsRune("aeiou", rune(name[len(name)-2])):
		return name[:len(name)-1] + "ies"
	case strings.HasSuffix(name, "s"), strings.HasSuffix(name, "x"), strings.HasSuffix(name, "ch"), strings.HasSuffix(name, "sh"):
		return name + "es"
	}
	return name + "s"
}

// idNames returns the names under which a request may have the id of a kind: backup_schedule_id, schedule_id and id.
func idNames(kind string) []protoreflect.Name {
	name := snake(kind) + "_id"
	names := []protoreflect.Name{protoreflect.Name(name)}
	for {
		_, rest, more := strings.Cut(name, "_")
		if !more {
			return names
		}
		names = append(names, protoreflect.Name(rest))
		name = rest
	}
}

// isText says whether a field is a single text.
func isText(field protoreflect.FieldDescriptor) bool {
	return field != nil && field.Kind() == protoreflect.StringKind && !field.IsList()
}

// isBool says whether a field is a single truth value.
func isBool(field protoreflect.FieldDescriptor) bool {
	return field != nil && field.Kind() == protoreflect.BoolKind && !field.IsList()
}

// isA says whether a field is one message of a type.
func isA(field protoreflect.FieldDescriptor, name protoreflect.FullName) bool {
	return field != nil && field.Message() != nil && !field.IsList() && !field.IsMap() && field.Message().FullName() == name
}

const (
	timestamp protoreflect.FullName = "google.protobuf.Timestamp"
	fieldMask protoreflect.FullName = "google.protobuf.FieldMask"
)
