package judge

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// messageSet returns a contract in which the message Set has the option or not. The compiler in this program refuses the option, so
// that it is put into the descriptors: images of protoc have it.
func messageSet(t *testing.T, format *bool, request string) *schema.Schema {
	t.Helper()
	compiled, err := image.FromFiles(t.Context(), map[string][]byte{"shop/v1/shop.proto": []byte(`syntax = "proto2";
package shop.v1;
service ShopService { rpc GetShop(` + request + `) returns (Empty); }
message Empty {}
message Set { extensions 4 to 1000; }
message Item { extend Set { optional Item item = 100; } optional string name = 1; }
`)})
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	set := new(descriptorpb.FileDescriptorSet)
	if err := proto.Unmarshal(encoded, set); err != nil {
		t.Fatal(err)
	}
	for _, file := range set.GetFile() {
		for _, m := range file.GetMessageType() {
			if file.GetPackage() == "shop.v1" && m.GetName() == "Set" && format != nil {
				m.Options = &descriptorpb.MessageOptions{MessageSetWireFormat: format}
			}
		}
	}
	if encoded, err = proto.Marshal(set); err != nil {
		t.Fatal(err)
	}
	read, err := schema.Read(string(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestMessageSet(t *testing.T) {
	for _, test := range []struct {
		name     string
		old, now *bool
		request  string
		breaks   bool
	}{
		{"gone", new(true), nil, "Set", true},
		{"added", nil, new(true), "Set", true},
		{"spelled out", nil, new(false), "Set", false},
		{"in no request", new(true), nil, "Empty", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			report, err := Judge(t.Context(), messageSet(t, test.old, test.request), messageSet(t, test.now, test.request), casePolicy())
			if err != nil {
				t.Fatal(err)
			}
			if len(report.Changes) != 1 || report.Changes[0].Rule != RuleMessageSetFormat || report.Changes[0].Breaks.Has(Wire) != test.breaks {
				t.Errorf("got %+v", report.Changes)
			}
		})
	}
}
