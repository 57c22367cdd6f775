package qdrantcloud

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// expand fills a path template with the fields of a request, and returns the paths of these.
func expand(template string, request protoreflect.Message) (path string, bound []string, err error) {
	var made strings.Builder
	for template != "" {
		literal, rest, more := strings.Cut(template, "{")
		made.WriteString(literal)
		if !more {
			break
		}
		variable, after, _ := strings.Cut(rest, "}")
		name, pattern, _ := strings.Cut(variable, "=")
		value, err := segment(name, strings.Contains(pattern, "/") || pattern == "**", request)
		if err != nil {
			return "", nil, err
		}
		made.WriteString(value)
		bound = append(bound, name)
		template = after
	}
	return made.String(), bound, nil
}

// segment returns a field of a request as a part of a path. An empty one would be the path of another method, and so would dots.
func segment(name string, several bool, request protoreflect.Message) (string, error) {
	holder, field := request, protoreflect.FieldDescriptor(nil)
	for rest, more := name, true; more; {
		var part string
		part, rest, more = strings.Cut(rest, ".")
		field = holder.Descriptor().Fields().ByName(protoreflect.Name(part))
		if field == nil || field.IsList() || field.IsMap() || more == (field.Message() == nil) {
			return "", status.Errorf(codes.Internal, "%s has no field %s for the path", request.Descriptor().FullName(), name)
		}
		if more {
			holder = holder.Get(field).Message()
		}
	}
	value := scalar(field, holder.Get(field))
	parts := []string{value}
	if several {
		parts = strings.Split(value, "/")
	}
	for i, part := range parts {
		switch part {
		case "":
			return "", status.Errorf(codes.InvalidArgument, "%s: it is empty, and the path of the call needs it", name)
		case ".", "..":
			return "", status.Errorf(codes.InvalidArgument, "%s: %q can't be a part of a path", name, value)
		}
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/"), nil
}

// queryOf returns the fields of a request that are neither in its path nor in its body.
func queryOf(request protoreflect.Message, elsewhere []string) url.Values {
	query := url.Values{}
	addQuery(query, request, "", elsewhere)
	return query
}

func addQuery(query url.Values, message protoreflect.Message, prefix string, elsewhere []string) {
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		name := prefix + field.TextName()
		switch {
		case slices.Contains(elsewhere, name):
		case field.IsMap():
			value.Map().Range(func(key protoreflect.MapKey, entry protoreflect.Value) bool {
				query.Add(name+"["+key.String()+"]", scalar(field.MapValue(), entry))
				return true
			})
		case field.IsList():
			for i := range value.List().Len() {
				query.Add(name, scalar(field, value.List().Get(i)))
			}
		case field.Message() != nil && !wellKnown(field.Message()):
			addQuery(query, value.Message(), name+".", elsewhere)
		default:
			query.Add(name, scalar(field, value))
		}
		return true
	})
}

// wellKnown says whether a message has a form of its own in JSON, and so is one value.
func wellKnown(message protoreflect.MessageDescriptor) bool {
	return message.ParentFile().Package() == "google.protobuf"
}

// scalar writes a single value as it is in JSON, without quotes.
func scalar(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	switch field.Kind() {
	case protoreflect.EnumKind:
		if known := field.Enum().Values().ByNumber(value.Enum()); known != nil {
			return string(known.Name())
		}
		return strconv.Itoa(int(value.Enum()))
	case protoreflect.BytesKind:
		return base64.URLEncoding.EncodeToString(value.Bytes())
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return jsonText(value.Message().Interface())
	default:
		return value.String()
	}
}

// jsonText writes a message of google.protobuf, such as a time, as it is in JSON; text without its quotes.
func jsonText(message proto.Message) string {
	encoded, err := protojson.Marshal(message)
	if err != nil {
		return "" // A time that JSON has no form for is none of the API either: it refuses the empty text.
	}
	if text, err := strconv.Unquote(string(encoded)); err == nil {
		return text
	}
	return string(encoded)
}
