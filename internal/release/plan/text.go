package plan

import (
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/table"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
)

// mostReasons is the number of reasons that are shown to people.
const mostReasons = 10

// Text formats the plan for people.
func (p *Plan) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n\n", p.Kind(), p.Version.NPM)

	var facts [][]string
	fact := func(name, format string, args ...any) {
		facts = append(facts, []string{"  " + name, fmt.Sprintf(format, args...)})
	}
	fact("versions", "npm %s, Python %s, Go %s", p.Version.NPM, p.Version.Python, p.Version.Go)
	fact("commit", "%s%s", short(p.Commit), map[bool]string{true: ", with changes that are not committed"}[p.Dirty])
	switch {
	case p.Base == "":
		fact("since", "nothing was released yet")
	case p.Level == version.None:
		fact("since", "%s: nothing has changed", p.Base)
	default:
		fact("since", "%s: %s", p.Base, p.Level)
	}
	if highest, where := lineage.Decided(p.Lineage); highest != "" {
		fact("above", "%s, the highest version that exists: %s", highest, strings.Join(where, ", "))
	}
	for _, mark := range p.Lineage {
		if mark.Unknown != "" {
			fact("not asked", "%s: %s; it is asked before the upload", mark.Where, mark.Unknown)
		}
	}
	if p.Line != "" {
		fact("line", "%s.x", p.Line)
	}
	fact("dist-tag", "%s", strings.Join(p.DistTags(), ", "))
	fact("git tags", "%s", p.tagNames())
	if p.Release != nil {
		fact("release", "%s on %s, with %d files", p.Release.Tag, p.Release.Forge, len(p.Release.Assets))
	}
	fact("tools", "%d locks", len(p.Locks))
	b.WriteString(table.Format(facts))

	for _, accepted := range p.Accepted {
		fmt.Fprintf(&b, "\naccepted  %s (%s): %s", accepted.Message, accepted.Rule, accepted.Accepted)
	}
	if len(p.Accepted) > 0 {
		fmt.Fprintln(&b)
	}
	if len(p.Reasons) > 0 {
		fmt.Fprintf(&b, "\nbecause\n")
	}
	for i, reason := range p.Reasons {
		if i == mostReasons {
			fmt.Fprintf(&b, "  and %d more; mage diff shows them all\n", len(p.Reasons)-i)
			break
		}
		fmt.Fprintf(&b, "  %s (%s)\n", reason.Message, reason.Rule)
	}

	fmt.Fprintln(&b)
	// What is wide comes last.
	files, packages := [][]string{{"LANGUAGE", "FEED", "SIZE", "SHA-256", "FILE"}}, map[string]string{}
	for _, a := range p.Artifacts {
		files = append(files, []string{string(a.Language), a.Feed, size(a.Size), short(a.SHA256), a.File})
		packages[a.Feed] = a.Package
	}
	for _, a := range p.Programs() {
		files = append(files, []string{string(a.Language), p.Release.Forge, size(a.Size), short(a.SHA256), a.File})
	}
	fmt.Fprintln(&b, table.Format(files))
	feeds := [][]string{{"FEED", "KIND", "PACKAGE", "URL"}}
	for _, f := range p.Feeds {
		feeds = append(feeds, []string{f.Name, string(f.Kind), packages[f.Name], f.URL})
	}
	b.WriteString(table.Format(feeds))
	return b.String()
}

// Kind is what the plan makes, for people.
func (p *Plan) Kind() string {
	switch {
	case p.Preview:
		return "preview"
	case p.Pre():
		return "pre-release"
	default:
		return "release"
	}
}

func (p *Plan) tagNames() string {
	if len(p.Tags) == 0 {
		return "none"
	}
	names := make([]string, len(p.Tags))
	for i, tag := range p.Tags {
		names[i] = tag.Name
	}
	return strings.Join(names, ", ")
}

// size formats a number of bytes for people.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	default:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
}
