package report

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// evil has pieces of text that mean something in one of the formats.
var evil = []string{
	"|", "`", "``", "<script>", "</details>", "&amp;", "*a*", "_a_", "\\", "](x)", "![", "~~", "@you", "#12", "https://x.y", "$x$",
	"::error::", "%0A", "%", ",", ":", "\n", "\r\n", "\t", "\x1b[31m", "\x00", "\x9b", "\u202e", "\u2028", "\ufeff", "\xff", "…", " → ", "서울", "e\u0301", "👩‍🚀", "", " ", "a", "zoo.v1.",
	"a.b.C", strings.Repeat("x", 300), strings.Repeat("word ", 80),
}

// random returns a report of random texts.
func random(r *rand.Rand, changes int) *judge.Report {
	text := func() string {
		var out strings.Builder
		for range r.IntN(5) {
			out.WriteString(evil[r.IntN(len(evil))])
		}
		return out.String()
	}
	place := func() *judge.Position {
		if r.IntN(3) == 0 {
			return nil
		}
		return &judge.Position{File: text(), Line: r.IntN(40) - 1}
	}
	rules := judge.Rules()
	report := &judge.Report{Base: text(), Head: text(), Level: version.Level(r.IntN(4))}
	for range changes {
		c := judge.Change{
			Rule: rules[r.IntN(len(rules))].ID, Element: text(), Kind: []diff.Kind{"field.added", "file.moved", "", "x"}[r.IntN(4)], Option: text(), Old: place(), New: place(),
			Before: text(), After: text(), Level: version.Level(r.IntN(4)), Package: text(),
			Suspicion: r.IntN(4) == 0, Unstable: r.IntN(4) == 0,
			Texts: &judge.Texts{Proof: text(), Argument: text(), Why: text(), Witness: text(), Wording: text(), Hint: text()},
		}
		if r.IntN(2) == 0 {
			for _, surface := range []judge.Surface{judge.Wire, judge.JSON, judge.Go, judge.Auth} {
				if r.IntN(2) == 0 {
					c.Breaks = c.Breaks.With(surface)
				}
			}
		}
		if r.IntN(6) == 0 {
			c.Accepted = text()
		}
		for range r.IntN(3) {
			c.Services = append(c.Services, text())
		}
		report.Changes = append(report.Changes, c)
	}
	for range r.IntN(30) {
		report.Services = append(report.Services, judge.ServiceChange{Name: text(), Level: version.Level(r.IntN(4)), Before: text(), After: text()})
		report.Stale = append(report.Stale, judge.Acceptance{Rule: judge.RuleID(text()), Element: text(), Where: text()})
	}
	return report
}

var (
	ours    = regexp.MustCompile(`</?(code|b|sub|details|summary)>|<br>|<!-- -->`)
	command = regexp.MustCompile(`^::(error|warning|notice)( [a-z]+=[^:,]*(,[a-z]+=[^:,]*)*)?::`)
	painted = regexp.MustCompile("\x1b\\[[0-9;]*m")
)

func TestHostileTexts(t *testing.T) {
	for seed := range uint64(40) {
		r := random(rand.New(rand.NewPCG(seed, 6)), 12)
		for _, width := range []int{0, 1, 40, 100} {
			text := written(t, r, "text", Options{Width: width, All: seed%2 == 0})
			if color := painted.ReplaceAllString(written(t, r, "text", Options{Width: width, All: seed%2 == 0, Color: true}), ""); color != text {
				t.Fatalf("%d: colour changes the text", seed)
			}
			for row := range strings.Lines(text) {
				if row = strings.TrimSuffix(row, "\n"); line(row) != row || strings.HasSuffix(row, " ") || strings.HasPrefix(strings.TrimSpace(row), "::") {
					t.Fatalf("%d: %q", seed, row)
				}
			}
		}
		if t.Failed() {
			return
		}
		checkMarkdown(t, written(t, r, "markdown", Options{}))
		checkCommands(t, written(t, r, "github", Options{}))
		for _, format := range []string{"json", "sarif"} {
			if text := written(t, r, format, Options{}); !json.Valid([]byte(text)) || !strings.HasSuffix(text, "}\n") {
				t.Fatalf("%d: %s is not JSON", seed, format)
			}
		}
	}
}

func checkMarkdown(t *testing.T, text string) {
	t.Helper()
	if len(text) > 60_000 {
		t.Fatalf("%d bytes", len(text))
	}
	if rest := ours.ReplaceAllString(text, ""); strings.ContainsAny(rest, "<>`\\~[]") {
		t.Fatalf("Markdown that is not ours at %q", rest[strings.IndexAny(rest, "<>`\\~[]"):][:20])
	}
	for row := range strings.Lines(text) {
		if n := strings.Count(row, "|"); n != 0 && n != 5 && n != 6 {
			t.Fatalf("a row of %d cells: %s", n-1, row)
		}
		if line(strings.TrimSuffix(row, "\n")) != strings.TrimSuffix(row, "\n") {
			t.Fatalf("%q", row)
		}
	}
	for _, tag := range []string{"code", "b", "sub", "details", "summary"} {
		if strings.Count(text, "<"+tag+">") != strings.Count(text, "</"+tag+">") {
			t.Fatalf("%s is not closed", tag)
		}
	}
}

func checkCommands(t *testing.T, text string) {
	t.Helper()
	kinds := map[string]int{}
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for _, row := range rows[:len(rows)-1] {
		match := command.FindStringSubmatch(row)
		if match == nil || strings.Contains(row, "\r") {
			t.Fatalf("no command: %q", row)
		}
		if kinds[match[1]]++; kinds[match[1]] > mostAnnotations {
			t.Fatalf("more than %d of %s", mostAnnotations, match[1])
		}
	}
	if len(rows) == 0 || command.MatchString(rows[len(rows)-1]) {
		t.Fatal("no summary")
	}
}

// A comment has a size limit and counts what it left out; breaking changes come first.
func TestManyChanges(t *testing.T) {
	r := &judge.Report{Level: version.Major}
	for i := range 3000 {
		c := judge.Change{Rule: judge.RuleFieldRemoved, Element: fmt.Sprintf("zoo.v1.M%d.f", i), Level: version.Major, Breaks: judge.On(judge.JSON), Before: "`|<string>",
			Texts: &judge.Texts{Hint: "Keep it."}}
		if i%2 == 1 {
			c = judge.Change{Rule: judge.RuleFieldAdded, Element: fmt.Sprintf("zoo.v1.M%d.g", i), Level: version.Minor}
		}
		r.Changes = append(r.Changes, c)
		r.Services = append(r.Services, judge.ServiceChange{Name: fmt.Sprintf("zoo.v1.S%d", i), Level: version.Major, Before: "1.0.0", After: "1.0.1"})
		r.Stale = append(r.Stale, judge.Acceptance{Rule: judge.RuleFieldRemoved, Element: fmt.Sprintf("zoo.v1.Gone%d", i)})
	}
	text := written(t, r, "markdown", Options{})
	checkMarkdown(t, text)
	if len(text) < 40_000 || !strings.Contains(text, "Left out") || !strings.Contains(text, "1500 of the additions") || !strings.Contains(text, "more services are not listed") {
		t.Errorf("%d bytes, end: %s", len(text), text[len(text)-400:])
	}
	commands := written(t, r, "github", Options{})
	checkCommands(t, commands)
	if !strings.Contains(commands, "::error::and 1491 more breaking changes") || !strings.Contains(commands, "::notice::and 1491 more additions") {
		t.Error(commands)
	}
}

// Lines that can be wrapped are no wider than the terminal, and wrapping loses nothing.
func TestWidth(t *testing.T) {
	strip := func(text string) string { return strings.Join(strings.Fields(text), "") }
	r := full()
	r.Changes[5].New.File = "lab.proto" // Paths are not wrapped.
	for width := 45; width < 140; width++ {
		text := written(t, r, "text", Options{Width: width})
		for row := range strings.Lines(text) {
			if row = strings.TrimSuffix(row, "\n"); columns(row) > width {
				t.Errorf("%d columns of %d: %s", columns(row), width, row)
			}
		}
		if width >= 100+elementAt && strip(text) != strip(written(t, r, "text", Options{})) {
			t.Errorf("wrapping at %d loses something", width)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"äöü", 3, "äöü"}, {"äöüß", 3, "äö…"}, {"서울시청", 2, "서…"},
	} {
		if got := shorten(c.text, c.most); got != c.want || utf8.RuneCountInString(got) > c.most {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	long := strings.Repeat("ä", 500)
	before, after := shortenBoth(long+"1"+long, long+"2"+long)
	if !strings.Contains(before, "1") || !strings.Contains(after, "2") || utf8.RuneCountInString(before) > mostRunes || before[:10] != after[:10] {
		t.Errorf("%q %q", before, after)
	}
	if before, after := shortenBoth("a", "b"); before != "a" || after != "b" {
		t.Errorf("%q %q", before, after)
	}
}
