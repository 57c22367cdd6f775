package peers

import (
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// optionValues lets tools with the old contract read the custom options in descriptors of the new one.
func (c *conversation) optionValues() {
	for extendee, options := range c.now.extensions {
		if extendee.Parent() != "google.protobuf" || !strings.HasSuffix(string(extendee), "Options") {
			continue
		}
		now, old := c.now.message(extendee), c.old.message(extendee)
		if now == nil || old == nil {
			continue
		}
		for _, x := range options {
			for choice := range c.now.choices(x) {
				sample := dynamicpb.NewMessage(now)
				c.now.set(sample, x, choice, depth)
				c.binary(pair{old: old, now: now, response: true}, sample, c.old, old)
			}
		}
	}
	for extendee, options := range c.old.extensions {
		if extendee.Parent() != "google.protobuf" || !strings.HasSuffix(string(extendee), "Options") {
			continue
		}
		for _, x := range options {
			if g := c.now.field(x.ContainingMessage(), x.Number()); g == nil {
				c.found.wiref(x.FullName(), "no descriptor has this option any more")
			}
		}
	}
}

func (s *side) message(name protoreflect.FullName) protoreflect.MessageDescriptor {
	found, _ := s.files.FindDescriptorByName(name)
	m, _ := found.(protoreflect.MessageDescriptor)
	return m
}

// operationInfo is the number of google.longrunning.operation_info, and those of its fields.
const (
	operationInfo = 1049
	responseType  = 1
	metadataType  = 2
)

// operation returns the messages in the Any of an operation that a method returns, as the options name them. The declarations of these
// options may be missing in this program, so they are read in encoded form.
func (s *side) operation(m protoreflect.MethodDescriptor) (response, metadata protoreflect.MessageDescriptor) {
	encoded, err := proto.Marshal(m.Options())
	if err != nil {
		return nil, nil
	}
	eachEncoded(encoded, func(number protowire.Number, value []byte) {
		if number != operationInfo {
			return
		}
		eachEncoded(value, func(number protowire.Number, name []byte) {
			switch number {
			case responseType:
				response = s.typeNamed(m, string(name))
			case metadataType:
				metadata = s.typeNamed(m, string(name))
			}
		})
	})
	return response, metadata
}

// typeNamed returns a message by its full name, or by its name in the package of a method.
func (s *side) typeNamed(m protoreflect.MethodDescriptor, name string) protoreflect.MessageDescriptor {
	pkg := m.ParentFile().Package()
	if found := s.message(pkg.Append(protoreflect.Name(name))); found != nil {
		return found
	}
	if found := s.message(protoreflect.FullName(name)); found != nil {
		return found
	}
	first, _, _ := strings.Cut(string(pkg), ".") // The name in the option may lack the token of the tree.
	return s.message(protoreflect.FullName(first + "." + name))
}

// eachEncoded visits the length-delimited fields of an encoded message.
func eachEncoded(encoded []byte, visit func(number protowire.Number, value []byte)) {
	for len(encoded) > 0 {
		number, kind, n := protowire.ConsumeTag(encoded)
		if n < 0 {
			return
		}
		encoded = encoded[n:]
		if n = protowire.ConsumeFieldValue(number, kind, encoded); n < 0 {
			return
		}
		if kind == protowire.BytesType {
			value, _ := protowire.ConsumeBytes(encoded)
			visit(number, value)
		}
		encoded = encoded[n:]
	}
}
