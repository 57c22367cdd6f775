package prove

import (
	"context"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Shrink reduces a case while it stays one of the same kind: it reverts edits, and removes declarations and options from both sides.
func (p *Prover) Shrink(ctx context.Context, c Case, want Comparison) (Case, error) {
	alone := &Prover{Judge: p.Judge, Compilers: p.Compilers, only: want.Surface}
	for size := 8; size >= 1; {
		smaller, err := alone.smaller(ctx, c, want, size)
		switch {
		case err != nil:
			return c, err
		case smaller != nil:
			c = *smaller
		default:
			size /= 2
		}
	}
	return c, nil
}

// most limits how many candidates are checked together.
const most = 60

// smaller tries to remove parts, size of them at once, and returns a smaller case of the same kind, or nil. Chunks that can be
// removed one by one are also tried together.
func (p *Prover) smaller(ctx context.Context, c Case, want Comparison, size int) (*Case, error) {
	var candidates []Case
	var taken [][]reduction
	for chunk := range slices.Chunk(reductionsOf(c), size) {
		if reduced := c.without(chunk); !same(reduced, c) && links(reduced) {
			candidates, taken = append(candidates, reduced), append(taken, chunk)
		}
		if len(candidates) == most {
			break
		}
	}
	works, err := p.which(ctx, candidates, want)
	if err != nil || len(works) == 0 {
		return nil, err
	}
	if len(works) > 1 {
		var all []reduction
		for _, i := range works {
			all = append(all, taken[i]...)
		}
		if reduced := c.without(all); links(reduced) {
			if still, err := p.which(ctx, []Case{reduced}, want); err != nil || len(still) > 0 {
				return &reduced, err
			}
		}
	}
	return &candidates[works[0]], nil
}

// which returns the indexes of the candidates that are cases of the same kind.
func (p *Prover) which(ctx context.Context, candidates []Case, want Comparison) ([]int, error) {
	if len(candidates) == 0 {
		return nil, nil
	}
	outcomes, err := p.Run(ctx, candidates)
	if err != nil {
		return nil, err
	}
	var found []int
	for i, o := range outcomes {
		if o.Invalid == "" && slices.ContainsFunc(o.Compare(), func(got Comparison) bool {
			return got.Kind == want.Kind && got.Surface == want.Surface && got.Rule == want.Rule
		}) {
			found = append(found, i)
		}
	}
	return found, nil
}

// without returns the case with reductions applied.
func (c Case) without(all []reduction) Case {
	reduced := Case{Name: c.Name, Seed: c.Seed, Edits: c.Edits, Before: c.Before.Clone(), After: c.After.Clone()}
	for _, r := range all {
		r(reduced.Before, reduced.After)
	}
	return reduced
}

func links(c Case) bool {
	_, before := c.Before.Link()
	_, after := c.After.Link()
	return before == nil && after == nil && len(c.Before.Files) > 0 && len(c.After.Files) > 0
}

func same(a, b Case) bool {
	equal := func(a, b *tree.Tree) bool {
		return slices.EqualFunc(a.Files, b.Files, func(a, b *descriptorpb.FileDescriptorProto) bool { return proto.Equal(a, b) })
	}
	return equal(a.Before, b.Before) && equal(a.After, b.After)
}
