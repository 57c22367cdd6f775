package image

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"

	"github.com/bufbuild/protocompile/experimental/fdp"
	"github.com/bufbuild/protocompile/experimental/incremental"
	"github.com/bufbuild/protocompile/experimental/incremental/queries"
	"github.com/bufbuild/protocompile/experimental/ir"
	"github.com/bufbuild/protocompile/experimental/report"
	"github.com/bufbuild/protocompile/experimental/source"
	"github.com/bufbuild/protocompile/experimental/source/length"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// lastEdition is the last edition that the stable compiler supports. Trees with a later one are compiled with the compiler that
// buf uses, whose interface may still change.
const lastEdition = "2023"

var editionLine = regexp.MustCompile(`(?m)^[ \t]*edition[ \t]*=[ \t]*["']([^"'\n]*)["']`)

// later reports whether a file has an edition after [lastEdition].
func later(source []byte) bool {
	found := editionLine.FindSubmatch(source)
	return found != nil && string(found[1]) > lastEdition
}

// compileLater compiles files of any edition.
func compileLater(ctx context.Context, paths []string, read func(name string) ([]byte, error), mistakes *collector) ([]*descriptorpb.FileDescriptorProto, error) {
	query := queries.FDS{
		Opener: &opener{read}, Session: new(ir.Session), Workspace: source.NewWorkspace(paths...),
	}
	query.Apply(fdp.IncludeSourceCodeInfo(true))
	results, said, err := incremental.Run(ctx, incremental.New(incremental.WithReportOptions(report.Options{SuppressWarnings: true})), query)
	if err != nil {
		return nil, fmt.Errorf("compile the proto files: %w", err)
	}
	for _, d := range said.Diagnostics {
		if d.Level() > report.Error {
			continue
		}
		mistake := &Error{File: filepath.Join(mistakes.root, filepath.FromSlash(d.File())), What: d.Message()}
		if at := d.Primary(); !at.IsZero() {
			start := at.Location(at.Start, length.Bytes)
			mistake.File, mistake.Line, mistake.Column = filepath.Join(mistakes.root, filepath.FromSlash(at.Path())), start.Line, start.Column
		}
		mistakes.found = append(mistakes.found, mistake)
	}
	if len(mistakes.found) > 0 || results[0].Fatal != nil {
		return nil, mistakes.result(results[0].Fatal)
	}
	// The compiler leaves all options as unknown fields. Decoding resolves those of descriptor.proto.
	encoded, err := proto.MarshalOptions{AllowPartial: true}.Marshal(results[0].Value)
	if err != nil {
		return nil, fmt.Errorf("write the descriptors: %w", err)
	}
	set := new(descriptorpb.FileDescriptorSet)
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(encoded, set); err != nil {
		return nil, fmt.Errorf("read the descriptors: %w", err)
	}
	return set.GetFile(), nil
}

// opener opens the files of a tree and the well-known files for the compiler, which compares openers by their address.
type opener struct {
	read func(name string) ([]byte, error)
}

// Open implements [source.Opener].
func (o *opener) Open(name string) (*source.File, error) {
	content, err := o.read(name)
	if err != nil {
		if known, other := source.WKTs().Open(name); other == nil {
			return known, nil
		}
		return nil, err
	}
	return source.NewFile(name, string(content)), nil
}
