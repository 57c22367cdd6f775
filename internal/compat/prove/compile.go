package prove

import (
	"context"
	"errors"
	"maps"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// compile runs the compilers on all cases at once. If a generator refuses a case, they run again without it.
func (p *Prover) compile(ctx context.Context, cases []Outcome) (found map[judge.Surface]map[string][]evidence.Finding, invalid map[string]string, err error) {
	invalid = map[string]string{}
	found = map[judge.Surface]map[string][]evidence.Finding{}
	if p.Compilers == nil {
		return found, invalid, nil
	}
	for _, id := range p.Compilers.Languages() {
		surface := judge.SurfaceOf(id)
		if !p.sees(surface) {
			continue
		}
		unfit := map[string]string{}
		check := func(ctx context.Context, units []sdk.Unit) (map[string][]evidence.Finding, error) {
			return p.Compilers.Check(ctx, id, units)
		}
		if found[surface], err = ask(ctx, cases, invalid, unfit, check); err != nil {
			return nil, nil, err
		}
		for i := range cases {
			if why := unfit[tree.TokenOf(i+1)]; why != "" {
				cases[i].Unknown[surface] = why
			}
		}
	}
	return found, invalid, nil
}

type check func(context.Context, []sdk.Unit) (map[string][]evidence.Finding, error)

// ask runs a compiler on the cases that are neither invalid nor unfit, and adds the cases that turn out to be.
func ask(ctx context.Context, cases []Outcome, invalid, unfit map[string]string, look check) (map[string][]evidence.Finding, error) {
	for {
		left := units(cases, invalid, unfit)
		if len(left) == 0 {
			return map[string][]evidence.Finding{}, nil // Generators refuse an empty request.
		}
		found, err := look(ctx, left)
		var refused *sdk.InvalidError
		switch {
		case !errors.As(err, &refused):
			return found, err
		case refused.Old:
			maps.Copy(unfit, refused.Units)
		default:
			maps.Copy(invalid, refused.Units)
		}
	}
}

func units(cases []Outcome, invalid, unfit map[string]string) []sdk.Unit {
	var all []sdk.Unit
	for i, c := range cases {
		if token := tree.TokenOf(i + 1); invalid[token] == "" && unfit[token] == "" {
			all = append(all, sdk.Unit{Token: token, Old: c.Before, New: c.After})
		}
	}
	return all
}
