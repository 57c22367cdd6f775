package gate

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// TestComplete has images that lack a file or a type: what is in them would count as removed, or not be seen.
func TestComplete(t *testing.T) {
	file := func(name string, imports ...string) *descriptorpb.FileDescriptorProto {
		return &descriptorpb.FileDescriptorProto{Name: new(name), Package: new(strings.TrimSuffix(name, ".proto")), Dependency: imports}
	}
	typed := file("a.proto")
	typed.MessageType = []*descriptorpb.DescriptorProto{{
		Name:  new("M"),
		Field: []*descriptorpb.FieldDescriptorProto{{Name: new("n"), Number: proto.Int32(1), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), TypeName: new(".a.N")}},
	}}
	sends := file("a.proto")
	sends.Service = []*descriptorpb.ServiceDescriptorProto{{
		Name:   new("S"),
		Method: []*descriptorpb.MethodDescriptorProto{{Name: new("Do"), InputType: new(".a.Q"), OutputType: new(".google.protobuf.Empty")}},
	}}
	weak := file("a.proto", "b.proto")
	weak.WeakDependency = []int32{0}
	for _, c := range []struct {
		files []*descriptorpb.FileDescriptorProto
		want  string
	}{
		{[]*descriptorpb.FileDescriptorProto{file("a.proto", "b.proto"), file("b.proto")}, ""},
		{[]*descriptorpb.FileDescriptorProto{file("a.proto", "google/protobuf/timestamp.proto")}, ""},
		{[]*descriptorpb.FileDescriptorProto{weak}, ""},
		{[]*descriptorpb.FileDescriptorProto{file("a.proto", "b.proto")}, "x.binpb lacks b.proto, which a.proto imports: build it with buf build"},
		{[]*descriptorpb.FileDescriptorProto{typed}, "x.binpb lacks a.N, the type of a.M.n: build it with buf build"},
		{[]*descriptorpb.FileDescriptorProto{sends}, "x.binpb lacks a.Q, which a.S.Do sends: build it with buf build"},
	} {
		encoded, err := proto.Marshal(&descriptorpb.FileDescriptorSet{File: c.files})
		if err != nil {
			t.Fatal(err)
		}
		read, err := schema.Read(string(encoded))
		if err != nil {
			t.Fatal(err)
		}
		err = complete(read, "x.binpb")
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}
