// Package report writes the verdicts on the differences of two versions for their readers: a person at a terminal or in a
// pull request, a program, a code scanner, the log of a CI job.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// Options are what a report can't know of its reader.
type Options struct {
	Color bool // Color paints the text format.
	Width int  // Width has the columns of the terminal, at which the text format wraps its lines; 0 wraps nothing.
	All   bool // All lists what is summed up otherwise: changes of documentation, order and deprecation.

	// OldFolder and NewFolder are put before the paths of files, which the report has as protos import them. Annotations on
	// what was removed are put where it was, in NewFolder.
	OldFolder, NewFolder string
}

// FormatError says that there is no such format.
type FormatError struct{ Format string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("a report can't be written as %q: choose one of %s", e.Format, strings.Join(Formats(), ", "))
}

// ExitCode is [exit.Usage].
func (*FormatError) ExitCode() exit.Code { return exit.Usage }

// formats has how each format is written. Those for people get a report without control characters.
var formats = []struct {
	name  string
	raw   bool
	write func(*bytes.Buffer, *judge.Report, Options) error
}{
	{"text", false, writeText},
	{"json", true, writeJSON},
	{"markdown", false, writeMarkdown},
	{"sarif", false, writeSARIF},
	{"github", false, writeGitHub},
}

// Formats are the names of all formats.
func Formats() []string {
	names := make([]string, len(formats))
	for i, format := range formats {
		names[i] = format.name
	}
	return names
}

// Write writes a report in one of the [Formats]. A format that does not exist is a *[FormatError].
func Write(w io.Writer, r *judge.Report, format string, o Options) error {
	for _, known := range formats {
		if known.name != format {
			continue
		}
		if !known.raw {
			r = printable(r)
		}
		var out bytes.Buffer
		if err := known.write(&out, r, o); err != nil {
			return fmt.Errorf("write the report as %s: %w", format, err)
		}
		_, err := w.Write(out.Bytes())
		return err
	}
	return &FormatError{format}
}

// writeJSON writes the report as it is, with lists that are never null.
func writeJSON(out *bytes.Buffer, r *judge.Report, _ Options) error {
	whole := *r
	if whole.Changes == nil {
		whole.Changes = []judge.Change{}
	}
	if whole.Services == nil {
		whole.Services = []judge.ServiceChange{}
	}
	return encode(out, whole)
}

func encode(out *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// oldPlace and newPlace are the positions of a change with their folders; nil where it has none.
func (o Options) oldPlace(c judge.Change) *judge.Position { return in(o.OldFolder, c.Old) }
func (o Options) newPlace(c judge.Change) *judge.Position { return in(o.NewFolder, c.New) }

// annotated is the place where a reviewer of the new version looks for a change: that of what was removed is where it was.
func (o Options) annotated(c judge.Change) *judge.Position {
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
