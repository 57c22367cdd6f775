package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// title returns the names of the compared versions: "v1.2.0", "HEAD".
func title(r *judge.Report) (base, head string) {
	base, head = r.Base, r.Head
	if base == "" {
		base = "base"
	}
	if head == "" {
		head = "head"
	}
	return base, head
}

// meaning explains the level of a report.
func meaning(r *judge.Report) string {
	var lowered, broken judge.SurfaceSet
	accepted, unstable := 0, true
	for _, c := range r.Changes {
		if c.Accepted != "" {
			accepted++
		}
		switch {
		case c.Accepted != "" && c.Suspicion: // It turned out not to be a break.
		case c.Level == version.Major:
			broken = broken.Union(c.Breaks)
		case c.Breaks.Any():
			lowered = lowered.Union(c.Breaks)
			unstable = unstable && c.Unstable
		}
	}
	var says string
	switch {
	case len(r.Changes) == 0:
		says = "nothing differs"
	case r.Level == version.Major:
		says = "breaks users of " + list(broken.Names())
	case r.Level == version.Minor && !hasAddition(r):
		says = "breaks nothing that was promised to be stable"
	case r.Level == version.Minor:
		says = "adds to the API and breaks nobody"
	case r.Level == version.Patch:
		says = "adds nothing and breaks nobody"
	default:
		says = "changes nothing that is published"
	}
	if lowered.Any() && r.Level != version.Major {
		says = strings.TrimSuffix(says, " and breaks nobody")
		if unstable {
			says += "; breaks users of unstable packages (" + lowered.String() + ")"
		} else {
			says += "; breaks lowered by the policy: " + lowered.String()
		}
	}
	if accepted > 0 {
		says += "; " + count(accepted, "break is accepted", "breaks are accepted")
	}
	return says
}

func hasAddition(r *judge.Report) bool {
	return slices.ContainsFunc(r.Changes, func(c judge.Change) bool { return c.Level == version.Minor && !c.Breaks.Any() })
}

// list joins words: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// listSome is [list] with at most some of the words.
func listSome(words []string, most int) string {
	if len(words) <= most+1 {
		return list(words)
	}
	return strings.Join(words[:most], ", ") + " and " + strconv.Itoa(len(words)-most) + " more"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// tally counts the changes of each level, greater ones first: "2 major, 1 minor, 1 accepted break".
func tally(changes []judge.Change) string {
	levels := map[version.Level]int{}
	accepted, suspicions := 0, 0
	for _, c := range changes {
		if c.Accepted != "" {
			accepted++
			continue
		}
		levels[c.Level]++
		if c.Suspicion && c.Breaks.Any() {
			suspicions++
		}
	}
	var parts []string
	for level := version.Major; level >= version.None; level-- {
		if n := levels[level]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, level))
		}
	}
	if accepted > 0 {
		parts = append(parts, count(accepted, "accepted break", "accepted breaks"))
	}
	text := strings.Join(parts, ", ")
	if suspicions > 0 {
		text += " (" + count(suspicions, "of them a suspicion", "of them suspicions") + ")"
	}
	return text
}

// tallySurfaces counts the breaks of each surface that are not accepted: "json 2, go 1".
func tallySurfaces(changes []judge.Change) string {
	var parts []string
	for _, surface := range judge.Surfaces() {
		n := 0
		for _, c := range changes {
			if c.Accepted == "" && c.Breaks.Has(surface) {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", surface, n))
		}
	}
	return strings.Join(parts, ", ")
}

// meaningOf returns what a change is in a few words.
func meaningOf(c *judge.Change) string {
	if rule, known := judge.RuleNamed(c.Rule); known {
		return rule.Meaning
	}
	return string(c.Kind)
}

// namesOption reports whether the report has to name the option that changed.
func namesOption(c *judge.Change) bool {
	rule, known := judge.RuleNamed(c.Rule)
	return c.Option != "" && (!known || rule.NamesOption())
}

// values returns the two sides of a change as the report shows them; both are empty if there is nothing to show.
func values(c *judge.Change) (before, after string) {
	before, after = shortenBoth(c.Before, c.After)
	name := func(text string) bool { return text == c.Element }
	switch {
	case c.Old == nil && c.Before == "" && c.New != nil:
		if name(c.After) {
			return "", ""
		}
		return "", after
	case c.New == nil && c.After == "" && c.Old != nil:
		if name(c.Before) {
			return "", ""
		}
		return before, ""
	case c.Before == "" && c.After == "":
		return "", ""
	case c.Before == "":
		return "none", after
	case c.After == "":
		return before, "none"
	}
	return before, after
}
