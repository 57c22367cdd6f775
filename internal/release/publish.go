package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// Outcome is what a release has come to.
type Outcome struct {
	Plan     *plan.Plan       `json:"plan"`
	Ledger   *publish.Ledger  `json:"ledger"`
	Changed  bool             `json:"changed"`  // Changed is false where all was released before.
	Verified []*verify.Report `json:"verified"` // Verified is what this run has verified, by language.
	Install  []Install        `json:"install"`
	Steps    []Step           `json:"-"`
}

// Step is a part of a release with the time that it took.
type Step struct {
	Name string
	Took time.Duration
}

// Open reads dist/plan.json, for a release that goes where the options say.
func (c *Checkout) Open(ctx context.Context, o Options) (*Planned, error) {
	if err := c.load(); err != nil {
		return nil, err
	}
	p, err := plan.Read(c.Root)
	if err != nil {
		return nil, &publish.UsageError{Err: err}
	}
	at, err := c.destination(ctx, o)
	if err != nil {
		return nil, err
	}
	c.released = p.Commit
	return &Planned{p, at}, at.matches(p)
}

// Publish does what is missing of a plan, up to a step of [publish.Release] where one is named. The errors are those of
// [publish.Release.Run].
func (c *Checkout) Publish(ctx context.Context, planned *Planned, until string) (*Outcome, error) {
	if err := c.Tools.Ensure(ctx, toolchain.Python, toolchain.Node); err != nil {
		return nil, err
	}
	out := &Outcome{Plan: planned.Plan}
	r := c.release(planned)
	r.Until = until
	r.Took = func(step string, took time.Duration) { out.Steps = append(out.Steps, Step{step, took}) }
	var err error
	out.Ledger, err = r.Run(ctx)
	if out.Ledger == nil {
		return nil, err
	}
	out.Changed = out.Ledger.Changed
	for _, language := range planned.Plan.Languages() {
		if report, unread := readReport(c.Root, language, planned.Plan); unread == nil && report != nil {
			out.Verified = append(out.Verified, report)
		}
	}
	if err != nil || !out.Ledger.Complete() {
		return out, err
	}
	out.Install, err = planned.install(c.settings)
	return out, err
}

// Status looks at every target of a plan and changes nothing.
func (c *Checkout) Status(ctx context.Context, planned *Planned) (*publish.Ledger, error) {
	return c.release(planned).Status(ctx)
}

// Verify verifies some languages of a plan, all where none is named, whatever was verified before.
func (c *Checkout) Verify(ctx context.Context, planned *Planned, languages []string) ([]*verify.Report, error) {
	if err := c.Tools.Ensure(ctx, toolchain.Python, toolchain.Node); err != nil {
		return nil, err
	}
	if len(languages) == 0 {
		languages = planned.Plan.Languages()
	}
	now, err := plan.Observe(ctx, c.Root, planned.Plan)
	if err == nil {
		err = plan.Check(planned.Plan, now)
	}
	if err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	var all []*verify.Report
	for _, language := range languages {
		if !slices.Contains(planned.Plan.Languages(), language) {
			return nil, &publish.UsageError{Err: fmt.Errorf("%s is none of the languages of the plan: %s", language, strings.Join(planned.Plan.Languages(), ", "))}
		}
		step := c.Progress.Start("verify " + language)
		report, err := c.verify(ctx, planned, language)
		if step.End("", err) != nil {
			// The ledger may say that it was verified. It is a cache: without it a release looks again.
			err = errors.Join(err, os.RemoveAll(filepath.Join(c.Root, filepath.FromSlash(publish.LedgerFile))))
			return all, &publish.RefusedError{Err: c.Secrets.Error(err)}
		}
		all = append(all, report)
	}
	return all, nil
}

// release has all that it takes to do a plan. What was verified for it already, on whichever machine, is not verified again.
func (c *Checkout) release(planned *Planned) publish.Release {
	verifications := map[string]func(context.Context) error{}
	for _, language := range planned.Plan.Languages() {
		verifications[language] = func(ctx context.Context) error {
			report, err := readReport(c.Root, language, planned.Plan)
			switch {
			case err != nil:
				return err
			case report != nil:
				c.Progress.Printf("%s was verified before: %s/%s.json", language, ReportsDir, language)
				return nil
			}
			_, err = c.verify(ctx, planned, language)
			return err
		}
	}
	return publish.Release{
		Plan: planned.Plan, Root: c.Root, Feeds: planned.at.byName(), Tags: planned.at.tags, Verify: verifications,
		Uploading: func(language string) error { return dropReport(c.Root, language) },
		Progress:  c.Progress, Redact: c.Secrets.Text,
	}
}

// verify installs a language from its feed, and keeps the report.
func (c *Checkout) verify(ctx context.Context, planned *Planned, language string) (*verify.Report, error) {
	// One that fails must not leave the report of an earlier one that did not.
	if err := dropReport(c.Root, language); err != nil {
		return nil, err
	}
	e := planned.at.of(language)
	p := verify.Package{Language: language, Feed: e.feed, URL: e.index, Credentials: e.login}
	for _, a := range planned.Plan.Artifacts {
		if a.Language == language {
			p.Name, p.Version = a.Package, a.Version
			p.Files = append(p.Files, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
		}
	}
	if e.Kind == gitKind {
		dir, err := c.proxyOf(ctx, planned.Plan)
		defer os.RemoveAll(dir) //nolint:errcheck // What is left over is a temporary folder.
		if err != nil {
			return nil, err
		}
		p.URL = "file://" + filepath.ToSlash(dir)
	}
	api, err := image.FromDir(ctx, filepath.Join(c.Root, "proto"))
	if err != nil {
		return nil, err
	}
	report, err := verify.Verifier{
		Root: c.Root, API: api.Descriptors, Endpoint: string(c.settings.API.GRPC), Env: c.Tools.Env(),
	}.Verify(ctx, p)
	if err != nil {
		return nil, err
	}
	return report, writeReport(c.Root, planned.Plan, report)
}
