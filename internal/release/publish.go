package release

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// Outcome is the result of a release.
type Outcome struct {
	Plan     *plan.Plan       `json:"plan"`
	Ledger   *publish.Ledger  `json:"ledger"`
	Changed  bool             `json:"changed"`  // Changed is false where all was released before.
	Verified []*verify.Report `json:"verified"` // Verified is what was verified, by feed.
	Install  []Install        `json:"install"`
	Release  string           `json:"release,omitempty"` // Release is the address of the release on the forge.
	Where    string           `json:"where"`             // Where names the feeds, for people.
	Steps    []Step           `json:"-"`
}

// outcome returns the result of the publishing steps; nil if none of them has begun.
func (c *Checkout) outcome(v *values, steps []Step) (*Outcome, error) {
	if v.session == nil {
		return nil, nil //nolint:nilnil // There is no outcome yet, which is no error.
	}
	out := &Outcome{Plan: v.plan, Ledger: v.session.Ledger(), Where: v.feeds.where(), Steps: steps}
	out.Changed = out.Ledger.Changed
	for _, f := range v.plan.Feeds {
		if report, err := readReport(c.Root, f.Name, v.plan); err == nil && report != nil {
			out.Verified = append(out.Verified, report)
		}
	}
	if !out.Ledger.Complete() {
		return out, nil
	}
	if v.plan.Release != nil {
		out.Release = v.feeds.forge.Address(v.plan.Release)
	}
	var err error
	out.Install, err = install(v.settings, v.plan, v.feeds)
	return out, err
}

// look begins to publish a plan; with only, it just reads the state of its targets.
func (c *Checkout) look(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination, only bool) (*publish.Session, *publish.Ledger, error) {
	r := c.publication(settings, p, at)
	if only {
		ledger, err := r.Status(ctx)
		return nil, ledger, err
	}
	if err := c.stillContinues(ctx, settings, p, at); err != nil {
		return nil, nil, err
	}
	session, err := r.Begin(ctx)
	if err != nil {
		return nil, nil, err
	}
	return session, nil, session.Do(ctx, publish.Look)
}

// verifyAll verifies the feeds of some languages of a plan, of all and the programs where none is named, whatever was verified before.
func (c *Checkout) verifyAll(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination, languages []lang.ID) ([]*verify.Report, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	now, err := plan.Observe(ctx, c.Root, p)
	if err == nil {
		err = plan.Check(p, now)
	}
	if err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	known := p.Languages()
	if len(p.Programs()) > 0 {
		known = append(known, plan.Programs)
	}
	for _, language := range languages {
		if !slices.Contains(known, language) {
			return nil, exit.Usagef("the plan has no %s: choose from %s", language, lang.Join(known))
		}
	}
	var all []*verify.Report
	for _, f := range p.Feeds {
		if len(languages) > 0 && !slices.Contains(languages, f.Language) {
			continue
		}
		line := c.Progress.Start("verify " + f.Name)
		report, err := c.verify(ctx, settings, p, at, f.Name)
		if line.End("", err) != nil {
			return all, c.refuseVerified(err)
		}
		all = append(all, report)
	}
	if alone := slices.Contains(languages, plan.Programs); len(p.Programs()) > 0 && (alone || len(languages) == 0) {
		line := c.Progress.Start("verify programs")
		report, err := c.verifyPrograms(ctx, settings, p, at, alone)
		switch {
		case line.End("", err) != nil:
			return all, c.refuseVerified(err)
		case report != nil:
			all = append(all, report)
		}
	}
	return all, nil
}

// ready installs the tools for verifications.
func (c *Checkout) ready(ctx context.Context) error {
	return c.Tools.Ensure(ctx, toolchain.PythonDev, toolchain.Node)
}

// publication is the plan with everything needed to publish it. A language with a report, from any machine, is not verified again.
func (c *Checkout) publication(settings *config.Config, p *plan.Plan, at *destination) publish.Release {
	verifications := map[string]func(context.Context) error{}
	for _, f := range p.Feeds {
		verifications[f.Name] = func(ctx context.Context) error {
			report, err := readReport(c.Root, f.Name, p)
			switch {
			case err != nil:
				return err
			case report != nil:
				c.Progress.Printf("%s was verified before: %s/%s.json", f.Name, ReportsDir, f.Name)
				return nil
			}
			_, err = c.verify(ctx, settings, p, at, f.Name)
			return err
		}
	}
	r := publish.Release{
		Plan: p, Root: c.Root, Feeds: at.byName(), Tags: at.tags, Verify: verifications, Ready: c.ready,
		Uploading: func(feed string) error { return dropReport(c.Root, feed) },
		Progress:  c.Progress, Redact: c.Secrets.Text,
	}
	if at.forge != nil {
		r.Announce = at.forge
	}
	if p.Signer != nil {
		r.Attestations = attestations{c, settings, p}
	}
	if c.publishing != nil {
		c.publishing(&r, at)
	}
	return r
}

// verify installs the package of a feed from there, and keeps the report.
func (c *Checkout) verify(ctx context.Context, settings *config.Config, planned *plan.Plan, at *destination, name string) (*verify.Report, error) {
	// One that fails must not leave the report of an earlier one that did not.
	if err := dropReport(c.Root, name); err != nil {
		return nil, err
	}
	e := at.named(name)
	p := verify.Package{Language: e.Language, Feed: e.feed, URL: e.index, Credentials: e.login, Attested: c.attested(settings, planned, at, e)}
	for _, a := range planned.Artifacts {
		if a.Feed == name {
			p.Name, p.Version = a.Package, a.Version
			p.Files = append(p.Files, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
		}
	}
	if e.Kind == lang.FeedGit {
		dir, err := c.proxyOf(ctx, planned)
		defer os.RemoveAll(dir) //nolint:errcheck // A temporary folder may stay.
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
	return report, writeReport(c.Root, name, planned, report)
}
