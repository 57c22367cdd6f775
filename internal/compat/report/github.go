package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// mostAnnotations is how many annotations of a kind GitHub shows for one step.
const mostAnnotations = 10

// severity is the severity of a change in SARIF and in annotations.
type severity string

const (
	severe  severity = "error"
	warning severity = "warning"
	note    severity = "note"
)

// severityOf returns error for a break, and warning for a suspicion and for a break that the policy lowers to less than major.
func severityOf(c *judge.Change) severity {
	switch {
	case c.Accepted != "" || !c.Breaks.Any():
		return note
	case c.Suspicion || c.Level < version.Major:
		return warning
	default:
		return severe
	}
}

// writeGitHub writes annotations as workflow commands, those of each kind worst first, and one line with the verdict. The last
// annotation of a kind counts those that GitHub would not show.
func writeGitHub(out *buffer, r *judge.Report, o Options) error {
	changes := worstFirst(r.Changes)
	slices.SortStableFunc(changes, func(a, b *judge.Change) int {
		return cmp.Or(rank(b)-rank(a), len(b.Breaks.List())-len(a.Breaks.List()))
	})
	for _, kind := range []struct {
		severity  severity
		command   string
		one, many string
	}{
		{severe, "error", "more breaking change", "more breaking changes"},
		{warning, "warning", "more suspicion or lesser break", "more suspicions or lesser breaks"},
		{note, "notice", "more addition or accepted break", "more additions or accepted breaks"},
	} {
		var shown []*judge.Change
		for _, c := range changes {
			if severityOf(c) == kind.severity && (c.Breaks.Any() || c.Level == version.Minor) {
				shown = append(shown, c)
			}
		}
		left := 0
		if len(shown) > mostAnnotations {
			left = len(shown) - mostAnnotations + 1
			shown = shown[:mostAnnotations-1]
		}
		for _, c := range shown {
			annotate(out, kind.command, o.annotated(c), heading(c), explanation(c))
		}
		if left > 0 {
			annotate(out, kind.command, nil, "", "and "+count(left, kind.one, kind.many)+", which GitHub does not show; the text and JSON reports list all")
		}
	}
	base, head := title(r)
	fmt.Fprintf(out, "Compatibility: %s → %s  %s: %s\n", base, head, r.Level, meaning(r))
	return nil
}

// heading returns a change in a few words: "breaks json, go: field.removed".
func heading(c *judge.Change) string {
	switch {
	case c.Accepted != "":
		return "accepted: " + string(c.Rule)
	case !c.Breaks.Any():
		return c.Level.String() + ": " + string(c.Rule)
	case c.Suspicion:
		return "may break " + c.Breaks.String() + ": " + string(c.Rule)
	default:
		return "breaks " + c.Breaks.String() + ": " + string(c.Rule)
	}
}

// explanation returns all details of a change, one per line.
func explanation(c *judge.Change) string {
	message := c.Message()
	if utf8.RuneCountInString(message) > len(c.Element)+2*mostRunes || message == "" {
		before, after := values(c)
		message = c.Element + ": " + meaningOf(c)
		if c.Why != "" {
			message += ": " + shorten(c.Why, mostRunes)
		}
		if before != "" || after != "" {
			message += "\n" + before + " → " + after
		}
	}
	if !strings.Contains(message, c.Element) {
		message = c.Element + ": " + message
	}
	parts := []string{message}
	add := func(label, text string) {
		if text != "" {
			parts = append(parts, label+text)
		}
	}
	if !c.Breaks.Any() {
		return message
	}
	add("Proof: ", shorten(c.Argument, 2*mostRunes))
	add("Witness: ", shorten(c.Witness, 2*mostRunes))
	if c.Unstable {
		add("", "The package promises no stability yet.")
	}
	if c.Accepted != "" {
		add("Accepted: ", c.Accepted)
	} else {
		add("", c.Hint)
	}
	return strings.Join(parts, "\n")
}

// annotate writes a workflow command.
func annotate(out *buffer, command string, at *judge.Position, title, message string) {
	var properties []string
	if at != nil {
		properties = append(properties, "file="+commandProperty.Replace(at.File))
		if at.Line > 0 {
			properties = append(properties, "line="+strconv.Itoa(at.Line))
		}
	}
	if title != "" {
		properties = append(properties, "title="+commandProperty.Replace(title))
	}
	out.WriteString("::" + command)
	if len(properties) > 0 {
		out.WriteString(" " + strings.Join(properties, ","))
	}
	out.WriteString("::" + commandData.Replace(message) + "\n")
}

// Escapes for the message of a workflow command and for its properties.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
