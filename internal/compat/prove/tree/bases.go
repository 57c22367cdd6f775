package tree

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

//go:embed bases
var bases embed.FS

const (
	contractRoot   = "qdrant/cloud/"
	commonPath     = contractRoot + "common/v1/common.proto"
	descriptorPath = "google/protobuf/descriptor.proto"
	behaviorPath   = "google/api/field_behavior.proto"
)

// slicesOf are the packages of the contract that are used as bases.
var slicesOf = []string{"monitoring/v1", "booking/v1", "auth/v1", "iam/v1", "payment/v1", "serverless/space/v1"}

// Bases returns the trees that proofs begin with: small ones with every feature of protobuf, which may import the options of the
// contract, packages of the contract in the checkout at root, and contracts of others.
func Bases(ctx context.Context, root string) ([]*Tree, error) {
	common, err := os.ReadFile(filepath.Join(root, "proto", filepath.FromSlash(commonPath)))
	if err != nil {
		return nil, fmt.Errorf("read the options of the contract: %w", err)
	}
	behavior, err := source(behaviorPath)
	if err != nil {
		return nil, err
	}
	entries, err := bases.ReadDir("bases")
	if err != nil {
		return nil, err
	}
	var all []*Tree
	for _, entry := range entries {
		files := map[string][]byte{commonPath: common, behaviorPath: behavior}
		sub, err := fs.Sub(bases, path.Join("bases", entry.Name()))
		if err != nil {
			return nil, err
		}
		if err := readAll(sub, files); err != nil {
			return nil, err
		}
		t, err := Compile(ctx, entry.Name(), files)
		if err != nil {
			return nil, fmt.Errorf("base %s: %w", entry.Name(), err)
		}
		all = append(all, t)
	}
	contract, err := image.FromDir(ctx, filepath.Join(root, "proto"))
	if err != nil {
		return nil, err
	}
	for _, dir := range slicesOf {
		t, err := slice(contract, dir)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	for _, name := range slices.Sorted(maps.Keys(foreign)) {
		t, err := foreignBase(name, foreign[name])
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func readAll(from fs.FS, into map[string][]byte) error {
	return fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		into[name], err = fs.ReadFile(from, name)
		return err
	})
}

// Compile makes a tree of sources by path. Files below a folder named [Token] are its own.
func Compile(ctx context.Context, name string, files map[string][]byte) (*Tree, error) {
	compiled, err := image.FromFiles(ctx, files)
	if err != nil {
		return nil, err
	}
	return Of(compiled, name, func(path string) bool { return strings.HasPrefix(path, Token+"/") }, func(text string) string { return text })
}

// slice makes a tree of a package of the contract, with the token in place of the first parts of its name.
func slice(contract *image.Image, dir string) (*Tree, error) {
	owned := func(file string) bool { return path.Dir(file) == contractRoot+dir }
	dotted := strings.ReplaceAll(dir, "/", ".")
	was, is := "qdrant.cloud."+dotted+".", Token+"."+dotted+"."
	return Of(contract, dir, owned, func(text string) string {
		text = strings.ReplaceAll(text, contractRoot+dir+"/", Token+"/"+dir+"/")
		return strings.TrimSuffix(strings.ReplaceAll(text+".", was, is), ".")
	})
}

// Of makes a tree of the owned files of a compiled image and of their imports. It applies rename to every string in the owned files.
func Of(compiled *image.Image, name string, owned func(path string) bool, rename func(string) string) (*Tree, error) {
	t := &Tree{Name: name}
	byPath := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range compiled.Files {
		byPath[file.GetName()] = file
	}
	seen := map[string]bool{}
	var visit func(path string) error
	visit = func(path string) error {
		if seen[path] {
			return nil
		}
		seen[path] = true
		file, err := fileOf(compiled, byPath, path)
		if err != nil {
			return err
		}
		for _, imported := range slices.Concat(file.GetDependency(), file.GetOptionDependency()) {
			if err := visit(imported); err != nil {
				return err
			}
		}
		if !owned(path) {
			file.SourceCodeInfo = nil
			if file, err = shared.add(file, t.Shared); err != nil {
				return err
			}
			t.Shared = append(t.Shared, file)
			return nil
		}
		renameTexts(file.ProtoReflect(), rename)
		t.Files = append(t.Files, file)
		return nil
	}
	for _, file := range compiled.Files {
		if owned(file.GetName()) {
			if err := visit(file.GetName()); err != nil {
				return nil, err
			}
		}
	}
	if len(t.Files) == 0 {
		return nil, fmt.Errorf("the base %s has no file", name)
	}
	// Edits may need files that the tree does not import yet.
	for _, path := range slices.Concat([]string{descriptorPath, "google/protobuf/go_features.proto", "google/protobuf/timestamp.proto", "google/protobuf/wrappers.proto"}, additions(compiled)) {
		if err := visit(path); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// additions returns the files with options that edits may import.
func additions(compiled *image.Image) []string {
	var found []string
	for _, path := range []string{"buf/validate/validate.proto", "google/api/annotations.proto", behaviorPath, commonPath} {
		if _, err := compiled.Descriptors.FindFileByPath(path); err == nil {
			found = append(found, path)
		}
	}
	return found
}

// fileOf returns a copy of a file with the options resolved that this program knows.
func fileOf(compiled *image.Image, own map[string]*descriptorpb.FileDescriptorProto, path string) (*descriptorpb.FileDescriptorProto, error) {
	file := own[path]
	if file == nil {
		descriptor, err := compiled.Descriptors.FindFileByPath(path)
		if err != nil {
			var known protoreflect.FileDescriptor
			if known, err = wellKnown(path); err != nil {
				return nil, fmt.Errorf("find %s: %w", path, err)
			}
			descriptor = known
		}
		file = toProto(descriptor)
	}
	encoded, err := encode(file)
	if err != nil {
		return nil, err
	}
	read := new(descriptorpb.FileDescriptorProto)
	return read, proto.Unmarshal(encoded, read)
}

// renameTexts changes every string in a message and in nested messages.
func renameTexts(m protoreflect.Message, rename func(string) string) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
		case f.IsList():
			list := v.List()
			for i := range list.Len() {
				switch f.Kind() {
				case protoreflect.StringKind:
					list.Set(i, protoreflect.ValueOfString(rename(list.Get(i).String())))
				case protoreflect.MessageKind:
					renameTexts(list.Get(i).Message(), rename)
				default:
				}
			}
		case f.Kind() == protoreflect.StringKind:
			m.Set(f, protoreflect.ValueOfString(rename(v.String())))
		case f.Message() != nil:
			renameTexts(v.Message(), rename)
		}
		return true
	})
}
