package plan

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
)

// mostReasons is the number of reasons that are shown to people.
const mostReasons = 10

// Text formats the plan for people.
func (p *Plan) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n\n", p.Kind(), p.Version.NPM)

	facts := table(&b)
	fmt.Fprintf(facts, "  versions\tnpm %s, Python %s, Go %s\n", p.Version.NPM, p.Version.Python, p.Version.Go)
	fmt.Fprintf(facts, "  commit\t%s%s\n", short(p.Commit), map[bool]string{true: ", with changes that are not committed"}[p.Dirty])
	switch {
	case p.Base == "":
		fmt.Fprintf(facts, "  since\tnothing was released yet\n")
	case p.Level == version.None:
		fmt.Fprintf(facts, "  since\t%s: nothing has changed\n", p.Base)
	default:
		fmt.Fprintf(facts, "  since\t%s: %s\n", p.Base, p.Level)
	}
	if highest, where := lineage.Decided(p.Lineage); highest != "" {
		fmt.Fprintf(facts, "  above\t%s, the highest version that exists: %s\n", highest, strings.Join(where, ", "))
	}
	for _, mark := range p.Lineage {
		if mark.Unknown != "" {
			fmt.Fprintf(facts, "  not asked\t%s: %s; it is asked before the upload\n", mark.Where, mark.Unknown)
		}
	}
	if p.Line != "" {
		fmt.Fprintf(facts, "  line\t%s.x\n", p.Line)
	}
	fmt.Fprintf(facts, "  dist-tag\t%s\n", strings.Join(p.DistTags(), ", "))
	fmt.Fprintf(facts, "  git tags\t%s\n", p.tagNames())
	if p.Release != nil {
		fmt.Fprintf(facts, "  release\t%s on %s, with %d files\n", p.Release.Tag, p.Release.Forge, len(p.Release.Assets))
	}
	fmt.Fprintf(facts, "  tools\t%d locks\n", len(p.Locks))
	facts.Flush() //nolint:errcheck,gosec // A builder takes everything.

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
	files := table(&b)
	fmt.Fprintf(files, "LANGUAGE\tPACKAGE\tVERSION\tFILE\tSIZE\tSHA-256\tFEED\n")
	for _, a := range p.Artifacts {
		fmt.Fprintf(files, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", a.Language, a.Package, a.Version, a.File, size(a.Size), short(a.SHA256), a.Feed)
	}
	files.Flush() //nolint:errcheck,gosec // As above.

	fmt.Fprintln(&b)
	feeds := table(&b)
	fmt.Fprintf(feeds, "FEED\tKIND\tURL\n")
	for _, f := range p.Feeds {
		fmt.Fprintf(feeds, "%s\t%s\t%s\n", f.Name, f.Kind, f.URL)
	}
	feeds.Flush() //nolint:errcheck,gosec // As above.
	return trimLines(b.String())
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

func table(b *strings.Builder) *tabwriter.Writer { return tabwriter.NewWriter(b, 0, 0, 2, ' ', 0) }

// trimLines removes the spaces that a table leaves at the ends of lines.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
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
