package markdown

import "strings"

// Line is a line of a Markdown document.
type Line struct {
	Number int    // Number counts from 1.
	Raw    string // Raw is the line with its end, if it has one.
	Text   string // Text is the line without its end.
	Part   Part
}

// Part is what a line belongs to.
type Part uint8

// The parts of a document.
const (
	Plain   Part = iota // Plain is a line that can be a heading, an item or text.
	Opening             // Opening is the fence that begins a code block.
	Code                // Code is a line between two fences.
	Closing             // Closing is the fence that ends a code block.
	Comment             // Comment is a line of a comment that has several.
)

// Unclosed is a code block or a comment without an end.
type Unclosed struct {
	Line int
	What string
}

// Lines splits a document into its lines, byte for byte. It knows fenced code blocks and comments that begin a line.
func Lines(document string) ([]Line, *Unclosed) {
	all := make([]Line, 0, strings.Count(document, "\n")+1)
	var open *Unclosed
	fence, comment := "", false
	for raw := range strings.Lines(document) {
		l := Line{Number: len(all) + 1, Raw: raw, Text: strings.TrimRight(raw, "\r\n")}
		switch trimmed := strings.TrimLeft(l.Text, " \t"); {
		case fence != "":
			l.Part = Code
			if rest, ok := strings.CutPrefix(trimmed, fence); ok && strings.Trim(rest, fence[:1]+" \t") == "" {
				l.Part, fence, open = Closing, "", nil
			}
		case comment:
			l.Part = Comment
			if strings.Contains(l.Text, "-->") {
				comment, open = false, nil
			}
		case fenceOf(trimmed) != "":
			l.Part, fence, open = Opening, fenceOf(trimmed), &Unclosed{l.Number, "code block"}
		case strings.HasPrefix(trimmed, "<!--") && !strings.Contains(trimmed, "-->"):
			l.Part, comment, open = Comment, true, &Unclosed{l.Number, "comment"}
		}
		all = append(all, l)
	}
	return all, open
}

// fenceOf returns the fence at the beginning of a line, or "". The fence that ends the block is at least as long.
func fenceOf(text string) string {
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(text, mark)
		if size := len(text) - len(rest); size >= 3 && (mark == "~" || !strings.Contains(rest, mark)) {
			return text[:size]
		}
	}
	return ""
}

// Blank reports whether the line has nothing but white space.
func (l Line) Blank() bool { return strings.TrimSpace(l.Text) == "" }

// Heading returns the title if the line is a heading of this level (the number of # signs).
func (l Line) Heading(level int) (title string, ok bool) {
	if l.Part != Plain {
		return "", false
	}
	title, ok = strings.CutPrefix(l.Text, strings.Repeat("#", level)+" ")
	return strings.TrimSpace(title), ok
}

// Blocks returns the code blocks among lines, without their sections. A block without an end is left out.
func Blocks(lines []Line) []Block {
	var all []Block
	var open Block
	for _, l := range lines {
		switch l.Part {
		case Opening:
			trimmed := strings.TrimSpace(l.Text)
			open = Block{Language: strings.TrimSpace(strings.TrimPrefix(trimmed, fenceOf(trimmed))), Line: l.Number}
		case Code:
			open.Text += l.Raw
		case Closing:
			all = append(all, open)
		case Plain, Comment:
		}
	}
	return all
}
