package changelog

import (
	"os"
	"strings"
	"testing"
)

const twoReleases = `# Changelog

All changes.

## [Unreleased]

### Added

- One thing
  in two lines.

## [0.2.0] - 2025-02-03 [YANKED]

### Fixed

- Another.

` + "```md\n## [not a release]\n```" + `

## [0.1.0] - 2025-01-31

First.

[Unreleased]: https://example.com/compare/v0.2.0...HEAD
[0.2.0]: https://example.com/compare/v0.1.0...v0.2.0
[0.1.0]: https://example.com/releases/tag/v0.1.0
`

func TestParse(t *testing.T) {
	for _, content := range []string{twoReleases, strings.ReplaceAll(twoReleases, "\n", "\r\n"), strings.TrimSuffix(twoReleases, "\n")} {
		f := mustParse(t, content)
		if len(f.Releases) != 3 || f.Releases[1].Version != "0.2.0" || !f.Releases[1].Yanked || f.Releases[2].Date != "2025-01-31" {
			t.Errorf("read %+v", f.Releases)
		}
		if len(f.links) != 3 || f.links[2].label != "0.1.0" {
			t.Errorf("the links are %+v", f.links)
		}
	}
	content, err := os.ReadFile("../../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	mustParse(t, string(content))
}

func TestParseErrors(t *testing.T) {
	const head = "# Changelog\n\n## [Unreleased]\n\n"
	for name, test := range map[string]struct{ content, want string }{
		"empty":              {"", "CHANGELOG.md:1: the section Unreleased is missing: add ## [Unreleased] below the introduction"},
		"no brackets":        {"# C\n\n## Unreleased\n", `CHANGELOG.md:3: "Unreleased" is not a release: write ## [Unreleased], or ## [1.2.3] - 2025-01-31`},
		"release first":      {"## [1.0.0] - 2025-01-31\n", `CHANGELOG.md:1: the first section is "[1.0.0] - 2025-01-31": add ## [Unreleased] above it`},
		"twice unreleased":   {head + "## [Unreleased]\n", "CHANGELOG.md:5: there are two sections Unreleased: merge them"},
		"no date":            {head + "## [1.0.0]\n", "CHANGELOG.md:5: the release 1.0.0 has no date: write ## [1.0.0] - 2025-01-31"},
		"no such day":        {head + "## [1.0.0] - 2025-02-30\n", "CHANGELOG.md:5: the release 1.0.0 has no date: write ## [1.0.0] - 2025-01-31"},
		"order":              {head + "## [1.0.0] - 2025-02-03\n## [1.1.0] - 2025-02-03\n", "CHANGELOG.md:6: 1.1.0 is below 1.0.0: list each release once, the newest first"},
		"twice":              {head + "## [1.0.0] - 2025-02-03\n## [1.0.0] - 2025-02-03\n", "CHANGELOG.md:6: 1.0.0 is below 1.0.0: list each release once, the newest first"},
		"category":           {head + "### Fixes\n", `CHANGELOG.md:5: "Fixes" is not a category of changes: use one of Breaking, Added, Changed, Deprecated, Removed, Fixed, Security`},
		"category twice":     {head + "### Fixed\n- a\n### Fixed\n", "CHANGELOG.md:7: the heading Fixed is in line 5 already: merge the entries"},
		"open fence":         {head + "- a\n\n```go\nx\n", "CHANGELOG.md:7: the code block is not closed: close it"},
		"open comment":       {head + "<!-- a\n\n## [x]\n", "CHANGELOG.md:5: the comment is not closed: close it"},
		"conflict":           {head + "<<<<<<< HEAD\n- a\n", "CHANGELOG.md:5: unresolved merge conflict: resolve it"},
		"version in letters": {head + "## [one] - 2025-02-03\n", "CHANGELOG.md:5: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("CHANGELOG.md", test.content)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add(twoReleases)
	f.Add(emptyFile)
	f.Add("# C\r\n\r\n## [Unreleased]\r\n\r\n- a <!-- x y 12345678 -->\r\n")
	f.Add("## [Unreleased]\n### Breaking\n#### Migration\n<details>\n</details>\n")
	f.Add("# C\n## [Unreleased]\r\n")
	f.Add("## [Unreleased]\n<details\n")
	section := Section{
		Entries: []Entry{{Breaking, "a b", "A thing."}, {Added, "c d", "Another."}, {Added, "e f", "A third one."}},
		Notes:   []Note{{Rule: "a", Element: "b", Title: "A thing", Text: "Text."}},
	}
	f.Fuzz(func(t *testing.T, content string) {
		file, err := Parse("CHANGELOG.md", content)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has several lines: %v", err)
			}
			return
		}
		if file.String() != content {
			t.Fatalf("%q is written as %q", content, file)
		}
		e := &editor{blocks: blocksOf(file.Releases[0].Body)}
		if blocks := e.body(); blocks != file.Releases[0].Body {
			t.Fatalf("%q is taken apart to %q", file.Releases[0].Body, e.body())
		}
		once, _ := Update(file, section)
		parsed, err := Parse("CHANGELOG.md", once.String())
		if err != nil {
			t.Fatalf("what was written can't be read: %v\n%s", err, once)
		}
		again, _ := Update(parsed, section)
		if again.String() != once.String() {
			t.Fatalf("a second run changes the file from\n%q to\n%q", once, again)
		}
		after := once.Releases[0].Body
		for _, b := range e.blocks {
			if b.marker != nil || b.kind == blankBlock || b.kind == headingBlock {
				continue
			}
			_, rest, found := strings.Cut(after, strings.TrimRight(b.raw, "\r\n"))
			if !found {
				t.Fatalf("%q is lost in %q", b.raw, once)
			}
			after = rest
		}
	})
}
