// Package publish brings a planned release into the world: files into feeds, names onto versions, tags onto the commit.
//
// # What counts
//
// The feeds and the git remote are the truth, and [LedgerFile] is a cache of what was last seen there. Each target is looked
// at, acted on where it is missing, and looked at again; what an answer said does not count. So a release that was killed at
// any point is finished by the same call, and one that is finished is left alone.
//
// # Order
//
//  1. Look at every target. Other bytes under this version anywhere, and nothing is changed.
//  2. Ask each feed that will get something whether it would take it.
//  3. Upload the first file alone, then the others side by side.
//  4. Verify each language from its feed.
//  5. Move the names of versions, such as latest.
//  6. Push the git tags, all or none.
//
// Users of feeds with such names who ask for the newest version get it from step 5 on; in others what is uploaded is there. Step
// 6 seals the release.
//
// # Two releases at once
//
// Feeds keep the bytes that they got first. Of two releases with different bytes, on whichever machines, the one whose first
// file arrives later finds a conflict before it has changed anything. Releases with the same bytes finish each other. Within
// one checkout a file lock lets the second wait for the first.
package publish

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Release is a plan with all that is needed to do it.
type Release struct {
	Plan  *plan.Plan
	Root  string               // Root is the checkout: paths of the plan are from there.
	Feeds map[string]feed.Feed // Feeds are by their names in the plan.
	Tags  GitTags              // Tags is where git tags go; nil where the plan has none.

	// Verify installs a language from its feed and uses it, as a user would. Every language of the plan has one: what is not
	// verified is not released.
	Verify map[string]func(ctx context.Context) error

	// Uploading is told of each language before a file of it is uploaded: what was known of its verification is of other files. Nil
	// is told nothing.
	Uploading func(language string) error

	// Check says whether the plan can be released from the checkout; nil asks [plan.Observe] and [plan.Check].
	Check func(ctx context.Context) error

	// Ready prepares the verifications, so that nothing is uploaded where they cannot run; nil means that nothing has to be prepared.
	Ready func(ctx context.Context) error

	Progress *progress.Reporter
	Parallel int                 // Parallel is how much is done side by side; 0 means 4.
	Patience Patience            // Patience is with feeds; the zero value is a good one.
	Redact   func(string) string // Redact keeps secrets out of what feeds say before it is shown or kept; nil changes nothing.
}

// GitTags is where the git tags of a release go.
type GitTags interface {
	// Look returns the commits that tags stand for; tags that are not there are left out.
	Look(ctx context.Context, names []string) (map[string]string, error)

	// Preflight says whether Push would be refused.
	Preflight(ctx context.Context, commit string, names []string) error

	// Push creates the tags, all or none. Those that are there for the commit already are done.
	Push(ctx context.Context, commit string, names []string) error

	// Keep gives the checkout the tags that were pushed, where it does not have them.
	Keep(ctx context.Context, names []string) error
}

// Status looks at every target and changes nothing. What could not be looked at is [Unknown], with the reason.
func (r Release) Status(ctx context.Context) (*Ledger, error) {
	r, err := r.ready()
	if err != nil {
		return nil, err
	}
	w, err := r.open()
	if err != nil {
		return nil, err
	}
	err = w.look(ctx)
	if ctx.Err() != nil {
		return nil, err
	}
	return w.ledger(), nil // Conflicts and what is unknown are in the ledger.
}

// ready fills in what was left out and says what is missing.
func (r Release) ready() (Release, error) {
	for _, f := range r.Plan.Feeds {
		if r.Feeds[f.Name] == nil {
			return r, exit.Usagef("the plan names the feed %s, which is not set up: see the feeds in sdk.yaml", f.Name)
		}
		if _, ok := r.Feeds[f.Name].(feed.Tagger); f.Kind == plan.NPM && !ok {
			return r, exit.Usagef("the feed %s has no dist-tags, so nothing could become %s there", f.Name, r.Plan.DistTag)
		}
	}
	for _, language := range r.Plan.Languages() {
		if r.Verify[language] == nil {
			return r, exit.Usagef("nothing verifies %s, and what is not verified is not released", language)
		}
	}
	if len(r.Plan.Tags) > 0 && r.Tags == nil {
		return r, exit.Usagef("the plan has the git tag %s and no remote is set up for it", r.Plan.Tags[0].Name)
	}
	if r.Check == nil {
		r.Check = r.checkout
	}
	if r.Progress == nil {
		r.Progress = progress.Discard()
	}
	if r.Parallel == 0 {
		r.Parallel = 4
	}
	if r.Ready == nil {
		r.Ready = func(context.Context) error { return nil }
	}
	if r.Uploading == nil {
		r.Uploading = func(string) error { return nil }
	}
	if r.Redact == nil {
		r.Redact = func(text string) string { return text }
	}
	if r.Patience.Waiting == nil {
		r.Patience.Waiting = func(tried, of int, pause time.Duration, why error) {
			r.Progress.Printf("%s; trying again in %s (%d of %d tries)", oneLine(r.Redact(why.Error())), progress.Seconds(pause), tried, of)
		}
	}
	r.Patience = r.Patience.orDefault()
	return r, nil
}

// checkout holds the plan against the checkout.
func (r Release) checkout(ctx context.Context) error {
	now, err := plan.Observe(ctx, r.Root, r.Plan)
	if err != nil {
		return err
	}
	return plan.Check(r.Plan, now)
}

// lock waits until no other release runs in this checkout.
func (r Release) lock(ctx context.Context) (*flock.Flock, error) {
	dir := filepath.Dir(filepath.Join(r.Root, filepath.FromSlash(LedgerFile)))
	if err := makeDir(dir); err != nil {
		return nil, fmt.Errorf("a release needs the folder %s: %w", filepath.Dir(LedgerFile), err)
	}
	lock := flock.New(filepath.Join(dir, "release.lock"))
	got, err := lock.TryLock()
	if err == nil && !got {
		r.Progress.Printf("another release runs in this checkout: waiting for it to end")
		_, err = lock.TryLockContext(ctx, lockPoll)
	}
	if err != nil {
		return nil, fmt.Errorf("another release runs in this checkout, or the lock in %s can't be had: %w", filepath.Dir(LedgerFile), err)
	}
	return lock, nil
}
