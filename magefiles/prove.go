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
