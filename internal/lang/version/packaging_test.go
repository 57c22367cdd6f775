package version

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// PinnedPython returns the path of the Python that has the pinned packaging. The external tests set it: toolchain, which installs it,
// imports this package.
var PinnedPython func(t *testing.T) string

// packagingScript answers with packaging, which pip compares by: the normal form of each text, or null; the order
// of each pair of those; which versions a range takes, without and with pre-releases.
const packagingScript = `
import json, sys
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

def read(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None

ask = json.load(sys.stdin)
versions = [read(text) for text in ask["texts"]]
json.dump({
    "normal": [version and str(version) for version in versions],
    "orders": [(versions[v] > versions[w]) - (versions[v] < versions[w]) for v, w in ask["pairs"] or []],
    "takes": {
        text: [[version for version in ask["texts"] if SpecifierSet(text).contains(version, prereleases=early)]
               for early in (False, True)]
        for text in ask["ranges"] or []
    },
}, sys.stdout)
`

type question struct {
	Texts  []string `json:"texts"`
	Pairs  [][2]int `json:"pairs"`
	Ranges []string `json:"ranges"`
}

type reply struct {
	Normal []*string              `json:"normal"`
	Orders []int                  `json:"orders"`
	Takes  map[string][2][]string `json:"takes"`
}

// packaging asks the pinned packaging.
func packaging(t *testing.T, ask question) reply {
	t.Helper()
	fulltest.Only(t, "runs Python")
	in, err := json.Marshal(ask)
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.Output(t.Context(), run.Cmd{
		Args: []string{PinnedPython(t), "-I", "-c", packagingScript}, Stdin: bytes.NewReader(in),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got reply
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Normal) != len(ask.Texts) || len(got.Orders) != len(ask.Pairs) {
		t.Fatalf("%d texts and %d pairs came back as %d and %d", len(ask.Texts), len(ask.Pairs), len(got.Normal), len(got.Orders))
	}
	return got
}

// spelled is a text that is a version of PEP 440 about half of the time.
func spelled(source *rand.Rand) string {
	pick := func(words ...string) string { return words[source.IntN(len(words))] }
	separator := func() string { return pick("", "", ".", "-", "_") }
	number := func() string { return pick("", "0", "1", "2", "02", "10", "18446744073709551616") }
	var b strings.Builder
	b.WriteString(pick("", "", "", "v", " ", "\n", "0!", "1!") + pick("0", "1", "1.0", "1.0.0", "1.2", "1.10", "01.2", "1.2.3"))
	if source.IntN(2) == 0 {
		b.WriteString(separator() + pick("a", "alpha", "b", "beta", "c", "rc", "pre", "preview", "RC") + separator() + number())
	}
	if source.IntN(3) == 0 {
		b.WriteString(separator() + pick("post", "rev", "r", "", "") + separator() + number())
	}
	if source.IntN(3) == 0 {
		b.WriteString(separator() + "dev" + separator() + number())
	}
	if source.IntN(4) == 0 {
		b.WriteString("+" + pick("a", "A", "ab", "1", "01", "10") + pick("", ".1", "-a", "_10", "..1", "."))
	}
	b.WriteString(pick("", "", "", " ", ".", "-", "x"))
	return b.String()
}

// What packaging reads and how it orders that is what we do.
func TestPEP440AsPackagingHasIt(t *testing.T) {
	source := rand.New(rand.NewPCG(3, 4))
	ask := question{Texts: append([]string{}, noPEP440...)}
	for _, line := range inOrder {
		ask.Texts = append(ask.Texts, line...)
	}
	for _, v := range grid(t) {
		ask.Texts = append(ask.Texts, v.Python())
	}
	for range 3000 {
		ask.Texts = append(ask.Texts, spelled(source))
	}
	var known []int
	parsed := make([]PEP440, len(ask.Texts))
	for i, text := range ask.Texts {
		var err error
		if parsed[i], err = ParsePEP440(text); err == nil {
			known = append(known, i)
		}
	}
	if len(known) < 1000 || len(ask.Texts)-len(known) < 500 {
		t.Errorf("of %d texts %d are versions", len(ask.Texts), len(known))
	}
	// First which of them are versions, as only these have an order.
	got := packaging(t, ask)
	for i, text := range ask.Texts {
		want := ""
		if got.Normal[i] != nil {
			want = *got.Normal[i]
		}
		if parsed[i].String() != want {
			t.Errorf("%q: got %q, packaging has %q", text, parsed[i], want)
		}
	}
	if t.Failed() {
		return
	}
	for range 60_000 {
		ask.Pairs = append(ask.Pairs, [2]int{known[source.IntN(len(known))], known[source.IntN(len(known))]})
	}
	for i, want := range packaging(t, ask).Orders {
		v, w := parsed[ask.Pairs[i][0]], parsed[ask.Pairs[i][1]]
		if order := v.Compare(w); order != want {
			t.Errorf("%s against %s: got %d, packaging has %d", v, w, order, want)
		}
	}
}
