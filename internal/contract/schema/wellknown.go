package schema

import (
	"sync"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// WellKnown has the declarations of the options that an image may use without declaring them: those of protobuf
// itself, of HTTP routes and the like, and of validation.
var WellKnown = sync.OnceValue(func() *Schema {
	var set descriptorpb.FileDescriptorSet
	seen := map[string]bool{}
	var add func(protoreflect.FileDescriptor)
	add = func(file protoreflect.FileDescriptor) {
		if seen[file.Path()] {
			return
		}
		seen[file.Path()] = true
		for i := range file.Imports().Len() {
			add(file.Imports().Get(i).FileDescriptor)
		}
		set.File = append(set.File, protodesc.ToFileDescriptorProto(file))
	}
	for _, file := range []protoreflect.FileDescriptor{
		annotations.File_google_api_annotations_proto, annotations.File_google_api_client_proto,
		annotations.File_google_api_field_behavior_proto, annotations.File_google_api_field_info_proto,
		annotations.File_google_api_resource_proto, validate.File_buf_validate_validate_proto,
	} {
		add(file)
	}
	encoded, err := proto.Marshal(&set)
	if err != nil {
		return &Schema{} // Descriptors that this program is linked with can always be written.
	}
	s, err := Read(string(encoded))
	if err != nil {
		return &Schema{}
	}
	return s
})
