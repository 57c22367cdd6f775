package prove

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Command is a call of mage prove.
type Command struct {
	Root     string
	Tools    *toolchain.Toolchain
	Progress *progress.Reporter
	Out      io.Writer // Out gets the result.
	Cases    int       // Cases is the number of cases for each seed.
	Seeds    string    // Seeds are numbers, separated by commas; empty is 1.
	Format   string    // Format is one of [Formats]; empty is text.
	Shrink   bool      // Shrink reduces the cases of disagreement and writes them to [CasesDir].
}

// CasesDir is the folder, below the root of the repository, for the cases in which verdicts and evidence disagree.
const CasesDir = "dist/prove"

// Run runs the proof and prints the result. It returns an error with the code [exit.Usage] for a wrong flag, and an error for a
// result with too many disagreements.
func (c Command) Run(ctx context.Context) error {
	format, seeds, err := c.flags()
	if err != nil {
		return exit.With(exit.Usage, err)
	}
	if err := c.Tools.Ensure(ctx, Sets...); err != nil {
		return err
	}
	o := Options{Root: c.Root, Cases: c.Cases, Seeds: seeds}
	if c.Shrink {
		o.Out = filepath.Join(c.Root, filepath.FromSlash(CasesDir))
	}
	if o.Policy, err = gate.Policy(c.Root); err != nil {
		return err
	}
	o.Policy.Client = &sdk.ClientSettings
	result, err := All(ctx, c.Tools, c.Progress, o)
	if err != nil {
		return err
	}
	if err := result.Write(c.Out, format, o); err != nil {
		return err
	}
	return c.verdict(result)
}

// flags parses the format and the seeds.
func (c Command) flags() (format string, seeds []uint64, err error) {
	if format = c.Format; format == "" {
		format = Formats[0]
	}
	if !slices.Contains(Formats, format) {
		return "", nil, fmt.Errorf("-format=%s: choose one of %s", format, strings.Join(Formats, ", "))
	}
	if c.Seeds == "" {
		return format, []uint64{1}, nil
	}
	for text := range strings.SplitSeq(c.Seeds, ",") {
		seed, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return "", nil, fmt.Errorf("-seed=%s: want numbers, separated by commas", c.Seeds)
		}
		seeds = append(seeds, seed)
	}
	return format, seeds, nil
}

// verdict returns an error if verdicts and evidence disagree too much.
func (c Command) verdict(result *Result) error {
	failed := result.Failed()
	switch {
	case failed == "":
		return nil
	case c.Shrink:
		return errors.New(failed + ": the cases are in " + CasesDir)
	}
	return errors.New(failed)
}
