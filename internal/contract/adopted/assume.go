package adopted

import (
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// validate is the number of the extensions of buf.validate, which packages for clients keep, and firstCustom the lowest number of an
// option that is not of protobuf itself.
const (
	validate    protowire.Number = 1159
	firstCustom protowire.Number = 1000
)

// full reports whether a file has options that packages for clients do not carry.
func full(file *descriptorpb.FileDescriptorProto) bool {
	if options := file.GetOptions(); options != nil {
		options = proto.CloneOf(options)
		options.Deprecated, options.Features = nil, nil
		if proto.Size(options) > 0 {
			return true
		}
	}
	found := false
	pair(file.ProtoReflect(), file.ProtoReflect(), func(old, _ protoreflect.Message) { found = found || len(custom(old)) > 0 })
	return found
}

// assume gives a file the options that its package did not carry, from the same file of this tree: what is unknown did not change. Rules
// of validation are not among them, because packages carry those.
func assume(file, now *descriptorpb.FileDescriptorProto) {
	if now == nil {
		return
	}
	if now.GetOptions() != nil {
		options := proto.CloneOf(now.GetOptions())
		options.Deprecated, options.Features = nil, file.GetOptions().GetFeatures()
		if file.GetOptions() != nil {
			options.Deprecated = file.GetOptions().Deprecated
		}
		file.Options = options
	}
	pair(file.ProtoReflect(), now.ProtoReflect(), func(old, now protoreflect.Message) {
		if more := custom(now); len(more) > 0 {
			options := old.Mutable(optionsOf(old)).Message()
			options.SetUnknown(append(slices.Clone(options.GetUnknown()), more...))
		}
	})
	// The imports that only those options need come with them.
	for _, name := range now.GetDependency() {
		if !slices.Contains(file.GetDependency(), name) {
			file.Dependency = append(file.Dependency, name)
		}
	}
}

// pair visits the elements of a file that another one has by the same name, below and not including the files.
func pair(old, now protoreflect.Message, visit func(old, now protoreflect.Message)) {
	fields := old.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if !field.IsList() || field.Message() == nil || field.Message().Fields().ByName("name") == nil || optionsIn(field.Message()) == nil {
			continue
		}
		name := field.Message().Fields().ByName("name")
		named := map[string]protoreflect.Message{}
		for all, i := now.Get(field).List(), 0; i < all.Len(); i++ {
			named[all.Get(i).Message().Get(name).String()] = all.Get(i).Message()
		}
		for all, i := old.Get(field).List(), 0; i < all.Len(); i++ {
			before := all.Get(i).Message()
			if after := named[before.Get(name).String()]; after != nil {
				visit(before, after)
				pair(before, after, visit)
			}
		}
	}
}

func optionsIn(element protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	return element.Fields().ByName("options")
}

func optionsOf(element protoreflect.Message) protoreflect.FieldDescriptor {
	return optionsIn(element.Descriptor())
}

// custom returns the encoded options of an element that packages for clients do not carry.
func custom(element protoreflect.Message) []byte {
	var all []byte
	for rest := element.Get(optionsOf(element)).Message().GetUnknown(); len(rest) > 0; {
		number, _, length := protowire.ConsumeField(rest)
		if length < 0 {
			break // Unmarshal has checked these bytes.
		}
		if number >= firstCustom && number != validate {
			all = append(all, rest[:length]...)
		}
		rest = rest[length:]
	}
	return all
}
