package snapshot

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"buf.build/go/protovalidate"
	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// celCase has examples of what one rule accepts and refuses. The messages are ProtoJSON, written as YAML; in a string, "{a*64}"
// stands for 64 times an a.
type celCase struct {
	Message protoreflect.FullName `yaml:"message"`
	Rule    string                `yaml:"rule"`
	Also    []string              `yaml:"also"` // Also has other rules that messages in Fail break; each is broken by one of them.
	Pass    []map[string]any      `yaml:"pass"` // Pass has messages that keep the rule.
	Fail    []map[string]any      `yaml:"fail"` // Fail has messages that break the rule and, of all rules in CEL, no other.
}

// celRule is one CEL rule of a message or of one of its fields.
type celRule struct {
	message protoreflect.FullName
	id      string
}

func (r celRule) String() string { return fmt.Sprintf("%s, rule %s", r.message, r.id) }

// TestEveryRuleInCELDoesWhatItsCasesSay reads the cases of each package from the file of the same name.
func TestEveryRuleInCELDoesWhatItsCasesSay(t *testing.T) {
	p := newProver(t, contract(t))
	proven := map[celRule]bool{}
	for name, cases := range readCELCases(t) {
		for i, c := range cases {
			rule := celRule{c.Message, c.Rule}
			where := fmt.Sprintf("%s, case %d: %s", name, i+1, rule)
			switch {
			case string(c.Message.Parent())+".yaml" != name:
				t.Errorf("%s: move the case to %s.yaml", where, c.Message.Parent())
			case !p.rules[rule]:
				t.Errorf("%s: the contract has no such rule", where)
			case proven[rule]:
				t.Errorf("%s: an earlier case has the same rule", where)
			default:
				for _, mistake := range p.mistakes(c) {
					t.Errorf("%s: %s", where, mistake)
				}
			}
			proven[rule] = true
		}
	}
	for _, rule := range sortedRules(p.rules) {
		if !proven[rule] {
			t.Errorf("%s: no case shows what it accepts: add one to testdata/cel/%s.yaml", rule, rule.message.Parent())
		}
	}
}

func TestEveryRuleInCELCompiles(t *testing.T) {
	for _, mistake := range newProver(t, contract(t)).compileMistakes(t) {
		t.Error(mistake)
	}
}

// TestMistakesInCasesAndRules checks that wrong cases, and a rule that does not compile, are reported.
func TestMistakesInCasesAndRules(t *testing.T) {
	from, err := imagetest.FromFS(t.Context(), fstest.MapFS{
		"t.proto": {Data: []byte(`syntax = "proto3";
package t.v1;
import "buf/validate/validate.proto";
message M {
  option (buf.validate.message).cel = {id: "m.small" message: "small" expression: "this.n < 10"};
  option (buf.validate.message).cel_expression = "this.n != 3";
  int32 n = 1;
  repeated string words = 2 [(buf.validate.field).repeated.items.cel = {id: "m.words" message: "a" expression: "this == 'a'"}];
}
message Outer { M m = 1; }
`)},
		"broken.proto": {Data: []byte(`syntax = "proto3";
package broken.v1;
import "buf/validate/validate.proto";
message B {
  option (buf.validate.message).cel = {id: "b.typo" message: "b" expression: "this.nn < 10"};
  int32 n = 1;
}
message Divides {
  option (buf.validate.message).cel = {id: "d.zero" message: "d" expression: "10 / this.n > 1"};
  int32 n = 1;
}
`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := newProver(t, from)
	var rules []string
	for _, rule := range sortedRules(p.rules) {
		rules = append(rules, rule.String())
	}
	wantRules := []string{
		"broken.v1.B, rule b.typo", "broken.v1.Divides, rule d.zero",
		"t.v1.M, rule m.small", "t.v1.M, rule m.words", "t.v1.M, rule this.n != 3",
	}
	if !slices.Equal(rules, wantRules) {
		t.Errorf("the rules are %q", rules)
	}
	if found := p.compileMistakes(t); len(found) != 1 || !strings.HasPrefix(found[0], "broken.v1.B: ") || !strings.Contains(found[0], "nn") {
		t.Errorf("found %q; want the rule of B", found)
	}

	message := func(text string) map[string]any {
		var fields map[string]any
		if err := yaml.Unmarshal([]byte(text), &fields); err != nil {
			t.Fatal(err)
		}
		return fields
	}
	list := func(texts ...string) (all []map[string]any) {
		for _, text := range texts {
			all = append(all, message(text))
		}
		return all
	}
	tests := []struct {
		name string
		c    celCase
		want []string // want has the beginnings of the mistakes.
	}{
		{"right", celCase{Message: "t.v1.M", Rule: "m.small", Pass: list("n: 9"), Fail: list("n: 10")}, nil},
		{"of a field", celCase{Message: "t.v1.M", Rule: "m.words", Pass: list("words: [a]"), Fail: list("words: [a, b]")}, nil},
		{"without an id", celCase{Message: "t.v1.M", Rule: "this.n != 3", Pass: list("n: 2"), Fail: list("n: 3")}, nil},
		{"passes", celCase{Message: "t.v1.M", Rule: "m.small", Pass: list("n: 9"), Fail: list("n: 9")}, []string{`fail 1: {"n":9} keeps the rule`}},
		{"fails", celCase{Message: "t.v1.M", Rule: "m.small", Pass: list("n: 10"), Fail: list("n: 10")}, []string{`pass 1: {"n":10} breaks the rule`}},
		{"nothing fails", celCase{Message: "t.v1.M", Rule: "m.small", Pass: list("n: 1")}, []string{"no message that fails"}},
		{"nothing passes", celCase{Message: "t.v1.M", Rule: "m.small", Fail: list("n: 10")}, []string{"no message that passes"}},
		{"breaks another", celCase{Message: "t.v1.M", Rule: "m.small", Pass: list("n: 1"), Fail: list("{n: 10, words: [b]}")},
			[]string{`fail 1: {"n":10,"words":["b"]} breaks m.words too`}},
		{"breaks another as it says", celCase{Message: "t.v1.M", Rule: "m.small", Also: []string{"m.words"}, Pass: list("n: 1"), Fail: list("{n: 10, words: [b]}")}, nil},
		{"says too much", celCase{Message: "t.v1.M", Rule: "m.small", Also: []string{"m.words"}, Pass: list("n: 1"), Fail: list("n: 10")},
			[]string{"no message breaks m.words"}},
		{"broken inside only", celCase{Message: "t.v1.Outer", Rule: "m.small", Pass: list("m: {n: 1}"), Fail: list("m: {n: 10}")},
			[]string{`fail 1: {"m":{"n":10}} keeps the rule`}},
		{"no such field", celCase{Message: "t.v1.M", Rule: "m.small", Pass: list("x: 1"), Fail: list("n: 10")}, []string{"pass 1: "}},
		{"no such message", celCase{Message: "t.v1.X", Rule: "m.small", Pass: list("n: 1"), Fail: list("n: 10")}, []string{"pass 1: ", "fail 1: "}},
		{"error while it runs", celCase{Message: "broken.v1.Divides", Rule: "d.zero", Pass: list("n: 1"), Fail: list("n: 0")}, []string{`fail 1: {"n":0}: `}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := p.mistakes(test.c)
			if !slices.EqualFunc(got, test.want, strings.HasPrefix) {
				t.Errorf("got %q; want %q", got, test.want)
			}
		})
	}
}

// prover checks cases against the rules of an image.
type prover struct {
	image     *image.Image
	rules     map[celRule]bool
	validator protovalidate.Validator
}

func newProver(t *testing.T, from *image.Image) prover {
	t.Helper()
	validator, err := protovalidate.New()
	if err != nil {
		t.Fatal(err)
	}
	return prover{from, celRules(t, from), validator}
}

// mistakes returns how a case contradicts the rules.
func (p prover) mistakes(c celCase) []string {
	var mistakes []string
	if len(c.Pass) == 0 {
		mistakes = append(mistakes, "no message that passes")
	}
	if len(c.Fail) == 0 {
		mistakes = append(mistakes, "no message that fails")
	}
	for i, fields := range c.Pass {
		text, broken, err := p.validate(c.Message, fields)
		switch {
		case err != nil:
			mistakes = append(mistakes, fmt.Sprintf("pass %d: %s: %v", i+1, text, err))
		case len(broken[c.Rule]) > 0:
			mistakes = append(mistakes, fmt.Sprintf("pass %d: %s breaks the rule", i+1, text))
		}
	}
	seen := map[string]bool{}
	for i, fields := range c.Fail {
		text, broken, err := p.validate(c.Message, fields)
		switch {
		case err != nil:
			mistakes = append(mistakes, fmt.Sprintf("fail %d: %s: %v", i+1, text, err))
		case !slices.Contains(broken[c.Rule], c.Message):
			mistakes = append(mistakes, fmt.Sprintf("fail %d: %s keeps the rule", i+1, text))
		}
		for _, id := range slices.Sorted(maps.Keys(broken)) {
			seen[id] = true
			if id != c.Rule && !slices.Contains(c.Also, id) {
				mistakes = append(mistakes, fmt.Sprintf("fail %d: %s breaks %s too", i+1, text, id))
			}
		}
	}
	for _, id := range c.Also {
		if !seen[id] {
			mistakes = append(mistakes, "no message breaks "+id)
		}
	}
	return mistakes
}

// validate returns the message as JSON and the CEL rules that it breaks, each with the messages that declare the rule.
func (p prover) validate(name protoreflect.FullName, fields map[string]any) (string, map[string][]protoreflect.FullName, error) {
	text, err := json.Marshal(expand(fields))
	if err != nil {
		return "", nil, err
	}
	descriptor, err := p.image.Descriptors.FindDescriptorByName(name)
	if err != nil {
		return string(text), nil, err
	}
	messageDescriptor, ok := descriptor.(protoreflect.MessageDescriptor)
	if !ok {
		return string(text), nil, fmt.Errorf("%s is not a message", name)
	}
	message := dynamicpb.NewMessage(messageDescriptor)
	if err := protojson.Unmarshal(text, message); err != nil {
		return string(text), nil, err
	}
	err = p.validator.Validate(message)
	broken := map[string][]protoreflect.FullName{}
	violated, ok := errors.AsType[*protovalidate.ValidationError](err)
	if !ok {
		return string(text), broken, err
	}
	for _, violation := range violated.Violations {
		rule := celRule{owner(messageDescriptor, violation), violation.Proto.GetRuleId()}
		if p.rules[rule] {
			broken[rule.id] = append(broken[rule.id], rule.message)
		}
	}
	return string(text), broken, nil
}

// owner returns the message that declares the broken rule: the one at the end of the path, or the one with the field at its end.
func owner(message protoreflect.MessageDescriptor, violation *protovalidate.Violation) protoreflect.FullName {
	elements := violation.Proto.GetField().GetElements()
	ofField := len(violation.Proto.GetRule().GetElements()) > 0
	for i, element := range elements {
		field := message.Fields().ByName(protoreflect.Name(element.GetFieldName()))
		if field == nil || ofField && i == len(elements)-1 {
			break
		}
		if field.IsMap() {
			field = field.MapValue()
		}
		if field.Message() == nil {
			break
		}
		message = field.Message()
	}
	return message.FullName()
}

var repetition = regexp.MustCompile(`\{(.)\*(\d+)\}`)

// expand writes out the repetitions in every text.
func expand(value any) any {
	switch value := value.(type) {
	case string:
		return repetition.ReplaceAllStringFunc(value, func(short string) string {
			parts := repetition.FindStringSubmatch(short)
			times, err := strconv.Atoi(parts[2])
			if err != nil {
				return short
			}
			return strings.Repeat(parts[1], times)
		})
	case map[string]any:
		all := map[string]any{}
		for key, item := range value {
			all[key] = expand(item)
		}
		return all
	case []any:
		all := make([]any, len(value))
		for i, item := range value {
			all[i] = expand(item)
		}
		return all
	default:
		return value
	}
}

// readCELCases returns the cases by the name of their file.
func readCELCases(t *testing.T) map[string][]celCase {
	t.Helper()
	names, err := filepath.Glob("testdata/cel/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("there are no cases: %v", err)
	}
	all := map[string][]celCase{}
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		decoder := yaml.NewDecoder(file)
		decoder.KnownFields(true)
		var cases []celCase
		if err := decoder.Decode(&cases); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[filepath.Base(name)] = cases
	}
	return all
}

// celRules returns all CEL rules of an image's own messages and their fields.
func celRules(t *testing.T, from *image.Image) map[celRule]bool {
	t.Helper()
	all := map[celRule]bool{}
	eachMessage(t, from, func(message protoreflect.MessageDescriptor) {
		add := func(options protoreflect.ProtoMessage) {
			view, err := from.Options.View(options)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range celIDs(view) {
				all[celRule{message.FullName(), id}] = true
			}
		}
		add(message.Options())
		for i := range message.Fields().Len() {
			add(message.Fields().Get(i).Options())
		}
		for i := range message.Oneofs().Len() {
			add(message.Oneofs().Get(i).Options())
		}
	})
	return all
}

// celIDs returns the IDs of the rules in options, however deep. The ID of a rule without one is its expression.
func celIDs(options protoreflect.Message) []string {
	var ids []string
	options.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.Name() == "cel_expression" && field.IsList():
			for i := range value.List().Len() {
				ids = append(ids, value.List().Get(i).String())
			}
		case field.IsMap() || field.Message() == nil:
		case field.IsList():
			for i := range value.List().Len() {
				ids = append(ids, celIDsOf(value.List().Get(i).Message())...)
			}
		default:
			ids = append(ids, celIDsOf(value.Message())...)
		}
		return true
	})
	return ids
}

func celIDsOf(message protoreflect.Message) []string {
	if message.Descriptor().FullName() == "buf.validate.Rule" {
		return []string{message.Get(message.Descriptor().Fields().ByName("id")).String()}
	}
	return celIDs(message)
}

// compileMistakes returns a line for each message whose rules do not compile.
func (p prover) compileMistakes(t *testing.T) []string {
	t.Helper()
	var mistakes []string
	eachMessage(t, p.image, func(message protoreflect.MessageDescriptor) {
		err := p.validator.Validate(dynamicpb.NewMessage(message))
		if broken, ok := errors.AsType[*protovalidate.CompilationError](err); ok {
			mistakes = append(mistakes, fmt.Sprintf("%s: %v", message.FullName(), broken))
		}
	})
	return mistakes
}

// eachMessage visits the messages of the image's own files, nested ones included.
func eachMessage(t *testing.T, from *image.Image, visit func(protoreflect.MessageDescriptor)) {
	t.Helper()
	var visitAll func(messages protoreflect.MessageDescriptors)
	visitAll = func(messages protoreflect.MessageDescriptors) {
		for i := range messages.Len() {
			if message := messages.Get(i); !message.IsMapEntry() {
				visit(message)
				visitAll(message.Messages())
			}
		}
	}
	for _, file := range from.Files {
		descriptor, err := from.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			t.Fatal(err)
		}
		visitAll(descriptor.Messages())
	}
}

func sortedRules(rules map[celRule]bool) []celRule {
	return slices.SortedFunc(maps.Keys(rules), func(a, b celRule) int {
		return cmp.Or(cmp.Compare(a.message, b.message), cmp.Compare(a.id, b.id))
	})
}
