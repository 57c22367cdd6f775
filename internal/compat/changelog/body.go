package changelog

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
)

// blockKind is the kind of a block.
type blockKind int

const (
	blankBlock blockKind = iota // blankBlock is an empty line.
	headingBlock
	itemBlock    // itemBlock is an item of a list with everything that belongs to it, or a marker on a line of its own.
	detailsBlock // detailsBlock is folded text: <details> … </details>
	textBlock
)

// block is a part of a section.
type block struct {
	kind   blockKind
	raw    string
	level  int    // level is the level of a heading.
	title  string // title is the title of a heading.
	marker *marker
}

// blocksOf splits a section into blocks. Joined, they are the section again.
func blocksOf(body string) []block {
	lines, _ := markdown.Lines(body)
	var all []block
	for len(lines) > 0 {
		b, size := firstBlock(lines)
		for _, l := range lines[:size] {
			b.raw += l.Raw
		}
		switch b.kind {
		case itemBlock:
			b.marker = markerOf(b.raw)
		case detailsBlock:
			summary, _, _ := strings.Cut(b.raw, "\n\n") // A marker in the text below may be an example.
			b.marker = markerOf(summary)
		default:
		}
		all = append(all, b)
		lines = lines[size:]
	}
	return all
}

// firstBlock returns the first block and its number of lines.
func firstBlock(lines []markdown.Line) (b block, size int) {
	first := lines[0]
	if title, ok := first.Heading(3); ok {
		return block{kind: headingBlock, level: 3, title: title}, 1
	}
	if title, ok := first.Heading(4); ok {
		return block{kind: headingBlock, level: 4, title: title}, 1
	}
	switch {
	case first.Blank() && first.Part == markdown.Plain:
		return block{kind: blankBlock}, 1
	case bareMarker(first):
		return block{kind: itemBlock}, 1
	case isItem(first):
		return block{kind: itemBlock}, itemSize(lines)
	case first.Part == markdown.Plain && strings.HasPrefix(first.Text, "<details"):
		if size := detailsSize(lines); size > 0 {
			return block{kind: detailsBlock}, size
		}
	}
	return block{kind: textBlock}, 1
}

// detailsSize returns the number of lines of folded text, or 0 if it is not closed before something else begins.
func detailsSize(lines []markdown.Line) int {
	for i, l := range lines {
		if _, heading := l.Heading(3); heading || i > 0 && l.Part == markdown.Plain && strings.HasPrefix(l.Text, "<details") {
			return 0
		}
		if l.Part == markdown.Plain && strings.Contains(l.Text, "</details>") {
			return i + 1
		}
	}
	return 0
}

func bareMarker(l markdown.Line) bool {
	return l.Part == markdown.Plain && markerOf(l.Text) != nil && strings.TrimSpace(withoutMarkers(l.Text)) == ""
}

func isItem(l markdown.Line) bool {
	return l.Part == markdown.Plain && len(l.Text) > 0 && strings.IndexByte("-*+", l.Text[0]) >= 0 && (len(l.Text) == 1 || l.Text[1] == ' ')
}

// itemSize returns the number of lines of an item: all up to an empty line, and what follows it as long as it is indented.
func itemSize(lines []markdown.Line) int {
	size := 1
	for i := 1; i < len(lines); i++ {
		l := lines[i]
		switch {
		case l.Blank():
			continue
		case l.Part == markdown.Plain && (isItem(l) || bareMarker(l) || strings.HasPrefix(l.Text, "#") || strings.HasPrefix(l.Text, "<details")):
			return size
		case size < i && !strings.HasPrefix(l.Text, "  ") && !strings.HasPrefix(l.Text, "\t"):
			return size
		}
		size = i + 1
	}
	return size
}
