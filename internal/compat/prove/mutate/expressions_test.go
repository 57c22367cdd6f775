package mutate

import (
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// contract returns a tree with a message that has expressions, and a message around it.
func contract(expressions ...string) *tree.Tree {
	rules := &validate.MessageRules{Oneof: []*validate.MessageOneofRule{{Fields: []string{"id", "name"}}}}
	for _, text := range expressions {
		rules.Cel = append(rules.Cel, &validate.Rule{Expression: &text})
	}
	options := &descriptorpb.MessageOptions{}
	proto.SetExtension(options, validate.E_Message, rules)
	text := descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum()
	return &tree.Tree{Files: []*fileProto{{Package: new("p"), MessageType: []*messageProto{{
		Name: new("M"), Options: options,
		Field: []*fieldProto{
			{Name: new("id"), Type: text}, {Name: new("name"), Type: text},
			{Name: new("inner"), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), TypeName: new(".p.N")},
		},
	}, {Name: new("N"), Field: []*fieldProto{{Name: new("id"), Type: text}}}}}}}
}

func said(t *tree.Tree) []string {
	var all []string
	for _, rule := range expressions(messages(t)[0]).GetCel() {
		all = append(all, rule.GetExpression())
	}
	return all
}

func TestExpressionsFollowNames(t *testing.T) {
	for _, test := range []struct{ was, want string }{
		{"this.id != '' && this.identity == 1", "this.key != '' && this.identity == 1"},
		{"this.id.matches('id')", "this.key.matches('id')"},
		{"has(this.inner.id)", "has(this.inner.id)"},
		{"size(this.name) > 0 || this.id == ''", "size(this.name) > 0 || this.key == ''"},
	} {
		c := contract(test.was)
		renameInExpressions(c, fields(c)[0], "id", "key")
		if got := said(c)[0]; got != test.want {
			t.Errorf("%s became %s, want %s", test.was, got, test.want)
		}
		if got := expressions(messages(c)[0]).GetOneof()[0].GetFields()[0]; got != "key" {
			t.Errorf("the rule for one of several fields has %s", got)
		}
	}
	c := contract("this.inner.id != this.id")
	renameInExpressions(c, fields(c)[3], "id", "key")
	if got := said(c)[0]; got != "this.inner.key != this.id" {
		t.Errorf("a nested field was renamed, and the rule is %s", got)
	}
}

func TestExpressionsWithoutFieldsGo(t *testing.T) {
	c := contract("this.id != ''", "this.name.size() > 0", "has(this.inner.id)", "this.inner.gone == 1", "this.gone == 1")
	dropStaleExpressions(c)
	if got := said(c); len(got) != 3 {
		t.Errorf("what stays is %q", got)
	}
	first := messages(c)[0].messageProto
	first.Field = first.GetField()[1:]
	dropStaleExpressions(c)
	if got := said(c); len(got) != 2 || len(expressions(messages(c)[0]).GetOneof()) != 0 {
		t.Errorf("without the field %q stay", got)
	}
}
