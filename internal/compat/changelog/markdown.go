package changelog

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// commentIn returns the comment sign of a code block, or nothing for languages without comments, such as JSON.
func commentIn(mark string) string {
	for _, l := range lang.All {
		if slices.Contains(l.Blocks, mark) {
			return l.Comment
		}
	}
	if mark == "sh" {
		return "#"
	}
	return ""
}

// Markdown returns the note, folded below its title.
func (n Note) Markdown() string {
	var b strings.Builder
	b.WriteString("<details>\n<summary>" + inHTML(n.Title) + "</summary>\n")
	if n.Text != "" {
		b.WriteString("\n" + oneLine(n.Text) + "\n")
	}
	for _, s := range n.Snippets {
		b.WriteString("\n" + s.Title + ":\n\n")
		s.write(&b)
	}
	b.WriteString("\n</details>\n")
	return b.String()
}

// write writes the blocks of code. Imports that both sides share are above both.
func (s Snippet) write(b *strings.Builder) {
	comment := commentIn(s.Language)
	var parts []string
	before, after := s.Before, s.After
	common := func(statement string) bool {
		both := slices.Contains(before.Imports, statement) && slices.Contains(after.Imports, statement)
		return both || len(after.Lines)+len(after.Imports) == 0
	}
	above := slices.DeleteFunc(slices.Clone(before.Imports), func(statement string) bool { return !common(statement) })
	if len(above) > 0 && len(before.Lines) > 0 {
		parts = append(parts, strings.Join(above, "\n"))
		before.Imports = without(before.Imports, above)
		after.Imports = without(after.Imports, above)
	}
	for _, side := range []struct {
		name string
		code Code
	}{{"before", before}, {"after", after}} {
		lines := slices.Concat(side.code.Imports, side.code.Lines)
		if len(lines) == 0 {
			if side.name == "after" && comment != "" {
				parts = append(parts, comment+" after: there is nothing in its place")
			}
			continue
		}
		head := ""
		if comment != "" {
			head = comment + " " + side.name + "\n"
		}
		parts = append(parts, head+strings.Join(lines, "\n"))
	}
	text := strings.Join(parts, "\n\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	b.WriteString(fence + s.Language + "\n" + text + "\n" + fence + "\n")
}

// without returns a list without the members of another one.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(one string) bool { return slices.Contains(others, one) })
}

var codeSpan = regexp.MustCompile("`` ?(.*?) ?``|`([^`]*)`")

// inHTML converts a line of Markdown to HTML, because summaries are HTML.
func inHTML(text string) string {
	var b strings.Builder
	last := 0
	for _, m := range codeSpan.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(html.EscapeString(text[last:m[0]]))
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		b.WriteString("<code>" + html.EscapeString(text[from:to]) + "</code>")
		last = m[1]
	}
	b.WriteString(html.EscapeString(text[last:]))
	return b.String()
}
