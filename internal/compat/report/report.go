// Package report writes the verdicts on the changes between two versions for their readers: a person at a terminal or in a pull
// request, a program, a code scanner, the log of a CI job.
package report

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// Options describe the reader of a report.
type Options struct {
	Color bool // Color turns on colors in the text format.
	Width int  // Width is the width of the terminal, at which the text format wraps lines; 0 wraps nothing.
	All   bool // All lists the changes that are otherwise only counted: those of documentation, order and deprecation.

	// OldFolder and NewFolder are put before the paths of files, which the report has as protos import them. Annotations on a
	// removed element point to its old place, in NewFolder.
	OldFolder, NewFolder string
}

// FormatError is the error for an unknown format.
type FormatError struct{ Format string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("unknown report format %q: use one of %s", e.Format, strings.Join(Formats(), ", "))
}

// ExitCode returns [exit.Usage].
func (*FormatError) ExitCode() exit.Code { return exit.Usage }

// formats has the writer of each format. Formats for people get a report without control characters.
var formats = []struct {
	name  string
	raw   bool
	write func(*buffer, *judge.Report, Options) error
}{
	{"text", false, writeText},
	{"json", true, writeJSON},
	{"markdown", false, writeMarkdown},
	{"sarif", false, writeSARIF},
	{"github", false, writeGitHub},
}

// Formats returns the names of all formats.
func Formats() []string {
	names := make([]string, len(formats))
	for i, format := range formats {
		names[i] = format.name
	}
	return names
}

// Write writes a report in one of the [Formats]. For an unknown format it returns a *[FormatError].
func Write(w io.Writer, r *judge.Report, format string, o Options) error {
	for _, known := range formats {
		if known.name != format {
			continue
		}
		if !known.raw {
			r = printable(r)
		}
		out := &buffer{to: w}
		if err := known.write(out, r, o); err != nil {
			return fmt.Errorf("write the report as %s: %w", format, err)
		}
		out.flush()
		return out.err
	}
	return &FormatError{format}
}

// writeJSON writes the report as it is, with lists that are never null.
func writeJSON(out *buffer, r *judge.Report, _ Options) error {
	whole := *r
	whole.Changes = []judge.Change{}
	if whole.Services == nil {
		whole.Services = []judge.ServiceChange{}
	}
	return encode(out, whole, "changes", "  ", func(yield func(any) bool) {
		for i := range r.Changes {
			if !yield(r.Changes[i].JSON()) {
				return
			}
		}
	})
}

// oldPlace and newPlace return the positions of a change with their folders, or nil.
func (o Options) oldPlace(c *judge.Change) *judge.Position { return in(o.OldFolder, c.Old) }
func (o Options) newPlace(c *judge.Change) *judge.Position { return in(o.NewFolder, c.New) }

// annotated returns the place where a reviewer of the new version looks for a change; for a removed element it is the old place.
func (o Options) annotated(c *judge.Change) *judge.Position {
	if c.New == nil {
		return in(o.NewFolder, c.Old)
	}
	return o.newPlace(c)
}

func in(folder string, p *judge.Position) *judge.Position {
	if p == nil || p.File == "" {
		return nil
	}
	return &judge.Position{File: path.Join(strings.ReplaceAll(folder, `\`, "/"), p.File), Line: p.Line}
}
