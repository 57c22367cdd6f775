package units

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"path"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
)

// Contract is a compiled contract, with a hash of each file.
type Contract struct {
	set         *descriptorpb.FileDescriptorSet
	names       []string            // names are the files of the contract itself, sorted.
	directories map[string][]string // directories has their names by directory.
	full, lean  map[string]file
}

// hash is a SHA-256.
type hash = [sha256.Size]byte

// file is what a generator can read of a file. The hashes of what is imported are in those of the file that imports it, so that each is
// computed once, however many files lead to it.
type file struct {
	imports   []string
	code      hash // code is a hash of the file without its source info.
	comments  hash // comments is a hash of the comments, without the lines where they are.
	services  hash // services is the same of the comments of services and their methods alone.
	closure   hash // closure is a hash of the code with that of all that is imported.
	commented hash // commented is the same with the comments.
}

// unmarshal leaves custom options as they are.
var unmarshal = proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}

// ReadContract reads an encoded image of buf.
func ReadContract(encoded []byte) (*Contract, error) {
	c := &Contract{set: &descriptorpb.FileDescriptorSet{}, directories: map[string][]string{}}
	if err := unmarshal.Unmarshal(encoded, c.set); err != nil {
		return nil, fmt.Errorf("read the image: %w", err)
	}
	bare := &descriptorpb.FileDescriptorSet{}
	comments, services := map[string]hash{}, map[string]hash{}
	for _, f := range c.set.GetFile() {
		if !image.Imported(f) {
			c.names = append(c.names, f.GetName())
		}
		comments[f.GetName()] = commentsOf(f.GetSourceCodeInfo(), func([]int32) bool { return true })
		services[f.GetName()] = commentsOf(f.GetSourceCodeInfo(), inService)
		b := &descriptorpb.FileDescriptorProto{}
		proto.Merge(b, f)
		b.SourceCodeInfo = nil
		bare.File = append(bare.File, b)
	}
	slices.Sort(c.names)
	for _, name := range c.names {
		c.directories[path.Dir(name)] = append(c.directories[path.Dir(name)], name)
	}
	var err error
	if c.full, err = hashes(bare, comments, services); err != nil {
		return nil, err
	}
	lean.Reduce(bare, c.names)
	c.lean, err = hashes(bare, comments, services)
	return c, err
}

// hashes hashes the files of a set, in which each comes behind what it imports.
func hashes(set *descriptorpb.FileDescriptorSet, comments, services map[string]hash) (map[string]file, error) {
	files := map[string]file{}
	for _, f := range set.GetFile() {
		encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(f)
		if err != nil {
			return nil, err
		}
		made := file{
			imports: slices.Clone(f.GetDependency()), code: sha256.Sum256(encoded),
			comments: comments[f.GetName()], services: services[f.GetName()],
		}
		closure, commented := sha256.New(), sha256.New()
		fmt.Fprintf(closure, "%q %x\n", f.GetName(), made.code)
		fmt.Fprintf(commented, "%q %x %x\n", f.GetName(), made.code, made.comments)
		for _, name := range made.imports {
			imported, found := files[name]
			if !found {
				return nil, fmt.Errorf("the image has %s before %s, which it imports", f.GetName(), name)
			}
			fmt.Fprintf(closure, "%q %x\n", name, imported.closure)
			fmt.Fprintf(commented, "%q %x\n", name, imported.commented)
		}
		made.closure, made.commented = hash(closure.Sum(nil)), hash(commented.Sum(nil))
		files[f.GetName()] = made
	}
	return files, nil
}

// commentsOf hashes comments with the elements that they are of, of those elements that are asked for by their paths. Where an element is
// in its file shows in no code.
func commentsOf(info *descriptorpb.SourceCodeInfo, of func(path []int32) bool) hash {
	sum := sha256.New()
	for _, l := range info.GetLocation() {
		if !of(l.GetPath()) {
			continue
		}
		if l.LeadingComments != nil || l.TrailingComments != nil || len(l.GetLeadingDetachedComments()) > 0 {
			fmt.Fprintf(sum, "%d %q %q %q\n", l.GetPath(), l.GetLeadingComments(), l.GetTrailingComments(), l.GetLeadingDetachedComments())
		}
	}
	return hash(sum.Sum(nil))
}

// inService reports whether a path leads to a service or something in it: to the field service of descriptor.proto's FileDescriptorProto.
func inService(path []int32) bool { return len(path) > 0 && path[0] == 6 }

// Directories are the directories with files of the contract itself, sorted.
func (c *Contract) Directories() []string { return slices.Sorted(maps.Keys(c.directories)) }

// Files are the files of a directory, sorted; [Whole] stands for the whole contract.
func (c *Contract) Files(dir string) []string {
	if dir == Whole {
		return c.names
	}
	return c.directories[dir]
}

// closure are files with all that they import, sorted.
func closure(of []string, in map[string]file) []string {
	seen := map[string]bool{}
	for queue := slices.Clone(of); len(queue) > 0; queue = queue[1:] {
		if !seen[queue[0]] {
			seen[queue[0]] = true
			queue = append(queue, in[queue[0]].imports...)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// Image encodes what generators need for some directories: their files with all that these import.
func (c *Contract) Image(dirs []string) ([]byte, error) {
	var names []string
	for _, dir := range dirs {
		names = append(names, c.Files(dir)...)
	}
	needed := closure(names, c.full)
	part := &descriptorpb.FileDescriptorSet{}
	for _, f := range c.set.GetFile() {
		if _, found := slices.BinarySearch(needed, f.GetName()); found {
			part.File = append(part.File, f)
		}
	}
	return proto.Marshal(part)
}

// Code is a hash of the contract without its comments.
func (c *Contract) Code() string {
	sum := sha256.New()
	for _, name := range slices.SortedFunc(maps.Keys(c.full), cmp.Compare) {
		fmt.Fprintf(sum, "%q %x\n", name, c.full[name].code)
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}
