package validation

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// withoutRules links the files of an image again without the rules of all fields, oneofs and messages.
func withoutRules(tb testing.TB, from *image.Image) *protoregistry.Files {
	tb.Helper()
	set := &descriptorpb.FileDescriptorSet{}
	from.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		set.File = append(set.File, protodesc.ToFileDescriptorProto(file))
		return true
	})
	own := map[string]bool{}
	for _, file := range from.Files {
		own[file.GetName()] = true
	}
	var strip func(message *descriptorpb.DescriptorProto)
	strip = func(message *descriptorpb.DescriptorProto) {
		message.Options = nil
		for _, field := range message.GetField() {
			field.Options = nil
		}
		for _, oneof := range message.GetOneofDecl() {
			oneof.Options = nil
		}
		for _, nested := range message.GetNestedType() {
			keep := proto.CloneOf(nested.GetOptions())
			strip(nested)
			if keep.GetMapEntry() {
				nested.Options = &descriptorpb.MessageOptions{MapEntry: new(true)}
			}
		}
	}
	for _, file := range set.GetFile() {
		if own[file.GetName()] {
			for _, message := range file.GetMessageType() {
				strip(message)
			}
		}
	}
	files, err := protodesc.NewFiles(set)
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

func contractMessages(tb testing.TB, from *image.Image) []protoreflect.MessageDescriptor {
	tb.Helper()
	var all []protoreflect.MessageDescriptor
	var visit func(messages protoreflect.MessageDescriptors)
	visit = func(messages protoreflect.MessageDescriptors) {
		for i := range messages.Len() {
			if message := messages.Get(i); !message.IsMapEntry() {
				all = append(all, message)
				visit(message.Messages())
			}
		}
	}
	for _, file := range from.Files {
		found, err := from.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			tb.Fatal(err)
		}
		visit(found.Messages())
	}
	return all
}

// TestContractAgainstItselfWithoutRules compares every message of the contract with itself, which yields nothing, and with
// itself without rules: every rule that refuses something can be shown.
func TestContractAgainstItselfWithoutRules(t *testing.T) {
	contract, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	again, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	bare := withoutRules(t, contract)
	comparer, err := NewComparer(Options{Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	same, err := NewComparer(Options{Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[Answer]int{}
	began := time.Now()
	var slowest []time.Duration
	for _, message := range contractMessages(t, contract) {
		verdicts, err := same.Compare(t.Context(), message, messageOf(t, again, string(message.FullName())))
		if err != nil || len(verdicts) > 0 {
			t.Errorf("%s against itself: %v, %v", message.FullName(), verdicts, err)
		}
		found, err := bare.FindDescriptorByName(message.FullName())
		if err != nil {
			t.Fatal(err)
		}
		stripped, ok := found.(protoreflect.MessageDescriptor)
		if !ok {
			t.Fatalf("%s is not a message", message.FullName())
		}
		start := time.Now()
		verdicts, err = comparer.Compare(t.Context(), message, stripped)
		if err != nil {
			t.Fatal(err)
		}
		slowest = append(slowest, time.Since(start))
		for _, verdict := range verdicts {
			counts[verdict.Grew]++
			if verdict.Shrank != No {
				t.Errorf("%s lost its rules and shrank: %s", verdict.Element, verdict.ShrankProof)
			}
			if verdict.Grew != Yes || verdict.GrewWitness == nil {
				t.Logf("%s, %s: grew %s: %s", verdict.Element, verdict.Before, verdict.Grew, verdict.GrewProof)
			}
		}
	}
	slices.Sort(slowest)
	t.Logf("%v in %s, median %s, slowest %s", counts, time.Since(began), slowest[len(slowest)/2], slowest[len(slowest)-1])
	if counts[Unknown] > 0 {
		t.Errorf("%d rules could not be shown to refuse anything", counts[Unknown])
	}
}
