package mutate

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
)

// Every mutator finds something to do in some base, and the same seed does the same.
func TestEveryMutatorApplies(t *testing.T) {
	bases, err := tree.Bases(t.Context(), "../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range Kinds() {
		applied := 0
		for _, base := range bases {
			after, edit, ok := Once(base, kind, 1)
			if !ok {
				continue
			}
			applied++
			again, same, _ := Once(base, kind, 1)
			if edit != same || len(after.Files) != len(again.Files) {
				t.Errorf("%s did %q, and then %q", base.Name, edit, same)
			}
			for i := range after.Files {
				if !proto.Equal(after.Files[i], again.Files[i]) {
					t.Errorf("%s: %s makes two files of one", base.Name, edit)
				}
			}
		}
		if applied == 0 {
			t.Errorf("%s applies to no base", kind)
		}
	}
}
