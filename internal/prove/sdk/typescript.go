package sdk

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/evidence"
)

type typescript struct{ *Compilers }

func newTypeScript(c *Compilers) (*typescript, error) { return &typescript{c}, nil }

func (t *typescript) check(context.Context, []Unit) (map[string][]evidence.Finding, error) {
	return nil, nil
}
