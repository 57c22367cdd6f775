package table

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestFormat(t *testing.T) {
	const address = "https://us-python.pkg.dev/some-project-with-a-long-name/some-repository-with-a-long-name/simple/"
	for name, test := range map[string]struct {
		rows [][]string
		want string
	}{
		"nothing": {nil, ""},
		"narrow":  {[][]string{{"STATE", "NAME", "DETAIL"}, {"absent", "a"}, {"ok", "longer", "x y"}}, "STATE   NAME    DETAIL\nabsent  a\nok      longer  x y\n"},
		"exactly as wide": {
			[][]string{{strings.Repeat("a", 39), strings.Repeat("b", 39)}}, strings.Repeat("a", 39) + "  " + strings.Repeat("b", 39) + "\n",
		},
		"a long name": {
			[][]string{
				{"STATE", "WHERE", "KIND", "NAME", "VERSION", "DETAIL"},
				{"verified", "local-python", "file", "qdrant_cloud_public_api-0.174.0-py3-none-any.whl", "0.174.0", ""},
				{"verified", "npm", "file", "sdk-of-the-cloud-api-0.174.0.tgz", "0.174.0", ""},
				{"tagged", "remote", "git tag", "v0.174.0", "0.174.0", "on the commit"},
			}, `
STATE     WHERE         KIND     NAME                     VERSION  DETAIL
verified  local-python  file
    qdrant_cloud_public_api-0.174.0-py3-none-any.whl      0.174.0
verified  npm           file     sdk-of-the-cloud-api-0.174.0.tgz
                                                          0.174.0
tagged    remote        git tag  v0.174.0                 0.174.0  on the commit
`,
		},
		"a long text": {
			[][]string{{"since", "the beginning, when nothing was there that anybody could have compared with what is there now, which is a lot"}}, `
since  the beginning, when nothing was there that anybody could have compared
       with what is there now, which is a lot
`,
		},
		"a long address": {
			[][]string{{"FEED", "URL"}, {"python-mirror", address}}, `
FEED           URL
python-mirror
    https://us-python.pkg.dev/some-project-with-a-long-name/some-repository-with
    -a-long-name/simple/
`,
		},
		"letters are counted": {
			[][]string{{strings.Repeat("ä", 40), strings.Repeat("ö", 38)}}, strings.Repeat("ä", 40) + "  " + strings.Repeat("ö", 38) + "\n",
		},
	} {
		if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), Format(test.rows)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// Whatever is in a table, no line is too wide, and no letter is lost.
func TestFormatFits(t *testing.T) {
	cells := []string{"", "a", "some words that go on", strings.Repeat("x", 90), strings.Repeat("word ", 40), strings.Repeat("y", 200) + " z"}
	letters := func(text string) string { return strings.Join(strings.Fields(text), "") }
	for _, a := range cells {
		for _, b := range cells {
			for _, c := range cells {
				rows := [][]string{{"ONE", "TWO", "THREE"}, {a, b, c}, {c, a, b}}
				text := Format(rows)
				for line := range strings.Lines(text) {
					if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > Width || strings.TrimRight(line, "\n ") != strings.TrimSuffix(line, "\n") {
						t.Fatalf("a line of %d characters:\n%s", n, text)
					}
				}
				if want := letters("ONE TWO THREE" + a + b + c + c + a + b); letters(text) != want {
					t.Fatalf("the letters are others:\n%s", text)
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 30))
	got := Wrap(text, "    ")
	if lines := strings.Split(got, "\n"); len(lines) != 2 || !strings.HasPrefix(lines[1], "    word") || strings.Join(strings.Fields(got), " ") != text {
		t.Errorf("got\n%s", got)
	}
	if Wrap("a b", "  ") != "a b" || Wrap("", "  ") != "" {
		t.Error("a short text has changed")
	}
}
