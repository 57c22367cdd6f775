package sample

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// A valid message is found for every type of the contract, and an invalid one for every request with rules.
func TestEveryMessageOfTheContract(t *testing.T) {
	contract, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	maker, err := New(1)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range contract.Files {
		descriptor, err := contract.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			t.Fatal(err)
		}
		for i := range descriptor.Messages().Len() {
			of := descriptor.Messages().Get(i)
			for _, maker.Fill = range []float64{0, 0.5} {
				if _, err := maker.Valid(of); err != nil {
					t.Errorf("%v: %v", maker.Fill, err)
				}
				count++
			}
		}
		for i := range descriptor.Services().Len() {
			methods := descriptor.Services().Get(i).Methods()
			for j := range methods.Len() {
				request := methods.Get(j).Input()
				if _, ok := maker.Invalid(request); !ok && request.Fields().ByName("account_id") != nil {
					t.Errorf("no invalid %s was found", request.FullName())
				}
			}
		}
	}
	if count < 500 {
		t.Errorf("only %d messages were made", count)
	}
}

func TestTheSameSeedGivesTheSameMessage(t *testing.T) {
	contract, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	found, err := contract.Descriptors.FindDescriptorByName("qdrant.cloud.cluster.v1.Cluster")
	if err != nil {
		t.Fatal(err)
	}
	of, ok := found.(protoreflect.MessageDescriptor)
	if !ok {
		t.Fatalf("%T is no message", found)
	}
	var made []proto.Message
	for range 2 {
		maker, err := New(7)
		if err != nil {
			t.Fatal(err)
		}
		maker.Fill = 0.3
		message, err := maker.Valid(of)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, message)
	}
	if !proto.Equal(made[0], made[1]) {
		t.Errorf("the same seed gave %v and %v", made[0], made[1])
	}
}
