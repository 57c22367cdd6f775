package validation

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// String is the answer in golden files and in failures of tests.
func (a Answer) String() string {
	return map[Answer]string{Unknown: "unknown", No: "no", Yes: "yes"}[a]
}

// change is a message before and after, and what is to be found out about one of its elements.
type change struct {
	name         string
	was, is      string // was and is are the fields and options of the message M, and after "---" what stands beside it.
	element      string // element is the name in M; of M itself it is empty.
	shrank, grew Answer
	bare         bool // bare says that a Yes comes without a witness.
	check        func(t *testing.T, verdict Verdict)
}

// field is a message with a field x that has rules.
func field(kind, rules string) string {
	if rules == "" {
		return kind + " x = 1;"
	}
	return fmt.Sprintf("%s x = 1 [%s];", kind, rules)
}

// rule writes rules of a field shortly: "string.min_len = 1" for (buf.validate.field).string.min_len = 1.
func rule(rules ...string) string {
	var all []string
	for _, one := range rules {
		all = append(all, "(buf.validate.field)."+one)
	}
	return strings.Join(all, ", ")
}

func messageCEL(expression string) string {
	return fmt.Sprintf("option (buf.validate.message).cel = {id: \"m\" message: \"m\" expression: %q};\n", expression)
}

func source(number int, body string) []byte {
	inside, beside, _ := strings.Cut(body, "---")
	syntax := "proto3"
	if strings.Contains(body, "// proto2") {
		syntax = "proto2"
	}
	return fmt.Appendf(nil, `syntax = %q;
package c%d;
import "buf/validate/validate.proto";
import "google/protobuf/any.proto";
import "google/protobuf/descriptor.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
message M {
%s
}
%s
`, syntax, number, inside, beside)
}

// compile puts all sources of one side into one image.
func compile(tb testing.TB, sources map[string][]byte) *image.Image {
	tb.Helper()
	tree := fstest.MapFS{}
	for name, content := range sources {
		tree[name] = &fstest.MapFile{Data: content}
	}
	compiled, err := imagetest.FromFS(tb.Context(), tree)
	if err != nil {
		tb.Fatal(err)
	}
	return compiled
}

func messageOf(tb testing.TB, from *image.Image, name string) protoreflect.MessageDescriptor {
	tb.Helper()
	found, err := from.Descriptors.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		tb.Fatal(err)
	}
	message, ok := found.(protoreflect.MessageDescriptor)
	if !ok {
		tb.Fatalf("%s is not a message", name)
	}
	return message
}

// confirm validates a witness with a validator of its own: it is accepted as it is, and refused as the other type reads it.
func confirm(tb testing.TB, witness []byte, from, to protoreflect.MessageDescriptor) error {
	tb.Helper()
	message := dynamicpb.NewMessage(from)
	if err := protojson.Unmarshal(witness, message); err != nil {
		return fmt.Errorf("%s is not a message of %s: %w", witness, from.FullName(), err)
	}
	if err := protovalidate.Validate(message); err != nil && !strings.Contains(err.Error(), "unknown rules") {
		return fmt.Errorf("%s is not accepted: %w", witness, err)
	}
	wire, err := proto.Marshal(message)
	if err != nil {
		return err
	}
	received := dynamicpb.NewMessage(to)
	if err := proto.Unmarshal(wire, received); err != nil {
		return err
	}
	if err := protovalidate.Validate(received); err == nil {
		return fmt.Errorf("%s is accepted by both sides", witness)
	}
	return nil
}

func TestChangesOfRules(t *testing.T) {
	was, is := map[string][]byte{}, map[string][]byte{}
	for i, c := range changes {
		name := fmt.Sprintf("c%d.proto", i)
		was[name], is[name] = source(i, c.was), source(i, c.is)
	}
	before, after := compile(t, was), compile(t, is)
	comparer, err := NewComparer(Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for i, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			name := fmt.Sprintf("c%d.M", i)
			from, to := messageOf(t, before, name), messageOf(t, after, name)
			verdicts, err := comparer.Compare(t.Context(), from, to)
			if err != nil {
				t.Fatal(err)
			}
			element := name
			if c.element != "" {
				element += "." + c.element
			}
			fmt.Fprintln(&all, c.name)
			for _, verdict := range verdicts {
				fmt.Fprintf(&all, "  %s %d: %s → %s\n    shrank %s: %s %s\n    grew %s: %s %s\n", verdict.Element, verdict.Field, verdict.Before, verdict.After,
					verdict.Shrank, verdict.ShrankProof, verdict.ShrankWitness, verdict.Grew, verdict.GrewProof, verdict.GrewWitness)
				if verdict.RequiredAdded || verdict.RequiredRemoved {
					fmt.Fprintf(&all, "    required: added %t, removed %t\n", verdict.RequiredAdded, verdict.RequiredRemoved)
				}
				checkProofs(t, c, verdict, from, to)
				if string(verdict.Element) != element {
					continue
				}
				t.Logf("%q → %q\n  shrank %s: %s %s\n  grew %s: %s %s", verdict.Before, verdict.After,
					verdict.Shrank, verdict.ShrankProof, verdict.ShrankWitness, verdict.Grew, verdict.GrewProof, verdict.GrewWitness)
				if verdict.Shrank != c.shrank || verdict.Grew != c.grew {
					t.Errorf("shrank %s, grew %s; want %s and %s", verdict.Shrank, verdict.Grew, c.shrank, c.grew)
				}
				if c.check != nil {
					c.check(t, verdict)
				}
				return
			}
			if c.check != nil {
				c.check(t, Verdict{})
			} else {
				t.Errorf("there is no verdict on %s, but %v", element, verdicts)
			}
		})
	}
	compareGolden(t, "testdata/verdicts.txt", all.String())
}

var update = flag.Bool("update", false, "rewrite the golden file")

func checkProofs(t *testing.T, c change, verdict Verdict, from, to protoreflect.MessageDescriptor) {
	t.Helper()
	for _, one := range []struct {
		answer   Answer
		proof    string
		witness  []byte
		from, to protoreflect.MessageDescriptor
	}{
		{verdict.Shrank, verdict.ShrankProof, verdict.ShrankWitness, from, to},
		{verdict.Grew, verdict.GrewProof, verdict.GrewWitness, to, from},
	} {
		if one.proof == "" || strings.Contains(one.proof, "\n") {
			t.Errorf("%s: the proof of %s is %q", verdict.Element, one.answer, one.proof)
		}
		switch {
		case one.answer == Yes && one.witness == nil:
			if !c.bare {
				t.Errorf("%s: there is no witness: %s", verdict.Element, one.proof)
			}
		case one.answer != Yes && one.witness != nil:
			t.Errorf("%s: %s comes with a witness", verdict.Element, one.answer)
		case one.answer == Yes:
			if err := confirm(t, one.witness, one.from, one.to); err != nil {
				t.Errorf("%s: %v", verdict.Element, err)
			}
		}
	}
}
