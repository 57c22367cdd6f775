package tree

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// pool has the shared files of all trees, each once. Most trees import the same ones, which are larger than the trees themselves.
type pool struct {
	mu     sync.Mutex
	files  map[string]*descriptorpb.FileDescriptorProto // files are by what they and their imports say.
	linked map[*descriptorpb.FileDescriptorProto]protoreflect.FileDescriptor
}

var shared = pool{
	files:  map[string]*descriptorpb.FileDescriptorProto{},
	linked: map[*descriptorpb.FileDescriptorProto]protoreflect.FileDescriptor{},
}

// add returns the file of the pool that says the same as this one, with the imports among those before it, which are of the pool.
func (p *pool) add(file *descriptorpb.FileDescriptorProto, before []*descriptorpb.FileDescriptorProto) (*descriptorpb.FileDescriptorProto, error) {
	encoded, err := encode(file)
	if err != nil {
		return nil, err
	}
	var key strings.Builder
	for _, other := range before {
		if slices.Contains(file.GetDependency(), other.GetName()) || slices.Contains(file.GetOptionDependency(), other.GetName()) {
			fmt.Fprintf(&key, "%p ", other)
		}
	}
	key.Write(encoded)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.files[key.String()] == nil {
		p.files[key.String()] = file
	}
	return p.files[key.String()], nil
}

// link returns the descriptor of a shared file, whose imports are in files.
func (p *pool) link(file *descriptorpb.FileDescriptorProto, files *protoregistry.Files) (protoreflect.FileDescriptor, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if known := p.linked[file]; known != nil {
		return known, nil
	}
	linked, err := protodesc.NewFile(file, files)
	if err == nil {
		p.linked[file] = linked
	}
	return linked, err
}
