package prove

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// A case of edition 2024 stays the same when it is written and read again.
func TestLaterEditionIsReadAsWritten(t *testing.T) {
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	base := bases[slices.IndexFunc(bases, func(b *tree.Tree) bool { return b.Name == "next" })]
	content, err := Format(Case{Before: base, After: base}, "next")
	if err != nil {
		t.Fatal(err)
	}
	c, err := parseCase(t.Context(), "next", content, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range base.Files {
		again := c.Before.File(file.GetName())
		if again == nil {
			t.Errorf("%s is lost", file.GetName())
			continue
		}
		want := proto.CloneOf(file)
		want.SourceCodeInfo, again.SourceCodeInfo = nil, nil
		if !proto.Equal(want, again) {
			t.Errorf("%s has changed:\n%s", file.GetName(), content)
		}
	}
}
