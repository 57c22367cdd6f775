package pack

import (
	"context"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

// Wheel builds the wheel of the Python project in dir, puts it into out and returns its path. The pinned hatchling has to
// be in the PATH of env, which is laid over the caller's environment; it is run itself and not through a frontend, because
// a frontend would fetch a build environment of its own.
func Wheel(ctx context.Context, env []string, dir, out string) (string, error) {
	return inScratch(out, func(scratch string) error {
		return run.Run(ctx, run.Cmd{
			Args: []string{"hatchling", "build", "--target", "wheel", "--directory", scratch},
			Dir:  filepath.Clean(dir),
			Env:  append([]string{"PYTHONDONTWRITEBYTECODE=1"}, env...),
		})
	})
}
