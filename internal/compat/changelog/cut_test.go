package changelog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCut(t *testing.T) {
	compare := GitHub("https://github.com/o/r/")
	m := newMarker("a", "Added", "One.").String()
	first := "# C\n\n## [Unreleased]\n\n### Added\n\n- One. " + m + "\n" + m + "\n\n### Fixed\n\n[Unreleased]: https://github.com/o/r/commits/main\n"
	f, err := Cut(mustParse(t, first), "0.1.0", "2025-01-31", compare)
	if err != nil {
		t.Fatal(err)
	}
	want := `# C

## [Unreleased]

## [0.1.0] - 2025-01-31

### Added

- One.

[Unreleased]: https://github.com/o/r/compare/v0.1.0...HEAD
[0.1.0]: https://github.com/o/r/releases/tag/v0.1.0
`
	if d := cmp.Diff(want, mustParse(t, f.String()).String()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}

	f, _ = Update(f, entry(Fixed, "b", "Two."))
	f, err = Cut(f, "0.1.1", "2025-01-31", compare)
	if err != nil {
		t.Fatal(err)
	}
	want = strings.Replace(want, "## [0.1.0]", "## [0.1.1] - 2025-01-31\n\n### Fixed\n\n- Two.\n\n## [0.1.0]", 1)
	want = strings.Replace(want, "[Unreleased]: https://github.com/o/r/compare/v0.1.0...HEAD",
		"[Unreleased]: https://github.com/o/r/compare/v0.1.1...HEAD\n[0.1.1]: https://github.com/o/r/compare/v0.1.0...v0.1.1", 1)
	if d := cmp.Diff(want, mustParse(t, f.String()).String()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}

	notes, err := Notes(f, "v0.1.1")
	if want := "### Fixed\n\n- Two.\n"; err != nil || notes != want {
		t.Errorf("the notes are %q, %v", notes, err)
	}
	if _, err := Notes(f, "9.9.9"); err == nil || err.Error() != "CHANGELOG.md has no release 9.9.9" {
		t.Errorf("got %v", err)
	}
}

func TestCutWithoutLinks(t *testing.T) {
	f, err := Cut(mustParse(t, "## [Unreleased]\r\n- One"), "1.0.0", "2025-01-31", GitHub("https://github.com/o/r"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(`## [Unreleased]

## [1.0.0] - 2025-01-31
- One

[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD
[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0
`, "\n", "\r\n")
	if d := cmp.Diff(want, f.String()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCutErrors(t *testing.T) {
	for name, test := range map[string]struct{ content, version, date, want string }{
		"nothing": {emptyFile, "1.0.0", "2025-01-31", "CHANGELOG.md has no entries below [Unreleased]: write what 1.0.0 changes"},
		"date":    {twoReleases, "1.0.0", "31.1.2025", `"31.1.2025" is not a date: write one like 2025-01-31`},
		"earlier": {twoReleases, "0.2.0", "2025-03-01", "CHANGELOG.md already has the release 0.2.0: 0.2.0 must be a later version"},
		"before":  {twoReleases, "0.3.0", "2025-01-01", "0.2.0 was released on 2025-02-03, so the date of 0.3.0 cannot be 2025-01-01"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Cut(mustParse(t, test.content), test.version, test.date, GitHub("https://github.com/o/r"))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestNotesHaveTheirLinks(t *testing.T) {
	content := strings.Replace(twoReleases, "First.", "See [0.2.0] and [the page].", 1) + "[the page]: https://example.com/page\n"
	notes, err := Notes(mustParse(t, content), "0.1.0")
	want := "See [0.2.0] and [the page].\n\n[0.2.0]: https://example.com/compare/v0.1.0...v0.2.0\n[the page]: https://example.com/page\n"
	if err != nil || notes != want {
		t.Errorf("got %q, %v", notes, err)
	}
}
