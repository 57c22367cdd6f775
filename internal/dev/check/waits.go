package check

import (
	"context"
	"path/filepath"

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
		files, err := img.Own()
		if err != nil {
			return err
		}
		return surface.Complete(files, cfg.Client)
	}())
}
