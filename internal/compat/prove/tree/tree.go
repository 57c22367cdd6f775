// Package tree has the contracts that a proof begins with: proto files as descriptors that can be edited. A token in their names
// identifies a version, so that hundreds of versions fit into one run of a compiler.
package tree

import (
	"bytes"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Token is the first part of all packages and paths of a tree. All tokens have the same length, so that one can replace another in
// encoded descriptors.
const Token = "zz0000"

// TokenOf returns the token of the version with a number from 0 to 9999.
func TokenOf(number int) string { return fmt.Sprintf("zz%04d", number) }

// Tree is a set of proto files with their imports.
type Tree struct {
	Name   string
	Files  []*descriptorpb.FileDescriptorProto // Files are the tree's own, whose packages begin with the token.
	Shared []*descriptorpb.FileDescriptorProto // Shared are imported and never change; each comes after its imports.
}

// Clone returns a copy whose own files can be edited.
func (t *Tree) Clone() *Tree {
	c := &Tree{Name: t.Name, Shared: t.Shared, Files: make([]*descriptorpb.FileDescriptorProto, len(t.Files))}
	for i, file := range t.Files {
		c.Files[i] = proto.CloneOf(file)
	}
	return c
}

// File returns the own file with a path, or nil.
func (t *Tree) File(path string) *descriptorpb.FileDescriptorProto {
	for _, file := range t.Files {
		if file.GetName() == path {
			return file
		}
	}
	return nil
}

// Link resolves all names. The error reports why the files are not valid together.
func (t *Tree) Link() (*protoregistry.Files, error) {
	files := new(protoregistry.Files)
	for _, file := range t.Shared {
		linked, err := shared.link(file, files)
		if err == nil {
			err = files.RegisterFile(linked)
		}
		if err != nil {
			return nil, err
		}
	}
	own := InOrder(t.Files)
	if len(own) != len(t.Files) {
		return nil, fmt.Errorf("two of the %d files of %s have one name", len(t.Files), t.Name)
	}
	for _, file := range own {
		linked, err := protodesc.NewFile(file, files)
		if err == nil {
			err = files.RegisterFile(linked)
		}
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// InOrder sorts files so that each comes after its imports.
func InOrder(files []*descriptorpb.FileDescriptorProto) []*descriptorpb.FileDescriptorProto {
	byPath := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range files {
		byPath[file.GetName()] = file
	}
	var ordered []*descriptorpb.FileDescriptorProto
	seen := map[string]bool{}
	var visit func(path string)
	visit = func(path string) {
		file := byPath[path]
		if file == nil || seen[path] {
			return
		}
		seen[path] = true
		for _, imported := range file.GetDependency() {
			visit(imported)
		}
		ordered = append(ordered, file)
	}
	for _, file := range files {
		visit(file.GetName())
	}
	return ordered
}

// Schema returns the tree as the engine reads it.
func (t *Tree) Schema(others ...*schema.Schema) (*schema.Schema, error) {
	var set []byte
	add := func(file *descriptorpb.FileDescriptorProto, dependency bool) error {
		encoded, err := encode(file)
		if err != nil {
			return err
		}
		if dependency {
			encoded = image.AppendImport(encoded)
		}
		set = protowire.AppendBytes(protowire.AppendTag(set, 1, protowire.BytesType), encoded)
		return nil
	}
	for _, file := range t.Shared {
		if err := add(file, true); err != nil {
			return nil, err
		}
	}
	for _, file := range t.Files {
		if err := add(file, false); err != nil {
			return nil, err
		}
	}
	return schema.Read(string(set), others...)
}

// Named returns the own files with another token in place of [Token].
func (t *Tree) Named(token string) ([]*descriptorpb.FileDescriptorProto, error) {
	renamed := make([]*descriptorpb.FileDescriptorProto, 0, len(t.Files))
	for _, file := range t.Files {
		encoded, err := encode(file)
		if err != nil {
			return nil, err
		}
		encoded = bytes.ReplaceAll(encoded, []byte(Token), []byte(token))
		other := new(descriptorpb.FileDescriptorProto)
		if err := proto.Unmarshal(encoded, other); err != nil {
			return nil, fmt.Errorf("rename %s: %w", file.GetName(), err)
		}
		renamed = append(renamed, other)
	}
	return renamed, nil
}

func encode(file *descriptorpb.FileDescriptorProto) ([]byte, error) {
	encoded, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(file)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", file.GetName(), err)
	}
	return encoded, nil
}
