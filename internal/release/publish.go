package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
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

// outcome is what the publishing steps of a request have come to; nil where none of them has begun.
func (c *Checkout) outcome(v *values, steps []Step) (*Outcome, error) {
	if v.session == nil {
		return nil, nil //nolint:nilnil // There is none, and nothing is wrong.
	}
	out := &Outcome{Plan: v.plan, Ledger: v.session.Ledger(), Steps: steps}
	out.Changed = out.Ledger.Changed
	for _, language := range v.plan.Languages() {
		if report, err := readReport(c.Root, language, v.plan); err == nil && report != nil {
			out.Verified = append(out.Verified, report)
		}
	}
	if !out.Ledger.Complete() {
		return out, nil
	}
	var err error
	out.Install, err = install(v.settings, v.plan, v.feeds)
	return out, err
}

// look begins to publish a plan, or looks at its targets alone.
func (c *Checkout) look(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination, only bool) (*publish.Session, *publish.Ledger, error) {
	r := c.publication(settings, p, at)
	if only {
		ledger, err := r.Status(ctx)
		return nil, ledger, err
	}
	session, err := r.Begin(ctx)
	if err != nil {
		return nil, nil, err
	}
	return session, nil, session.Do(ctx, publish.Look)
}

// verifyAll verifies some languages of a plan, all where none is named, whatever was verified before.
func (c *Checkout) verifyAll(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination, languages []string) ([]*verify.Report, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	if len(languages) == 0 {
		languages = p.Languages()
	}
	now, err := plan.Observe(ctx, c.Root, p)
	if err == nil {
		err = plan.Check(p, now)
	}
	if err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	var all []*verify.Report
	for _, language := range languages {
		if !slices.Contains(p.Languages(), language) {
			return nil, &publish.UsageError{Err: fmt.Errorf("%s is none of the languages of the plan: %s", language, strings.Join(p.Languages(), ", "))}
		}
		line := c.Progress.Start("verify " + language)
		report, err := c.verify(ctx, settings, p, at, language)
		if line.End("", err) != nil {
			// The ledger may say that it was verified. It is a cache: without it a release looks again.
			err = errors.Join(err, os.RemoveAll(filepath.Join(c.Root, filepath.FromSlash(publish.LedgerFile))))
			return all, &publish.RefusedError{Err: c.Secrets.Error(err)}
		}
		all = append(all, report)
	}
	return all, nil
}

// ready installs what verifications need.
func (c *Checkout) ready(ctx context.Context) error {
	return c.Tools.Ensure(ctx, toolchain.Python, toolchain.Node)
}

// publication has all that it takes to do a plan. What was verified for it already, on whichever machine, is not verified again.
func (c *Checkout) publication(settings *config.Config, p *plan.Plan, at *destination) publish.Release {
	verifications := map[string]func(context.Context) error{}
	for _, language := range p.Languages() {
		verifications[language] = func(ctx context.Context) error {
			report, err := readReport(c.Root, language, p)
			switch {
			case err != nil:
				return err
			case report != nil:
				c.Progress.Printf("%s was verified before: %s/%s.json", language, ReportsDir, language)
				return nil
			}
			_, err = c.verify(ctx, settings, p, at, language)
			return err
		}
	}
	r := publish.Release{
		Plan: p, Root: c.Root, Feeds: at.byName(), Tags: at.tags, Verify: verifications, Ready: c.ready,
		Uploading: func(language string) error { return dropReport(c.Root, language) },
		Progress:  c.Progress, Redact: c.Secrets.Text,
	}
	if c.publishing != nil {
		c.publishing(&r, at)
	}
	return r
}

// verify installs a language from its feed, and keeps the report.
func (c *Checkout) verify(ctx context.Context, settings *config.Config, planned *plan.Plan, at *destination, language string) (*verify.Report, error) {
	// One that fails must not leave the report of an earlier one that did not.
	if err := dropReport(c.Root, language); err != nil {
		return nil, err
	}
	e := at.of(language)
	p := verify.Package{Language: language, Feed: e.feed, URL: e.index, Credentials: e.login}
	for _, a := range planned.Artifacts {
		if a.Language == language {
			p.Name, p.Version = a.Package, a.Version
			p.Files = append(p.Files, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
		}
	}
	if e.Kind == gitKind {
		dir, err := c.proxyOf(ctx, planned)
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
		Root: c.Root, API: api.Descriptors, Endpoint: string(settings.API.GRPC), Env: c.Tools.Env(),
	}.Verify(ctx, p)
	if err != nil {
		return nil, err
	}
	return report, writeReport(c.Root, planned, report)
}
