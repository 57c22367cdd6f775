//go:build mage

package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove"
)

// Confront verdicts with evidence: change contracts at random, and ask compilers, peers and validators whom that breaks (-n= -seed=1,2,3 -format=json or markdown -shrink=false)
//
// The exit code is 1 where a break was missed, or more than one in a hundred that were reported is none. Such cases are made
// small and written to dist/prove, unless -shrink=false. docs/compatibility.md has the tables of the last proof, which are those
// of -format=markdown.
func Prove(ctx context.Context, n *int, seed, format *string, shrink *bool) error {
	form := value(format)
	if form == "" {
		form = prove.Formats[0]
	}
	if !slices.Contains(prove.Formats, form) {
		return mg.Fatalf(exitUsage, "-format=%s: choose one of %s", form, strings.Join(prove.Formats, ", "))
	}
	o := prove.Options{Cases: 1000}
	if n != nil {
		o.Cases = *n
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
	s, err := openBeside(ctx, os.Stderr, prove.Sets...)
	if err != nil {
		return err
	}
	if o.Root = s.root; shrink == nil || *shrink {
		o.Out = filepath.Join(s.root, "dist", "prove")
	}
	if o.Policy, err = gate.Policy(s.root); err != nil {
		return fail(err)
	}
	result, err := prove.All(ctx, s.tools, s.report, o)
	if err != nil {
		return fail(err)
	}
	if err := result.Write(os.Stdout, form, o); err != nil {
		return fail(err)
	}
	failed := result.Failed()
	if failed == "" {
		return nil
	}
	if o.Out != "" {
		failed += ": the cases are in dist/prove"
	}
	return mg.Fatal(exitNo, failed)
}
