package prove

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat"
	"github.com/qdrant/qdrant-cloud-public-api/internal/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
)

var (
	explore = flag.Int("explore", 0, "look at that many random cases and log what disagrees")
	compile = flag.Bool("compile", false, "-explore asks the compilers too")
	from    = flag.Uint64("from", 1, "the seed of -explore")
)

func policy() compat.Policy {
	const in = "qdrant.cloud.common.v1."
	p := compat.DefaultPolicy()
	p.Auth = compat.AuthOptions{
		Permissions: in + "permissions", RequiresAll: in + "requires_all_permissions", Authentication: in + "requires_authentication",
		ActorTypes: in + "supported_actor_types", Account: in + "account_id_expression", AccountDefault: "account_id",
	}
	p.APIVersion = in + "api_version"
	return p
}

func TestExplore(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	cases := Cases(bases, *from, *explore)
	t.Log("cases", time.Since(start))
	p := &Prover{Judge: Engine(policy())}
	if *compile {
		tools := toolchain.New(root, progress.Discard())
		if err := tools.Ensure(t.Context(), toolchain.GoTools, toolchain.Python, toolchain.Node); err != nil {
			t.Fatal(err)
		}
		if p.Compilers, err = sdk.New(t.Context(), tools, root); err != nil {
			t.Fatal(err)
		}
		defer p.Compilers.Close()
	}
	outcomes, err := p.Run(t.Context(), cases)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("all", time.Since(start))
	counts := map[string]int{}
	for _, o := range outcomes {
		if o.Invalid != "" {
			t.Log("INVALID", o.Name, o.Edits, o.Invalid)
		}
		for _, c := range o.Compare() {
			if p.Compilers == nil && (c.Surface == compat.Go || c.Surface == compat.Python || c.Surface == compat.TypeScript) {
				continue
			}
			counts[string(c.Surface)+" "+string(c.Kind)]++
			if c.Kind == Miss || c.Kind == FalseAlarm {
				t.Logf("%s %s [%s]\n\tedits: %s\n\t%s", strings.ToUpper(string(c.Kind)), c.Surface, o.Name, strings.Join(o.Edits, "; "), c.Text)
			}
		}
	}
	t.Log(counts)
}
