package image

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// An image that is encoded and read again equals the compiled one, to the byte.
func TestEncodeAndRead(t *testing.T) {
	compiled, err := FromDir(t.Context(), contract)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := FromEncoded(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Files) != len(compiled.Files) || read.Descriptors.NumFiles() != compiled.Descriptors.NumFiles() {
		t.Fatalf("%d files of %d, want %d of %d", len(read.Files), read.Descriptors.NumFiles(), len(compiled.Files), compiled.Descriptors.NumFiles())
	}
	for i, file := range read.Files {
		if !proto.Equal(file.GetSourceCodeInfo(), compiled.Files[i].GetSourceCodeInfo()) {
			t.Errorf("the source info of %s has changed", file.GetName())
		}
	}
	again, err := FromDir(t.Context(), contract)
	if err != nil {
		t.Fatal(err)
	}
	if other, err := again.Encode(); err != nil || string(other) != string(encoded) {
		t.Errorf("a second run writes other bytes, %v", err)
	}
}

func TestFilesInMemory(t *testing.T) {
	const text = "syntax = \"proto3\";\npackage t;\nimport \"google/api/http.proto\";\nmessage M { google.api.Http h = 1; }\n"
	image, err := FromFiles(t.Context(), map[string][]byte{"b.proto": []byte(text), "a.proto": []byte("syntax = \"proto3\";\nimport \"b.proto\";\nmessage N { t.M m = 1; }\n")})
	if err != nil || len(image.Files) != 2 || image.Files[0].GetName() != "a.proto" {
		t.Errorf("got %v, %v", image, err)
	}
	_, err = FromFiles(t.Context(), map[string][]byte{"a.proto": []byte("import \"nope.proto\";")})
	if err == nil || !strings.Contains(err.Error(), "a.proto:1:8: import \"nope.proto\": there is no such file") {
		t.Errorf("got %v", err)
	}
	if _, err := FromFiles(t.Context(), nil); err == nil {
		t.Error("nothing compiles")
	}
}

// An image in the format of buf equals the compiled one.
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
			dependency.ProtoReflect().SetUnknown(AppendImport(nil))
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
	option, isSet, err := read.Options.Value(method.Options(), options.Authentication)
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
	// A truncated field does not mark a file as an import.
	if got := bytesOf([]byte{0xff}, bufExtension); got != nil {
		t.Errorf("got %v", got)
	}
}
