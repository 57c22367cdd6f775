// Package markdown reads Markdown as far as the documentation of this repository uses it: code blocks, headings and links, so that
// what can run is run, and what is named can be looked for.
package markdown

import (
	"fmt"
	"regexp"
	"strings"
)

// Block is a fenced code block.
type Block struct {
	Section  string // Section is the heading above the block.
	Language string // Language is the info string, such as "go".
	Number   int    // Number counts the blocks of this language in the section, from 1.
	Line     int    // Line is that of the opening fence, from 1.
	Text     string // Text is what is between the fences.
}

// Name tells the block from all others of its document as long as no two sections have the same heading: "Go: sh 1".
func (b Block) Name() string { return fmt.Sprintf("%s: %s %d", b.Section, b.Language, b.Number) }

// Document is what the tests need of a Markdown file.
type Document struct {
	Blocks   []Block
	Headings []string
	Links    []Link
}

// Link is an inline link outside code.
type Link struct {
	Line   int    // Line counts from 1.
	Target string // Target is an address, a path from the folder of the document, or "#" and an anchor.
}

var (
	headingPattern  = regexp.MustCompile(`^#{1,6} +(.+?)\s*$`)
	linkPattern     = regexp.MustCompile(`\[[^\]]*\]\(([^)\s]+)\)`)
	codeSpanPattern = regexp.MustCompile("`[^`]*`")
	anchorPattern   = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// Parse reads a Markdown document, as far as the documentation of this repository uses Markdown. A block without a
// language or without an end is an error, and so are two sections of one name: their blocks could not be told apart.
func Parse(text string) (*Document, error) {
	document := &Document{}
	var open *Block
	section, counts, sections := "", map[string]int{}, map[string]bool{}
	for i, line := range strings.SplitAfter(text, "\n") {
		content := strings.TrimRight(line, "\r\n")
		fence, isFence := strings.CutPrefix(content, "```")
		switch {
		case open != nil && isFence && fence == "":
			document.Blocks, open = append(document.Blocks, *open), nil
		case open != nil:
			open.Text += line
		case isFence && fence == "":
			return nil, fmt.Errorf("line %d: the code block does not say its language", i+1)
		case isFence:
			counts[fence]++
			open = &Block{Section: section, Language: fence, Number: counts[fence], Line: i + 1}
		case headingPattern.MatchString(content):
			section = headingPattern.FindStringSubmatch(content)[1]
			if sections[section] {
				return nil, fmt.Errorf("line %d: there is another section %q", i+1, section)
			}
			sections[section], counts = true, map[string]int{}
			document.Headings = append(document.Headings, section)
		default:
			for _, match := range linkPattern.FindAllStringSubmatch(codeSpanPattern.ReplaceAllString(content, "code"), -1) {
				document.Links = append(document.Links, Link{Line: i + 1, Target: match[1]})
			}
		}
	}
	if open != nil {
		return nil, fmt.Errorf("line %d: the code block has no end", open.Line)
	}
	return document, nil
}

// Anchor is the fragment by which a heading is linked to.
func Anchor(heading string) string {
	kept := anchorPattern.ReplaceAllString(strings.ToLower(heading), "")
	return "#" + strings.ReplaceAll(kept, " ", "-")
}
