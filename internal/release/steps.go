package release

import (
	"context"
	"fmt"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// step is one entry of the list.
type step struct {
	name string
	does string                          // does is a line for docs/releasing.md.
	skip func() Skip                     // skip returns why the step is left out; nil and "" run it.
	run  func(ctx context.Context) error // run calls one function, with its inputs and outputs named.

	// result is shown on the step's line of the progress when it has ended. Steps without it show their parts, or nothing.
	result func() string
}

// Skip is why a step is left out.
type Skip string

// The reasons.
const (
	Released  Skip = "every target is in place already"
	NoRelease Skip = "packages alone can be made of every commit"
	LastOnes  Skip = "packages of the last release are made where nothing has changed since"
)

// section is the part of the list that a mage target runs, both ends included. A section that begins after the step plan reads
// dist/plan.json, and uses that instead of what the steps before would make.
type section struct{ From, To string }

// The sections, by target.
var (
	releasing  = section{"clean", "clone tags"}
	planning   = section{"generate", "look"}
	packing    = section{"commit", "pack"}
	publishing = section{"look", "clone tags"}
	looking    = section{"look", "look"}     // mage status
	verifying  = section{"verify", "verify"} // mage verify
)

// values are the outputs of the steps and the inputs of later ones. Only the list reads and assigns them: each is assigned in one step,
// before its first use.
type values struct {
	settings  *config.Config
	commit    commit
	feeds     *destination
	decision  decision
	artifacts []pack.Artifact
	plan      *plan.Plan
	session   *publish.Session
	ledger    *publish.Ledger
	reports   []*verify.Report
}

// steps returns a release from HEAD to the tags. It can fail or be killed at any point; running the same section again does what is
// missing.
func (c *Checkout) steps(asked request, v *values) []step {
	publishes := func(s publish.Step) func(context.Context) error {
		return func(ctx context.Context) error { return v.session.Do(ctx, s) }
	}
	released := func() Skip {
		if v.session != nil && v.session.Complete() {
			return Released
		}
		return ""
	}
	return []step{
		// Planning. These steps read the clone, the tags of the remote and, for a preview, the versions in the npm feed. They write to
		// gen/, dist/ and .cache/ only, so a plan can be made again or thrown away.
		{
			name: "clean", does: "refuses a work tree with changes, before any time is spent",
			run: func(ctx context.Context) error { return c.clean(ctx) },
		},
		{
			name: "generate", does: "brings gen/ up to date, and refuses to go on where it was not",
			run: func(ctx context.Context) error { return c.fresh(ctx) },
		},
		{
			name: "commit", does: "reads which commit HEAD is",
			run: func(ctx context.Context) (err error) { v.commit, err = headOf(ctx, c.Root); return err },
		},
		{
			name: "feeds", does: "chooses the feeds of sdk.yaml or the local ones, with a login for each",
			run: func(ctx context.Context) (err error) {
				v.feeds, err = c.destination(ctx, v.settings, asked.Options, v.commit.hash)
				return err
			},
		},
		{
			name: "version", does: "finds the last release of the remote, compares the contract with it, counts on, and stops below a version that exists",
			run: func(ctx context.Context) (err error) {
				v.decision, err = c.version(ctx, v.settings, v.commit, v.feeds, asked)
				return err
			},
			result: func() string { return v.decision.String() },
		},
		{
			name: "changes", does: "ends here where nothing has changed that users get",
			skip: func() Skip { return map[bool]Skip{true: LastOnes}[asked.packs] },
			run:  func(context.Context) error { return c.changes(v.decision) },
		},
		{
			name: "gate", does: "refuses breaks that nobody has accepted, a version without notes of its own, and a commit on no branch of the remote",
			skip: func() Skip { return map[bool]Skip{true: NoRelease}[asked.packs] },
			run:  func(ctx context.Context) error { return c.gate(ctx, v.settings, v.decision, v.feeds, asked.Options) },
		},
		{
			name: "pack", does: "makes all packages and programs in dist/, checks what is in them, and writes SBOMs and provenance",
			run: func(ctx context.Context) (err error) {
				v.artifacts, err = c.pack(ctx, v.settings, v.decision, v.feeds, asked)
				return err
			},
			result: func() string { return fmt.Sprintf("%d files", len(v.artifacts)) },
		},
		{
			name: "plan", does: "writes dist/plan.json, with the digest of each file, and dist/release-notes.md",
			run: func(context.Context) (err error) {
				v.plan, err = c.plan(v.settings, v.decision, v.feeds, v.artifacts, asked.Options)
				return err
			},
		},

		// Publishing. Each step reads the state of the feeds and the remote, does what is missing, and reads the state again. The ledger
		// of an earlier run saves time but decides nothing.
		{
			name: "look", does: "looks at every target, and stops at other bytes under this version before anything is changed",
			run: func(ctx context.Context) (err error) {
				v.session, v.ledger, err = c.look(ctx, v.settings, v.plan, v.feeds, asked.looks)
				return err
			},
		},
		{
			name: "preflight", does: "asks all feeds and the remote whether they would accept what is missing, and reports all that is wrong at once",
			skip: released, run: publishes(publish.Preflight),
		},
		{
			name: "upload", does: "uploads the first file alone, so that of two releases at once one goes on, then the others side by side",
			skip: released, run: publishes(publish.Upload),
		},
		{
			name: "verify", does: "installs each package from its feed into an empty environment and uses it",
			skip: released,
			run: func(ctx context.Context) (err error) {
				if v.session != nil {
					return v.session.Do(ctx, publish.Verify)
				}
				v.reports, err = c.verifyAll(ctx, v.settings, v.plan, v.feeds, asked.languages)
				return err
			},
		},
		{
			name: "dist-tags", does: "moves latest and next to this version, so that users get it who ask for the newest; a pre-release moves next alone",
			skip: released, run: publishes(publish.MoveDistTags),
		},
		{
			name: "git tags", does: "pushes the tags, all or none, which makes it a release",
			skip: released, run: publishes(publish.PushTags),
		},
		{
			name: "announce", does: "publishes a release on the forge, with the notes, packages, programs, SBOMs and provenance",
			skip: released, run: publishes(publish.Announce),
		},
		{
			name: "completeness", does: "fails where a target is missing after all",
			run: publishes(publish.AllDone),
		},
		{
			name: "clone tags", does: "copies the pushed tags into this clone",
			run: publishes(publish.CopyTags),
		},
	}
}

// Step is a step that was run or skipped, with the time that it took.
type Step struct {
	Name string
	Took time.Duration
	Skip Skip // Skip is why it was left out; empty where it ran.
}
