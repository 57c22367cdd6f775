package release

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/table"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// Command runs the mage targets about releases. Each method writes its answer to Out, and its error carries the exit code.
type Command struct {
	Checkout

	Out    io.Writer
	Format string // Format is text if it is empty.
}

// NotReleasedError reports that targets of a plan are not done.
type NotReleasedError struct {
	Version     string
	Missing, Of int
	Continue    string // Continue is the command that does what is missing.
}

func (e *NotReleasedError) Error() string {
	return fmt.Sprintf("%s is not released: %d of %d targets are missing; run %s", e.Version, e.Missing, e.Of, e.Continue)
}

// Release plans a release and publishes it. If there is nothing to release, it prints that and returns nil.
func (c *Command) Release(ctx context.Context, o Options) error {
	return c.publish(ctx, request{Options: o, section: releasing})
}

// PublishPlan publishes what is missing of dist/plan.json, up to the step until if that is not empty.
func (c *Command) PublishPlan(ctx context.Context, o Options, until string) error {
	r, err := c.until(publishing, until)
	if err != nil {
		return err
	}
	return c.publish(ctx, request{Options: o, section: r})
}

func (c *Command) publish(ctx context.Context, asked request) error {
	if err := c.formatIn("text", "json", "markdown"); err != nil {
		return err
	}
	start := time.Now()
	v, steps, err := c.do(ctx, asked)
	if nothing := nothingToRelease(err); nothing != nil {
		return c.nothing(nothing)
	}
	out, wrong := c.outcome(v, steps)
	if err == nil {
		err = wrong
	}
	if out != nil && c.format() == "json" {
		if written := c.json(out); err == nil {
			err = written
		}
	}
	if err != nil || c.format() == "json" {
		return err
	}
	text := out.Comment(v.settings)
	if c.format() == "text" || !out.Ledger.Complete() {
		text = out.Text(time.Since(start))
	}
	_, err = io.WriteString(c.Out, text)
	return err
}

// matrix has the languages for which a workflow starts a job each.
type matrix struct {
	Language []lang.ID `json:"language"`
}

func (c *Command) nothing(why *NothingError) error {
	switch c.format() {
	case "json":
		return c.json(map[string]string{"nothing": why.Error()})
	case "matrix":
		return json.NewEncoder(c.Out).Encode(matrix{[]lang.ID{}})
	}
	_, err := fmt.Fprintln(c.Out, why.Error())
	return err
}

// ShowPlan makes a plan and prints it with the state of its targets.
func (c *Command) ShowPlan(ctx context.Context, o Options) error {
	if err := c.formatIn("text", "json", "matrix"); err != nil {
		return err
	}
	o.Unsigned = !looksLikePullRequest.MatchString(o.Pre) // The number of a preview comes from the feed.
	asked := request{Options: o, section: planning, looks: true}
	if c.format() == "json" {
		asked.To = "plan"
	}
	v, _, err := c.do(ctx, asked)
	if nothing := nothingToRelease(err); nothing != nil {
		return c.nothing(nothing)
	}
	switch {
	case err != nil:
		return err
	case c.format() == "json":
		return c.json(v.plan)
	}
	text := fmt.Sprintf("\n%s\n%s", v.plan.Text(), v.ledger.Text())
	if c.format() == "matrix" { // The log of a workflow shows the plan, so that no second run has to make it.
		c.Progress.Printf("%s", text)
		return json.NewEncoder(c.Out).Encode(matrix{v.plan.Languages()})
	}
	_, err = io.WriteString(c.Out, text)
	return err
}

// ShowPack packs languages, all and the programs if none is named, and prints the digests. If there is a plan of this commit, the bytes must be those
// of the plan: packing on a second machine shows that they depend on the commit alone.
func (c *Command) ShowPack(ctx context.Context, o Options, languages []string) error {
	o.Unsigned = !looksLikePullRequest.MatchString(o.Pre)
	v, _, err := c.do(ctx, request{Options: o, section: packing, languages: ids(languages), packs: true})
	if err != nil {
		return err
	}
	for _, a := range v.artifacts {
		if _, err := fmt.Fprintf(c.Out, "%s  %s\n", a.SHA256, a.Path); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(c.Out, "dist/SHA256SUMS also has the SBOM and the provenance of each package and program")
	return err
}

// ShowStatus prints the state of every target of dist/plan.json. It returns a *NotReleasedError if one is missing.
func (c *Command) ShowStatus(ctx context.Context, o Options) error {
	if err := c.formatIn("text", "json"); err != nil {
		return err
	}
	v, _, err := c.do(ctx, request{Options: o, section: looking, looks: true})
	if err != nil {
		return err
	}
	if c.format() == "json" {
		err = c.json(v.ledger)
	} else {
		_, err = io.WriteString(c.Out, v.ledger.Text())
	}
	missing := 0
	for _, t := range v.ledger.Targets {
		if !t.Done() {
			missing++
		}
	}
	if err == nil && missing > 0 {
		return &NotReleasedError{v.ledger.Version, missing, len(v.ledger.Targets), publishCommand(v.plan)}
	}
	return err
}

// ShowVerify verifies languages of dist/plan.json, all and the programs if none is named.
func (c *Command) ShowVerify(ctx context.Context, o Options, languages []string) error {
	if err := c.formatIn("text", "json"); err != nil {
		return err
	}
	v, _, err := c.do(ctx, request{Options: o, section: verifying, languages: ids(languages)})
	if err != nil {
		return err
	}
	if c.format() == "json" {
		return c.json(v.reports)
	}
	for _, r := range v.reports {
		if r.Language == plan.Programs {
			line := fmt.Sprintf("%s %s: %d files as planned, %d run on this machine; %s", r.Package, r.Version, r.Compared, r.Programs, signedBy(v.plan, r))
			if _, err := fmt.Fprintln(c.Out, table.Wrap(line, "  ")); err != nil {
				return err
			}
			continue
		}
		line := fmt.Sprintf("%s %s: %d files as planned, %d modules imported, %s passed, %d programs run; %s",
			r.Package, r.Version, r.Compared, r.Modules, strings.Join(r.Checks, " and "), r.Programs, signedBy(v.plan, r))
		_, err := fmt.Fprintln(c.Out, table.Wrap(line, "  "))
		if err != nil {
			return err
		}
	}
	return nil
}

// signedBy describes who has signed what was verified.
func signedBy(p *plan.Plan, r *verify.Report) string {
	if p.Signer == nil {
		return "unsigned, because it was not planned in the workflow that signs"
	}
	return fmt.Sprintf("%d attestations of %s verified", len(r.Signed), p.Signer.Identity)
}

// ShowAttest signs the packages of dist/plan.json, and prints where the attestations are.
func (c *Command) ShowAttest(ctx context.Context) error {
	made, err := c.Attest(ctx)
	for _, path := range made {
		if _, err := fmt.Fprintln(c.Out, path); err != nil {
			return err
		}
	}
	return err
}

// ShowDeprecate warns the users of a version or takes that back, and prints in which feeds.
func (c *Command) ShowDeprecate(ctx context.Context, o Options, asked Deprecation) error {
	warned, offer, err := c.Deprecate(ctx, o, asked)
	if warned != nil {
		if _, err := io.WriteString(c.Out, warned.Text()); err != nil {
			return err
		}
	}
	if offer != "" {
		if _, err := fmt.Fprintf(c.Out, "\n%s\n", offer); err != nil {
			return err
		}
	}
	return err
}

func ids(names []string) []lang.ID {
	all := make([]lang.ID, len(names))
	for i, name := range names {
		all[i] = lang.ID(name)
	}
	return all
}

func (c *Command) format() string {
	if c.Format == "" {
		return "text"
	}
	return c.Format
}

// formatIn checks the format before any work is done.
func (c *Command) formatIn(allowed ...string) error {
	if slices.Contains(allowed, c.format()) {
		return nil
	}
	return exit.Usagef("-format=%s: choose one of %s", c.Format, strings.Join(allowed, ", "))
}

func (c *Command) json(value any) error {
	encoder := json.NewEncoder(c.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
