//go:build mage

package main

import (
	"context"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Test the compatibility rules: change contracts at random, and let compilers, peers and validators show whom that breaks
//
// The exit code is 1 if a break was missed, or if more than one in a hundred of those that were reported is none. Such cases are
// written to dist/prove. docs/compatibility.md has the tables of the last proof.
func Prove(ctx context.Context,
	n *int, // how many changes are made for each seed (1000)
	seed *string, // numbers from which the changes follow: 1,2,3 (the default is 1)
	format *string, // text (the default), json, or markdown: the tables of docs/compatibility.md
	shrink *bool, // reduce cases of disagreement and write them; -shrink=false leaves that out
) error {
	report := progress.New(os.Stderr)
	return fail(prove.Command{
		Root: root(), Tools: toolchain.New(root(), report), Progress: report, Out: os.Stdout,
		Cases: or(n, 1000), Seeds: value(seed), Format: value(format), Shrink: or(shrink, true),
	}.Run(ctx))
}
