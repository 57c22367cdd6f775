package judge

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// linker links the descriptors of a file and its imports on demand, for messages that have to be filled.
type linker struct {
	from  *schema.Schema
	files *protoregistry.Files
	tried map[string]bool
}

func newLinker(from *schema.Schema) *linker {
	return &linker{from, new(protoregistry.Files), map[string]bool{}}
}

// message returns the linked descriptor of a message, or nil if its file cannot be linked.
func (l *linker) message(m *schema.Message) protoreflect.MessageDescriptor {
	l.link(m.In().Path)
	found, err := l.files.FindDescriptorByName(protoreflect.FullName(m.FullName()))
	if err != nil {
		return nil
	}
	message, _ := found.(protoreflect.MessageDescriptor)
	return message
}

func (l *linker) link(path string) {
	if l.tried[path] {
		return
	}
	l.tried[path] = true
	file := l.from.File(path)
	if file == nil {
		file = schema.WellKnown().File(path)
	}
	if file == nil {
		return
	}
	for _, imported := range file.Imports {
		l.link(imported)
	}
	encoded := new(descriptorpb.FileDescriptorProto)
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal([]byte(file.Encoded()), encoded); err != nil {
		return
	}
	linked, err := protodesc.FileOptions{AllowUnresolvable: true}.New(encoded, l.files)
	if err != nil {
		return
	}
	_ = l.files.RegisterFile(linked) // An image that declares a name twice is judged without the second one.
}
