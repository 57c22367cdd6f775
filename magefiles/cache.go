//go:build mage

package main

import (
	"context"
	"os"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate"
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

// generated runs the generators beside the store of what they made, whose warnings stand between the steps.
func generated(ctx context.Context, s *session, mode string, o generate.Options) (*generate.Result, error) {
	store, err := outputs.Load(s.root, s.tools, os.LookupEnv, mode, func(warning string) { s.report.Printf("warning: %s", warning) })
	if err != nil {
		return nil, err
	}
	o.Store = store
	result, err := generate.Run(ctx, s.tools, s.report, o)
	if err == nil {
		store.Flush(ctx)
	}
	return result, err
}
