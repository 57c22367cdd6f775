package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// Command is a call of one of the targets about releases. Each writes its answer to Out and returns an error for the reader, of
// which [ExitCode] knows the exit code.
type Command struct {
	Checkout

	Out    io.Writer
	Format string // Format is text where it is empty.
}

// NotReleasedError is the answer no of a status.
type NotReleasedError struct {
	Version     string
	Missing, Of int
}

func (e *NotReleasedError) Error() string {
	return fmt.Sprintf("%s is not released: %d of %d targets are not done; mage publish does what is missing", e.Version, e.Missing, e.Of)
}

// ExitCode is the exit code of a command: that of [publish.ExitCode], and 2 for what is wrong with sdk.yaml or the contract.
func ExitCode(err error) int {
	var mistake *config.Error
	var usage *gate.UsageError
	if errors.As(err, &mistake) || errors.As(err, &usage) {
		return 2
	}
	return publish.ExitCode(err)
}

// Release plans a release and does it. That there is nothing to release is said, and no error.
func (c *Command) Release(ctx context.Context, o Options) error {
	if err := c.formatIn("text", "json", "markdown"); err != nil {
		return err
	}
	if err := c.committed(ctx, o); err != nil {
		return err
	}
	start := time.Now()
	planned, err := c.Plan(ctx, o)
	if nothing := (*NothingError)(nil); errors.As(err, &nothing) {
		return c.nothing(nothing)
	}
	if err != nil {
		return err
	}
	before := Step{"plan, pack", time.Since(start)}
	out, err := c.Publish(ctx, planned, "")
	return c.outcome(out, err, before, start)
}

// PublishPlan does what is missing of dist/plan.json, up to a step where one is named.
func (c *Command) PublishPlan(ctx context.Context, o Options, until string) error {
	if err := c.formatIn("text", "json", "markdown"); err != nil {
		return err
	}
	start := time.Now()
	planned, err := c.Open(ctx, o)
	if err != nil {
		return err
	}
	before := Step{"read plan", time.Since(start)}
	out, err := c.Publish(ctx, planned, until)
	return c.outcome(out, err, before, start)
}

func (c *Command) outcome(out *Outcome, err error, before Step, start time.Time) error {
	if out != nil && out.Ledger != nil && c.format() == "json" {
		if written := c.json(out); err == nil {
			err = written
		}
	}
	if err != nil || c.format() == "json" {
		return err
	}
	text := out.Comment(c.settings)
	if c.format() == "text" || !out.Ledger.Complete() {
		out.Steps = slices.Insert(out.Steps, 0, before)
		text = out.Text(time.Since(start))
	}
	_, err = io.WriteString(c.Out, text)
	return err
}

// matrix is what a workflow makes a job of for each language, on one line.
type matrix struct {
	Language []string `json:"language"`
}

func (c *Command) nothing(why *NothingError) error {
	switch c.format() {
	case "json":
		return c.json(map[string]string{"nothing": why.Error()})
	case "matrix":
		return json.NewEncoder(c.Out).Encode(matrix{[]string{}})
	}
	_, err := fmt.Fprintln(c.Out, why.Error())
	return err
}

// ShowPlan makes a plan and shows it with what the feeds hold of it already.
func (c *Command) ShowPlan(ctx context.Context, o Options) error {
	if err := c.formatIn("text", "json", "matrix"); err != nil {
		return err
	}
	o.Unsigned = o.Preview == "" // A preview is numbered by what the feed has.
	planned, err := c.Plan(ctx, o)
	if nothing := (*NothingError)(nil); errors.As(err, &nothing) {
		return c.nothing(nothing)
	}
	switch {
	case err != nil:
		return err
	case c.format() == "json":
		return c.json(planned.Plan)
	case c.format() == "matrix":
		return json.NewEncoder(c.Out).Encode(matrix{planned.Plan.Languages()})
	}
	ledger, err := c.Status(ctx, planned)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "\n%s\n%s", planned.Plan.Text(), ledger.Text())
	return err
}

// ShowPack packs some languages, all where none is named, and shows what was packed, with the digests.
func (c *Command) ShowPack(ctx context.Context, o Options, languages []string) error {
	o.Unsigned = o.Preview == ""
	packed, err := c.Pack(ctx, o, languages)
	if err != nil {
		return err
	}
	for _, a := range packed {
		if _, err := fmt.Fprintf(c.Out, "%s  %s\n", a.SHA256, a.Path); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(c.Out, "dist/SHA256SUMS has these, and the bill of materials and provenance beside each")
	return err
}

// ShowStatus shows what the world holds of dist/plan.json. The answer is no where something is missing.
func (c *Command) ShowStatus(ctx context.Context, o Options) error {
	if err := c.formatIn("text", "json"); err != nil {
		return err
	}
	planned, err := c.Open(ctx, o)
	if err != nil {
		return err
	}
	ledger, err := c.Status(ctx, planned)
	if err != nil {
		return err
	}
	if c.format() == "json" {
		err = c.json(ledger)
	} else {
		_, err = io.WriteString(c.Out, ledger.Text())
	}
	missing := 0
	for _, t := range ledger.Targets {
		if !t.Done() {
			missing++
		}
	}
	if err == nil && missing > 0 {
		return &NotReleasedError{ledger.Version, missing, len(ledger.Targets)}
	}
	return err
}

// ShowVerify verifies some languages of dist/plan.json, all where none is named.
func (c *Command) ShowVerify(ctx context.Context, o Options, languages []string) error {
	if err := c.formatIn("text", "json"); err != nil {
		return err
	}
	planned, err := c.Open(ctx, o)
	if err != nil {
		return err
	}
	all, err := c.Verify(ctx, planned, languages)
	if err != nil {
		return err
	}
	if c.format() == "json" {
		return c.json(all)
	}
	for _, r := range all {
		_, err := fmt.Fprintf(c.Out, "%s %s: %d files as planned, %d modules imported, %s passed, %d program run\n",
			r.Package, r.Version, r.Compared, r.Modules, strings.Join(r.Checks, " and "), r.Programs)
		if err != nil {
			return err
		}
	}
	return nil
}

// ShowDeprecate warns users of a version, and shows in which feeds.
func (c *Command) ShowDeprecate(ctx context.Context, o Options, version, reason string) error {
	warned, err := c.Deprecate(ctx, o, version, reason)
	if warned != nil {
		if _, err := io.WriteString(c.Out, warned.Text()); err != nil {
			return err
		}
	}
	return err
}

func (c *Command) format() string {
	if c.Format == "" {
		return "text"
	}
	return c.Format
}

// formatIn looks at the format before anything is done for it.
func (c *Command) formatIn(allowed ...string) error {
	if slices.Contains(allowed, c.format()) {
		return nil
	}
	return &publish.UsageError{Err: fmt.Errorf("-format=%s: choose one of %s", c.Format, strings.Join(allowed, ", "))}
}

func (c *Command) json(value any) error {
	encoder := json.NewEncoder(c.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
