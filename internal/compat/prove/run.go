package prove

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Options configure a proof.
type Options struct {
	Root   string // Root is the checkout.
	Policy judge.Policy
	Cases  int      // Cases is the number of cases for each seed.
	Seeds  []uint64 // Seeds determine the cases.
	Out    string   // Out is the folder for the disagreements, which is emptied first; without one they are not written.
}

// batch is the number of cases in one run of the compilers: more save little time and need more memory.
const batch = 250

// Sets are the tools that a proof needs.
var Sets = append(toolchain.LanguageSets(), toolchain.PythonDev)

// All makes and checks the cases of all seeds, and reduces the disagreements.
func All(ctx context.Context, tools *toolchain.Toolchain, report *progress.Reporter, o Options) (*Result, error) {
	if o.Out != "" { // Cases of an earlier proof must not be confused with those of this one.
		if err := os.RemoveAll(o.Out); err != nil {
			return nil, err
		}
	}
	bases, err := tree.Bases(ctx, o.Root)
	if err != nil {
		return nil, err
	}
	compilers, err := sdk.New(ctx, tools, o.Root)
	if err != nil {
		return nil, err
	}
	defer compilers.Close() //nolint:errcheck // It is a temporary folder.
	prover := &Prover{Judge: Engine(o.Policy), Compilers: compilers}
	result := &Result{}
	for _, seed := range o.Seeds {
		cases := Cases(bases, seed, o.Cases)
		for from := 0; from < len(cases); from += batch {
			step := report.Start(fmt.Sprintf("seed %d, cases from %d", seed, from))
			outcomes, err := prover.Run(ctx, cases[from:min(from+batch, len(cases))])
			if step.End(fmt.Sprintf("%d looked at", len(outcomes)), err) != nil {
				return nil, err
			}
			for _, outcome := range outcomes {
				result.Add(outcome)
			}
		}
	}
	return result, prover.reproduce(ctx, report, result, o.Out)
}

// mostReproduced limits how many disagreements are reduced; the others can be made again from their seeds.
const mostReproduced = 10

// reproduce reduces disagreements, the misses first, and writes each to a file.
func (p *Prover) reproduce(ctx context.Context, report *progress.Reporter, result *Result, out string) error {
	isMiss := func(d Disagreement) bool { return d.Kind == Miss }
	misses := slices.DeleteFunc(slices.Clone(result.Disagreements), func(d Disagreement) bool { return !isMiss(d) })
	result.Disagreements = slices.Concat(misses, slices.DeleteFunc(result.Disagreements, isMiss))
	for i := range result.Disagreements {
		d := &result.Disagreements[i]
		if i == mostReproduced || out == "" {
			break
		}
		step := report.Start("shrink " + d.Case.Name)
		small, err := p.Shrink(ctx, d.Case, d.Comparison)
		if step.End("", err) != nil {
			return err
		}
		content, err := Format(small, fmt.Sprintf("%s on %s, %s: %s", d.Kind, d.Surface, d.Case.Name, d.Text))
		if err != nil {
			return err
		}
		name := strings.NewReplacer("/", "-", " ", "-").Replace(fmt.Sprintf("%s %s %s.txtar", d.Case.Name, d.Surface, d.Kind))
		d.Path = filepath.Join(out, name)
		if err := os.MkdirAll(out, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(d.Path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
