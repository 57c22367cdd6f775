package gate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/report"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
)

// Command runs one of the targets diff, breaking, version and changelog. Each writes its answer to Out and returns an error of
// one line with its exit code.
type Command struct {
	Options

	Out    io.Writer
	Format string         // Format is one of [report.Formats]; empty is text.
	View   report.Options // View configures how a report is printed.
	Pre    string         // Pre is the pre-release whose version is asked for, such as rc; empty is a final release.
}

// BrokenError is returned for breaks that nobody has accepted.
type BrokenError struct{ Changes int }

func (e *BrokenError) Error() string {
	if e.Changes == 1 {
		return "1 change breaks users: revert it, or accept it with a reason in sdk.yaml"
	}
	return fmt.Sprintf("%d changes break users: revert them, or accept them with a reason in sdk.yaml", e.Changes)
}

// ExitCode returns [exit.No]. All other errors of a command have another code, so that 1 always means that a break was found.
func (e *BrokenError) ExitCode() exit.Code { return exit.No }

// Diff prints all changes. It returns a [BrokenError] if one breaks users.
func (c Command) Diff(ctx context.Context) (err error) {
	defer noAnswer(&err)
	if err := c.formatIn(report.Formats()...); err != nil {
		return err
	}
	r, err := Run(ctx, c.Options)
	if errors.Is(err, source.ErrNoRelease) {
		return fmt.Errorf("%w; -against=REF, FOLDER or FILE names another base", err)
	}
	if err == nil {
		err = report.Write(c.Out, r.Report, c.format(), c.View)
	}
	if err != nil {
		return oneLine(err)
	}
	return r.broken()
}

// Breaking prints the report and returns a [BrokenError] if a change breaks users; in the text format it prints one line if none
// does and none is accepted. An entry of sdk.yaml that accepts a break that no longer exists is an error.
func (c Command) Breaking(ctx context.Context) (err error) {
	defer noAnswer(&err)
	if err := c.formatIn(report.Formats()...); err != nil {
		return err
	}
	r, err := Run(ctx, c.Options)
	if errors.Is(err, source.ErrNoRelease) {
		return c.nothingReleased()
	}
	if err != nil {
		return oneLine(err)
	}
	if c.Format == "" && !slices.ContainsFunc(r.Report.Changes, func(change judge.Change) bool { return change.Breaking() || change.Accepted != "" }) {
		_, err = fmt.Fprintf(c.Out, "ok: no break between %s and %s; the level is %s\n", r.Report.Base, r.Report.Head, r.Report.Level)
	} else {
		err = report.Write(c.Out, r.Report, c.format(), c.View)
	}
	if err != nil {
		return oneLine(err)
	}
	if stale := r.Stale(); len(stale) > 0 {
		return exit.With(exit.Usage, errors.New(strings.Join(stale, "\n")))
	}
	return r.broken()
}

// nothingReleased prints that nothing can break: a sentence for people, an empty report for programs.
func (c Command) nothingReleased() error {
	var err error
	if format := c.format(); format == "text" || format == "markdown" {
		_, err = fmt.Fprintln(c.Out, "ok: nothing is released yet, so nothing can break")
	} else {
		err = report.Write(c.Out, &judge.Report{SchemaVersion: judge.SchemaVersion, Head: workTree}, format, c.View)
	}
	return err
}

// Version prints the version of the next release of the work tree.
func (c Command) Version(ctx context.Context) (err error) {
	defer noAnswer(&err)
	if err := c.formatIn("text", "json"); err != nil {
		return err
	}
	release, err := c.release(ctx)
	if err == nil && c.Pre != "" && release.Version != release.Last {
		release, err = release.pre(ctx, c.Root, c.Pre)
	}
	if err != nil {
		return oneLine(err)
	}
	if c.format() == "text" {
		_, err = fmt.Fprint(c.Out, release.Text())
		return err
	}
	encoder := json.NewEncoder(c.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(release)
}

// release returns the version of the next release of the work tree, which may be the first one.
func (c Command) release(ctx context.Context) (Release, error) {
	r, err := Run(ctx, c.Options)
	if errors.Is(err, source.ErrNoRelease) {
		return First(c.Root)
	}
	if err != nil {
		return Release{}, err
	}
	return r.Release(ctx, c.Root)
}

// noAnswer sets the exit code of every error but [BrokenError].
func noAnswer(err *error) { *err = exit.Or(exit.Usage, *err) }

func (r *Review) broken() error {
	if n := len(r.Report.Breaking()); n > 0 {
		return &BrokenError{n}
	}
	return nil
}

func (c Command) format() string {
	if c.Format == "" {
		return "text"
	}
	return c.Format
}

// formatIn checks the format, before anything is read or compiled.
func (c Command) formatIn(allowed ...string) error {
	if slices.Contains(allowed, c.format()) {
		return nil
	}
	return exit.Usagef("-format=%s: choose one of %s", c.Format, strings.Join(allowed, ", "))
}

// oneLine joins the lines of an error, such as one that quotes git.
func oneLine(err error) error {
	text := err.Error()
	if !strings.Contains(text, "\n") {
		return err
	}
	return fmt.Errorf("%s", strings.Join(strings.Fields(text), " "))
}
