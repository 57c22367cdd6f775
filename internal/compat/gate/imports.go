package gate

import (
	"context"
	"fmt"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
)

// withImports returns the schema of an image with the files that it lacks, where the repository has them: the declarations of options,
// as an image of buf build --exclude-imports lacks them. Types of fields and methods have to be in the image itself; see complete.
func withImports(ctx context.Context, from source.Options, side *source.Source, read *schema.Schema, others ...*schema.Schema) (*schema.Schema, error) {
	if lacks(read, nil) == "" {
		return read, nil
	}
	tree, err := source.Load(ctx, from, unnamed)
	if err != nil {
		return read, ctx.Err()
	}
	own, err := tree.Schema()
	if err != nil {
		return read, nil //nolint:nilerr // The image is refused for what it lacks.
	}
	encoded, added := []byte(side.Encoded), []string(nil)
	for path := lacks(read, added); path != ""; path = lacks(read, added) {
		file := own.File(path)
		if file == nil {
			return read, nil
		}
		const files protowire.Number = 1
		encoded = protowire.AppendBytes(protowire.AppendTag(encoded, files, protowire.BytesType), image.AppendImport([]byte(file.Encoded())))
		added = append(added, path)
		for _, imported := range slices.Concat(file.Imports, file.OptionImports) {
			if read.File(imported) == nil && schema.WellKnown().File(imported) == nil && !slices.Contains(added, imported) && own.File(imported) == nil {
				return read, nil
			}
		}
		side.Encoded = string(encoded)
		if read, err = side.Schema(others...); err != nil {
			return nil, err
		}
	}
	side.Added = added
	return read, nil
}

// lacks returns a file that another one imports and the schema does not have, empty if there is none.
func lacks(s *schema.Schema, added []string) string {
	for _, file := range s.Files {
		for _, path := range slices.Concat(file.Imports, file.OptionImports) {
			if s.File(path) == nil && schema.WellKnown().File(path) == nil && !slices.Contains(file.WeakImports, path) && !slices.Contains(added, path) {
				return path
			}
		}
	}
	return ""
}

// ownIn returns an error if a schema judges a file that was added to the image of the other side: what changed in it is unknown.
func ownIn(s *schema.Schema, image *source.Source) error {
	for _, path := range image.Added {
		if file := s.File(path); file != nil && !file.Dependency {
			return fmt.Errorf("%s lacks %s, which the other side has: %s", image.Name, path, source.HowToMake)
		}
	}
	return nil
}
