package check

import (
	"context"
	"path/filepath"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// waits reports a phase or status of which sdk.yaml does not say whether the clients wait for it.
func waits(ctx context.Context, report *progress.Reporter, root string) error {
	step := report.Start("waits")
	return step.End("", func() error {
		cfg, err := config.Load(root)
		if err != nil {
			return err
		}
		img, err := image.FromDir(ctx, filepath.Join(root, "proto"))
		if err != nil {
			return err
		}
		var files []protoreflect.FileDescriptor
		for _, file := range img.Files {
			linked, err := img.Descriptors.FindFileByPath(file.GetName())
			if err != nil {
				return err
			}
			files = append(files, linked)
		}
		return surface.Complete(files, cfg.Client)
	}())
}
