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

// setFile is the field of a FileDescriptorSet that has the files.
const setFile protowire.Number = 1

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

// Encode writes the image as buf build does: a set of all files, in which the dependencies are marked as such. Equal images
// have equal bytes. The dependencies come without source info: their sources are printed from descriptors, so that neither
// lines nor comments are those that people know.
func (i *Image) Encode() ([]byte, error) {
	own := make(map[*descriptorpb.FileDescriptorProto]bool, len(i.Files))
	for _, file := range i.Files {
		own[file] = true
	}
	options := proto.MarshalOptions{Deterministic: true, AllowPartial: true}
	var set []byte
	for _, file := range i.all {
		encoded := file
		if !own[file] {
			encoded = proto.CloneOf(file)
			encoded.SourceCodeInfo = nil
		}
		content, err := options.Marshal(encoded)
		if err != nil {
			return nil, fmt.Errorf("write %s into the image: %w", file.GetName(), err)
		}
		if !own[file] {
			content = AppendImport(content)
		}
		set = protowire.AppendBytes(protowire.AppendTag(set, setFile, protowire.BytesType), content)
	}
	return set, nil
}

// AppendImport marks an encoded file as a dependency, as buf does.
func AppendImport(file []byte) []byte {
	mark := protowire.AppendVarint(protowire.AppendTag(nil, isImport, protowire.VarintType), 1)
	return protowire.AppendBytes(protowire.AppendTag(file, bufExtension, protowire.BytesType), mark)
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
