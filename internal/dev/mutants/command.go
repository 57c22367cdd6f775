package mutants

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// Command is a call of mage mutants.
type Command struct {
	Root     string
	Progress *progress.Reporter
	Out      io.Writer // Out gets the results.
	Packages []string  // Packages are folders below Root.
	Sample   int
	Seed     int
	Format   string // Format is one of [Formats]; empty is text.
}

// Run measures and prints the results. The error has the code [exit.Usage] for a wrong flag.
func (c Command) Run(ctx context.Context) error {
	if c.Format == "" {
		c.Format = Formats[0]
	}
	if !slices.Contains(Formats, c.Format) {
		return exit.Usagef("-format=%s: choose one of %s", c.Format, strings.Join(Formats, ", "))
	}
	if len(c.Packages) == 0 {
		return exit.With(exit.Usage, errors.New("name the packages: -packages=internal/contract/schema"))
	}
	o := Options{Root: c.Root, Sample: c.Sample, Seed: uint64(c.Seed)} //nolint:gosec // G115: Any number is a seed.
	for _, name := range c.Packages {
		o.Packages = append(o.Packages, "./"+strings.TrimPrefix(name, "./"))
	}
	results, err := Measure(ctx, c.Progress, o)
	if err != nil {
		return err
	}
	return Write(c.Out, c.Format, results)
}
