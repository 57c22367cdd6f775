// Package image compiles a tree of proto files, in process, into linked descriptors with resolved options and with comments.
package image

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// Image is a compiled proto tree. It must not be changed, so several goroutines may read it at once.
type Image struct {
	// Files are the files of the tree itself, without their dependencies, sorted by path and with source info.
	Files []*descriptorpb.FileDescriptorProto

	// Descriptors has every file, dependencies included, linked.
	Descriptors *protoregistry.Files

	// Options reads the options of all elements, with the declarations of the image itself.
	Options *options.Reader

	all []*descriptorpb.FileDescriptorProto // all has every file, dependencies included.
}

// FromDir compiles every .proto file below a directory, which is the root of their import paths. The dependencies of the
// contract need not be there. Mistakes in the files are returned as [Errors], with paths that begin with dir.
func FromDir(ctx context.Context, dir string) (*Image, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("the proto tree cannot be read: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("the proto tree cannot be read: %s is not a directory", dir)
	}
	tree := os.DirFS(dir)
	paths, err := protoPaths(tree)
	if err != nil {
		return nil, fmt.Errorf("the proto tree cannot be read: %w", err)
	}
	return compile(ctx, paths, dir, func(name string) ([]byte, error) { return fs.ReadFile(tree, name) })
}

// FromFiles compiles files that are already in memory, by their import paths. The paths in its errors are the import paths.
func FromFiles(ctx context.Context, files map[string][]byte) (*Image, error) {
	return compile(ctx, slices.Sorted(maps.Keys(files)), "", func(name string) ([]byte, error) {
		content, ok := files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return content, nil
	})
}

// Own returns the linked files of the tree itself, without their dependencies, sorted by path.
func (i *Image) Own() ([]protoreflect.FileDescriptor, error) {
	own := make([]protoreflect.FileDescriptor, len(i.Files))
	for n, file := range i.Files {
		linked, err := i.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			return nil, err
		}
		own[n] = linked
	}
	return own, nil
}

// link makes an image of all files. Those with a path in own are the files of the tree.
func link(all []*descriptorpb.FileDescriptorProto, own map[string]bool) (*Image, error) {
	descriptors, err := protodesc.NewFiles(&descriptorpb.FileDescriptorSet{File: all})
	if err != nil {
		return nil, fmt.Errorf("link the proto files: %w", err)
	}
	image := &Image{Descriptors: descriptors, Options: options.New(descriptors), all: all}
	for _, file := range all {
		if own[file.GetName()] {
			image.Files = append(image.Files, file)
		}
	}
	return image, nil
}
