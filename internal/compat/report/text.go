package report

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Columns of the text format.
const (
	levelAt   = 2  // levelAt is the column of the level of a change.
	elementAt = 9  // elementAt is the column of its element and its details.
	labelSize = 10 // labelSize is the width of the labels of details.
)

// onOneLine is the largest width of two values that are shown on one line where nothing is wrapped.
const onOneLine = 100

var levelStyle = map[version.Level]style{version.Major: alarm, version.Minor: green, version.Patch: dim, version.None: dim}

// arrow stands between the old and the new value.
const arrow = "─▶"

// writeText writes a report for a reader at a terminal: the verdict, the changes by group, the sums.
func writeText(out *buffer, r *judge.Report, o Options) error {
	p := &textPrinter{printer{out, o.Color, o.Width}, o, namesOf(r)}
	base, head := title(r)
	p.line(0, 2, span{text: base + " → " + head, style: bold}, span{text: r.Level.String() + ":", style: levelStyle[r.Level], gap: 2}, span{text: meaning(r)})
	quiet := false // quiet is set if the last group took one line.
	for _, g := range groups(r, o.All) {
		if len(g.changes) == 0 && g.noise.total() == 0 {
			continue
		}
		if len(g.changes) == 0 {
			if !quiet {
				out.WriteByte('\n')
			}
			p.line(levelAt, elementAt, level(version.Patch), span{text: g.name, gap: p.gap(version.Patch), whole: true}, span{text: g.noise.String(), style: dim, gap: 2})
			quiet = true
			continue
		}
		out.WriteByte('\n')
		p.group(g)
	}
	p.end(r)
	return nil
}

type textPrinter struct {
	printer

	options Options
	names   serviceNames
}

func level(l version.Level) span { return span{text: l.String(), style: levelStyle[l]} }

func (*textPrinter) gap(l version.Level) int { return elementAt - levelAt - len(l.String()) }

func (p *textPrinter) group(g *group) {
	p.line(0, 2, span{text: g.name, style: bold, whole: true})
	tall := true // tall is set if the previous change took more than two lines.
	for i, c := range g.changes {
		before := p.out.Len()
		if i == 0 || tall || c.Breaks.Any() {
			p.out.WriteByte('\n')
		}
		tall = c.Breaks.Any()
		p.change(g, c)
		tall = tall || bytes.Count(p.out.Bytes()[before:], []byte("\n")) > 4
		p.out.spill()
	}
	if g.noise.total() > 0 {
		if tall {
			p.out.WriteByte('\n')
		}
		p.line(levelAt, elementAt, level(version.Patch), span{text: g.noise.String(), style: dim, gap: p.gap(version.Patch)})
	}
}

func (p *textPrinter) change(g *group, c *judge.Change) {
	mark := level(c.Level)
	head := []span{{text: g.short(c.Element), style: bold, gap: p.gap(c.Level), whole: true}, {text: meaningOf(c), gap: 2}}
	switch {
	case c.Accepted != "":
		mark.style = yellow
		head = append(head, span{text: "accepted", style: yellow, gap: 2})
	case c.Suspicion && c.Breaks.Any():
		head = append(head, span{text: "suspicion", style: yellow, gap: 2})
	}
	head = append(head, span{text: string(c.Rule), style: dim, gap: 2})
	p.line(levelAt, elementAt, append([]span{mark}, head...)...)
	p.places(c)
	p.values(c)
	if !c.Breaks.Any() {
		p.also(g, c)
		return
	}
	p.said("why", c.Why)
	p.said("breaks", c.Breaks.String())
	p.said("proof", c.Argument)
	p.said("witness", shorten(c.Witness, 2*mostRunes))
	p.said("call", whole(c.Curl))
	if c.Unstable {
		p.said("unstable", "the package promises no stability yet")
	}
	if c.Accepted != "" {
		p.said("accepted", c.Accepted)
	} else {
		p.said("hint", c.Hint)
	}
	p.also(g, c)
}

func (p *textPrinter) also(g *group, c *judge.Change) {
	if others := g.others(c, p.names); len(others) > 0 {
		p.said("also", listSome(others, 5))
	}
}

// whole returns a command, or nothing if it is too long for a report; the JSON report has it always.
func whole(command string) string {
	if len(command) > 10*mostRunes {
		return ""
	}
	return command
}

// said writes a detail of a change after its label.
func (p *textPrinter) said(label, text string) {
	if text != "" {
		p.line(elementAt, elementAt+labelSize, span{text: label, style: dim}, span{text: text, gap: labelSize - len(label)})
	}
}

// places writes the positions of a change, the new one first.
func (p *textPrinter) places(c *judge.Change) {
	before, now := p.options.oldPlace(c), p.options.newPlace(c)
	switch {
	case before == nil && now == nil:
	case now == nil:
		p.line(elementAt, elementAt, span{text: place(before), style: dim, whole: true})
	case before == nil:
		p.line(elementAt, elementAt, span{text: place(now), style: dim, whole: true})
	case c.Old.File != c.New.File:
		p.line(elementAt, elementAt, span{text: place(now), style: dim, whole: true}, span{text: "was " + place(before), style: dim, gap: 2, whole: true})
	case before.Line != now.Line && before.Line > 0:
		p.line(elementAt, elementAt, span{text: place(now), style: dim, whole: true}, span{text: "was line " + strconv.Itoa(before.Line), style: dim, gap: 2, whole: true})
	default:
		p.line(elementAt, elementAt, span{text: place(now), style: dim, whole: true})
	}
}

func place(p *judge.Position) string {
	if p.Line <= 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}

// values writes the old and the new value: on one line if they fit, else one below the other for comparison.
func (p *textPrinter) values(c *judge.Change) {
	before, after := values(c)
	if before == "" && after == "" {
		return
	}
	if namesOption(c) {
		p.line(elementAt, elementAt, span{text: c.Option, style: dim, whole: true})
	}
	room := onOneLine
	if p.width > 0 {
		room = min(room, p.width-elementAt)
	}
	switch {
	case before == "":
		p.line(elementAt-2, elementAt, span{text: "+", style: green}, span{text: after, style: green})
	case after == "":
		p.line(elementAt-2, elementAt, span{text: "-", style: red}, span{text: before, style: red})
	case columns(before)+columns(after)+4 <= room:
		p.line(elementAt, elementAt, span{text: before, style: red}, span{text: arrow, style: dim}, span{text: after, style: green})
	default:
		p.line(elementAt, elementAt, span{text: before, style: red})
		p.line(elementAt-3, elementAt, span{text: arrow, style: dim}, span{text: after, style: green})
	}
}

// end writes the sums, the versions of the services, and the acceptances that no change matches.
func (p *textPrinter) end(r *judge.Report) {
	if len(r.Changes) > 0 {
		p.out.WriteByte('\n')
		p.line(0, 2, span{text: count(len(r.Changes), "change", "changes") + ":", style: bold}, span{text: tally(r.Changes)})
		if broken := tallySurfaces(r.Changes); broken != "" {
			p.line(0, 2, span{text: "broken:", style: bold}, span{text: broken})
		}
	}
	p.versions(versioned(r))
	if len(r.Stale) > 0 {
		p.out.WriteByte('\n')
		p.line(0, 2, span{text: "accepted, but not found:", style: bold})
	}
	for _, a := range r.Stale {
		spans := []span{{text: string(a.Rule) + " of " + a.Element}}
		if a.Where != "" {
			spans = append(spans, span{text: a.Where, style: dim, gap: 2, whole: true})
		}
		p.line(2, 4, spans...)
	}
}

func (p *textPrinter) versions(services []judge.ServiceChange) {
	if len(services) == 0 {
		return
	}
	p.out.WriteByte('\n')
	p.line(0, 2, span{text: "api_version:", style: bold})
	names, moves := 0, 0
	for _, s := range services {
		names, moves = max(names, columns(s.Name)), max(moves, columns(move(s)))
	}
	for _, s := range services {
		moved := move(s)
		spans := []span{
			{text: s.Name, gap: p.gap(s.Level), whole: true},
			{text: moved, gap: names - columns(s.Name) + 2, whole: true},
		}
		if wanted := s.Due(); wanted != "" {
			spans = append(spans, span{text: fmt.Sprintf("must be %s", wanted), style: red, gap: moves - columns(moved) + 2, whole: true})
		}
		p.line(levelAt, elementAt, append([]span{level(s.Level)}, spans...)...)
	}
}

// move returns the change of a service's version.
func move(s judge.ServiceChange) string {
	switch {
	case s.Before == s.After:
		return s.After
	case s.Before == "":
		return "new " + s.After
	case s.After == "":
		return s.Before + " " + arrow + " removed"
	default:
		return s.Before + " " + arrow + " " + s.After
	}
}
