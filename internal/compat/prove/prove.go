// Package prove confronts the compatibility engine with evidence. It changes contracts at random, has the engine say whom each
// change breaks, and asks those who would know: compilers of the three languages with programs of old users, peers that talk in
// binary, in JSON and over REST, callers, and protovalidate.
//
// A break that is evident and that the engine does not report is a miss. One that it reports and that nobody notices is a false
// alarm, unless its rule says of itself that it is about what such evidence can't see.
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
	Name          string // Name says how to make it again: the seed, or the file that it was read from.
	Seed          uint64
	Before, After *tree.Tree
	Edits         []string // Edits say what was done; nobody judges by them.
}

// Cases are n changes of the bases. The same seed makes the same ones.
func Cases(bases []*tree.Tree, seed uint64, n int) []Case {
	all := make([]Case, n)
	for i := range all {
		all[i] = caseOf(bases, seed, i)
	}
	return all
}

// caseOf is one of the cases of a seed.
func caseOf(bases []*tree.Tree, seed uint64, number int) Case {
	own := seed*1_000_000 + uint64(number)           //nolint:gosec // G115: Cases are counted from 0.
	random := rand.New(rand.NewPCG(own, 0x62617365)) //nolint:gosec // G404: Seeds have to be reproducible.
	base := bases[random.IntN(len(bases))]
	after, edits := mutate.Tree(base, own)
	c := Case{Name: fmt.Sprintf("%s seed %d", base.Name, own), Seed: own, Before: base, After: after}
	for _, edit := range edits {
		c.Edits = append(c.Edits, edit.String())
	}
	return c
}

// Judge is the engine that is to be proven.
type Judge func(ctx context.Context, before, after *tree.Tree) (*judge.Report, error)

// Engine is the judge with a policy.
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

// Evidence has what was found, by surface.
type Evidence map[judge.Surface][]evidence.Finding

// Outcome is a case with both answers.
type Outcome struct {
	Case

	Changes  []judge.Change
	Evidence Evidence
	Invalid  string // Invalid says why the case is none: a generator refuses the new files.

	// Unknown are surfaces of which there is no evidence either way, with the reason: the old version does not work there.
	Unknown map[judge.Surface]string
}

// Prover has what it takes to look at cases.
type Prover struct {
	Judge     Judge
	Compilers *sdk.Compilers // Compilers may be nil: then there is no evidence of source code.

	only judge.Surface // only is the one surface that is looked at, where the others don't matter.
}

// sees says whether somebody wants to know of a surface.
func (p *Prover) sees(surface judge.Surface) bool { return p.only == "" || p.only == surface }

// Run looks at all cases. They are judged beside the work of the compilers.
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

// withoutCompilers judges a case, and finds what there is to find in process.
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
	return err
}
