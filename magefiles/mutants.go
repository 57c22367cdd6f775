//go:build mage

package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/mutants"
)

// Measure which share of small mistakes the tests of packages notice, and list those that they don't
//
//	-packages=internal/a,internal/b  the packages to mutate (needed)
//	-n=100                           how many mutants to try of each package; 0 tries all
//	-seed=1                          which ones
//	-format=text                     text or json
//
// A mutant is one changed operator, constant or condition, or one removed statement. The checkout is not changed.
func Mutants(ctx context.Context, packages *string, n, seed *int, format *string) error {
	form := value(format)
	if form == "" {
		form = mutants.Formats[0]
	}
	if !slices.Contains(mutants.Formats, form) {
		return mg.Fatalf(exitUsage, "-format=%s: choose one of %s", form, strings.Join(mutants.Formats, ", "))
	}
	s, err := openBeside(ctx, os.Stderr)
	if err != nil {
		return err
	}
	o := mutants.Options{Root: s.root, Sample: 100, Seed: 1}
	for _, name := range split(packages) {
		o.Packages = append(o.Packages, "./"+strings.TrimPrefix(name, "./"))
	}
	if len(o.Packages) == 0 {
		return mg.Fatal(exitUsage, "name the packages: -packages=internal/contract/schema")
	}
	if n != nil {
		o.Sample = *n
	}
	if seed != nil {
		o.Seed = uint64(*seed)
	}
	results, err := mutants.Measure(ctx, s.report, o)
	if err != nil {
		return fail(err)
	}
	return mutants.Write(os.Stdout, form, results)
}
