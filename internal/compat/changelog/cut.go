package changelog

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// CompareURL returns the address of the page with all changes from one tag to another. from is empty for the first release; to is
// HEAD for unreleased changes.
type CompareURL func(from, to string) string

// GitHub returns the addresses of a repository on GitHub, such as https://github.com/owner/name.
func GitHub(repository string) CompareURL {
	repository = strings.TrimRight(repository, "/")
	return func(from, to string) string {
		if from == "" {
			return repository + "/releases/tag/" + to
		}
		return repository + "/compare/" + from + "..." + to
	}
}

// Cut turns the section Unreleased into a release and adds an empty one above it. A date is like 2025-01-31.
func Cut(f *File, release, date string, compare CompareURL) (*File, error) {
	tagged, err := version.Parse(release)
	if err != nil {
		return nil, err
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, fmt.Errorf("%q is not a date: write one like 2025-01-31", date)
	}
	previous := ""
	for _, r := range f.Releases[1:] {
		have, err := version.Parse(r.Version)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Path, err)
		}
		if tagged.Compare(have) <= 0 {
			return nil, fmt.Errorf("%s already has the release %s: %s must be a later version", f.Path, r.Version, release)
		}
		if last, err := time.Parse(time.DateOnly, r.Date); err == nil && day.Before(last) {
			return nil, fmt.Errorf("%s was released on %s, so the date of %s cannot be %s", r.Version, r.Date, release, date)
		}
		if previous == "" {
			previous = "v" + r.Version
		}
	}
	body := finished(f.Releases[0].Body)
	if strings.TrimSpace(body) == "" {
		return nil, fmt.Errorf("%s has no entries below [%s]: write what %s changes", f.Path, unreleased, release)
	}
	end := "\n"
	if strings.HasSuffix(f.Releases[0].heading, "\r\n") {
		end = "\r\n"
	}
	cut := f.clone()
	open := Release{Version: unreleased, heading: f.Releases[0].heading, Body: end}
	closed := Release{Version: release, Date: date, heading: "## [" + release + "] - " + date + end, Body: body}
	cut.Releases = append([]Release{open, closed}, f.Releases[1:]...)
	cut.linkTo(unreleased, compare("v"+release, "HEAD"), end, 0)
	cut.linkTo(release, compare(previous, "v"+release), end, 1)
	return cut, nil
}

// linkTo sets a link reference. A new one goes behind the first ones; after is how many of them.
func (f *File) linkTo(label, target, end string, after int) {
	one := link{label, target, "[" + label + "]: " + target + end}
	at := slices.IndexFunc(f.links, func(l link) bool { return strings.EqualFold(l.label, label) })
	if at >= 0 {
		f.links[at] = one
		return
	}
	if len(f.links) == 0 {
		body := &f.Releases[len(f.Releases)-1].Body
		*body = strings.TrimRight(*body, "\r\n") + end + end
	}
	f.links = slices.Insert(f.links, min(after, len(f.links)), one)
}

// finished returns a section without markers and without empty headings.
func finished(body string) string {
	e := &editor{blocks: blocksOf(body), emptied: map[string]bool{}}
	for i := 0; i < len(e.blocks); i++ {
		b := &e.blocks[i]
		if b.kind == headingBlock {
			e.emptied[e.places()[i]] = true
		}
		if b.marker == nil {
			continue
		}
		if b.raw = withoutMarkers(b.raw); wordsOf(b.raw) == "" {
			e.remove(i)
			i--
		}
	}
	e.prune()
	return e.body()
}

// Notes returns the text about a release, for a page of its own: without the heading, with the link references that it uses.
func Notes(f *File, release string) (string, error) {
	release = strings.TrimPrefix(release, "v")
	for _, r := range f.Releases {
		if !strings.EqualFold(r.Version, release) {
			continue
		}
		text := strings.TrimSpace(finished(r.Body)) + "\n"
		var references strings.Builder
		for _, l := range f.links {
			if l.label != "" && strings.Contains(text, "["+l.label+"]") {
				references.WriteString(strings.TrimRight(l.raw, "\r\n") + "\n")
			}
		}
		if references.Len() > 0 {
			text += "\n" + references.String()
		}
		return text, nil
	}
	return "", fmt.Errorf("%s has no release %s", f.Path, release)
}
