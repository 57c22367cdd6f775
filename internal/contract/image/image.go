// Package image compiles a tree of proto files, in process, into descriptors that other packages read: what the contract
// says, with its options resolved and its comments at hand.
package image

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Image is a compiled proto tree. It must not be changed; then several goroutines may read it at once.
type Image struct {
	// Files are the files of the tree itself, without their dependencies, sorted by path and with source info.
	Files []*descriptorpb.FileDescriptorProto

	// Descriptors has every file, dependencies included, linked.
	Descriptors *protoregistry.Files

	all   []*descriptorpb.FileDescriptorProto // all has every file, dependencies included.
	types *dynamicpb.Types
}

// FromDir compiles every .proto file below a directory, which is the root of their import paths. The dependencies of the
// contract need not be in it. Mistakes in the files are an [Errors], whose paths begin with dir.
func FromDir(ctx context.Context, dir string) (*Image, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("the proto tree can't be read: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("the proto tree can't be read: %s is not a directory", dir)
	}
	return compileTree(ctx, os.DirFS(dir), dir)
}

// FromFS is [FromDir] for a tree that need not be on disk. The paths of its errors are those of the tree.
func FromFS(ctx context.Context, tree fs.FS) (*Image, error) {
	return compileTree(ctx, tree, "")
}

// FromFiles is [FromFS] for files that were read before, by their import paths.
func FromFiles(ctx context.Context, files map[string][]byte) (*Image, error) {
	return compile(ctx, slices.Sorted(maps.Keys(files)), "", func(name string) ([]byte, error) {
		content, ok := files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return content, nil
	})
}

// link makes an image of all files, of which those with a path in own are the tree's.
func link(all []*descriptorpb.FileDescriptorProto, own map[string]bool) (*Image, error) {
	descriptors, err := protodesc.NewFiles(&descriptorpb.FileDescriptorSet{File: all})
	if err != nil {
		return nil, fmt.Errorf("link the proto files: %w", err)
	}
	image := &Image{Descriptors: descriptors, all: all, types: dynamicpb.NewTypes(descriptors)}
	for _, file := range all {
		if own[file.GetName()] {
			image.Files = append(image.Files, file)
		}
	}
	return image, nil
}

// Options gives a view of options (of a file, message, field …) in which every extension that the image declares is a
// field with its own type, whatever this program was linked with. Options that are not set give an empty view.
func (i *Image) Options(options proto.Message) (protoreflect.Message, error) {
	name := options.ProtoReflect().Descriptor().FullName()
	messageType, err := i.types.FindMessageByName(name)
	if err != nil {
		return nil, fmt.Errorf("the image does not have %s: %w", name, err)
	}
	view := messageType.New()
	if !options.ProtoReflect().IsValid() {
		return view, nil
	}
	wire, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(options)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	unmarshal := proto.UnmarshalOptions{Resolver: i.types, AllowPartial: true}
	if err := unmarshal.Unmarshal(wire, view.Interface()); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return view, nil
}

// Option returns the value of one extension in options, by the extension's full name such as google.api.http, and
// whether it is set. An extension that the image does not declare is an error.
func (i *Image) Option(options proto.Message, extension protoreflect.FullName) (protoreflect.Value, bool, error) {
	extensionType, err := i.types.FindExtensionByName(extension)
	if err != nil {
		return protoreflect.Value{}, false, fmt.Errorf("the image does not declare the option %s: %w", extension, err)
	}
	descriptor := extensionType.TypeDescriptor()
	if of := options.ProtoReflect().Descriptor().FullName(); of != descriptor.ContainingMessage().FullName() {
		return protoreflect.Value{}, false, fmt.Errorf("%s is an option of %s, not of %s",
			extension, descriptor.ContainingMessage().FullName(), of)
	}
	view, err := i.Options(options)
	if err != nil {
		return protoreflect.Value{}, false, err
	}
	return view.Get(descriptor), view.Has(descriptor), nil
}
