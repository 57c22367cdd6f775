// Package prove tests the compatibility engine against evidence. It changes contracts at random, lets the engine judge each change,
// and collects evidence of breaks: from compilers, with programs for the old version; from peers that exchange messages in binary,
// in JSON and over REST; from callers; and from protovalidate.
//
// A break with evidence that the engine does not report is a miss. A reported break without evidence is a false alarm, unless
// such evidence is impossible.
package prove

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/accepts"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/callers"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/mutate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/peers"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Case is a change of a contract.
type Case struct {
	Name          string // Name identifies the case: its seed, or the file that it was read from.
	Seed          uint64
	Before, After *tree.Tree
	Edits         []string // Edits describe the change for people.
}

// Cases returns n changes of the bases. The same seed makes the same ones.
func Cases(bases []*tree.Tree, seed uint64, n int) []Case {
	all := make([]Case, n)
	for i := range all {
		all[i] = caseOf(bases, seed, i)
	}
	return all
}

// caseOf returns the case with a number of a seed.
func caseOf(bases []*tree.Tree, seed uint64, number int) Case {
	own := seed*1_000_000 + uint64(number)           //nolint:gosec // G115: Cases are counted from 0.
	random := rand.New(rand.NewPCG(own, 0x62617365)) //nolint:gosec // G404: Seeds have to be reproducible.
	base := bases[random.IntN(len(bases))]
	if random.IntN(5) < 2 {
		base = mutate.Prepared(base, own)
	}
	after, edits := mutate.Tree(base, own)
	c := Case{Name: fmt.Sprintf("%s seed %d", base.Name, own), Seed: own, Before: base, After: after}
	for _, edit := range edits {
		c.Edits = append(c.Edits, edit.String())
	}
	return c
}

// Judge is the engine under test.
type Judge func(ctx context.Context, before, after *tree.Tree) (*judge.Report, error)

// Engine returns the engine with a policy.
func Engine(policy judge.Policy) Judge {
	return func(ctx context.Context, before, after *tree.Tree) (*judge.Report, error) {
		old, err := before.Schema()
		if err != nil {
			return nil, err
		}
		now, err := after.Schema(old)
		if err != nil {
			return nil, err
		}
		return judge.Judge(ctx, old, now, policy)
	}
}

// Evidence has the findings by surface.
type Evidence map[judge.Surface][]evidence.Finding

// Outcome is a case with its verdict and its evidence.
type Outcome struct {
	Case

	Changes  []judge.Change
	Evidence Evidence
	Invalid  string // Invalid is why the case does not count: a generator or validator refuses the new files.

	// Unknown has the surfaces on which the old version does not work, so that there is no evidence, with the reason.
	Unknown map[judge.Surface]string
}

// Prover judges cases and collects evidence about them.
type Prover struct {
	Judge     Judge
	Compilers *sdk.Compilers // Compilers may be nil; then there is no evidence about source code.

	only judge.Surface // only is the one surface to check; empty for all.
}

// sees reports whether a surface is to be checked.
func (p *Prover) sees(surface judge.Surface) bool { return p.only == "" || p.only == surface }

// Run checks all cases. The engine judges them while the compilers run.
func (p *Prover) Run(ctx context.Context, cases []Case) ([]Outcome, error) {
	outcomes := make([]Outcome, len(cases))
	for i, c := range cases {
		outcomes[i] = Outcome{Case: c, Evidence: Evidence{}, Unknown: map[judge.Surface]string{}}
	}
	group, inner := errgroup.WithContext(ctx)
	group.Go(func() error {
		for i := range outcomes {
			if err := p.withoutCompilers(inner, &outcomes[i]); err != nil {
				return fmt.Errorf("%s: %w", outcomes[i].Name, err)
			}
		}
		return nil
	})
	var found map[judge.Surface]map[string][]evidence.Finding
	var invalid map[string]string
	group.Go(func() (err error) {
		found, invalid, err = p.compile(inner, outcomes)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for i := range outcomes {
		token := tree.TokenOf(i + 1)
		if invalid[token] != "" {
			outcomes[i].Invalid = invalid[token]
		}
		for surface, of := range found {
			outcomes[i].Evidence[surface] = of[token]
		}
	}
	return outcomes, nil
}

// withoutCompilers judges a case, and collects the evidence that needs no compiler.
func (p *Prover) withoutCompilers(ctx context.Context, o *Outcome) error {
	report, err := p.Judge(ctx, o.Before, o.After)
	if err != nil {
		return err
	}
	o.Changes = report.Changes
	if p.sees(judge.Wire) || p.sees(judge.JSON) {
		talk, err := peers.Look(o.Before, o.After)
		if err != nil {
			return err
		}
		o.Evidence[judge.Wire], o.Evidence[judge.JSON] = talk.Wire, talk.JSON
	}
	o.Evidence[judge.Auth] = callers.Look(o.Before, o.After)
	if !p.sees(judge.Validation) {
		return nil
	}
	o.Evidence[judge.Validation], err = accepts.Look(o.Before, o.After, o.Seed)
	var broken *accepts.RulesError
	if errors.As(err, &broken) {
		o.Invalid = broken.Error()
		return nil
	}
	if err != nil || len(o.Evidence[judge.Validation]) > 0 {
		return err
	}
	// What nobody came upon is looked at as the engine shows it: validators decide whether that is a request that breaks.
	var shown []string
	for _, c := range o.Changes {
		if c.Breaks.Has(judge.Validation) && c.Texts != nil && c.Witness != "" {
			shown = append(shown, c.Witness)
		}
	}
	if len(shown) > 0 {
		o.Evidence[judge.Validation], err = accepts.Confirm(o.Before, o.After, shown)
	}
	return err
}
