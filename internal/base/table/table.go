// Package table formats tables for people, in lines that fit a terminal of 80 columns. A cell that does not fit is folded.
package table

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// Width is the most characters of a line.
	Width = 80

	gap    = 2  // gap is the space between two columns.
	least  = 8  // least is the width below which no column shrinks.
	useful = 24 // useful is the width in which a text can be folded below its header.
	indent = 4  // indent is the space before the folded lines of a cell that has no such width.
)

// Format lays out rows of cells, of which the first may be a header. A cell that is wider than its column moves those behind it to the
// next line, below their headers. One that is too wide for the rest of the line is folded between words, and a word that is wider than
// a line is folded anywhere.
func Format(rows [][]string) string {
	starts := columns(rows)
	var b strings.Builder
	for _, row := range rows {
		for _, line := range fold(row, starts) {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.String()
}

// columns returns where each column starts.
func columns(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	total := gap * max(len(widths)-1, 0)
	for _, width := range widths {
		total += width
	}
	for ; total > Width; total-- {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] <= least {
			break
		}
		widths[widest]--
	}
	starts := make([]int, len(widths))
	for i := 1; i < len(starts); i++ {
		starts[i] = starts[i-1] + widths[i-1] + gap
	}
	return starts
}

// fold returns the lines of a row.
func fold(row []string, starts []int) []string {
	lines := []string{""}
	put := func(at int, text string) {
		last := &lines[len(lines)-1]
		if used := utf8.RuneCountInString(*last); used > 0 && used+gap > at {
			lines = append(lines, "")
			last = &lines[len(lines)-1]
		}
		*last += strings.Repeat(" ", at-utf8.RuneCountInString(*last)) + text
	}
	for i, cell := range row {
		room := Width - starts[i]
		switch {
		case cell == "":
		case utf8.RuneCountInString(cell) <= room:
			put(starts[i], cell)
		case room >= useful && longest(cell) <= room:
			for _, line := range words(cell, room) {
				put(starts[i], line)
			}
		default:
			at := min(indent, starts[i])
			for _, line := range words(cell, Width-at) {
				put(at, line)
			}
		}
	}
	return lines
}

// longest returns the width of the longest word.
func longest(text string) int {
	most := 0
	for word := range strings.FieldsSeq(text) {
		most = max(most, utf8.RuneCountInString(word))
	}
	return most
}

// Wrap folds a text between words, with a prefix before each line but the first.
func Wrap(text, prefix string) string {
	return strings.Join(words(text, Width-utf8.RuneCountInString(prefix)), "\n"+prefix)
}

// words folds a text to lines of a width. A word that is wider is folded too.
func words(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		for runes := []rune(word); len(runes) > width; word = string(runes) {
			lines, runes = append(lines, string(runes[:width])), runes[width:]
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
