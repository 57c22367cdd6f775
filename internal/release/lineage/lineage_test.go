package lineage

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

func parse(t *testing.T, text string) version.Version {
	t.Helper()
	v, err := version.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func place(name string, versions ...string) Place {
	return Place{Name: name, Versions: Releases(versions)}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		name   string
		next   string
		places []Place
		want   string
	}{
		{"nothing is there", "0.1.0", []Place{place("npm"), place("pypi")}, ""},
		{"above all", "0.174.0", []Place{place("npm", "0.172.0", "0.173.0"), place("the tags of origin", "v0.173.0")}, ""},
		{"a part of this release is there", "0.174.0", []Place{place("npm", "0.173.0", "0.174.0"), place("pypi", "0.173.0")}, ""},
		{"below", "0.1.0", []Place{place("npm", "0.9.0"), place("pypi", "0.173.0"), place("origin", "v0.173.0")},
			"0.1.0 cannot be released: pypi, origin holds 0.173.0 already, and latest would never move to a lower version; write version: 0.174.0"},
		{"numbers, not texts", "0.20.0", []Place{place("npm", "0.9.0", "0.100.0")}, "write version: 0.101.0"},
		{"from 1.0 on", "1.2.0", []Place{place("npm", "1.4.2")}, "write version: 1.5.0"},
		{"previews do not count", "0.1.0", []Place{place("npm", "0.2.0-pr.7.1.gabc1234", "0.3.0-rc.1"), place("pypi", "0.2.0.dev7000001", "0.3.0rc1")}, ""},
		{"odd spellings count", "0.1.0", []Place{place("pypi", "0.173")}, "write version: 0.174.0"},
		{"post-releases count", "0.1.0", []Place{place("pypi", "0.173.0.post1")}, "write version: 0.174.0"},
		{"other texts do not", "0.1.0", []Place{place("pypi", "latest", "", "1.2.3.4", "2!1.0", "99999999999.0.0")}, ""},
	} {
		err := Check(parse(t, test.next), version.Line{}, test.places)
		var below *BelowError
		if (test.want == "") != (err == nil) || err != nil && (!errors.As(err, &below) || !strings.HasSuffix(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want …%s", test.name, err, test.want)
		}
	}
}

// TestMarks: what is recorded stays the same while the release is published.
func TestMarks(t *testing.T) {
	next := parse(t, "0.174.0")
	before := Marks(next, []Place{place("npm", "0.172.0", "0.173.0"), place("pypi"), {Name: "go", Unknown: "no login"}})
	after := Marks(next, []Place{place("npm", "0.172.0", "0.173.0", "0.174.0"), place("pypi", "0.174.0"), {Name: "go", Unknown: "no login"}})
	want := []Mark{{Where: "npm", Highest: "0.173.0"}, {Where: "pypi"}, {Where: "go", Unknown: "no login"}}
	if diff := cmp.Diff(want, before); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	highest, where := Decided(append(before, Mark{Where: "origin", Highest: "0.173.0"}, Mark{Where: "old", Highest: "0.99.0"}))
	if diff := cmp.Diff([]string{"npm", "origin"}, where); highest != "0.173.0" || diff != "" {
		t.Errorf("%s decided, %s", highest, diff)
	}
	if highest, where := Decided(nil); highest != "" || where != nil {
		t.Errorf("nothing decided %s at %v", highest, where)
	}
}
