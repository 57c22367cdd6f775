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
	other *linker // other may be nil. What the other version of the contract has unchanged is linked there, once for both.
	files *protoregistry.Files
	tried map[string]bool // tried has the paths that were looked at, and whether the file and its imports are those of other.
}

func newLinker(from *schema.Schema, other *linker) *linker {
	return &linker{from, other, new(protoregistry.Files), map[string]bool{}}
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

// link links a file after its imports. It reports whether all of them are those of the other version.
func (l *linker) link(path string) (shared bool) {
	if shared, tried := l.tried[path]; tried {
		return shared
	}
	l.tried[path] = false
	file := l.file(path)
	shared = l.other != nil && file == l.other.file(path)
	if file == nil {
		return shared
	}
	for _, imported := range file.Imports {
		shared = l.link(imported) && shared
	}
	l.tried[path] = shared
	if linked := l.linked(file, shared); linked != nil {
		_ = l.files.RegisterFile(linked) // An image that declares a name twice is judged without the second one.
	}
	return shared
}

// file returns a file of the contract, or one that every compiler has, or nil.
func (l *linker) file(path string) *schema.File {
	if file := l.from.File(path); file != nil {
		return file
	}
	return schema.WellKnown().File(path)
}

// linked returns the descriptor of a file whose imports are linked, or nil if it cannot be linked.
func (l *linker) linked(file *schema.File, shared bool) protoreflect.FileDescriptor {
	if shared {
		l.other.link(file.Path)
		linked, _ := l.other.files.FindFileByPath(file.Path)
		return linked
	}
	encoded := new(descriptorpb.FileDescriptorProto)
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal([]byte(file.Encoded()), encoded); err != nil {
		return nil
	}
	linked, err := protodesc.FileOptions{AllowUnresolvable: true}.New(encoded, l.files)
	if err != nil {
		return nil
	}
	return linked
}
