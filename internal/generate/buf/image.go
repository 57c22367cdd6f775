package buf

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Image compiles the contract for all plugins and returns the image, with the comments for users alone. It is kept for the next run. Where
// nothing but comments has changed since, only the files that did are compiled, and take their places in it.
func Image(ctx context.Context, tools Tools, report *progress.Reporter, root string) ([]byte, error) {
	known, err := readPassed(root, "image", []string{code})
	if err != nil {
		return nil, err
	}
	path := filepath.Join(root, toolchain.CacheDir, "image.binpb")
	kept, err := os.ReadFile(path)
	if err != nil || !known.before || sum(kept) != known.last {
		kept = nil // Absent, damaged, or of another contract than the one that has passed.
	}
	if kept != nil && known.same() {
		return kept, nil
	}
	step := report.Start("compile")
	var image []byte
	err = func() error {
		var set *descriptorpb.FileDescriptorSet
		if edited, only := known.edited(); kept != nil && only && len(edited) <= mostPaths {
			set = recompile(ctx, tools, root, kept, edited)
		}
		if set == nil {
			if set, err = build(ctx, tools, root); err != nil {
				return err
			}
		}
		if image, err = encode(set); err != nil {
			return err
		}
		if err := file.Write(path, image); err != nil {
			return err
		}
		known.about = sum(image)
		return known.write()
	}()
	return image, step.End("", err)
}

func sum(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

// build compiles the contract, or some of its files with all that they import.
func build(ctx context.Context, tools Tools, root string, paths ...string) (*descriptorpb.FileDescriptorSet, error) {
	var image bytes.Buffer
	args := append([]string{"build", protos, "--output", "-"}, flags(paths)...)
	if err := runBuf(ctx, tools, root, "the contract does not compile; gen/ is unchanged", &image, args...); err != nil {
		return nil, err
	}
	set, err := decode(image.Bytes())
	if err != nil {
		return nil, fmt.Errorf("image of the contract: %w", err)
	}
	commented(set)
	return set, nil
}

// recompile compiles some files and puts them into the image in the place of what it has of them. It returns nil if that is not the image
// of the contract: if more than comments has changed, the files that import them can be different too, and mistakes are those of the whole.
func recompile(ctx context.Context, tools Tools, root string, image []byte, paths []string) *descriptorpb.FileDescriptorSet {
	part, err := build(ctx, tools, root, paths...)
	if err != nil {
		return nil
	}
	set, err := decode(image)
	if err != nil {
		return nil
	}
	compiled := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range part.GetFile() {
		compiled[file.GetName()] = file
	}
	replaced := 0
	for i, file := range set.GetFile() {
		if !slices.Contains(paths, protos+"/"+file.GetName()) {
			continue
		}
		now := compiled[file.GetName()]
		if now == nil || !sameCode(file, now) {
			return nil
		}
		set.File[i] = now
		replaced++
	}
	if replaced != len(paths) {
		return nil
	}
	return set
}

// sameCode reports whether two files differ in nothing but their source info.
func sameCode(a, b *descriptorpb.FileDescriptorProto) bool {
	var bare [2][]byte
	for i, file := range []*descriptorpb.FileDescriptorProto{a, b} {
		file = proto.CloneOf(file)
		file.SourceCodeInfo = nil
		var err error
		if bare[i], err = encode(file); err != nil {
			return false
		}
	}
	return bytes.Equal(bare[0], bare[1])
}

func encode(message proto.Message) ([]byte, error) {
	return proto.MarshalOptions{Deterministic: true}.Marshal(message)
}

// unmarshal leaves extensions as unknown fields: their bytes are passed on as they are.
var unmarshal = proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}

func decode(image []byte) (*descriptorpb.FileDescriptorSet, error) {
	var set descriptorpb.FileDescriptorSet
	return &set, unmarshal.Unmarshal(image, &set)
}

// lintComment begins the comments that speak to the linter and not to the users of an SDK.
const lintComment = "buf:lint:ignore"

// commented leaves of the source info what comes out in the SDKs: places with a comment, without the lines that speak to the linter.
// Generators read nothing of the others, which are most of what is encoded.
func commented(set *descriptorpb.FileDescriptorSet) {
	for _, file := range set.GetFile() {
		info := file.GetSourceCodeInfo()
		for _, location := range info.GetLocation() {
			clean(location.LeadingComments)
			clean(location.TrailingComments)
			for i := range location.GetLeadingDetachedComments() {
				clean(&location.LeadingDetachedComments[i])
			}
		}
		if info != nil {
			info.Location = slices.DeleteFunc(info.GetLocation(), func(location *descriptorpb.SourceCodeInfo_Location) bool {
				return location.LeadingComments == nil && location.TrailingComments == nil && len(location.GetLeadingDetachedComments()) == 0
			})
		}
	}
}

func clean(comment *string) {
	if comment == nil || !strings.Contains(*comment, lintComment) {
		return
	}
	lines := strings.SplitAfter(*comment, "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), lintComment) })
	*comment = strings.Join(lines, "")
}
