package buf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

func TestImageHasTheCommentsForUsers(t *testing.T) {
	set := &descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{{
		SourceCodeInfo: &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{{
			LeadingComments:         new(" An id.\n buf:lint:ignore FIELD_LOWER_SNAKE_CASE\n More.\n"),
			LeadingDetachedComments: []string{" buf:lint:ignore X\n"},
		}, {
			Path: []int32{4, 0}, // Nobody has said anything about the message.
		}, {
			TrailingComments: new(" The end.\n"),
		}}},
	}}}
	// An option that the linked types don't know has to pass through.
	set.GetFile()[0].ProtoReflect().SetUnknown([]byte{0xd2, 0xf6, 0x03, 0x02, 0x08, 0x01})
	encoded, err := proto.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	root, tool := repository(t, "cat image")
	put(t, filepath.Join(root, "image"), string(encoded), 0o644)
	image, err := Image(t.Context(), tool, progress.Discard(), root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decode(image)
	if err != nil {
		t.Fatal(err)
	}
	locations := got.GetFile()[0].GetSourceCodeInfo().GetLocation()
	if len(locations) != 2 || locations[1].GetTrailingComments() != " The end.\n" {
		t.Fatalf("got %v", locations)
	}
	location := locations[0]
	if location.GetLeadingComments() != " An id.\n More.\n" || location.GetLeadingDetachedComments()[0] != "" {
		t.Errorf("got %q and %q", location.GetLeadingComments(), location.GetLeadingDetachedComments())
	}
	if !bytes.Equal(got.GetFile()[0].ProtoReflect().GetUnknown(), set.GetFile()[0].ProtoReflect().GetUnknown()) {
		t.Error("what is unknown is lost")
	}
}

// fileWith is a file with a message and its comment.
func fileWith(name, message, comment string) *descriptorpb.FileDescriptorProto {
	return &descriptorpb.FileDescriptorProto{
		Name: new(name), MessageType: []*descriptorpb.DescriptorProto{{Name: new(message)}},
		SourceCodeInfo: &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{{
			Path: []int32{4, 0}, Span: []int32{1, 0, 2, 0}, LeadingComments: new(comment),
		}}},
	}
}

func encoded(t *testing.T, files ...*descriptorpb.FileDescriptorProto) string {
	t.Helper()
	content, err := proto.MarshalOptions{Deterministic: true}.Marshal(&descriptorpb.FileDescriptorSet{File: files})
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// Where nothing but comments has changed, only the files that did are compiled; else all are. The image is the same.
func TestImageIsCompiledWhereItChanged(t *testing.T) {
	const whole, part = "build proto --output -", "build proto --output - --path proto/a.proto"
	root, tool := repository(t, `echo "$@" >>args; case "$*" in *--path*) cat part;; *) cat whole;; esac`)
	put(t, filepath.Join(root, "proto/b.proto"), "", 0o644)
	image := filepath.Join(root, toolchain.CacheDir, "image.binpb")
	b := fileWith("b.proto", "B", "b")
	for _, test := range []struct {
		name    string
		prepare func()
		message string
		part    string // part is what a part compiles to; empty is the same as in the whole.
		want    []string
	}{
		{"the first time", func() {}, "A", "", []string{whole}},
		{"the same", func() {}, "A", "", nil},
		{"a comment", func() {}, "A", "", []string{part}},
		{"code", func() {}, "Other", "", []string{part, whole}},
		{"a new file", func() { put(t, filepath.Join(root, "proto/c.proto"), "", 0o644) }, "Other", "", []string{whole}},
		{"a removed file", func() { remove(t, filepath.Join(root, "proto/c.proto")) }, "Other", "", []string{whole}},
		{"other settings", func() { put(t, filepath.Join(root, "buf.yaml"), "other", 0o644) }, "Other", "", []string{whole}},
		{"a lost image", func() { remove(t, image) }, "Other", "", []string{whole}},
		{"a damaged image", func() { put(t, image, "damaged", 0o644) }, "Other", "", []string{whole}},
		{"a part that cannot be read", func() {}, "Other", "\xff", []string{part, whole}},
		{"a part without the file", func() {}, "Other", encoded(t, b), []string{part, whole}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.name != "the same" {
				put(t, filepath.Join(root, "proto/a.proto"), test.name, 0o644)
			}
			a := fileWith("a.proto", test.message, "comment")
			a.GetSourceCodeInfo().Location[0].LeadingComments = new(read(t, filepath.Join(root, "proto/a.proto")))
			if test.part == "" {
				test.part = encoded(t, a)
			}
			want := encoded(t, a, b)
			put(t, filepath.Join(root, "whole"), want, 0o644)
			put(t, filepath.Join(root, "part"), test.part, 0o644)
			put(t, filepath.Join(root, "args"), "", 0o644)
			test.prepare()
			got, err := Image(t.Context(), tool, progress.Discard(), root)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != want || read(t, image) != want {
				t.Errorf("got %q, kept %q, want %q", got, read(t, image), want)
			}
			if ran := strings.TrimSpace(read(t, filepath.Join(root, "args"))); ran != strings.Join(test.want, "\n") {
				t.Errorf("ran %q, want %q", ran, test.want)
			}
		})
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
