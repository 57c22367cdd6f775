package mutants

import (
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

func TestCommandRefusesWrongFlags(t *testing.T) {
	for want, c := range map[string]Command{
		"-format=xml: choose one of ":                           {Format: "xml", Packages: []string{"internal/a"}},
		"name the packages: -packages=internal/contract/schema": {},
	} {
		var out strings.Builder
		c.Out = &out
		err := c.Run(t.Context())
		if exit.Of(err) != exit.Usage || !strings.HasPrefix(err.Error(), want) || out.Len() > 0 {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
