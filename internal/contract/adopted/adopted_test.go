package adopted

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/types/descriptorpb"
)

// option is an encoded option of a number.
func option(number protowire.Number, value string) []byte {
	return protowire.AppendString(protowire.AppendTag(nil, number, protowire.BytesType), value)
}

// thing is a file with a message, whose options are given.
func thing(options []byte, imports ...string) *descriptorpb.FileDescriptorProto {
	file := &descriptorpb.FileDescriptorProto{
		Name: new("a/v1/a.proto"), Package: new("a.v1"), Syntax: new("proto3"), Dependency: imports,
		MessageType:    []*descriptorpb.DescriptorProto{{Name: new("A")}, {Name: new("Old")}},
		SourceCodeInfo: &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{{Path: []int32{4, 0}}}},
	}
	if options != nil {
		file.MessageType[0].Options = new(descriptorpb.MessageOptions)
		file.GetMessageType()[0].GetOptions().ProtoReflect().SetUnknown(options)
	}
	return file
}

func contractOf(goPackage func(string) string, files ...*descriptorpb.FileDescriptorProto) Contract {
	return Contract{Files: files, Own: func(file string) bool { return strings.HasPrefix(file, "a/") }, GoPackage: goPackage}
}

// completed is the first file of the contract in the image of an old one.
func completed(t *testing.T, r *Record, old, tree Contract) *descriptorpb.FileDescriptorProto {
	t.Helper()
	encoded, err := r.image(old, tree)
	if err != nil {
		t.Fatal(err)
	}
	set := new(descriptorpb.FileDescriptorSet)
	if err := unmarshal.Unmarshal(encoded, set); err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(set.GetFile(), func(f *descriptorpb.FileDescriptorProto) bool { return f.GetName() == "a/v1/a.proto" })
	if set.GetFile()[at].GetSourceCodeInfo() != nil {
		t.Error("it has comments")
	}
	return set.GetFile()[at]
}

func unknown(file *descriptorpb.FileDescriptorProto) string {
	return string(file.GetMessageType()[0].GetOptions().ProtoReflect().GetUnknown())
}

// TestAssume takes what a package for clients does not carry from this tree, and nothing else.
func TestAssume(t *testing.T) {
	extra := &descriptorpb.FileDescriptorProto{Name: new("google/x.proto")}
	now := thing(slices.Concat(option(validate, "new rules"), option(50001, "permission")), "google/x.proto")
	now.Options = &descriptorpb.FileOptions{GoPackage: new("x"), Deprecated: new(true)}
	tree := contractOf(func(string) string { return "x" }, now, extra)

	r := &Record{}
	got := completed(t, r, contractOf(nil, thing(option(validate, "old rules"))), tree)
	if want := string(slices.Concat(option(validate, "old rules"), option(50001, "permission"))); !r.Assumed || unknown(got) != want {
		t.Errorf("a package for clients: assumed %v, %q instead of %q", r.Assumed, unknown(got), want)
	}
	if got.GetOptions().GetGoPackage() != "x" || got.GetOptions().GetDeprecated() || !slices.Equal(got.GetDependency(), []string{"google/x.proto"}) {
		t.Errorf("a package for clients: options %v, imports %v", got.GetOptions(), got.GetDependency())
	}
	r = &Record{}
	got = completed(t, r, contractOf(nil, thing(option(50009, "of nobody"), "not/here.proto")), tree)
	if r.Assumed || unknown(got) != string(option(50009, "of nobody")) || len(got.GetDependency()) != 0 {
		t.Errorf("a package with options of servers: assumed %v, %q, imports %v", r.Assumed, unknown(got), got.GetDependency())
	}
	r = &Record{}
	got = completed(t, r, contractOf(func(string) string { return "y" }, thing(nil)), tree)
	if r.Assumed || unknown(got) != "" || r.GoPackages["a/v1/a.proto"] != "y" {
		t.Errorf("a commit: assumed %v, %q, Go packages %v", r.Assumed, unknown(got), r.GoPackages)
	}
	if _, err := r.image(contractOf(nil, extra), tree); err == nil || !strings.Contains(err.Error(), "no file of the contract") {
		t.Errorf("without files: got %v", err)
	}
}

// TestPublicImports keeps the positions of public imports right where an import before them is dropped.
func TestPublicImports(t *testing.T) {
	file := thing(nil, "not/here.proto", "google/x.proto")
	file.PublicDependency = []int32{0, 1}
	extra := &descriptorpb.FileDescriptorProto{Name: new("google/x.proto")}
	got := completed(t, &Record{}, contractOf(nil, file), contractOf(func(string) string { return "" }, thing(nil), extra))
	if !slices.Equal(got.GetDependency(), []string{"google/x.proto"}) || !slices.Equal(got.GetPublicDependency(), []int32{0}) {
		t.Errorf("imports %v, public %v", got.GetDependency(), got.GetPublicDependency())
	}
}

// TestRecord reads what was written, and refuses a record and an image that do not belong together.
func TestRecord(t *testing.T) {
	root := t.TempDir()
	if r, err := Read(root); r != nil || err != nil {
		t.Errorf("an empty tree has %v, %v", r, err)
	}
	refused := errors.New("refused")
	tree := contractOf(func(string) string { return "" }, thing(nil))
	if err := Adopt(root, &Record{Version: "0.173.0"}, contractOf(nil, thing(nil)), tree, func([]byte) error { return refused }); !errors.Is(err, refused) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(root, "lineage")); err == nil {
		t.Error("a refused image was written")
	}
	var image []byte
	if err := Adopt(root, &Record{Version: "0.173.0", From: "x"}, contractOf(nil, thing(nil)), tree, func(content []byte) error { image = content; return nil }); err != nil {
		t.Fatal(err)
	}
	r, err := Read(root)
	if err != nil || r.Tag() != "v0.173.0" || r.From != "x" {
		t.Fatalf("got %+v, %v", r, err)
	}
	if content, err := r.ReadImage(root); err != nil || string(content) != string(image) {
		t.Errorf("the image differs: %v", err)
	}
	r.Image = digest([]byte("another"))
	if _, err := r.ReadImage(root); err == nil || !strings.Contains(err.Error(), "is not the image of") {
		t.Errorf("got %v", err)
	}
	for _, content := range []string{"", "{}", `{"version": "0.1"}`, `{"version": "0.1.0-rc.1"}`, `{"version": "0.1.0", "other": 1}`} {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(RecordFile)), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(root); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%q: got %v", content, err)
		}
	}
}
