//go:build mage

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove"
	"github.com/qdrant/qdrant-cloud-public-api/internal/review"
)

// Confront verdicts with evidence: change contracts at random, and ask compilers, peers and validators whom that breaks (-n= -seed=1,2,3 -markdown -shrink=false)
//
// The exit code is 1 where a break was missed, or more than one in a hundred that were reported is none. Such cases are made
// small and written to dist/prove, unless -shrink=false. docs/compatibility.md has the table of the last proof; -markdown prints
// one as well.
func Prove(ctx context.Context, n *int, seed *string, markdown, shrink *bool) error {
	s, err := open(ctx, prove.Sets...)
	if err != nil {
		return err
	}
	o := prove.Options{Root: s.root, Cases: 1000, Out: filepath.Join(s.root, "dist", "prove")}
	if n != nil {
		o.Cases = *n
	}
	if shrink != nil && !*shrink {
		o.Out = ""
	}
	for _, text := range split(seed) {
		number, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return mg.Fatalf(exitUsage, "-seed=%s: want numbers, separated by commas", *seed)
		}
		o.Seeds = append(o.Seeds, number)
	}
	if len(o.Seeds) == 0 {
		o.Seeds = []uint64{1}
	}
	if o.Policy, err = review.Policy(s.root); err != nil {
		return fail(err)
	}
	result, err := prove.All(ctx, s.tools, s.report, o)
	if err != nil {
		return fail(err)
	}
	fmt.Print(result.Text())
	if markdown != nil && *markdown {
		fmt.Print("\n", result.Markdown(o))
	}
	if failed := result.Failed(); failed != "" {
		return mg.Fatal(exitNo, failed)
	}
	return nil
}
