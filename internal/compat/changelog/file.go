package changelog

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// File is a parsed changelog. It keeps every character.
type File struct {
	Path     string
	Intro    string    // Intro is the text above the first release.
	Releases []Release // Releases begins with Unreleased.

	links []link // links are the lines of link references at the end.
}

// Release is a section of a changelog.
type Release struct {
	Version string // Version is like 1.2.3, or Unreleased.
	Date    string // Date is like 2025-01-31; empty for Unreleased.
	Yanked  bool   // Yanked is set if the release was withdrawn.
	Body    string // Body is the text below the heading.

	heading string // heading is the heading as it was read.
}

// link is a link reference, or an empty line between them.
type link struct{ label, target, raw string }

// unreleased is the name of the section for unreleased changes.
const unreleased = "Unreleased"

var (
	releaseHeading = regexp.MustCompile(`^\[([^\[\]]+)\](?: - (\S+))?( \[YANKED\])?$`)
	linkReference  = regexp.MustCompile(`^\[([^\[\]]+)\]:[ \t]+(\S+)[ \t]*$`)
	conflict       = regexp.MustCompile(`^(<{7}|>{7}|\|{7}) `)
)

// Parse reads a changelog. An error begins with the path and the line.
func Parse(path, content string) (*File, error) {
	lines, open := markdown.Lines(content)
	for _, l := range lines {
		if conflict.MatchString(l.Text) {
			return nil, fmt.Errorf("%s:%d: unresolved merge conflict: resolve it", path, l.Number)
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s:%d: the %s is not closed: close it", path, open.Line, open.What)
	}
	f := &File{Path: path}
	end := f.takeLinks(lines)
	categories := map[string]int{}
	for _, l := range lines[:end] {
		if title, ok := l.Heading(2); ok {
			release, err := f.release(title, l.Raw)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, l.Number, err)
			}
			f.Releases, categories = append(f.Releases, release), map[string]int{}
			continue
		}
		if len(f.Releases) == 0 {
			f.Intro += l.Raw
			continue
		}
		if title, ok := l.Heading(3); ok {
			if err := checkCategory(title, categories[title]); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, l.Number, err)
			}
			categories[title] = l.Number
		}
		f.Releases[len(f.Releases)-1].Body += l.Raw
	}
	if len(f.Releases) == 0 {
		return nil, fmt.Errorf("%s:%d: the section Unreleased is missing: add ## [%s] below the introduction", path, max(end, 1), unreleased)
	}
	return f, nil
}

// takeLinks takes the link references at the end of the document and returns the line at which they begin.
func (f *File) takeLinks(lines []markdown.Line) int {
	begin := len(lines)
	for i := len(lines) - 1; i >= 0 && lines[i].Part == markdown.Plain; i-- {
		if linkReference.MatchString(lines[i].Text) {
			begin = i
		} else if !lines[i].Blank() {
			break
		}
	}
	for _, l := range lines[begin:] {
		one := link{raw: l.Raw}
		if match := linkReference.FindStringSubmatch(l.Text); match != nil {
			one.label, one.target = match[1], match[2]
		}
		f.links = append(f.links, one)
	}
	return begin
}

// release reads a release heading and checks it against the releases above it.
func (f *File) release(title, raw string) (Release, error) {
	match := releaseHeading.FindStringSubmatch(title)
	if match == nil {
		return Release{}, fmt.Errorf("%q is not a release: write ## [%s], or ## [1.2.3] - 2025-01-31", title, unreleased)
	}
	r := Release{Version: match[1], Date: match[2], Yanked: match[3] != "", heading: raw}
	if len(f.Releases) == 0 {
		if r.Version != unreleased || r.Date != "" || r.Yanked {
			return r, fmt.Errorf("the first section is %q: add ## [%s] above it", title, unreleased)
		}
		return r, nil
	}
	if r.Version == unreleased {
		return r, fmt.Errorf("there are two sections %s: merge them", unreleased)
	}
	now, err := version.Parse(r.Version)
	if err != nil {
		return r, err
	}
	if _, err := time.Parse(time.DateOnly, r.Date); err != nil {
		return r, fmt.Errorf("the release %s has no date: write ## [%s] - 2025-01-31", r.Version, r.Version)
	}
	if len(f.Releases) > 1 {
		last := f.Releases[len(f.Releases)-1]
		if above, err := version.Parse(last.Version); err == nil && now.Compare(above) >= 0 {
			return r, fmt.Errorf("%s is below %s: list each release once, the newest first", r.Version, last.Version)
		}
	}
	return r, nil
}

func checkCategory(title string, before int) error {
	if before > 0 {
		return fmt.Errorf("the heading %s is in line %d already: merge the entries", title, before)
	}
	for _, c := range Categories {
		if string(c) == title {
			return nil
		}
	}
	return fmt.Errorf("%q is not a category of changes: use one of %s", title, joined(Categories))
}

func joined(categories []Category) string {
	names := make([]string, len(categories))
	for i, c := range categories {
		names[i] = string(c)
	}
	return strings.Join(names, ", ")
}

// String returns the document; unchanged parts are as they were read.
func (f *File) String() string {
	var b strings.Builder
	b.WriteString(f.Intro)
	for _, r := range f.Releases {
		b.WriteString(r.heading)
		b.WriteString(r.Body)
	}
	for _, l := range f.links {
		b.WriteString(l.raw)
	}
	return b.String()
}

// clone returns a copy that can be changed independently.
func (f *File) clone() *File {
	c := *f
	c.Releases = append([]Release(nil), f.Releases...)
	c.links = append([]link(nil), f.links...)
	return &c
}
