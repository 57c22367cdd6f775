package changelog

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// File is a changelog. It has every character of what was read.
type File struct {
	Path     string
	Intro    string    // Intro is what stands above the first release.
	Releases []Release // Releases begins with what is not released yet.

	links []link // links are the lines with link references at the end.
}

// Release is a section of a changelog.
type Release struct {
	Version string // Version is like 1.2.3, or Unreleased.
	Date    string // Date is like 2025-01-31; empty for Unreleased.
	Yanked  bool   // Yanked says that the release was taken back.
	Body    string // Body is what stands below the heading.

	heading string // heading is the line as it was read.
}

// link is a link reference, or an empty line between them.
type link struct{ label, target, raw string }

// unreleased is the name of the section for what is not released yet.
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
			return nil, fmt.Errorf("%s:%d: a conflict of a merge is left here: resolve it", path, l.Number)
		}
	}
	if open != nil {
		return nil, fmt.Errorf("%s:%d: the %s has no end: close it", path, open.Line, open.What)
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
		return nil, fmt.Errorf("%s:%d: there is no section Unreleased: add ## [%s] below the introduction", path, max(end, 1), unreleased)
	}
	return f, nil
}

// takeLinks takes the link references that the document ends with, and says at which line they begin.
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

// release reads the heading of a section that follows those read so far.
func (f *File) release(title, raw string) (Release, error) {
	match := releaseHeading.FindStringSubmatch(title)
	if match == nil {
		return Release{}, fmt.Errorf("%q is no release: write ## [%s], or ## [1.2.3] - 2025-01-31", title, unreleased)
	}
	r := Release{Version: match[1], Date: match[2], Yanked: match[3] != "", heading: raw}
	if len(f.Releases) == 0 {
		if r.Version != unreleased || r.Date != "" || r.Yanked {
			return r, fmt.Errorf("the first section is %q: add ## [%s] above it", title, unreleased)
		}
		return r, nil
	}
	if r.Version == unreleased {
		return r, fmt.Errorf("there is a second section %s: make one of them", unreleased)
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
			return r, fmt.Errorf("%s stands below %s: the newest release comes first, and each is there once", r.Version, last.Version)
		}
	}
	return r, nil
}

func checkCategory(title string, before int) error {
	if before > 0 {
		return fmt.Errorf("%s has been there in line %d: bring their entries together", title, before)
	}
	for _, c := range Categories {
		if string(c) == title {
			return nil
		}
	}
	return fmt.Errorf("%q is no kind of changes: write one of %s", title, joined(Categories))
}

func joined(categories []Category) string {
	names := make([]string, len(categories))
	for i, c := range categories {
		names[i] = string(c)
	}
	return strings.Join(names, ", ")
}

// String is the document, as it was read where nothing was changed.
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

// clone is a copy that can be changed on its own.
func (f *File) clone() *File {
	c := *f
	c.Releases = append([]Release(nil), f.Releases...)
	c.links = append([]link(nil), f.links...)
	return &c
}
