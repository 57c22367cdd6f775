package pack

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

// Tarball packs the npm package in dir, puts the tarball into out and returns its path. No script of the package runs.
// What env holds is laid over the caller's environment.
func Tarball(ctx context.Context, env []string, dir, out string) (string, error) {
	return inScratch(out, func(scratch string) error {
		return run.Run(ctx, run.Cmd{
			Args: []string{
				"npm", "pack", "--ignore-scripts", "--offline", "--loglevel=error", "--no-update-notifier",
				"--pack-destination", scratch,
			},
			Dir: dir,
			Env: env,
		})
	})
}
