package validation

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

var (
	requestPairs = flag.Int("pairs", 120, "how many pairs of rules TestRequests judges")
	requestSeed  = flag.Uint64("pairs-seed", 4, "the seed of the pairs of TestRequests")
)

// statements are what the rules of an item are made of; %s is the path of the item.
var statements = []string{
	"%s.a == ''", "%s.a.isEmail()", "%s.a.size() <= 2", "%s.a in ['x', 'ab']", "%s.a.matches('^[a-z]*$')", "%s.a.startsWith('a')",
	"has(%s.b)", "%s.b > 0", "%s.b == 5", "%s.c >= 1", "%s.c < 5", "%s.c != 0", "has(%s.s)", "%s.s.on", "%s.s != null",
	"%s.b < %[1]s.c", "%s.b <= %[1]s.c", "size(%s.l) > 0", "%s.b + 2 > 3", "2 + %s.b - 1 < 5", "%s.c - 1 < 3", "1 + size(%s.l) <= 3",
	"%s.l.all(x, x > 0)", "%s.l.exists(x, x == 5)", "%s.l.exists(x, x >= 1)",
}

// condition returns a random condition about an item.
func condition(random *rand.Rand, path string, withC bool, depth int) string {
	if depth == 0 || random.IntN(3) == 0 {
		for {
			statement := statements[random.IntN(len(statements))]
			if !withC && strings.Contains(statement, ".c") || !withC && strings.Contains(statement, "[1]s.c") {
				continue
			}
			return fmt.Sprintf(statement, path)
		}
	}
	left, right := condition(random, path, withC, depth-1), condition(random, path, withC, depth-1)
	switch random.IntN(6) {
	case 0, 1:
		return "(" + left + " && " + right + ")"
	case 2, 3:
		return "(" + left + " || " + right + ")"
	case 4:
		return "!(" + left + ")"
	default:
		return "(" + condition(random, path, withC, 0) + " ? " + left + " : " + right + ")"
	}
}

// requestSource writes a request with an item and their rules.
func requestSource(number int, item, request, onA string, withC bool) []byte {
	rules := func(id, expression string) string {
		if expression == "" {
			return ""
		}
		return fmt.Sprintf("option (buf.validate.message).cel = {id: %q message: \"no\" expression: %q};\n", id, expression)
	}
	c := ""
	if withC {
		c = "int32 c = 3;"
	}
	return fmt.Appendf(nil, `syntax = "proto3";
package r%d;
import "buf/validate/validate.proto";
message Request {
  %sItem item = 1;
  string mode = 2;
}
message Item {
  %sstring a = 1%s;
  optional int32 b = 2;
  %s
  Sub s = 4;
  repeated int32 l = 5;
}
message Sub { bool on = 1; }
`, number, rules("r", request), rules("i", item), onA, c)
}

// TestRequests judges random changes of the rules of an item and of the only request that sends it, and compares the verdicts with all
// requests of a small domain: nothing that is said to be accepted as before may be refused, and each example has to show a difference.
func TestRequests(t *testing.T) {
	random := rand.New(rand.NewPCG(17, *requestSeed))
	fieldRules := []string{"", "", "", " [(buf.validate.field).string.email = true]", " [(buf.validate.field).string.max_len = 2]", " [(buf.validate.field).string = {in: ['x', 'ab', '']}]"}
	was, is := map[string][]byte{}, map[string][]byte{}
	for i := range *requestPairs {
		name := fmt.Sprintf("r%d.proto", i)
		oldC := random.IntN(4) > 0
		some := func(path string, withC bool) string {
			if random.IntN(3) == 0 {
				return ""
			}
			text := condition(random, path, withC, 2)
			if path == "this.item" {
				text = "!has(this.item) || " + text
				if random.IntN(2) == 0 {
					text = "this.mode == 'm' || " + text
				}
			}
			return text
		}
		item, request, onA := some("this", oldC), some("this.item", oldC), fieldRules[random.IntN(len(fieldRules))]
		was[name] = requestSource(i, item, request, onA, oldC)
		switch random.IntN(4) {
		case 0:
			item = some("this", true)
		case 1:
			request = some("this.item", true)
		case 2: // One more condition, or one less.
			if item == "" {
				item = condition(random, "this", true, 1)
			} else {
				item = []string{"%s && %s", "%s || %s"}[random.IntN(2)]
				item = fmt.Sprintf(item, condition(random, "this", true, 1), condition(random, "this", true, 1))
			}
		default:
			item, onA = some("this", true), fieldRules[random.IntN(len(fieldRules))]
		}
		is[name] = requestSource(i, item, request, onA, true)
	}
	before, after := compile(t, was), compile(t, is)
	comparer, err := NewComparer(Options{Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	count := map[Answer]int{}
	refusals := 0
	for i := range *requestPairs {
		validator, err := protovalidate.New() // It keeps what it compiled for a pair.
		if err != nil {
			t.Fatal(err)
		}
		named := func(name string) (protoreflect.MessageDescriptor, protoreflect.MessageDescriptor) {
			full := fmt.Sprintf("r%d.%s", i, name)
			return messageOf(t, before, full), messageOf(t, after, full)
		}
		oldRequest, newRequest := named("Request")
		oldItem, newItem := named("Item")
		context := Context{Method: "S.Do", Request: oldRequest, Received: newRequest}
		verdicts, err := comparer.CompareWithin(t.Context(), oldRequest, newRequest, []Context{context})
		if err != nil {
			t.Fatal(err)
		}
		context.Path = []protoreflect.FieldNumber{1}
		below, err := comparer.CompareWithin(t.Context(), oldItem, newItem, []Context{context})
		if err != nil {
			t.Fatal(err)
		}
		accepted := true
		for _, verdict := range append(verdicts, below...) {
			count[verdict.Shrank]++
			accepted = accepted && verdict.Shrank == No
			if verdict.Shrank == Unknown {
				t.Logf("%d: %q → %q: %s", i, verdict.Before, verdict.After, verdict.ShrankProof)
			}
			if verdict.Shrank == Yes && verdict.ShrankMethod != "" {
				shows(t, validator, verdict, oldRequest, newRequest)
			}
		}
		for _, request := range requests(oldRequest) {
			if !accepted {
				break
			}
			received, ok := carry(request, newRequest)
			if !ok {
				t.Fatal("a request can't be read")
			}
			if validator.Validate(request) == nil {
				if err := validator.Validate(received.Interface()); err != nil {
					refusals++
					t.Errorf("%d: %v is refused: %v, against %+v\n%s\n%s", i, request, err, append(verdicts, below...), was[fmt.Sprintf("r%d.proto", i)], is[fmt.Sprintf("r%d.proto", i)])
					break
				}
			}
		}
	}
	t.Logf("%d pairs: %v", *requestPairs, count)
	if count[Yes] < *requestPairs/10 || count[No] < *requestPairs/10 {
		t.Errorf("the pairs are one-sided: %v", count)
	}
	if total := count[Yes] + count[No] + count[Unknown]; count[Unknown]*50 > total {
		t.Errorf("%d of %d answers are unknown, more than 2 %%", count[Unknown], total)
	}
}

// shows fails if an example is not accepted before and refused now.
func shows(t *testing.T, validator protovalidate.Validator, verdict Verdict, from, to protoreflect.MessageDescriptor) {
	t.Helper()
	request := dynamicpb.NewMessage(from)
	if err := protojson.Unmarshal(verdict.ShrankWitness, request); err != nil {
		t.Errorf("%s: %v", verdict.ShrankWitness, err)
		return
	}
	if err := validator.Validate(request); err != nil {
		t.Errorf("%s was refused before: %v", verdict.ShrankWitness, err)
	}
	received, ok := carry(request, to)
	if !ok || validator.Validate(received.Interface()) == nil {
		t.Errorf("%s is accepted now", verdict.ShrankWitness)
	}
}

// requests are all requests of a small domain.
func requests(of protoreflect.MessageDescriptor) []*dynamicpb.Message {
	all := []*dynamicpb.Message{dynamicpb.NewMessage(of)}
	itemField := of.Fields().ByNumber(1)
	item := itemField.Message()
	sub := item.Fields().ByNumber(4)
	for _, mode := range []string{"", "m"} {
		for _, a := range []string{"", "x", "ab", "abc", "a@b.co", "X"} {
			for _, b := range []int32{-1, 0, 1, 5} { // -1 is absent.
				for _, c := range []int32{0, 1, 5} {
					if item.Fields().ByNumber(3) == nil && c > 0 {
						continue
					}
					for _, s := range []int{0, 1, 2} { // Absent, empty, on.
						for _, l := range [][]int32{nil, {0}, {1}, {5, 1}, {0, 5}} {
							made, inner := dynamicpb.NewMessage(of), dynamicpb.NewMessage(item)
							inner.Set(item.Fields().ByNumber(1), protoreflect.ValueOfString(a))
							if b >= 0 {
								inner.Set(item.Fields().ByNumber(2), protoreflect.ValueOfInt32(b))
							}
							if c > 0 {
								inner.Set(item.Fields().ByNumber(3), protoreflect.ValueOfInt32(c))
							}
							if s > 0 {
								within := dynamicpb.NewMessage(sub.Message())
								within.Set(sub.Message().Fields().ByNumber(1), protoreflect.ValueOfBool(s == 2))
								inner.Set(sub, protoreflect.ValueOfMessage(within))
							}
							for _, number := range l {
								inner.Mutable(item.Fields().ByNumber(5)).List().Append(protoreflect.ValueOfInt32(number))
							}
							made.Set(itemField, protoreflect.ValueOfMessage(inner))
							made.Set(of.Fields().ByNumber(2), protoreflect.ValueOfString(mode))
							all = append(all, made)
						}
					}
				}
			}
		}
	}
	return all
}
