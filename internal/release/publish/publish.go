// Package publish carries out a plan: it uploads the files to the feeds, moves dist-tags such as latest, and pushes the git tags.
//
// # Remote state
//
// Only the state of the feeds and of the git remote counts; [LedgerFile] is a cache of it. For each target, publish reads that state, acts
// if the target is missing, and reads the state again, whatever the answer to the action was. So the same call finishes a release that was
// killed at any point, and changes nothing about a finished one.
//
// # Order
//
//  1. Look at every target. If a feed has other bytes under this version, nothing is changed.
//  2. Ask each feed that will get a file whether it would accept it.
//  3. Upload the first file alone, then the others side by side.
//  4. Verify each feed: install from it and use what it serves.
//  5. Move the names of versions, such as latest.
//  6. Push the git tags, all or none.
//  7. Publish the release on the forge, with notes and files.
//
// Feeds with dist-tags give the version to users who ask for the newest one from step 5 on; other feeds do so from the upload on. Go
// users get it with step 6.
//
// # Two releases at once
//
// Feeds keep the bytes that arrive first. The first file of a plan has the commit in it, so of two releases of other commits the one whose
// first file arrives later finds a conflict before it has changed anything, even where all their other files are the same. Releases of one
// commit complete each other. In one checkout the caller runs one release at a
// time, with a lock that covers planning and packing as well.
package publish

import (
	"context"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Release is a plan with everything needed to publish it.
type Release struct {
	Plan  *plan.Plan
	Root  string               // Root is the folder of the checkout. Paths in the plan are relative to it.
	Feeds map[string]feed.Feed // Feeds are by their names in the plan.
	Tags  GitTags              // Tags is the remote for git tags; nil if the plan has none.

	Announce Announcer // Announce is the forge for the release of the plan; nil if the plan has none.

	// Attestations are those of a signed plan; nil where the plan has no signer.
	Attestations Attestations

	// Verify installs from a feed and uses the package, as a user would. Every feed of the plan has one, by its name: what is not
	// verified is not released.
	Verify map[string]func(ctx context.Context) error

	// Uploading is called with the name of a feed before a file is uploaded to it: what was known of its verification is of other
	// files. Nil does nothing.
	Uploading func(feed string) error

	// Check returns an error if the plan cannot be released from the checkout; nil uses [plan.Observe] and [plan.Check].
	Check func(ctx context.Context) error

	// Ready prepares the verifications before anything is uploaded. It may be nil.
	Ready func(ctx context.Context) error

	Progress *progress.Reporter
	Parallel int                 // Parallel is the number of concurrent requests; 0 means 4.
	Limit    time.Duration       // Limit ends a step that takes longer; 0 means 45 minutes.
	Patience Patience            // Patience sets retries and waits; the zero value has good defaults.
	Redact   func(string) string // Redact removes secrets from texts of feeds before they are shown or stored; nil changes nothing.
}

// Attestations are the attestations of the files of a plan.
type Attestations interface {
	// Check returns an error if one is missing, or was not made by the signer of the plan for the planned bytes.
	Check(ctx context.Context) error

	// Of returns the attestation of a file; it is an error if there is none.
	Of(a plan.Artifact) ([]byte, error)
}

// GitTags is a git remote that gets the tags of a release.
type GitTags interface {
	// Look returns the commits of tags; tags that do not exist are left out.
	Look(ctx context.Context, names []string) (map[string]string, error)

	// Preflight returns an error if Push would be refused.
	Preflight(ctx context.Context, commit string, names []string) error

	// Push creates the tags, all or none. Those that exist on the commit already are fine.
	Push(ctx context.Context, commit string, names []string) error

	// Keep copies the pushed tags into the checkout if they are missing there.
	Keep(ctx context.Context, names []string) error
}

// Announcer is a forge, such as GitHub, that shows a version with its notes and files.
type Announcer interface {
	// Look reports whether the release is published with all its files, and describes for people what there is.
	Look(ctx context.Context, r *plan.Release) (published bool, detail string, err error)

	// Preflight returns an error if Publish would be refused.
	Preflight(ctx context.Context) error

	// Publish makes the release, with what is missing of it. The git tag exists.
	Publish(ctx context.Context, r *plan.Release) error
}

// Status reads the state of every target and changes nothing. A target that cannot be read is [Unknown], with the reason.
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

// ready fills in defaults and returns a *UsageError if something required is missing.
func (r Release) ready() (Release, error) {
	for _, f := range r.Plan.Feeds {
		if r.Feeds[f.Name] == nil {
			return r, exit.Usagef("the plan has the feed %s, which is not configured: check release.feeds in sdk.yaml", f.Name)
		}
		if _, ok := r.Feeds[f.Name].(feed.Tagger); f.Kind == lang.FeedNPM && !ok {
			return r, exit.Usagef("the feed %s has no dist-tags, so nothing could become %s there", f.Name, r.Plan.DistTag)
		}
	}
	for _, f := range r.Plan.Feeds {
		if r.Verify[f.Name] == nil {
			return r, exit.Usagef("nothing verifies the feed %s, and what is not verified is not released", f.Name)
		}
	}
	if len(r.Plan.Tags) > 0 && r.Tags == nil {
		return r, exit.Usagef("the plan has the git tag %s, but no remote is configured for it", r.Plan.Tags[0].Name)
	}
	if r.Plan.Release != nil && r.Announce == nil {
		return r, exit.Usagef("the plan has a release on %s, but sdk.yaml has no release.forge: run mage plan again", r.Plan.Release.Forge)
	}
	if r.Plan.Signer != nil && r.Attestations == nil {
		return r, exit.Usagef("the plan has to be signed by %s, but nothing has its attestations", r.Plan.Signer.Identity)
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

// checkout compares the plan with the checkout.
func (r Release) checkout(ctx context.Context) error {
	now, err := plan.Observe(ctx, r.Root, r.Plan)
	if err != nil {
		return err
	}
	return plan.Check(r.Plan, now)
}
