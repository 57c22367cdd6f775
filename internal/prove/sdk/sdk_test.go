package sdk

import (
	"context"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/mutate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
)

const root = "../../.."

func compilers(t *testing.T) *Compilers {
	t.Helper()
	tools := toolchain.New(absolute(t, root), progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.GoTools, toolchain.Python, toolchain.Node); err != nil {
		t.Fatal(err)
	}
	c, err := New(t.Context(), tools, absolute(t, root))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestLanguages(t *testing.T) {
	c := compilers(t)
	for name, check := range map[string]func(context.Context, []Unit) (map[string][]evidence.Finding, error){"go": c.Go, "typescript": c.TypeScript, "python": c.Python} {
		t.Run(name, func(t *testing.T) { try(t, check) })
	}
}

func try(t *testing.T, check func(context.Context, []Unit) (map[string][]evidence.Finding, error)) {
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	var units []Unit
	texts := map[string]string{}
	for i := range 44 {
		base := bases[i%len(bases)]
		after, edits := mutate.Tree(base, uint64(i))
		token := tree.TokenOf(i + 1)
		units = append(units, Unit{token, base, after})
		for _, e := range edits {
			texts[token] += e.String() + "; "
		}
	}
	found, err := check(t.Context(), units)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start))
	for _, u := range units {
		t.Log(u.Token, u.Old.Name, texts[u.Token])
		for _, f := range found[u.Token] {
			t.Log("      ", f.Element, ":", f.Text)
		}
	}
}
