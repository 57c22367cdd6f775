package release

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contenthash"
	"github.com/qdrant/qdrant-cloud-public-api/internal/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/verify"
)

// ReportFile is where the outcome of the verification is kept, from the root of the repository.
const ReportFile = "dist/verify.json"

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
	return &Planned{p, at}, at.matches(p)
}

// Publish does what is missing of a plan. The errors are those of [publish.Release.Run].
func (c *Checkout) Publish(ctx context.Context, planned *Planned) (*Outcome, error) {
	if err := c.Tools.Ensure(ctx, toolchain.Python, toolchain.Node); err != nil {
		return nil, err
	}
	out := &Outcome{Plan: planned.Plan}
	verified := &reports{}
	r := c.release(planned, verified)
	r.Took = func(step string, took time.Duration) { out.Steps = append(out.Steps, Step{step, took}) }
	var err error
	out.Ledger, err = r.Run(ctx)
	out.Verified, out.Changed = verified.all(), out.Ledger != nil && out.Ledger.Changed
	if len(out.Verified) > 0 {
		if written := writeReports(c.Root, out.Verified); err == nil {
			err = written
		}
	}
	if err != nil {
		return out, err
	}
	out.Install, err = planned.install(c.settings)
	return out, err
}

// Status looks at every target of a plan and changes nothing.
func (c *Checkout) Status(ctx context.Context, planned *Planned) (*publish.Ledger, error) {
	return c.release(planned, &reports{}).Status(ctx)
}

// Verify verifies some languages of a plan, all where none is named, whatever was verified before.
func (c *Checkout) Verify(ctx context.Context, planned *Planned, languages []string) ([]*verify.Report, error) {
	if err := c.Tools.Ensure(ctx, toolchain.Python, toolchain.Node); err != nil {
		return nil, err
	}
	if len(languages) == 0 {
		languages = planned.Plan.Languages()
	}
	verified := &reports{}
	checks := c.release(planned, verified).Verify
	for _, language := range languages {
		check, ok := checks[language]
		if !ok {
			return nil, &publish.UsageError{Err: fmt.Errorf("%s is none of the languages of the plan: %s", language, strings.Join(planned.Plan.Languages(), ", "))}
		}
		step := c.Progress.Start("verify " + language)
		if err := step.End("", check(ctx)); err != nil {
			return verified.all(), &publish.RefusedError{Err: c.Secrets.Error(err)}
		}
	}
	return verified.all(), writeReports(c.Root, verified.all())
}

// release has all that it takes to do a plan.
func (c *Checkout) release(planned *Planned, verified *reports) publish.Release {
	verifications := map[string]func(context.Context) error{}
	for _, language := range planned.Plan.Languages() {
		verifications[language] = func(ctx context.Context) error {
			report, err := c.verify(ctx, planned, language)
			if err == nil {
				verified.add(report)
			}
			return err
		}
	}
	return publish.Release{
		Plan: planned.Plan, Root: c.Root, Feeds: planned.at.byName(), Tags: planned.at.tags, Verify: verifications,
		Progress: c.Progress, Redact: c.Secrets.Text,
	}
}

// verify installs a language from its feed.
func (c *Checkout) verify(ctx context.Context, planned *Planned, language string) (*verify.Report, error) {
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
	return verify.Verifier{
		Root: c.Root, API: api.Descriptors, Endpoint: string(c.settings.API.GRPC), Env: c.Tools.Env(),
	}.Verify(ctx, p)
}

// reports are collected from several goroutines.
type reports struct {
	mu         sync.Mutex
	byLanguage map[string]*verify.Report
}

func (r *reports) add(report *verify.Report) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byLanguage == nil {
		r.byLanguage = map[string]*verify.Report{}
	}
	r.byLanguage[report.Language] = report
}

func (r *reports) all() []*verify.Report {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []*verify.Report
	for _, language := range slices.Sorted(maps.Keys(r.byLanguage)) {
		all = append(all, r.byLanguage[language])
	}
	return all
}

func writeReports(root string, all []*verify.Report) error {
	content, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return contenthash.WriteFile(filepath.Join(root, filepath.FromSlash(ReportFile)), append(content, '\n'))
}
