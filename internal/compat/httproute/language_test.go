package httproute

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestIncludes(t *testing.T) {
	tests := []struct {
		big, small string
		want, back bool
	}{
		{"/a/{id}", "/a/{name=*}", true, true},
		{"/a/{id}", "/a/b", true, false},
		{"/a/**", "/a/*", true, false},
		{"/a/**", "/a", true, false},
		{"/a/**", "/a/*/**", true, false},
		{"/**", "/{all=**}", true, true},
		{"/**", "/*/**", true, false},
		{"/a/*/**", "/a/b/**", true, false},
		{"/a/*", "/b/*", false, false},
		{"/a/*", "/a/*/c", false, false},
		{"/a/{name=b/*}", "/a/b/{id}", true, true},
		{"/%41", "/A", true, true},
		{"/a@b", "/a%40b", true, true},
		{"/a%2Fb", "/a/b", false, false},
		{"/a/*", "/a/*:v", true, false},
		{"/a/*:v", "/a/b:v", true, false},
		{"/a/*:v", "/a/*:w", false, false},
		{"/a/**", "/a/**:v", false, false}, // The first one has only the beginning of /a:v.
		{"/**", "/a/**:v", true, false},
		{"/a/**:v", "/a:v", true, false},
		{"/*:v", "/a:v", true, false},
	}
	for _, test := range tests {
		big, small := mustParse(t, test.big), mustParse(t, test.small)
		if Includes(big, small) != test.want || Includes(small, big) != test.back {
			t.Errorf("%s includes %s: %v, and back: %v", big, small, Includes(big, small), Includes(small, big))
		}
	}
}

func TestExamples(t *testing.T) {
	for text, want := range map[string]string{
		"/api/cluster/v1/accounts/{account_id}/clusters/{cluster_id}": "/api/cluster/v1/accounts/a/clusters/b",
		"/**":         "/",
		"/**:v":       "/a:v",
		"/a/{b=**}:v": "/a:v",
		"/x/*:v":      "/x/a:v",
		"/a%2Fb":      "/a%2Fb",
	} {
		if got := mustParse(t, text).Example(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := (Template{}).Example(); got != "/" {
		t.Error(got)
	}
	path, some := Missing(mustParse(t, "/a/*"), mustParse(t, "/a/a"), mustParse(t, "/a/ax"), mustParse(t, "/b"))
	if path != "/a/axx" || !some {
		t.Error(path, some)
	}
}

func TestRebinds(t *testing.T) {
	tests := []struct{ old, now, want string }{
		{"/a/{id}", "/a/{id=*}", ""},
		{"/a/{id}", "/a/{cluster_id}", "/a/a"},
		{"/a/{was}", "/a/{is}", ""},
		{"/a/{id}", "/a/*", "/a/a"},
		{"/{name=projects/*}", "/projects/{p}", "/projects/a"},
		{"/{name=projects/*}", "/projects/{name}", "/projects/a"},
		{"/{a}/{b}", "/{b}/{a}", "/a/b"},
		{"/{a}/{b}", "/x/{b}", "/x/a"},
		{"/a/{rest=**}", "/a", ""}, // No segment, no value.
		{"/a/{rest=**}", "/a/{rest}", ""},
		{"/a/{rest=**}", "/a/{rest=*}/**", "/a/a/b"},
		{"/a/{id}", "/b/{other}", ""},
		{"/a/{id}:v", "/a/{id}", "/a/a:v"},
		{"/{a}/b:v", "/{a}/*", ""},
		{"/{a=x}/x", "/x/{a=*}", ""}, // Another part, but the same text.
		{"/{a=x}/{b}", "/*/{a=x}", "/x/x"},
	}
	for _, test := range tests {
		got, some := Rebinds(mustParse(t, test.old), mustParse(t, test.now), wasIs)
		if got != test.want || some != (test.want != "") {
			t.Errorf("%s and %s: %q, want %q", test.old, test.now, got, test.want)
		}
	}
}

func wasIs(field string) string {
	if field == "was" {
		return "is"
	}
	return field
}

// shape is a template before it is written. It matches with a few lines, as the reference for all else.
type shape struct {
	segments []string // segments are literals, * and, at the end only, **.
	verb     string
}

func (s shape) text(random *rand.Rand) string {
	segments := slices.Clone(s.segments)
	for i := range segments {
		if random.IntN(2) == 0 {
			segments[i] = "{f" + string(rune('0'+i)) + "=" + segments[i] + "}"
		}
	}
	text := "/" + strings.Join(segments, "/")
	if s.verb != "" {
		text += ":" + s.verb
	}
	return text
}

func (s shape) matches(path []string) bool {
	if s.verb != "" {
		if len(path) == 0 {
			return false
		}
		last, found := strings.CutSuffix(path[len(path)-1], ":"+s.verb)
		if !found || last == "" {
			return false
		}
		path = append(slices.Clone(path[:len(path)-1]), last)
	}
	for i, segment := range s.segments {
		switch {
		case segment == "**":
			return true
		case i == len(path), segment != "*" && segment != path[i]:
			return false
		}
	}
	return len(path) == len(s.segments)
}

func randomShape(random *rand.Rand) shape {
	var s shape
	for range random.IntN(3) {
		s.segments = append(s.segments, []string{"x", "y", "*", "*"}[random.IntN(4)])
	}
	if len(s.segments) == 0 || random.IntN(3) == 0 {
		s.segments = append(s.segments, "**")
	}
	s.verb = []string{"", "", "v"}[random.IntN(3)]
	return s
}

// paths returns all paths of up to four segments. Their texts are those that templates name and one other, with and without the
// verb, so that templates of these shapes differ on these paths if they differ at all.
func paths() [][]string {
	all := [][]string{{}}
	for done := 0; len(all[done]) < 4; done++ {
		for _, text := range []string{"x", "y", "z", "x:v", "y:v", "z:v"} {
			all = append(all, append(slices.Clone(all[done]), text))
		}
	}
	return all
}

func split(path string) []string {
	if path == "/" {
		return nil
	}
	return strings.Split(path[1:], "/")
}

func TestLanguagesAgainstEnumeration(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	all := paths()
	counts := map[string]int{}
	for range 1000 {
		var shapes [3]shape
		var templates [3]Template
		for i := range shapes {
			shapes[i] = randomShape(random)
			templates[i] = mustParse(t, shapes[i].text(random))
		}
		a, b, c := shapes[0], shapes[1], shapes[2]
		overlap, outside, outsideBoth := false, false, false
		for _, path := range all {
			inA, inB, inC := a.matches(path), b.matches(path), c.matches(path)
			overlap = overlap || inA && inB
			outside = outside || inA && !inB
			outsideBoth = outsideBoth || inA && !inB && !inC
		}
		name := templates[0].String() + " " + templates[1].String() + " " + templates[2].String()
		if !a.matches(split(templates[0].Example())) {
			t.Fatalf("%s: example %s", name, templates[0].Example())
		}
		if Includes(templates[1], templates[0]) == outside {
			t.Fatalf("%s: the second includes the first: %v", name, !outside)
		}
		path, some := Overlaps(templates[0], templates[1])
		if some != overlap || some && (!a.matches(split(path)) || !b.matches(split(path))) {
			t.Fatalf("%s: the first two overlap: %v, not %v by %s", name, overlap, some, path)
		}
		path, some = Missing(templates[0], templates[1], templates[2])
		if some != outsideBoth || some && (!a.matches(split(path)) || b.matches(split(path)) || c.matches(split(path))) {
			t.Fatalf("%s: the first has more than the others: %v, not %v by %s", name, outsideBoth, some, path)
		}
		for what, happened := range map[string]bool{"overlap": overlap, "inclusion": !outside, "union": outside && !outsideBoth} {
			if happened {
				counts[what]++
			}
		}
	}
	for _, what := range []string{"overlap", "inclusion", "union"} {
		if counts[what] < 5 {
			t.Errorf("only %d cases of %s", counts[what], what)
		}
	}
	t.Log(counts)
}
