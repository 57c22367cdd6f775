//go:build mage

package main

import (
	"context"
	"os"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Show what generated files this machine keeps, and what the shared cache lets it do
//
// Nothing that is kept decides a result: what is removed is made again. Pruning never touches the shared cache.
func Cache(ctx context.Context,
	prune *bool, // remove what is damaged or above the bound
	age *time.Duration, // with prune, remove what was not used for so long as well, such as 720h
	format *string, // text (the default) or json
) error {
	return fail(outputs.Command{
		Root: root(), Tools: toolchain.New(root(), progress.New(os.Stderr)), Lookup: os.LookupEnv,
		Prune: value(prune), Age: value(age), Format: value(format), Out: os.Stdout,
	}.Run(ctx))
}

// kept returns the store of generated outputs, whose warnings stand between the steps.
func kept(s *session, mode string) (*outputs.Store, error) {
	return outputs.Load(s.root, s.tools, os.LookupEnv, mode, func(warning string) { s.report.Printf("warning: %s", warning) })
}
