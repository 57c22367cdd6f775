package catalog

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// reader reads options and keeps the first error, so that the code that uses it reads like what it describes.
type reader struct {
	image *image.Image
	err   error
}

// options are the options of one element by their names: the full one for an extension.
type options map[string]optionValue

type optionValue struct {
	field protoreflect.FieldDescriptor
	value protoreflect.Value
}

func (r *reader) options(element protoreflect.Descriptor) options {
	view, err := r.image.Options(element.Options())
	if err != nil {
		r.err = err
		return nil
	}
	found := options{}
	view.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		name := string(field.Name())
		if field.IsExtension() {
			name = string(field.FullName())
		}
		found[name] = optionValue{field, value}
		return true
	})
	return found
}

func (o options) has(name string) bool {
	_, ok := o[name]
	return ok
}

func (o options) flag(name string) bool { return o.flagOr(name, false) }

func (o options) flagOr(name string, otherwise bool) bool {
	if option, ok := o[name]; ok {
		return option.value.Bool()
	}
	return otherwise
}

func (o options) text(name string) string {
	if option, ok := o[name]; ok {
		return option.value.String()
	}
	return ""
}

// strings are the values of a repeated option, enum values by their names. It is never nil, so that JSON has a list.
func (o options) strings(name string) []string {
	all := []string{}
	option, ok := o[name]
	if !ok {
		return all
	}
	list := option.value.List()
	for i := range list.Len() {
		if enum := option.field.Enum(); enum != nil {
			all = append(all, enumName(enum, list.Get(i).Enum()))
		} else {
			all = append(all, list.Get(i).String())
		}
	}
	return all
}

func (o options) message(name string) protoreflect.Message {
	if option, ok := o[name]; ok {
		return option.value.Message()
	}
	return nil
}

// fieldOf is a field of an option message, or its zero value. The name is one that the message has.
func fieldOf(message protoreflect.Message, name protoreflect.Name) protoreflect.Value {
	return message.Get(message.Descriptor().Fields().ByName(name))
}

func enumOf(message protoreflect.Message, name protoreflect.Name) string {
	return enumName(message.Descriptor().Fields().ByName(name).Enum(), fieldOf(message, name).Enum())
}

func enumName(enum protoreflect.EnumDescriptor, number protoreflect.EnumNumber) string {
	if value := enum.Values().ByNumber(number); value != nil {
		return string(value.Name())
	}
	return ""
}
