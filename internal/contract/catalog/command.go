package catalog

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Command is a call of mage catalog.
type Command struct {
	Root   string    // Root is the repository.
	Out    io.Writer // Out gets the methods that the query finds.
	Query  Query
	Format string // Format is that of Out, as for [Catalogue.Format].
	Write  bool   // Write renews the pages in [Dir] instead.
}

// Run lists the methods that the query finds. To find none is an error.
func (c Command) Run(ctx context.Context) error {
	if err := c.Query.Check(); err != nil {
		return exit.With(exit.Usage, err)
	}
	contract, err := image.FromDir(ctx, filepath.Join(c.Root, root))
	if err != nil {
		return err
	}
	all, err := Of(contract)
	if err != nil {
		return err
	}
	if c.Write {
		return Write(filepath.Join(c.Root, Dir), all.Pages())
	}
	found := all.Filter(c.Query)
	out, err := found.Format(c.Format)
	if err != nil {
		return exit.With(exit.Usage, err)
	}
	if _, err := c.Out.Write(out); err != nil {
		return err
	}
	if len(found.Methods) == 0 {
		return fmt.Errorf("no method of the contract matches %s", c.Query)
	}
	return nil
}
