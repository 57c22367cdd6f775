package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// style is the style of a text, as parameters of the escape sequence SGR.
type style string

const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	alarm  style = "1;31"
	green  style = "32"
	yellow style = "33"
)

// span is a part of a line.
type span struct {
	text  string
	style style
	gap   int  // gap is the number of spaces before the span; 0 stands for one.
	whole bool // whole prevents wrapping: a terminal makes a file with its line clickable only in one piece.
}

// printer lays out lines for a terminal.
type printer struct {
	out   *buffer
	color bool
	width int // width is 0 where lines are not wrapped.
}

// least is the smallest width of a line, however narrow the terminal is.
const least = 24

// line writes spans after an indent. What does not fit goes to the next line, which is indented by hang.
func (p *printer) line(indent, hang int, spans ...span) {
	row := &row{printer: p, at: indent, hang: hang}
	if p.width > 0 {
		row.room = max(p.width, max(indent, hang)+least)
	}
	for _, s := range spans {
		gap := max(s.gap, 1)
		if s.whole {
			row.put(strings.TrimSpace(s.text), s.style, gap)
			continue
		}
		for word := range strings.FieldsSeq(s.text) {
			for _, piece := range row.pieces(word, gap) {
				row.put(piece, s.style, gap)
				gap = 0
			}
			gap = 1
		}
	}
	p.paint(&row.painted, plain)
	p.out.WriteByte('\n')
}

// row is the line that is being written.
type row struct {
	*printer

	at, hang int
	room     int // room is 0 where nothing is wrapped.
	begun    bool
	painted  style
}

// put writes a text after a gap, on the next line if it does not fit on this one.
func (r *row) put(text string, s style, gap int) {
	if text == "" {
		return
	}
	size, first := columns(text), true
	switch {
	case !r.begun:
		r.pad(r.at)
	case r.room > 0 && r.at+gap+size > r.room:
		r.paint(&r.painted, plain)
		r.out.WriteByte('\n')
		r.pad(r.hang)
		r.at = r.hang
	default:
		if s != r.painted {
			r.paint(&r.painted, plain)
		}
		r.pad(gap)
		r.at, first = r.at+gap, false
	}
	r.paint(&r.painted, s)
	if first && strings.HasPrefix(text, "::") {
		r.out.WriteByte('\\') // The log of a CI job would read it as a command.
		r.at++
	}
	r.out.WriteString(text)
	r.at, r.begun = r.at+size, true
}

// pieces cuts a word that is wider than a line. The first piece goes on this line if there is some room.
func (r *row) pieces(word string, gap int) []string {
	most := r.room - r.hang
	if r.room == 0 || columns(word) <= most {
		return []string{word}
	}
	first := r.room - r.at - gap
	if first < least/2 {
		first = most
	}
	return cut(word, first, most)
}

func (p *printer) pad(n int) { p.out.WriteString(strings.Repeat(" ", n)) }

func (p *printer) paint(current *style, wanted style) {
	if !p.color || *current == wanted {
		return
	}
	if *current != plain {
		p.out.WriteString("\x1b[0m")
	}
	if wanted != plain {
		p.out.WriteString("\x1b[" + string(wanted) + "m")
	}
	*current = wanted
}

// cut cuts a word into pieces for the rest of this line and for the lines below, after punctuation if there is some near the end.
func cut(word string, first, room int) []string {
	var all []string
	for columns(word) > first {
		end, size := 0, 0
		for i, r := range word {
			if size += runeColumns(r); size > first && end > 0 {
				break
			}
			end = i + utf8.RuneLen(r)
		}
		if mark := strings.LastIndexAny(word[:end], ",;/|&"); mark > end*2/3 {
			end = mark + 1
		}
		all, word = append(all, word[:end]), word[end:]
		first = room
	}
	return append(all, word)
}

// columns returns how many columns of a terminal a text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += runeColumns(r)
	}
	return n
}

// wide has the blocks whose characters take two columns.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{{0x1100, 0x115f, 1}, {0x2e80, 0xa4cf, 1}, {0xac00, 0xd7a3, 1}, {0xf900, 0xfaff, 1}, {0xfe30, 0xfe6f, 1}, {0xff00, 0xff60, 1}, {0xffe0, 0xffe6, 1}},
	R32: []unicode.Range32{{0x1f300, 0x1faff, 1}, {0x20000, 0x3fffd, 1}},
}

func runeColumns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, r):
		return 2
	default:
		return 1
	}
}
