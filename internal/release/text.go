package release

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Text formats the outcome for people: what is released, how long each step took, and how to install it.
func (o *Outcome) Text(took time.Duration) string {
	var b strings.Builder
	kind := ""
	if o.Plan.Preview || o.Plan.Pre() {
		kind = o.Plan.Kind() + " "
	}
	if !o.Ledger.Complete() {
		fmt.Fprintf(&b, "\n%s\n%s%s is not released yet: it stops here as asked; %s continues.\n", o.Ledger.Text(), kind, o.Plan.Version.NPM, publishCommand(o.Plan))
		return b.String()
	}
	if !o.Ledger.Changed {
		fmt.Fprintf(&b, "%s%s is released already %s: all %d targets are in place, and this run changed nothing.\n", kind, o.Plan.Version.NPM, o.Where, len(o.Ledger.Targets))
	} else {
		fmt.Fprintf(&b, "\n%s\n", o.Ledger.Text())
		b.WriteString(shares(o.Steps, took))
		fmt.Fprintf(&b, "\n%s%s is released %s (%d packages, verified).\n", kind, o.Plan.Version.NPM, o.Where, len(o.Plan.Languages()))
	}
	if o.Release != "" {
		fmt.Fprintf(&b, "Notes and files: %s\n", o.Release)
	}
	if len(o.Install) > 0 {
		b.WriteString("\nTo get it:\n")
	}
	for _, i := range o.Install {
		fmt.Fprintf(&b, "\n  # %s\n", i.Tool)
		for _, line := range i.Lines {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	return b.String()
}

// publishCommand is the command that continues with a plan.
func publishCommand(p *plan.Plan) string {
	if slices.ContainsFunc(p.Feeds, isLocal) {
		return "mage publish -local"
	}
	return "mage publish"
}

// shares formats a table of the time that each step took.
func shares(steps []Step, took time.Duration) string {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	rest := took
	for _, step := range steps {
		rest -= step.Took
	}
	for _, step := range append(slices.Clone(steps), Step{Name: "other", Took: max(rest, 0)}) {
		if step.Skip != "" {
			continue
		}
		fmt.Fprintf(table, "%s\t%s\t%.0f %%\t\n", step.Name, progress.Seconds(step.Took), 100*step.Took.Seconds()/took.Seconds())
	}
	fmt.Fprintf(table, "%s\t%s\t\t\n", "total", progress.Seconds(took))
	table.Flush() //nolint:errcheck // A builder takes everything.
	return b.String()
}

// Comment formats the outcome as Markdown, for a comment on the pull request of a preview.
func (o *Outcome) Comment(settings *config.Config) string {
	var b strings.Builder
	v := o.Plan.Version
	if o.Plan.Preview {
		fmt.Fprintf(&b, "### Preview %s\n\n", v.NPM)
		fmt.Fprintf(&b, "The SDKs of commit %.12s, published %s to try out; `latest` and the git tags are unchanged.\n", o.Plan.Commit, o.Where)
	} else {
		title := map[bool]string{true: "Pre-release", false: "Release"}[o.Plan.Pre()]
		fmt.Fprintf(&b, "### %s %s\n\nThe SDKs of commit %.12s, released %s, installed from there and verified.\n", title, v.NPM, o.Plan.Commit, o.Where)
	}
	fence := "```"
	for _, i := range o.Install {
		fmt.Fprintf(&b, "\n**%s**\n\n%ssh\n%s\n%s\n", i.Language.Language().Title, fence, strings.Join(i.Lines, "\n"), fence)
	}
	fmt.Fprintf(&b, "\n| package | version |\n|---|---|\n")
	for _, l := range lang.All {
		fmt.Fprintf(&b, "| `%s` | `%s` |\n", settings.SDKs.Package(l.ID), v.In(l.Dialect))
	}
	base := cmp.Or(o.Plan.Base, "the beginning")
	if o.Plan.Base != "" && settings.Release.Forge.Kind != "" {
		base = fmt.Sprintf("[%s](%s)", base, forge.Address(string(settings.Project.Repository), base))
	}
	fmt.Fprintf(&b, "\nSince %s the level is %s.\n", base, o.Plan.Level)
	if o.Release != "" {
		fmt.Fprintf(&b, "\nNotes and files: %s\n", o.Release)
	}
	return b.String()
}
