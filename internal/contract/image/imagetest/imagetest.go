// Package imagetest compiles contracts that tests have in memory.
package imagetest

import (
	"context"
	"io/fs"
	"path"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// FromFS compiles the proto files of a tree with [image.FromFiles].
func FromFS(ctx context.Context, tree fs.FS) (*image.Image, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".proto" {
			return err
		}
		files[name], err = fs.ReadFile(tree, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return image.FromFiles(ctx, files)
}
