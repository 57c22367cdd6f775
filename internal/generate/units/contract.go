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
	set  *descriptorpb.FileDescriptorSet
	own  map[string]bool
	full map[string]file
	lean map[string]file
}

// file is what a generator can read of a file.
type file struct {
	imports  []string
	code     [sha256.Size]byte // code is a hash of the file without its source info.
	comments [sha256.Size]byte // comments is a hash of the comments, without the lines where they are.
}

// unmarshal leaves custom options as they are.
var unmarshal = proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}

// ReadContract reads an encoded image of buf.
func ReadContract(encoded []byte) (*Contract, error) {
	c := &Contract{set: &descriptorpb.FileDescriptorSet{}, own: map[string]bool{}}
	if err := unmarshal.Unmarshal(encoded, c.set); err != nil {
		return nil, fmt.Errorf("read the image: %w", err)
	}
	bare := &descriptorpb.FileDescriptorSet{}
	comments := map[string][sha256.Size]byte{}
	for _, f := range c.set.GetFile() {
		if !image.Imported(f) {
			c.own[f.GetName()] = true
		}
		comments[f.GetName()] = commentsOf(f.GetSourceCodeInfo())
		b := &descriptorpb.FileDescriptorProto{}
		proto.Merge(b, f)
		b.SourceCodeInfo = nil
		bare.File = append(bare.File, b)
	}
	var err error
	if c.full, err = hashes(bare, comments); err != nil {
		return nil, err
	}
	lean.Reduce(bare, slices.Collect(maps.Keys(c.own)))
	c.lean, err = hashes(bare, comments)
	return c, err
}

func hashes(set *descriptorpb.FileDescriptorSet, comments map[string][sha256.Size]byte) (map[string]file, error) {
	files := map[string]file{}
	for _, f := range set.GetFile() {
		encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(f)
		if err != nil {
			return nil, err
		}
		files[f.GetName()] = file{imports: slices.Clone(f.GetDependency()), code: sha256.Sum256(encoded), comments: comments[f.GetName()]}
	}
	return files, nil
}

// commentsOf hashes comments with the elements that they are of. Where an element is in its file shows in no code.
func commentsOf(info *descriptorpb.SourceCodeInfo) [sha256.Size]byte {
	sum := sha256.New()
	for _, l := range info.GetLocation() {
		if l.LeadingComments != nil || l.TrailingComments != nil || len(l.GetLeadingDetachedComments()) > 0 {
			fmt.Fprintf(sum, "%d %q %q %q\n", l.GetPath(), l.GetLeadingComments(), l.GetTrailingComments(), l.GetLeadingDetachedComments())
		}
	}
	return [sha256.Size]byte(sum.Sum(nil))
}

// Directories are the directories with files of the contract itself, sorted.
func (c *Contract) Directories() []string {
	dirs := map[string]bool{}
	for name := range c.own {
		dirs[path.Dir(name)] = true
	}
	return slices.Sorted(maps.Keys(dirs))
}

// Files are the files of a directory, sorted; "" stands for the whole contract.
func (c *Contract) Files(dir string) []string {
	names := slices.Sorted(maps.Keys(c.own))
	return slices.DeleteFunc(names, func(name string) bool { return dir != "" && path.Dir(name) != dir })
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
