package image

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/bufbuild/protocompile"
	"github.com/bufbuild/protocompile/reporter"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/depproto"
)

// descriptorProto declares the option messages; it is in every image, so that options can be read in any.
const descriptorProto = "google/protobuf/descriptor.proto"

// dependencies returns the sources of the dependencies; they are printed once in each process.
var dependencies = sync.OnceValues(depproto.Sources)

// compile compiles the files with the given import paths, which are sorted.
func compile(ctx context.Context, paths []string, root string, read func(name string) ([]byte, error)) (*Image, error) {
	if len(paths) == 0 {
		return nil, fmt.Errorf("there is no .proto file in %s", cmp.Or(root, "the tree"))
	}
	found, err := dependencies()
	if err != nil {
		return nil, err
	}

	mistakes := &collector{root: root}
	all, err := compilerOf(paths, read)(ctx, append(paths, descriptorProto), finder(read, found), mistakes)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}

	own := map[string]bool{}
	for _, name := range paths {
		own[name] = true
	}
	slices.SortFunc(all, func(a, b *descriptorpb.FileDescriptorProto) int { return strings.Compare(a.GetName(), b.GetName()) })
	return link(all, own)
}

// compiler compiles files and all that they import.
type compiler func(ctx context.Context, paths []string, read func(name string) ([]byte, error), mistakes *collector) ([]*descriptorpb.FileDescriptorProto, error)

func compilerOf(paths []string, read func(name string) ([]byte, error)) compiler {
	for _, name := range paths {
		if content, err := read(name); err == nil && later(content) {
			return compileLater
		}
	}
	return compileStable
}

// compileStable compiles files of proto2, proto3 and edition 2023.
func compileStable(ctx context.Context, paths []string, read func(name string) ([]byte, error), mistakes *collector) ([]*descriptorpb.FileDescriptorProto, error) {
	// The dependencies are linked into this program. Parsing and linking their sources again takes more time than the contract
	// itself, and is only necessary if a file of the tree replaces one that a dependency imports.
	linked := depproto.Linked()
	for name := range linked {
		if slices.Contains(paths, name) {
			linked = nil
			break
		}
	}
	compiler := protocompile.Compiler{
		Resolver: protocompile.WithStandardImports(protocompile.ResolverFunc(func(name string) (protocompile.SearchResult, error) {
			if file := linked[name]; file != nil {
				return protocompile.SearchResult{Desc: file}, nil
			}
			content, err := read(name)
			return protocompile.SearchResult{Source: bytes.NewReader(content)}, err
		})),
		Reporter:       reporter.NewReporter(mistakes.add, nil),
		SourceInfoMode: protocompile.SourceInfoStandard,
	}
	files, err := compiler.Compile(ctx, paths...)
	if err != nil {
		return nil, mistakes.result(err)
	}
	var all []*descriptorpb.FileDescriptorProto
	seen := map[string]bool{}
	for _, file := range files {
		all = appendFile(all, seen, file)
	}
	return all, nil
}

// protoPaths returns the proto files of the tree, sorted.
func protoPaths(tree fs.FS) ([]string, error) {
	var paths []string
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".proto" {
			paths = append(paths, name)
		}
		return err
	})
	slices.Sort(paths)
	return paths, err
}

// finder returns a function that reads an imported file from the tree or from the dependencies.
func finder(read func(string) ([]byte, error), found map[string][]byte) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		content, err := read(name)
		switch {
		case err == nil:
			return content, nil
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid):
			return nil, fmt.Errorf("import %q: %w", name, err)
		case found[name] != nil:
			return found[name], nil
		}
		return nil, fmt.Errorf("import %q: there is no such file, neither in the tree nor among the dependencies of the contract", name)
	}
}

func appendFile(all []*descriptorpb.FileDescriptorProto, seen map[string]bool, file protoreflect.FileDescriptor) []*descriptorpb.FileDescriptorProto {
	if seen[file.Path()] {
		return all
	}
	seen[file.Path()] = true
	imports := file.Imports()
	for i := range imports.Len() {
		all = appendFile(all, seen, imports.Get(i).FileDescriptor)
	}
	return append(all, fileProto(file))
}

// fileProto returns the descriptor that the compiler made, or derives it from a file that was already linked.
func fileProto(file protoreflect.FileDescriptor) *descriptorpb.FileDescriptorProto {
	if made, ok := file.(interface {
		FileDescriptorProto() *descriptorpb.FileDescriptorProto
	}); ok {
		return made.FileDescriptorProto()
	}
	return protodesc.ToFileDescriptorProto(file)
}
