package judge

import (
	"slices"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// TestFindings has changes of old and new elements, which are in the order in which they were added and in each list once.
func TestFindings(t *testing.T) {
	a, b, c := &schema.Field{}, &schema.Field{}, &schema.Field{}
	var f findings
	f.add(0, a, b)
	f.add(1, nil, b)
	f.add(2, a, a)
	f.add(3, b, a)
	f.add(5, b, nil)
	for element, want := range map[schema.Element][]int{a: {0, 2, 3}, b: {0, 1, 3, 5}, c: nil} {
		if got := slices.Collect(f.of(element)); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	for place := range f.of(a) {
		if place != 0 {
			t.Error("it did not stop")
		}
		break
	}
}

// TestTextsAreShared checks that only verdicts without evidence share texts, and that an edit is seen by one of them.
func TestTextsAreShared(t *testing.T) {
	shared := texts{}
	one, other := Change{Texts: shared.shared(Texts{Why: "a"})}, Change{Texts: shared.shared(Texts{Why: "a"})}
	proven, again := shared.shared(Texts{Why: "a", Proof: "p"}), shared.shared(Texts{Why: "a", Proof: "p"})
	if one.Texts != other.Texts || proven == again {
		t.Error("texts are shared by others than they should be")
	}
	one.edit(func(t *Texts) { t.Proof = "p" })
	if one.Proof != "p" || other.Proof != "" || one.Why != "a" {
		t.Errorf("got %+v and %+v", *one.Texts, *other.Texts)
	}
}
