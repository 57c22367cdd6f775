package artifactregistry

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Caller returns the doctor's rows for the caller's identity and token, which must be renewable or valid for as long as need.
func Caller(ctx context.Context, source *credentials.Source, need time.Duration) []toolchain.Row {
	token := life(ctx, source, need) // With the first token more may be known of the identity.
	id := source.Identity()
	return []toolchain.Row{
		{Tool: "identity", Wanted: "a Google identity", Found: fmt.Sprintf("%s: %s (%s)", id.Kind, id, source.Where()), OK: true},
		token,
	}
}

// Diagnose returns the doctor's rows on whether the caller can publish a package to a repository.
func (c *Client) Diagnose(ctx context.Context, r Repository, pkg string) []toolchain.Row {
	return []toolchain.Row{c.repository(ctx, r, pkg), c.rights(ctx, r)}
}

// life returns the row for the lifetime of the token.
func life(ctx context.Context, source *credentials.Source, need time.Duration) toolchain.Row {
	row := toolchain.Row{Tool: "token", Wanted: "renewable, or " + need.String()}
	if err := source.Covers(ctx, need); err != nil {
		return Bad(row, err)
	}
	left, err := source.Left(ctx)
	switch {
	case err != nil:
		return Bad(row, err)
	case left == 0:
		row.Found = "expiry unknown"
	default:
		row.Found = left.Round(time.Minute).String() + " left"
	}
	if source.Renews() {
		row.Found += ", renewed"
	}
	row.OK = true
	return row
}

// repository returns the row on whether a repository accepts packages.
func (c *Client) repository(ctx context.Context, r Repository, pkg string) toolchain.Row {
	row := toolchain.Row{Tool: r.String(), Wanted: "standard, " + string(r.Format)}
	if err := c.Publishable(ctx, r); err != nil {
		return Bad(row, err)
	}
	versions, err := c.Versions(ctx, r, pkg)
	if err != nil {
		return Bad(row, err)
	}
	row.Found, row.OK = fmt.Sprintf("%d versions of %s", len(versions), pkg), true
	return row
}

// rights returns the row for the caller's permissions.
func (c *Client) rights(ctx context.Context, r Repository) toolchain.Row {
	row := toolchain.Row{Tool: "rights", Wanted: "to publish to " + r.ID}
	missing, err := c.Missing(ctx, r)
	switch {
	case err != nil:
		return Bad(row, err)
	case len(missing) > 0:
		row.Found, row.Fix = "without "+strings.Join(missing, ", "), c.grant(r)
	default:
		row.Found, row.OK = "all", true
	}
	return row
}

// Bad returns a row with the error and its advice.
func Bad(row toolchain.Row, err error) toolchain.Row {
	row.Found = feed.Line(err.Error())
	if of := (*feed.Error)(nil); errors.As(err, &of) {
		row.Found, row.Fix = of.What, of.Advice
	}
	return row
}
