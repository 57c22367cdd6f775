// Package depproto has the proto files that the contract imports but does not own. No schema registry is asked: they are
// linked into Go modules that go.mod pins, and are printed back to source from there.
package depproto

import (
	"bytes"
	"fmt"

	"github.com/jhump/protoreflect/v2/protoprint"
	"google.golang.org/protobuf/reflect/protoreflect"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
)

// roots are the files that the contract may import; what they import themselves comes along.
var roots = []protoreflect.FileDescriptor{
	validate.File_buf_validate_validate_proto,
	annotations.File_google_api_annotations_proto,
	errdetails.File_google_rpc_error_details_proto,
}

// Files returns the source of every dependency by its import path. The google/protobuf files are left out: every
// compiler brings them.
func Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, root := range roots {
		if err := add(files, root); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func add(files map[string][]byte, file protoreflect.FileDescriptor) error {
	if _, done := files[file.Path()]; done || file.Package() == "google.protobuf" {
		return nil
	}
	var source bytes.Buffer
	printer := protoprint.Printer{Compact: true}
	if err := printer.PrintProtoFile(file, &source); err != nil {
		return fmt.Errorf("print %s: %w", file.Path(), err)
	}
	files[file.Path()] = source.Bytes()
	imports := file.Imports()
	for i := range imports.Len() {
		if err := add(files, imports.Get(i).FileDescriptor); err != nil {
			return err
		}
	}
	return nil
}
