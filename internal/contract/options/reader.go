package options

import (
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Reader reads options by the declarations among a set of linked files, whatever generated code this program is linked with.
// Several goroutines may use it at once.
type Reader struct{ types *dynamicpb.Types }

// New returns a reader for the options that files declare.
func New(files *protoregistry.Files) *Reader { return &Reader{dynamicpb.NewTypes(files)} }

// Find returns the declaration of an option by its full name, or nil.
func (r *Reader) Find(name protoreflect.FullName) protoreflect.ExtensionTypeDescriptor {
	found, err := r.types.FindExtensionByName(name)
	if err != nil {
		return nil
	}
	return found.TypeDescriptor()
}

// View returns options (of a file, message, field …) in which every extension that is declared is a field with its own type.
// Options that are not set give an empty view.
func (r *Reader) View(options proto.Message) (protoreflect.Message, error) {
	of := options.ProtoReflect()
	view := of.New()
	wire, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(options)
	if err == nil {
		err = proto.UnmarshalOptions{Resolver: r.types, AllowPartial: true}.Unmarshal(wire, view.Interface())
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", of.Descriptor().FullName(), err)
	}
	return view, nil
}

// Value returns the value of one extension in options, by its full name such as google.api.http, and whether it is set. An
// extension that is not declared is an error.
func (r *Reader) Value(options proto.Message, name protoreflect.FullName) (protoreflect.Value, bool, error) {
	declared := r.Find(name)
	if declared == nil {
		return protoreflect.Value{}, false, fmt.Errorf("no file declares the option %s", name)
	}
	if of := options.ProtoReflect().Descriptor().FullName(); of != declared.ContainingMessage().FullName() {
		return protoreflect.Value{}, false, fmt.Errorf("%s is an option of %s, not of %s", name, declared.ContainingMessage().FullName(), of)
	}
	view, err := r.View(options)
	if err != nil {
		return protoreflect.Value{}, false, err
	}
	return view.Get(declared), view.Has(declared), nil
}

// extensions are the extensions that are set in the options of one element.
type extensions map[protoreflect.FullName]extension

type extension struct {
	field protoreflect.FieldDescriptor
	value protoreflect.Value
}

func (r *Reader) extensions(of protoreflect.Descriptor) (extensions, error) {
	view, err := r.View(of.Options())
	if err != nil {
		return nil, err
	}
	set := extensions{}
	view.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if field.IsExtension() {
			set[field.FullName()] = extension{field, value}
		}
		return true
	})
	return set, nil
}

// isFalse reports whether an option is set, to false.
func (e extensions) isFalse(name protoreflect.FullName) bool {
	option, ok := e[name]
	return ok && !option.value.Bool()
}

// texts returns the values of a repeated option, those of an enum by their names.
func (e extensions) texts(name protoreflect.FullName) []string {
	option, ok := e[name]
	if !ok {
		return nil
	}
	var all []string
	for i := range option.value.List().Len() {
		value := option.value.List().Get(i)
		if enum := option.field.Enum(); enum != nil {
			all = append(all, enumName(enum, value.Enum()))
		} else {
			all = append(all, value.String())
		}
	}
	return all
}

// text, number and enumIn return a field of an option message, zero where it is not set or not declared.
func text(message protoreflect.Message, name protoreflect.Name) string {
	if field := message.Descriptor().Fields().ByName(name); field != nil {
		return message.Get(field).String()
	}
	return ""
}

func number(message protoreflect.Message, name protoreflect.Name) uint64 {
	if field := message.Descriptor().Fields().ByName(name); field != nil {
		return message.Get(field).Uint()
	}
	return 0
}

func enumIn(message protoreflect.Message, name protoreflect.Name) string {
	if field := message.Descriptor().Fields().ByName(name); field != nil {
		return enumName(field.Enum(), message.Get(field).Enum())
	}
	return ""
}

func enumName(enum protoreflect.EnumDescriptor, number protoreflect.EnumNumber) string {
	if value := enum.Values().ByNumber(number); value != nil {
		return string(value.Name())
	}
	return ""
}
