package image

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// bufExtension is the field that buf adds to each file of an image, and isImport the field in it that tells the
// dependencies from the files of the tree.
const (
	bufExtension protowire.Number = 8042
	isImport     protowire.Number = 1
)

// FromEncoded reads an image as buf build writes it: a set of all files, dependencies included.
func FromEncoded(encoded []byte) (*Image, error) {
	var set descriptorpb.FileDescriptorSet
	// Extensions stay unknown fields, whatever this program was linked with: Options resolves them by the image itself.
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(encoded, &set); err != nil {
		return nil, fmt.Errorf("read the image: %w", err)
	}
	own := map[string]bool{}
	for _, file := range set.GetFile() {
		if !varintOf(bytesOf(file.ProtoReflect().GetUnknown(), bufExtension), isImport) {
			own[file.GetName()] = true
		}
	}
	return link(set.GetFile(), own)
}

// bytesOf is the last value of a field in an encoded message, or nil.
func bytesOf(message []byte, wanted protowire.Number) []byte {
	var found []byte
	eachField(message, func(number protowire.Number, kind protowire.Type, value []byte) {
		if number == wanted && kind == protowire.BytesType {
			found, _ = protowire.ConsumeBytes(value)
		}
	})
	return found
}

// varintOf says whether a field of an encoded message is set and not zero.
func varintOf(message []byte, wanted protowire.Number) bool {
	found := uint64(0)
	eachField(message, func(number protowire.Number, kind protowire.Type, value []byte) {
		if number == wanted && kind == protowire.VarintType {
			found, _ = protowire.ConsumeVarint(value)
		}
	})
	return found != 0
}

// eachField goes through an encoded message as far as it can be read.
func eachField(message []byte, visit func(protowire.Number, protowire.Type, []byte)) {
	for len(message) > 0 {
		number, kind, size := protowire.ConsumeTag(message)
		if size < 0 {
			return
		}
		length := protowire.ConsumeFieldValue(number, kind, message[size:])
		if length < 0 {
			return
		}
		visit(number, kind, message[size:size+length])
		message = message[size+length:]
	}
}
