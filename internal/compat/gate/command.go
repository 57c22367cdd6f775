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

// Command is a call of one of the targets diff, breaking and version. Each of them writes its answer to Out and returns an
// error of one line for the reader, with its exit code.
type Command struct {
	Options

	Out    io.Writer
	Format string         // Format is one of [report.Formats]; empty is text.
	View   report.Options // View is what Out and the caller want of a report.
}

// BrokenError is the answer no: there are breaks that nobody has accepted.
type BrokenError struct{ Changes int }

func (e *BrokenError) Error() string {
	if e.Changes == 1 {
		return "1 change breaks users: take it back, or accept it with a reason in sdk.yaml"
	}
	return fmt.Sprintf("%d changes break users: take them back, or accept them with a reason in sdk.yaml", e.Changes)
}

// ExitCode is [exit.No]. All other errors of a command mean that there is no answer, so whoever reads 1 can count on a break that
// was found.
func (e *BrokenError) ExitCode() exit.Code { return exit.No }

// Diff reports all that differs. The answer is no where a change breaks users.
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

// Breaking reports what differs where that breaks users. The answer is no where it does, and there is none while sdk.yaml
// accepts what is no break any more.
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
	if c.Format == "" && len(r.Report.Breaking()) == 0 {
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

// nothingReleased is a yes: to a person in words, to a program as a report in which nothing differs.
func (c Command) nothingReleased() error {
	var err error
	if format := c.format(); format == "text" || format == "markdown" {
		_, err = fmt.Fprintln(c.Out, "ok: nothing is released yet, so nothing can break")
	} else {
		err = report.Write(c.Out, &judge.Report{SchemaVersion: judge.SchemaVersion, Head: workTree}, format, c.View)
	}
	return err
}

// Version says which version a release of the work tree has.
func (c Command) Version(ctx context.Context) (err error) {
	defer noAnswer(&err)
	if err := c.formatIn("text", "json"); err != nil {
		return err
	}
	release, err := c.release(ctx)
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

// release is the version that a release of the work tree has: the first one, or the next.
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

// noAnswer gives an error its code where the answer is not no.
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

// formatIn looks at the format before anything is read or compiled for it.
func (c Command) formatIn(allowed ...string) error {
	if slices.Contains(allowed, c.format()) {
		return nil
	}
	return exit.Usagef("-format=%s: choose one of %s", c.Format, strings.Join(allowed, ", "))
}

// oneLine is an error in one line, as what git says on several is.
func oneLine(err error) error {
	text := err.Error()
	if !strings.Contains(text, "\n") {
		return err
	}
	return fmt.Errorf("%s", strings.Join(strings.Fields(text), " "))
}
