package report

import (
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Limits of a comment. GitHub takes 65,536 characters.
const (
	mostComment = 59_000 // mostComment limits the whole comment, in bytes.
	mostFooter  = 9_000  // mostFooter limits the tables of services and of acceptances, in bytes.
	mostOpen    = 12     // mostOpen is how many entries a list may have before it is folded.
	mostCell    = 300    // mostCell limits one text, in characters.
)

// writeMarkdown writes a report as a comment on a pull request. Its last line counts what did not fit.
func writeMarkdown(out *buffer, r *judge.Report, o Options) error {
	base, head := title(r)
	fmt.Fprintf(out, "### Compatibility: **%s**\n\n", r.Level)
	fmt.Fprintf(out, "%s → %s: %s.\n", code(base), code(head), prose(meaning(r)))
	if len(r.Changes) > 0 {
		fmt.Fprintf(out, "\n%s: %s.", count(len(r.Changes), "change", "changes"), prose(tally(r.Changes)))
		if broken := tallySurfaces(r.Changes); broken != "" {
			fmt.Fprintf(out, " Broken: %s.", prose(broken))
		}
		out.WriteByte('\n')
	}
	m := &comment{out: out, options: o, names: namesOf(r)}
	footer := m.services(r) + m.stale(r)
	m.room = mostComment - out.Len() - len(footer)
	all := groups(r, o.All)
	m.breaks(all)
	m.list(all, "Accepted breaks", m.accepted, func(c *judge.Change) bool { return c.Accepted != "" })
	m.list(all, "Additions", m.item, func(c *judge.Change) bool { return c.Accepted == "" && !c.Breaks.Any() && c.Level >= version.Minor })
	m.list(all, "Fixes and other changes", m.item, func(c *judge.Change) bool { return c.Accepted == "" && !c.Breaks.Any() && c.Level < version.Minor })
	m.noise(all)
	out.WriteString(footer)
	if len(m.left) > 0 {
		fmt.Fprintf(out, "\n_Left out to keep this comment short: %s. The text and JSON reports list them._\n", strings.Join(m.left, ", "))
	}
	return nil
}

// comment writes parts of a comment while there is room.
type comment struct {
	out     *buffer
	options Options
	names   serviceNames
	room    int
	left    []string // left counts what was left out, by kind.
}

// entry is a change with its group.
type entry struct {
	group  *group
	change *judge.Change
}

// section writes a heading and entries, and counts the entries that do not fit.
func (m *comment) section(heading, foot, one, many string, entries []entry, text func(entry) string) {
	if len(entries) == 0 {
		return
	}
	written := 0
	for _, e := range entries {
		item := text(e)
		need := len(item)
		if written == 0 {
			need += len(heading) + len(foot)
		}
		if need > m.room {
			break
		}
		if written == 0 {
			m.out.WriteString(heading)
		}
		m.out.WriteString(item)
		m.room -= need
		written++
	}
	if written > 0 {
		m.out.WriteString(foot)
	}
	if n := len(entries) - written; n > 0 {
		m.room = 0 // What follows matters less than what is left out here.
		m.left = append(m.left, count(n, one, many))
	}
}

// breaks writes the table of breaking changes.
func (m *comment) breaks(all []*group) {
	byRank := map[version.Level][]entry{}
	for _, g := range all {
		for _, c := range g.changes {
			if c.Breaks.Any() && c.Accepted == "" {
				byRank[c.Level] = append(byRank[c.Level], entry{g, c})
			}
		}
	}
	var rows []entry
	for level := version.Major; level >= version.None; level-- {
		rows = append(rows, byRank[level]...)
	}
	m.section("\n#### Breaking changes\n\n| Level | Change | Before → after | Breaks | Where |\n| --- | --- | --- | --- | --- |\n", "", "breaking change", "breaking changes",
		rows, func(e entry) string { return m.row(e.group, e.change) })
}

// row returns the row of a breaking change, with its reasons folded.
func (m *comment) row(g *group, c *judge.Change) string {
	var reasons []string
	add := func(label, text string) {
		if text != "" {
			reasons = append(reasons, label+text)
		}
	}
	add("", prose(shorten(c.Why, mostCell)))
	add("<b>Proof:</b> ", prose(shorten(c.Argument, mostCell)))
	if c.Witness != "" {
		add("<b>Witness:</b> ", code(shorten(c.Witness, 2*mostRunes)))
	}
	if command := whole(c.Curl); command != "" {
		add("<b>Call:</b> ", code(command))
	}
	add("<b>Hint:</b> ", prose(shorten(c.Hint, mostCell)))
	add("<b>Rule:</b> ", code(string(c.Rule)))
	if others := g.others(c, m.names); len(others) > 0 {
		add("<b>Also for:</b> ", prose(listSome(others, 5)))
	}
	level := c.Level.String()
	if c.Suspicion {
		level += "<br>(suspicion)"
	}
	if c.Unstable {
		level += "<br>(unstable)"
	}
	before, after := values(c)
	change := code(shorten(g.short(c.Element), mostCell)) + "<br><sub>" + prose(shorten(g.name, mostCell)) + "</sub>"
	return fmt.Sprintf("| %s | %s<details><summary>%s</summary>%s</details> | %s | %s | %s |\n",
		level, change, prose(meaningOf(c)), strings.Join(reasons, "<br>"), sides(c, before, after), c.Breaks.String(), m.where(c))
}

func (m *comment) where(c *judge.Change) string {
	if at := m.options.newPlace(c); at != nil {
		return code(shorten(place(at), mostCell))
	}
	if at := m.options.oldPlace(c); at != nil {
		return code(shorten(place(at), mostCell)) + " (old)"
	}
	return ""
}

func sides(c *judge.Change, before, after string) string {
	var text string
	switch {
	case before == "" && after == "":
		return ""
	case before == "":
		text = "+ " + code(after)
	case after == "":
		text = "− " + code(before)
	default:
		text = code(before) + " → " + code(after)
	}
	if namesOption(c) {
		text = code(shorten(c.Option, mostCell)) + ": " + text
	}
	return text
}

// list writes the changes that belong to it, folded if there are many.
func (m *comment) list(all []*group, heading string, item func(*judge.Change) string, belongs func(*judge.Change) bool) {
	var items []entry
	for _, g := range all {
		for _, c := range g.changes {
			if belongs(c) {
				items = append(items, entry{g, c})
			}
		}
	}
	head, foot := "\n#### "+heading+"\n\n", ""
	if len(items) > mostOpen {
		head, foot = fmt.Sprintf("\n<details><summary>%s: %d</summary>\n\n", heading, len(items)), "\n</details>\n"
	}
	what := strings.ToLower(heading[:1]) + heading[1:]
	m.section(head, foot, "of the "+what, "of the "+what, items, func(e entry) string { return item(e.change) })
}

func (m *comment) item(c *judge.Change) string {
	before, after := values(c)
	text := "- " + code(shorten(c.Element, mostCell)) + ": " + prose(meaningOf(c))
	if shown := sides(c, before, after); shown != "" {
		text += ", " + shown
	}
	if where := m.where(c); where != "" {
		text += " <sub>" + where + "</sub>"
	}
	return text + "\n"
}

func (m *comment) accepted(c *judge.Change) string {
	return strings.TrimSuffix(m.item(c), "\n") + "<br>Breaks " + list(c.Breaks.Names()) + "; accepted: " + prose(shorten(c.Accepted, mostCell)) + "\n"
}

// noise writes the sum of the changes that are not listed.
func (m *comment) noise(all []*group) {
	sum := noise{}
	for _, g := range all {
		for what, n := range g.noise {
			sum[what] += n
		}
	}
	if text := "\nNot listed: " + sum.String() + ".\n"; sum.total() > 0 && len(text) < m.room {
		m.out.WriteString(text)
	}
}

// services returns the table of service versions.
func (*comment) services(r *judge.Report) string {
	all := versioned(r)
	if len(all) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("\n#### Versions of services\n\n| Service | Level | api_version | |\n| --- | --- | --- | --- |\n")
	for i, s := range all {
		has := "correct"
		if wanted := s.Due(); wanted != "" {
			has = "**must be " + wanted + "**"
		}
		row := fmt.Sprintf("| %s | %s | %s | %s |\n", code(shorten(s.Name, mostCell)), s.Level, prose(shorten(move(s), mostCell)), has)
		if out.Len()+len(row) > mostFooter*2/3 {
			fmt.Fprintf(&out, "\n%s not listed.\n", count(len(all)-i, "more service is", "more services are"))
			break
		}
		out.WriteString(row)
	}
	return out.String()
}

// stale returns the list of acceptances that no change matches.
func (*comment) stale(r *judge.Report) string {
	if len(r.Stale) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("\n#### Accepted, but not found\n\n")
	for i, a := range r.Stale {
		item := "- " + code(shorten(string(a.Rule), mostCell)) + " of " + code(shorten(a.Element, mostCell))
		if a.Where != "" {
			item += " (" + code(shorten(a.Where, mostCell)) + ")"
		}
		if out.Len()+len(item) > mostFooter/3 {
			fmt.Fprintf(&out, "\n%s not listed.\n", count(len(r.Stale)-i, "more is", "more are"))
			break
		}
		out.WriteString(item + "\n")
	}
	return out.String()
}
