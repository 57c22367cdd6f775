package artifactregistry

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
)

// Package is a package in a repository.
type Package struct {
	Repository Repository
	Name       string
}

// Diagnose says who would release and whether they can: identity, life of the token, repositories and rights, a row each. A
// release that takes longer than need has to be able to renew its token.
func (c *Client) Diagnose(ctx context.Context, need time.Duration, packages []Package) []toolchain.Row {
	rows := []toolchain.Row{Identity(c.source), life(ctx, c.source, need)}
	for _, p := range packages {
		rows = append(rows, c.repository(ctx, p), c.rights(ctx, p.Repository))
	}
	return rows
}

// Identity is the doctor's row of who releases.
func Identity(source *credentials.Source) toolchain.Row {
	id := source.Identity()
	return toolchain.Row{Tool: "identity", Wanted: "one of Google", Found: fmt.Sprintf("%s: %s (%s)", id.Kind, id, source.Where()), OK: true}
}

// life is the row of how long the token lasts.
func life(ctx context.Context, source *credentials.Source, need time.Duration) toolchain.Row {
	row := toolchain.Row{Tool: "token", Wanted: "renewable, or " + need.String()}
	if err := source.Covers(ctx, need); err != nil {
		return bad(row, err)
	}
	left, err := source.Left(ctx)
	switch {
	case err != nil:
		return bad(row, err)
	case left == 0:
		row.Found = "of unknown life"
	default:
		row.Found = left.Round(time.Minute).String() + " left"
	}
	if source.Renews() {
		row.Found += ", renewed"
	}
	row.OK = true
	return row
}

// repository is the row of whether packages can go to a repository.
func (c *Client) repository(ctx context.Context, p Package) toolchain.Row {
	row := toolchain.Row{Tool: p.Repository.String(), Wanted: "standard, " + string(p.Repository.Format)}
	if err := c.Publishable(ctx, p.Repository); err != nil {
		return bad(row, err)
	}
	versions, err := c.Versions(ctx, p.Repository, p.Name)
	if err != nil {
		return bad(row, err)
	}
	row.Found, row.OK = fmt.Sprintf("%d versions of %s", len(versions), p.Name), true
	return row
}

// rights is the row of what the caller may do.
func (c *Client) rights(ctx context.Context, r Repository) toolchain.Row {
	row := toolchain.Row{Tool: "rights", Wanted: "to publish to " + r.ID}
	missing, err := c.Missing(ctx, r)
	switch {
	case err != nil:
		return bad(row, err)
	case len(missing) > 0:
		row.Found, row.Mend = "without "+strings.Join(missing, ", "), c.grant(r)
	default:
		row.Found, row.OK = "all", true
	}
	return row
}

// bad is a row with what is wrong and what to do.
func bad(row toolchain.Row, err error) toolchain.Row {
	row.Found = feed.Line(err.Error())
	if of := (*feed.Error)(nil); errors.As(err, &of) {
		row.Found, row.Mend = of.What, of.Advice
	}
	return row
}
