package buf

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
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
		if edited, only := known.edited(); kept != nil && only && len(edited) <= mostPaths {
			image = recompile(ctx, tools, root, kept, edited)
		}
		if image == nil {
			if image, err = build(ctx, tools, root); err != nil {
				return err
			}
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
func build(ctx context.Context, tools Tools, root string, paths ...string) ([]byte, error) {
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
	return proto.MarshalOptions{Deterministic: true}.Marshal(set)
}

// recompile compiles some files and puts them into the image in the place of what it has of them. It returns nil if that is not the image
// of the contract: if more than comments has changed, the files that import them can be different too, and mistakes are those of the whole.
func recompile(ctx context.Context, tools Tools, root string, image []byte, paths []string) []byte {
	part, err := build(ctx, tools, root, paths...)
	if err != nil {
		return nil
	}
	compiled := maps.Collect(filesOf(part))
	edited := make([]byte, 0, len(image)+len(part))
	replaced := 0
	for name, encoded := range filesOf(image) {
		if slices.Contains(paths, protos+"/"+name) {
			if !sameCode(encoded, compiled[name]) {
				return nil
			}
			encoded = compiled[name]
			replaced++
		}
		edited = protowire.AppendBytes(protowire.AppendTag(edited, setFile, protowire.BytesType), encoded)
	}
	if replaced != len(paths) {
		return nil
	}
	return edited
}

// The numbers of the fields file of FileDescriptorSet and name of FileDescriptorProto.
const (
	setFile  protowire.Number = 1
	fileName protowire.Number = 1
)

// filesOf goes through the encoded files of an image by their names.
func filesOf(image []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for number, content := range lengthDelimited(image) {
			if number != setFile {
				continue
			}
			for number, name := range lengthDelimited(content) {
				if number == fileName {
					if !yield(string(name), content) {
						return
					}
					break
				}
			}
		}
	}
}

// lengthDelimited goes through the fields of an encoded message that have a length, up to the first one that cannot be read.
func lengthDelimited(message []byte) iter.Seq2[protowire.Number, []byte] {
	return func(yield func(protowire.Number, []byte) bool) {
		for len(message) > 0 {
			number, kind, length := protowire.ConsumeField(message)
			if length < 0 {
				return
			}
			if kind == protowire.BytesType {
				_, _, tag := protowire.ConsumeTag(message)
				if content, size := protowire.ConsumeBytes(message[tag:]); size >= 0 && !yield(number, content) {
					return
				}
			}
			message = message[length:]
		}
	}
}

// sameCode reports whether two encoded files differ in nothing but their source info.
func sameCode(a, b []byte) bool {
	var files [2]descriptorpb.FileDescriptorProto
	var bare [2][]byte
	for i, encoded := range [][]byte{a, b} {
		if err := unmarshal.Unmarshal(encoded, &files[i]); err != nil {
			return false
		}
		files[i].SourceCodeInfo = nil
		var err error
		if bare[i], err = (proto.MarshalOptions{Deterministic: true}).Marshal(&files[i]); err != nil {
			return false
		}
	}
	return bytes.Equal(bare[0], bare[1])
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
