package mutate

import (
	"math/rand/v2"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Every mutator changes something in some base, and the same seed makes the same change.
func TestEveryMutatorApplies(t *testing.T) {
	bases, err := tree.Bases(t.Context(), "../../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mutators {
		t.Run(m.kind, func(t *testing.T) {
			for _, base := range bases {
				for seed := range uint64(tries) {
					edit, after := apply(m, base, seed)
					if edit == nothing || !valid(after) {
						continue
					}
					same, again := apply(m, base, seed)
					if edit != same || !slices.EqualFunc(after.Files, again.Files, func(a, b *fileProto) bool { return proto.Equal(a, b) }) {
						t.Errorf("%s: one seed did %q, and then %q", base.Name, edit, same)
					}
					return
				}
			}
			t.Error("applies to no base")
		})
	}
}

// apply applies a mutator to a base, and returns the edit and the result.
func apply(m mutator, base *tree.Tree, seed uint64) (Edit, *tree.Tree) {
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 0)), tree: base.Clone(), known: mutators}
	edit := e.once(m)
	return edit, e.tree
}
