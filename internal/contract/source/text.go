package source

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"sync"

	descriptorv1 "buf.build/gen/go/bufbuild/protodescriptor/protocolbuffers/go/buf/descriptor/v1"
	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// maxText bounds images in the text format and in YAML, in bytes: their parsers need many times as much memory.
const maxText = 32 << 20

// An image begins with its first file, after comments. The text format has a message there, and YAML a list.
var (
	remarks    = regexp.MustCompile(`^(\s*#[^\n]*\n)+\s*`)
	beginsText = regexp.MustCompile(`^file\s*:?\s*[{<[]`)
	beginsYAML = regexp.MustCompile(`^(---\s*\n)?\s*"?file"?:\s*(\n\s*)?- `)
)

// textForm returns what encodes an image that was written in the text format or in YAML; nil if it is neither.
func textForm(content []byte) func([]byte) (string, error) {
	begin := remarks.ReplaceAll(content[:min(len(content), 4<<10)], nil)
	switch {
	case beginsText.Match(begin):
		return fromText
	case beginsYAML.Match(begin):
		return fromYAML
	default:
		return nil
	}
}

// fromText encodes an image in the text format. Like one in JSON it is read twice: for the declarations of its options, and for these.
func fromText(text []byte) (string, error) {
	if len(text) > maxText {
		return "", tooMuchText("the text format")
	}
	var declared descriptorpb.FileDescriptorSet
	loosely := prototext.UnmarshalOptions{AllowPartial: true, DiscardUnknown: true, Resolver: new(protoregistry.Types)}
	if err := loosely.Unmarshal(text, &declared); err != nil {
		return "", noImage("in the text format", err)
	}
	linked, err := protodesc.FileOptions{AllowUnresolvable: true}.NewFiles(&declared)
	if err != nil {
		return "", noImage("in the text format", err)
	}
	form, err := imageForm()
	if err != nil {
		return "", err
	}
	set := dynamicpb.NewMessage(form)
	if err := (prototext.UnmarshalOptions{AllowPartial: true, Resolver: withBuf{dynamicpb.NewTypes(linked)}}).Unmarshal(text, set); err != nil {
		return "", noImage("in the text format", err)
	}
	encoded, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(set)
	if err != nil {
		return "", noImage("in the text format", err)
	}
	frames, err := framesOf(encoded)
	if err != nil {
		return "", noImage("in the text format", err)
	}
	return asText(markImports(encoded, frames)), nil
}

// withBuf also resolves what buf writes into source positions, which no image declares.
type withBuf struct{ *dynamicpb.Types }

func (w withBuf) FindExtensionByName(name protoreflect.FullName) (protoreflect.ExtensionType, error) {
	if positions := descriptorv1.E_BufSourceCodeInfoExtension; name == positions.TypeDescriptor().FullName() {
		return positions, nil
	}
	return w.Types.FindExtensionByName(name)
}

// imageForm returns the message type of an image: a set of files, each with the field that buf adds.
var imageForm = sync.OnceValues(func() (protoreflect.MessageDescriptor, error) {
	file := protodesc.ToFileDescriptorProto(descriptorpb.File_google_protobuf_descriptor_proto)
	optional, repeated := descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(), descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum()
	field := func(name string, number int32, label *descriptorpb.FieldDescriptorProto_Label, t descriptorpb.FieldDescriptorProto_Type, of string) *descriptorpb.FieldDescriptorProto {
		f := &descriptorpb.FieldDescriptorProto{Name: &name, Number: &number, Label: label, Type: &t}
		if of != "" {
			f.TypeName = &of
		}
		return f
	}
	const (
		boolType, textType = descriptorpb.FieldDescriptorProto_TYPE_BOOL, descriptorpb.FieldDescriptorProto_TYPE_STRING
		intType, message   = descriptorpb.FieldDescriptorProto_TYPE_INT32, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE
	)
	file.MessageType = append(file.MessageType,
		&descriptorpb.DescriptorProto{Name: new("BufExtension"), Field: []*descriptorpb.FieldDescriptorProto{
			field("is_import", 1, optional, boolType, ""),
			field("module_info", 2, optional, message, ".google.protobuf.BufModule"),
			field("is_syntax_unspecified", 3, optional, boolType, ""),
			field("unused_dependency", 4, repeated, intType, ""),
		}},
		&descriptorpb.DescriptorProto{Name: new("BufModule"), Field: []*descriptorpb.FieldDescriptorProto{
			field("name", 1, optional, message, ".google.protobuf.BufModuleName"), field("commit", 2, optional, textType, ""),
		}},
		&descriptorpb.DescriptorProto{Name: new("BufModuleName"), Field: []*descriptorpb.FieldDescriptorProto{
			field("remote", 1, optional, textType, ""), field("owner", 2, optional, textType, ""), field("repository", 3, optional, textType, ""),
		}})
	for _, m := range file.GetMessageType() {
		if m.GetName() == "FileDescriptorProto" {
			m.Field = append(m.Field, field("buf_extension", int32(bufRemarks), optional, message, ".google.protobuf.BufExtension"))
		}
	}
	made, err := protodesc.NewFile(file, nil)
	if err != nil {
		return nil, err
	}
	return made.Messages().ByName("FileDescriptorSet"), nil
})

// fromYAML encodes an image in YAML, which has the values of the one in JSON.
func fromYAML(text []byte) (string, error) {
	if len(text) > maxText {
		return "", tooMuchText("YAML")
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return "", noImage("in YAML", err)
	}
	value, err := plain(&document)
	if err != nil {
		return "", noImage("in YAML", err)
	}
	converted, err := json.Marshal(value)
	if err != nil {
		return "", noImage("in YAML", err)
	}
	return fromJSON(converted)
}

// plain returns the value of a node as JSON has it. Aliases are refused, because few bytes of them make gigabytes.
func plain(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(n.Content[0])
	case yaml.MappingNode:
		object := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			value, err := plain(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			object[n.Content[i].Value] = value
		}
		return object, nil
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			var err error
			if list[i], err = plain(item); err != nil {
				return nil, err
			}
		}
		return list, nil
	case yaml.AliasNode:
		return nil, fmt.Errorf("line %d: an image has no aliases", n.Line)
	default:
		return scalar(n)
	}
}

func scalar(n *yaml.Node) (any, error) {
	switch n.ShortTag() {
	case "!!null":
		return nil, nil //nolint:nilnil // It is the value null.
	case "!!bool":
		var value bool
		err := n.Decode(&value)
		return value, err
	case "!!int":
		return json.Number(n.Value), nil
	case "!!float":
		var value float64
		if err := n.Decode(&value); err != nil {
			return nil, err
		}
		switch {
		case math.IsNaN(value):
			return "NaN", nil
		case math.IsInf(value, 1):
			return "Infinity", nil
		case math.IsInf(value, -1):
			return "-Infinity", nil
		}
		return value, nil
	default:
		return n.Value, nil
	}
}

func tooMuchText(format string) error {
	return fmt.Errorf("is larger than %d MiB, the limit for %s: build it with buf build -o FILE.binpb", maxText>>20, format)
}

func noImage(form string, err error) error {
	return fmt.Errorf("is no image %s (%s): %s", form, reason(err), HowToMake)
}
