package changelog

import "strings"

// line is a line of a Markdown document.
type line struct {
	number int    // number counts from 1.
	raw    string // raw has the end of the line, if there is one.
	text   string
	plain  bool // plain says that the line is neither code nor in a comment, so that it can be a heading or an item.
}

// unclosed is a block of code or a comment without an end.
type unclosed struct {
	line int
	what string
}

// linesOf splits a document. It knows fenced code blocks and comments that begin a line.
func linesOf(content string) ([]line, *unclosed) {
	all := make([]line, 0, strings.Count(content, "\n")+1)
	var open *unclosed
	fence, comment := "", false
	for raw := range strings.Lines(content) {
		l := line{number: len(all) + 1, raw: raw, text: strings.TrimRight(raw, "\r\n")}
		switch trimmed := strings.TrimLeft(l.text, " \t"); {
		case fence != "":
			if rest, ok := strings.CutPrefix(trimmed, fence); ok && strings.Trim(rest, fence[:1]+" \t") == "" {
				fence, open = "", nil
			}
		case comment:
			if strings.Contains(l.text, "-->") {
				comment, open = false, nil
			}
		case fenceOf(trimmed) != "":
			fence, open = fenceOf(trimmed), &unclosed{l.number, "block of code"}
		case strings.HasPrefix(trimmed, "<!--") && !strings.Contains(trimmed, "-->"):
			comment, open = true, &unclosed{l.number, "comment"}
		default:
			l.plain = true
		}
		all = append(all, l)
	}
	return all, open
}

// fenceOf is the fence that a line begins with, at least as long as the one that ends the block, or nothing.
func fenceOf(text string) string {
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(text, mark)
		if size := len(text) - len(rest); size >= 3 && (mark == "~" || !strings.Contains(rest, mark)) {
			return text[:size]
		}
	}
	return ""
}

func (l line) blank() bool { return strings.TrimSpace(l.text) == "" }

// heading is the title of a heading, or false. A level is the number of its signs.
func (l line) heading(level int) (title string, ok bool) {
	if !l.plain {
		return "", false
	}
	title, ok = strings.CutPrefix(l.text, strings.Repeat("#", level)+" ")
	return strings.TrimSpace(title), ok
}
