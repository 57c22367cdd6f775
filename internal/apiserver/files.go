package apiserver

import (
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// Files links a contract that is an encoded google.protobuf.FileDescriptorSet with all that it imports, as buf build and protoc
// with --include_imports write it.
func Files(encoded []byte) (*protoregistry.Files, error) {
	var set descriptorpb.FileDescriptorSet
	// Options stay encoded: they are resolved by what the contract itself declares.
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(encoded, &set); err != nil {
		return nil, fmt.Errorf("it is no google.protobuf.FileDescriptorSet, as buf build --output image.binpb writes it: %w", err)
	}
	if len(set.GetFile()) == 0 {
		return nil, fmt.Errorf("it has no files: want a google.protobuf.FileDescriptorSet, as buf build --output image.binpb writes it")
	}
	files, err := protodesc.NewFiles(&set)
	if err != nil {
		return nil, fmt.Errorf("its files do not fit together (protoc needs --include_imports): %w", err)
	}
	return files, nil
}
