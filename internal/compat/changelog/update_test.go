package changelog

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// entry returns a section with one entry.
func entry(category Category, key, text string) Section {
	return Section{Entries: []Entry{{category, key, text}}}
}

func file(body string) string {
	return "# C\n\n## [Unreleased]\n" + body + "\n[Unreleased]: https://example.com\n"
}

func TestUpdate(t *testing.T) {
	added := newMarker("field.added a.B", "Added", "One.").String()
	fixed := newMarker("x y", "Fixed", "Two.").String()
	for name, test := range map[string]struct {
		before, after string
		section       Section
	}{
		"first": {"", "\n### Added\n\n- One. " + added + "\n", entry(Added, "field.added a.B", "One.")},
		"behind what people wrote": {
			"\n### Added\n\n- Mine.\n", "\n### Added\n\n- Mine.\n- One. " + added + "\n", entry(Added, "field.added a.B", "One."),
		},
		"between headings": {
			"\n### Added\n\n- Mine.\n\n### Security\n\n- Mine too.\n",
			"\n### Added\n\n- Mine.\n\n### Fixed\n\n- Two. " + fixed + "\n\n### Security\n\n- Mine too.\n", entry(Fixed, "x y", "Two."),
		},
		"replaced": {
			"\n### Added\n\n- Mine.\n- One. " + added + "\n- Mine too.\n",
			"\n### Added\n\n- Mine.\n- One and two. " + newMarker("field.added a.B", "Added", "One and two.").String() + "\n- Mine too.\n",
			entry(Added, "field.added a.B", "One and two."),
		},
		"reworded":            {"\n### Added\n\n- The one. " + added + "\n", "\n### Added\n\n- The one. " + added + "\n", entry(Added, "field.added a.B", "One.")},
		"reworded and gone":   {"\n### Added\n\n- The one. " + added + "\n", "\n### Added\n\n- The one. " + added + "\n", Section{}},
		"words behind":        {"\n### Added\n\n- One. " + added + " Yes!\n", "\n### Added\n\n- One. " + added + " Yes!\n", Section{}},
		"wrapped is the same": {"\n### Added\n\n* One.\n  " + added + "\n", "\n### Added\n\n* One.\n  " + added + "\n", entry(Added, "field.added a.B", "One.")},
		"gone":                {"\n### Added\n\n- One. " + added + "\n", "", Section{}},
		"gone between":        {"\n### Added\n\n- One. " + added + "\n- Mine.\n", "\n### Added\n\n- Mine.\n", Section{}},
		"of another kind": {
			"\n### Added\n\n- One. " + added + "\n", "\n### Fixed\n\n- One. " + newMarker("field.added a.B", "Fixed", "One.").String() + "\n",
			entry(Fixed, "field.added a.B", "One."),
		},
		"moved by somebody":             {"\n### Fixed\n\n- One. " + added + "\n", "\n### Fixed\n\n- One. " + added + "\n", entry(Added, "field.added a.B", "One.")},
		"silenced":                      {"\n### Fixed\n\n- Mine.\n" + added + "\n", "\n### Fixed\n\n- Mine.\n" + added + "\n", entry(Added, "field.added a.B", "One.")},
		"silenced and gone":             {"\n### Fixed\n\n- Mine.\n" + added + "\n", "\n### Fixed\n\n- Mine.\n", Section{}},
		"twice":                         {"\n### Added\n\n- One. " + added + "\n- One. " + added + "\n", "\n### Added\n\n- One. " + added + "\n", entry(Added, "field.added a.B", "One.")},
		"empty headings of people stay": {"\n### Added\n\n### Fixed\n\n- Two. " + fixed + "\n", "\n### Added\n", Section{}},
		"in order": {
			"\n### Added\n\n- Mine.\n- One. " + added + "\n",
			"\n### Added\n\n- Mine.\n- Zero. " + newMarker("z", "Added", "Zero.").String() + "\n- One. " + added + "\n",
			Section{Entries: []Entry{{Added, "z", "Zero."}, {Added, "field.added a.B", "One."}}},
		},
		"code in an entry": {
			"\n### Added\n\n- Mine:\n\n  ```md\n  - One. " + added + "\n  ### Fixed\n  ```\n", "\n### Added\n\n- Mine:\n\n  ```md\n  - One. " + added + "\n  ### Fixed\n  ```\n", Section{},
		},
		"comments of people": {"\n### Added\n\n- Mine. <!-- see deadbeef -->\n", "\n### Added\n\n- Mine. <!-- see deadbeef -->\n", Section{}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(file(test.after), mustUpdate(t, file(test.before), test.section)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			crlf := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
			if d := cmp.Diff(crlf(file(test.after)), mustUpdate(t, crlf(file(test.before)), test.section)); d != "" {
				t.Errorf("with CRLF: -want +got\n%s", d)
			}
		})
	}
}

func TestRemarks(t *testing.T) {
	content := file("\n### Added\n\n- Mine.\n- The one. " + newMarker("a", "Added", "One.").String() + "\n- Lost. " + newMarker("b", "Added", "Gone.").String() + "\n")
	for name, test := range map[string]struct {
		section Section
		want    []Remark
	}{
		"as it was":   {entry(Added, "a", "One."), []Remark{{9, "Lost.", ""}}},
		"another one": {entry(Added, "a", "One and two."), []Remark{{8, "The one.", "One and two."}, {9, "Lost.", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, remarks := Update(mustParse(t, content), test.section)
			if d := cmp.Diff(test.want, remarks); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestEveryCase writes the changes of every case of the rules: an update removes all that the case before it left.
func TestEveryCase(t *testing.T) {
	paths, err := filepath.Glob("../judge/testdata/rules/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no cases: %v", err)
	}
	reports, sections := make([]*judge.Report, len(paths)), make([]Section, len(paths))
	t.Run("generate", func(t *testing.T) {
		for i, path := range paths {
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				a := readArchive(t, path)
				old, now := a.compile(t, "old"), a.compile(t, "new")
				reports[i] = judged(t, old, now)
				sections[i] = Generate(reports[i], old, now, nil, testOptions)
			})
		}
	})
	people := file("\n### Added\n\n- Mine.\n\n### Fixed\n\n- Mine too.\n")
	before := people
	for i, path := range paths {
		name, section := strings.TrimSuffix(filepath.Base(path), ".txtar"), sections[i]
		if reports[i] == nil {
			continue // The reason was given.
		}
		checkEntries(t, name, section)
		checkSnippets(t, name, section.Notes)
		fresh, other := mustUpdate(t, people, section), mustUpdate(t, before, section)
		if d := cmp.Diff(fresh, other); d != "" {
			t.Errorf("%s: what was there before shows: -without +with\n%s", name, d)
		}
		if d := cmp.Diff(people, mustUpdate(t, fresh, Section{})); d != "" {
			t.Errorf("%s: something stays behind\n%s", name, d)
		}
		for _, c := range reports[i].Changes {
			if c.Breaks.Any() && len(section.Entries) == 0 {
				t.Errorf("%s: %s breaks and is not told", name, c.Rule)
			}
		}
		before = other
	}
}

func checkEntries(t *testing.T, name string, s Section) {
	t.Helper()
	keys := map[string]bool{}
	for _, e := range s.Entries {
		if keys[e.Key] {
			t.Errorf("%s: the key %s is there twice", name, e.Key)
		}
		keys[e.Key] = true
		if e.Text == "" || strings.ContainsAny(e.Text, "\n{}") && !strings.Contains(e.Text, "`") || !strings.HasSuffix(e.Text, ".") {
			t.Errorf("%s: an entry reads %q", name, e.Text)
		}
		if m := markerOf("- " + e.Text + " " + newMarker(e.Key, string(e.Category), e.Text).String()); m == nil || m.key != e.Key {
			t.Errorf("%s: the key %q is not found again", name, e.Key)
		}
	}
}
