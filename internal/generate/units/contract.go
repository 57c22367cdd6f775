package units

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
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
	code      hash              // code is a hash of the file without its source info.
	comments  map[Comments]hash // comments has a hash of the comments of each part, without the lines where they are.
	closure   hash              // closure is a hash of the code with that of all that is imported.
	commented map[Comments]hash // commented has the same with some comments, those of imports too.
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
	all := map[string]map[Comments]hash{}
	for _, f := range c.set.GetFile() {
		if !image.Imported(f) {
			c.names = append(c.names, f.GetName())
		}
		all[f.GetName()] = commentsOf(f.GetSourceCodeInfo())
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
	if c.full, err = hashes(bare, all); err != nil {
		return nil, err
	}
	lean.Reduce(bare, c.names)
	c.lean, err = hashes(bare, all)
	return c, err
}

// hashes hashes the files of a set, in which each comes behind what it imports.
func hashes(set *descriptorpb.FileDescriptorSet, all map[string]map[Comments]hash) (map[string]file, error) {
	files := map[string]file{}
	for _, f := range set.GetFile() {
		encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(f)
		if err != nil {
			return nil, err
		}
		made := file{imports: slices.Clone(f.GetDependency()), code: sha256.Sum256(encoded), comments: all[f.GetName()], commented: map[Comments]hash{}}
		for _, name := range made.imports {
			if _, found := files[name]; !found {
				return nil, fmt.Errorf("the image has %s before %s, which it imports", f.GetName(), name)
			}
		}
		closure := func(with Comments, of func(imported file) hash) hash {
			sum := sha256.New()
			fmt.Fprintf(sum, "%q %x", f.GetName(), made.code)
			made.describe(sum, with)
			for _, name := range made.imports {
				fmt.Fprintf(sum, "%q %x\n", name, of(files[name]))
			}
			return hash(sum.Sum(nil))
		}
		made.closure = closure(Nowhere, func(imported file) hash { return imported.closure })
		for _, parts := range ofImports {
			made.commented[parts] = closure(parts, func(imported file) hash { return imported.commented[parts] })
		}
		files[f.GetName()] = made
	}
	return files, nil
}

// describe writes the hashes of the comments of some parts.
func (f file) describe(sum io.Writer, parts Comments) {
	for _, part := range separate {
		if parts&part != 0 {
			fmt.Fprintf(sum, " %x", f.comments[part])
		}
	}
	fmt.Fprintln(sum)
}

// commentsOf hashes comments with the elements that they are of, part by part. Where an element is in its file shows in no code.
func commentsOf(info *descriptorpb.SourceCodeInfo) map[Comments]hash {
	text := map[Comments][]byte{}
	for _, l := range info.GetLocation() {
		if l.LeadingComments != nil || l.TrailingComments != nil || len(l.GetLeadingDetachedComments()) > 0 {
			part := partOf(l.GetPath())
			text[part] = fmt.Appendf(text[part], "%d %q %q %q\n", l.GetPath(), l.GetLeadingComments(), l.GetTrailingComments(), l.GetLeadingDetachedComments())
		}
	}
	hashes := map[Comments]hash{}
	for _, part := range separate {
		hashes[part] = sha256.Sum256(text[part])
	}
	return hashes
}

// Directories are the directories with files of the contract itself, sorted.
func (c *Contract) Directories() []string { return slices.Sorted(maps.Keys(c.directories)) }

// Files are the files of a directory, sorted; [Whole] stands for the whole contract.
func (c *Contract) Files(dir string) []string {
	if dir == Whole {
		return c.names
	}
	return c.directories[dir]
}

// Own are the files of the contract itself, each behind what it imports.
func (c *Contract) Own() []*descriptorpb.FileDescriptorProto {
	var own []*descriptorpb.FileDescriptorProto
	for _, f := range c.set.GetFile() {
		if !image.Imported(f) {
			own = append(own, f)
		}
	}
	return own
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

// Code is a hash of the contract with some of its comments, or with none.
func (c *Contract) Code(with Comments) string {
	sum := sha256.New()
	for _, name := range slices.SortedFunc(maps.Keys(c.full), cmp.Compare) {
		fmt.Fprintf(sum, "%q %x", name, c.full[name].code)
		c.full[name].describe(sum, with)
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}
