// Package markdown reads the Markdown of this repository line by line: the changelog, which is edited and otherwise kept byte for
// byte, the READMEs of the packages, and the code blocks, headings and links that tests check in the documentation.
package markdown

import (
	"fmt"
	"regexp"
)

// Block is a fenced code block.
type Block struct {
	Section  string // Section is the heading above the block.
	Language string // Language is the info string, such as "go".
	Number   int    // Number counts the blocks of this language in the section, from 1.
	Line     int    // Line is that of the opening fence, from 1.
	Text     string // Text is what is between the fences.
}

// Document is what the tests need of a Markdown file.
type Document struct {
	Blocks   []Block
	Headings []string
	Links    []Link
}

// Link is an inline link outside of code.
type Link struct {
	Line   int    // Line counts from 1.
	Target string // Target is an address, a path from the folder of the document, or "#" and an anchor.
}

var (
	headingPattern  = regexp.MustCompile(`^#{1,6} +(.+?)\s*$`)
	linkPattern     = regexp.MustCompile(`\[[^\]]*\]\(([^)\s]+)\)`)
	codeSpanPattern = regexp.MustCompile("`[^`]*`")
)

// Parse reads a document. It refuses a code block without a language, a code block or comment without an end, and two sections
// of the same name, whose blocks would have equal names.
func Parse(text string) (*Document, error) {
	lines, open := Lines(text)
	if open != nil {
		return nil, fmt.Errorf("line %d: the %s has no end", open.Line, open.What)
	}
	document := &Document{Blocks: Blocks(lines)}
	section, counts, sections, blocks := "", map[string]int{}, map[string]bool{}, 0
	for _, l := range lines {
		switch {
		case l.Part == Opening:
			block := &document.Blocks[blocks]
			if block.Language == "" {
				return nil, fmt.Errorf("line %d: the code block has no language", l.Number)
			}
			counts[block.Language]++
			block.Section, block.Number = section, counts[block.Language]
			blocks++
		case l.Part != Plain:
		case headingPattern.MatchString(l.Text):
			section = headingPattern.FindStringSubmatch(l.Text)[1]
			if sections[section] {
				return nil, fmt.Errorf("line %d: there are two sections %q", l.Number, section)
			}
			sections[section], counts = true, map[string]int{}
			document.Headings = append(document.Headings, section)
		default:
			for _, match := range linkPattern.FindAllStringSubmatch(codeSpanPattern.ReplaceAllString(l.Text, "code"), -1) {
				document.Links = append(document.Links, Link{Line: l.Number, Target: match[1]})
			}
		}
	}
	return document, nil
}
