//go:build mage

package main

import (
	"context"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/mutants"
)

// Measure which share of small mistakes the tests of packages notice, and list those that they miss
//
// A mutant is one changed operator, constant or condition, or one removed statement. The checkout is not changed.
func Mutants(ctx context.Context,
	packages *string, // the packages to mutate, required: internal/a,internal/b
	n *int, // how many mutants are tried of each package (100); 0 tries all
	seed *int, // which ones are tried (1)
	format *string, // text (the default) or json
) error {
	return fail(mutants.Command{
		Root: root(), Progress: progress.New(os.Stderr), Out: os.Stdout,
		Packages: split(packages), Sample: or(n, 100), Seed: or(seed, 1), Format: value(format),
	}.Run(ctx))
}
