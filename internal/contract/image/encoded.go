package image

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// bufExtension is the field that buf adds to each file of an image, and isImport the field in it that marks dependencies.
const (
	bufExtension protowire.Number = 8042
	isImport     protowire.Number = 1
)

// setFile is the field of FileDescriptorSet with the files.
const setFile protowire.Number = 1

// FromEncoded reads an image as buf build writes it: a set of all files, dependencies included.
func FromEncoded(encoded []byte) (*Image, error) {
	var set descriptorpb.FileDescriptorSet
	// Extensions stay unknown fields, even those linked into this program: Options resolves them with the image's declarations.
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(encoded, &set); err != nil {
		return nil, fmt.Errorf("read the image: %w", err)
	}
	own := map[string]bool{}
	for _, file := range set.GetFile() {
		if !Imported(file) {
			own[file.GetName()] = true
		}
	}
	return link(set.GetFile(), own)
}

// Imported reports whether a file of an image that buf has made is a dependency of the contract, and not a part of it.
func Imported(file *descriptorpb.FileDescriptorProto) bool {
	return varintOf(bytesOf(file.ProtoReflect().GetUnknown(), bufExtension), isImport)
}

// Encode returns the image in the format of buf build: a set of all files, with the dependencies marked. Equal images have equal
// bytes. The dependencies have no source info: their sources are printed from descriptors, so lines and comments would be wrong.
func (i *Image) Encode() ([]byte, error) {
	return i.encode(func(file *descriptorpb.FileDescriptorProto, own bool) (*descriptorpb.FileDescriptorProto, error) {
		if own {
			return file, nil
		}
		encoded := proto.CloneOf(file)
		encoded.SourceCodeInfo = nil
		return encoded, nil
	})
}

// EncodeBare is [Image.Encode] without any source info, which no program needs that only calls or serves the API. Images that say
// the same have equal bytes, whatever compiler has made them.
func (i *Image) EncodeBare() ([]byte, error) {
	bare := &Image{Files: i.Files, all: slices.SortedFunc(slices.Values(i.all), func(a, b *descriptorpb.FileDescriptorProto) int {
		return strings.Compare(a.GetName(), b.GetName())
	})}
	types := dynamicpb.NewTypes(i.Descriptors)
	return bare.encode(func(file *descriptorpb.FileDescriptorProto, _ bool) (*descriptorpb.FileDescriptorProto, error) {
		encoded := proto.CloneOf(file)
		encoded.SourceCodeInfo = nil
		encoded.ProtoReflect().SetUnknown(nil) // What a compiler adds for itself.
		content, err := proto.MarshalOptions{AllowPartial: true}.Marshal(encoded)
		if err != nil {
			return nil, err
		}
		// Options that are read by their types are written in the order of their fields, and not in that of the source.
		encoded = &descriptorpb.FileDescriptorProto{}
		return encoded, proto.UnmarshalOptions{Resolver: types, AllowPartial: true}.Unmarshal(content, encoded)
	})
}

// encode writes the files as what makes them.
func (i *Image) encode(what func(file *descriptorpb.FileDescriptorProto, own bool) (*descriptorpb.FileDescriptorProto, error)) ([]byte, error) {
	own := make(map[*descriptorpb.FileDescriptorProto]bool, len(i.Files))
	for _, file := range i.Files {
		own[file] = true
	}
	options := proto.MarshalOptions{Deterministic: true, AllowPartial: true}
	var set []byte
	for _, file := range i.all {
		var content []byte
		encoded, err := what(file, own[file])
		if err == nil {
			content, err = options.Marshal(encoded)
		}
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

// bytesOf returns the last value of a field in an encoded message, or nil.
func bytesOf(message []byte, wanted protowire.Number) []byte {
	var found []byte
	eachField(message, func(number protowire.Number, kind protowire.Type, value []byte) {
		if number == wanted && kind == protowire.BytesType {
			found, _ = protowire.ConsumeBytes(value)
		}
	})
	return found
}

// varintOf reports whether a field of an encoded message is set and not zero.
func varintOf(message []byte, wanted protowire.Number) bool {
	found := uint64(0)
	eachField(message, func(number protowire.Number, kind protowire.Type, value []byte) {
		if number == wanted && kind == protowire.VarintType {
			found, _ = protowire.ConsumeVarint(value)
		}
	})
	return found != 0
}

// eachField calls visit with each field of an encoded message, up to the first that cannot be read.
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
