// Package depproto provides the proto files that the contract imports but does not own. They come from no schema registry: Go
// modules that go.mod pins have their descriptors, from which the sources are printed.
package depproto

import (
	"bytes"
	"fmt"

	"github.com/jhump/protoreflect/v2/protoprint"
	"google.golang.org/protobuf/reflect/protoreflect"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"cloud.google.com/go/longrunning/autogen/longrunningpb"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
)

// roots are the files that the contract may import, with all that they import.
var roots = []protoreflect.FileDescriptor{
	validate.File_buf_validate_validate_proto,
	annotations.File_google_api_annotations_proto,
	errdetails.File_google_rpc_error_details_proto,
}

// judged are further files whose options have rules of compatibility. Other APIs import them, and their folders are compared too.
var judged = []protoreflect.FileDescriptor{
	annotations.File_google_api_client_proto,
	annotations.File_google_api_field_behavior_proto,
	annotations.File_google_api_field_info_proto,
	annotations.File_google_api_resource_proto,
	longrunningpb.File_google_longrunning_operations_proto,
}

// Linked returns every file that a compiled folder may import without having it, by its import path. The google/protobuf files are
// left out, because every compiler has them.
func Linked() map[string]protoreflect.FileDescriptor { return reached(roots, judged) }

func reached(from ...[]protoreflect.FileDescriptor) map[string]protoreflect.FileDescriptor {
	files := map[string]protoreflect.FileDescriptor{}
	for _, list := range from {
		for _, root := range list {
			add(files, root)
		}
	}
	return files
}

func add(files map[string]protoreflect.FileDescriptor, file protoreflect.FileDescriptor) {
	if files[file.Path()] != nil || file.Package() == "google.protobuf" {
		return
	}
	files[file.Path()] = file
	imports := file.Imports()
	for i := range imports.Len() {
		add(files, imports.Get(i).FileDescriptor)
	}
}

// Files returns the sources of the files that the contract may import.
func Files() (map[string][]byte, error) { return printed(reached(roots)) }

// Sources returns the sources of the files that [Linked] returns.
func Sources() (map[string][]byte, error) { return printed(Linked()) }

func printed(all map[string]protoreflect.FileDescriptor) (map[string][]byte, error) {
	files := map[string][]byte{}
	printer := protoprint.Printer{Compact: true}
	for name, file := range all {
		var source bytes.Buffer
		if err := printer.PrintProtoFile(file, &source); err != nil {
			return nil, fmt.Errorf("print %s: %w", name, err)
		}
		files[name] = source.Bytes()
	}
	return files, nil
}
