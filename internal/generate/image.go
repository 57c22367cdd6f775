package generate

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// image compiles the contract once for all plugins and returns the path of the image. It is kept for the next run on the
// same protos by the same code: what is removed from the comments is in there too.
func (g *generator) image(ctx context.Context) (string, error) {
	key, err := imageKey(g.opts.Root)
	if err != nil {
		return "", err
	}
	path := g.path(toolchain.CacheDir, "image.binpb")
	mark := path + ".key"
	if built, err := os.ReadFile(mark); err == nil && string(built) == key {
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
	}
	step := g.report.Start("compile")
	return path, step.End("", func() error {
		// Without the key the image of an earlier contract can't be taken for this one's, wherever this run ends.
		if err := os.RemoveAll(mark); err != nil {
			return err
		}
		if err := buf.Run(ctx, g.tools, g.opts.Root, "the contract does not compile; gen/ is unchanged", "build", "proto", "--output", path); err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		cleaned, err := commented(content)
		if err != nil {
			return fmt.Errorf("image of the contract: %w", err)
		}
		if err := file.Write(path, cleaned); err != nil {
			return err
		}
		return file.Write(mark, []byte(key))
	}())
}

// imageKey identifies everything that decides what the image holds.
func imageKey(root string) (string, error) {
	sources, err := gosource.Files(root, code)
	if err != nil {
		return "", err
	}
	return file.Hash(root, slices.Concat(buf.ContractFiles, sources))
}

// lintComment begins the comments that speak to the linter and not to the users of an SDK.
const lintComment = "buf:lint:ignore"

// commented leaves of the source info of an image what comes out in the SDKs: places with a comment, without the lines that speak to the
// linter. Generators read nothing of the others, which are most of what is encoded.
func commented(image []byte) ([]byte, error) {
	var set descriptorpb.FileDescriptorSet
	// Extensions stay unknown fields: their bytes are passed on as they are.
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(image, &set); err != nil {
		return nil, err
	}
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
	return proto.MarshalOptions{Deterministic: true}.Marshal(&set)
}

func clean(comment *string) {
	if comment == nil || !strings.Contains(*comment, lintComment) {
		return
	}
	lines := strings.SplitAfter(*comment, "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), lintComment) })
	*comment = strings.Join(lines, "")
}
