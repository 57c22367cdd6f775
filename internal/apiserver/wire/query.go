package wire

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/grpc-ecosystem/grpc-gateway/v2/utilities"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// decodeQuery fills the fields that are named by query parameters, as in page_size=5 or pageSize=5. Parameters of fields that the
// path or the body has are left out, as grpc-gateway does.
func (b *binding) decodeQuery(query url.Values, path map[string]string, request proto.Message) error {
	seen := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(query)) {
		name, _, _ := strings.Cut(key, "[") // A value of a map is named as in labels[color].
		fields, err := resolve(request.ProtoReflect().Descriptor(), name)
		if err != nil {
			return status.Errorf(codes.InvalidArgument, "the query parameter %q: %v", key, err)
		}
		full := fields + key[len(name):]
		if b.takes(fields, path) {
			continue
		}
		if seen[full] {
			return status.Errorf(codes.InvalidArgument, "the query parameter %q is there by another name too", key)
		}
		seen[full] = true
		if err := set(request, full, query[key]...); err != nil {
			return status.Errorf(codes.InvalidArgument, "the query parameter %q: %v", key, err)
		}
	}
	return nil
}

// takes says whether the body or the path has a field, a part of it, or what it is a part of.
func (b *binding) takes(field string, path map[string]string) bool {
	if b.route.Body == "*" || within(field, b.route.Body) {
		return true
	}
	for name := range path {
		if within(field, name) || within(name, field) {
			return true
		}
	}
	return false
}

// within says whether a path of fields is another one or begins with it.
func within(path, start string) bool {
	rest, ok := strings.CutPrefix(path, start)
	return ok && start != "" && (rest == "" || rest[0] == '.')
}

// resolve finds a field by a path of names, each as in the contract or as in JSON, and returns the path as in the contract.
func resolve(message protoreflect.MessageDescriptor, path string) (string, error) {
	names := strings.Split(path, ".")
	if len(names) > MaxNesting {
		return "", fmt.Errorf("it has more than %d names", MaxNesting)
	}
	for i, name := range names {
		field := message.Fields().ByTextName(name)
		if field == nil {
			field = message.Fields().ByJSONName(name)
		}
		if field == nil {
			return "", fmt.Errorf("%s has no field %s", message.FullName(), name)
		}
		names[i] = string(field.Name())
		if i == len(names)-1 {
			break
		}
		if message = field.Message(); message == nil || field.Cardinality() == protoreflect.Repeated {
			return "", fmt.Errorf("%s is no message", field.FullName())
		}
	}
	return strings.Join(names, "."), nil
}

// set sets the field at a path to values as they are in URLs.
//
// grpc-gateway reads them, but for two things: it looks for enums in the code that is linked, and makes well-known types of that
// code. The types of this server come from descriptors.
func set(request proto.Message, path string, values ...string) error {
	if !utf8.ValidString(path + strings.Join(values, "")) {
		return errors.New("it is not UTF-8")
	}
	name, _, _ := strings.Cut(path, "[")
	holder, field := request.ProtoReflect(), protoreflect.FieldDescriptor(nil)
	names := strings.Split(name, ".")
	for i, name := range names {
		field = holder.Descriptor().Fields().ByName(protoreflect.Name(name))
		if field == nil {
			return fmt.Errorf("%s has no field %s", holder.Descriptor().FullName(), name)
		}
		if i < len(names)-1 {
			holder = holder.Mutable(field).Message()
		}
	}
	switch {
	case field.Enum() != nil:
		return setEnum(holder, field, values)
	case field.Message() == nil:
		return populate(request, path, values)
	}
	scratch := request.ProtoReflect().New().Interface()
	if err := populate(scratch, path, values); err != nil {
		return err
	}
	// The parser takes field masks and times that JSON has no words for, and so no answer could have.
	if _, err := protojson.Marshal(scratch); err != nil {
		return err
	}
	wire, err := proto.Marshal(scratch)
	if err != nil {
		return err
	}
	return proto.UnmarshalOptions{Merge: true}.Unmarshal(wire, request)
}

// populate is the parser of grpc-gateway, for one field.
func populate(request proto.Message, path string, values []string) error {
	return runtime.PopulateQueryParameters(request, url.Values{path: values}, utilities.NewDoubleArray(nil))
}

// setEnum sets a field to values of its enum, each by name or by number.
func setEnum(holder protoreflect.Message, field protoreflect.FieldDescriptor, values []string) error {
	for _, value := range values {
		found := field.Enum().Values().ByName(protoreflect.Name(value))
		if number, err := strconv.ParseInt(value, 10, 32); err == nil {
			found = field.Enum().Values().ByNumber(protoreflect.EnumNumber(number))
		}
		if found == nil {
			return fmt.Errorf("%q is no value of %s", value, field.Enum().FullName())
		}
		switch number := protoreflect.ValueOfEnum(found.Number()); {
		case field.IsList():
			holder.Mutable(field).List().Append(number)
		case len(values) > 1:
			return fmt.Errorf("%s takes one value, not %d", field.FullName(), len(values))
		default:
			holder.Set(field, number)
		}
	}
	return nil
}
