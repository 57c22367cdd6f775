package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// Checkout is a clone of the repository from which releases are made.
type Checkout struct {
	Root     string // Root is an absolute path.
	Tools    *toolchain.Toolchain
	Progress *progress.Reporter
	Getenv   func(string) string
	Secrets  *redact.Secrets // Secrets collects every secret that is used, so that the output can be redacted.

	// ServeFeeds is the command that serves the local feeds until it is stopped. It is started when they are needed and do not run.
	ServeFeeds []string

	google   google
	signedIn signedIn

	publishing func(*publish.Release, *destination) // publishing changes how a plan is published, for tests.
}

// Options select what is released and where.
type Options struct {
	Local bool // Local uses the local feeds instead of those of sdk.yaml.

	// Pre is what is made instead of a final release: a preview of a pull request, such as pr.123, or a pre-release such as rc, which is
	// counted up, or rc.2.
	Pre string

	// Line is the line of versions that is released, such as 0.174; empty is that of the branch.
	Line string

	AllowUncut bool // AllowUncut releases although CHANGELOG.md has no section for the version.

	// Unsigned allows CI to run without a login, because nothing is published. The state of private feeds is unknown then.
	Unsigned bool
}

// Alone runs work while no other command about releases runs in this checkout: one could pack what another one uploads.
func (c *Checkout) Alone(ctx context.Context, work func() error) error {
	path := filepath.Join(c.Root, toolchain.CacheDir, "release.lock")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	unlock, err := file.TryLock(path)
	if errors.Is(err, file.ErrLocked) {
		c.Progress.Printf("another release command runs in this checkout: waiting for it to end")
		unlock, err = file.Lock(ctx, path)
	}
	if err != nil {
		return fmt.Errorf("the release lock in %s cannot be taken: %w", toolchain.CacheDir, err)
	}
	defer unlock()
	return work()
}

// clean refuses a work tree with changes.
func (c *Checkout) clean(ctx context.Context) error {
	now, err := plan.Observe(ctx, c.Root, &plan.Plan{})
	if err != nil {
		return err
	}
	if n := len(now.Changed); n > 0 {
		return &publish.RefusedError{Err: fmt.Errorf("%s%s is not committed: commit it, or discard the change", now.Changed[0], andMore(n-1))}
	}
	return nil
}

// fresh generates gen/ and returns an error if that changed anything. What was stale is up to date afterwards, but not committed.
func (c *Checkout) fresh(ctx context.Context) error {
	if err := c.Tools.Ensure(ctx, toolchain.Generation...); err != nil {
		return err
	}
	made, err := generate.Run(ctx, c.Tools, c.Progress, generate.Options{Root: c.Root})
	if err != nil {
		return err
	}
	changed := slices.Concat(made.Written, made.Changed, made.Removed)
	switch {
	case len(made.Foreign) > 0:
		return &publish.RefusedError{Err: fmt.Errorf("gen/%s is not generated from any proto: remove it, or move it out of gen/", made.Foreign[0])}
	case len(changed) > 0:
		return &publish.RefusedError{Err: fmt.Errorf("gen/ was out of date and has been regenerated (gen/%s%s): commit it and run this again", changed[0], andMore(len(changed)-1))}
	}
	return nil
}

func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}
