package image

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// An image that was written the way buf does it is the one that was compiled.
func TestEncodedImageIsTheSame(t *testing.T) {
	compiled, err := FromDir(t.Context(), contract)
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	var set descriptorpb.FileDescriptorSet
	for _, file := range compiled.Files {
		own[file.GetName()] = true
		set.File = append(set.File, file)
	}
	compiled.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !own[file.Path()] {
			dependency := protodesc.ToFileDescriptorProto(file)
			mark := protowire.AppendVarint(protowire.AppendTag(nil, isImport, protowire.VarintType), 1)
			extension := protowire.AppendBytes(protowire.AppendTag(nil, bufExtension, protowire.BytesType), mark)
			dependency.ProtoReflect().SetUnknown(extension)
			set.File = append(set.File, dependency)
		}
		return true
	})
	encoded, err := proto.Marshal(&set)
	if err != nil {
		t.Fatal(err)
	}
	read, err := FromEncoded(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Files) != len(compiled.Files) {
		t.Fatalf("%d files are the tree's own, want %d", len(read.Files), len(compiled.Files))
	}
	method, err := read.Descriptors.FindDescriptorByName("qdrant.cloud.booking.v1.BookingService.ListGlobalPackages")
	if err != nil {
		t.Fatal(err)
	}
	option, isSet, err := read.Option(method.Options(), "qdrant.cloud.common.v1.requires_authentication")
	if err != nil || !isSet || option.Bool() {
		t.Errorf("the option is %v, set %t, %v", option, isSet, err)
	}
}

func TestWhatIsNoImage(t *testing.T) {
	if _, err := FromEncoded([]byte("no image")); err == nil || !strings.Contains(err.Error(), "read the image") {
		t.Errorf("got %v", err)
	}
	if empty, err := FromEncoded(nil); err != nil || len(empty.Files) != 0 {
		t.Errorf("an empty image: %v, %v", empty, err)
	}
	// A field that is cut off does not make a file an import.
	if got := bytesOf([]byte{0xff}, bufExtension); got != nil {
		t.Errorf("got %v", got)
	}
}
