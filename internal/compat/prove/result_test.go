package prove

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
)

// outcome returns an outcome with a verdict of one rule and some findings.
func outcome(rule judge.RuleID, breaks judge.SurfaceSet, found Evidence) Outcome {
	return Outcome{
		Case:    Case{Name: "shop seed 1", Edits: []string{"field.rename"}},
		Changes: []judge.Change{{Rule: rule, Element: "p.M.f", Breaks: breaks, Texts: new(judge.Texts)}}, Evidence: found,
	}
}

func evident(surfaces ...judge.Surface) Evidence {
	found := Evidence{}
	for _, surface := range surfaces {
		found[surface] = []evidence.Finding{{Element: "p.M.f", Text: "it is lost"}}
	}
	return found
}

func TestResult(t *testing.T) {
	json := judge.On(judge.JSON)
	invalid := outcome(judge.RuleFieldRenamed, json, nil)
	invalid.Invalid = "no generator takes it"
	unknown := outcome(judge.RuleFieldRenamed, json, nil)
	unknown.Unknown = map[judge.Surface]string{judge.JSON: "nobody knows"}
	weak := Evidence{judge.Wire: {{Text: "it follows", Weak: true}}}
	for _, test := range []struct {
		name    string
		outcome Outcome
		want    Count
		failed  string
	}{
		{"a hit", outcome(judge.RuleFieldRenamed, json, evident(judge.JSON)), Count{Hits: 1}, ""},
		{"a miss on another surface", outcome(judge.RuleFieldRenamed, json, evident(judge.JSON, judge.Wire)), Count{Hits: 1, Misses: 1}, "1 breaks were missed"},
		{"a false alarm", outcome(judge.RuleFieldRenamed, json, evident()), Count{FalseAlarms: 1}, "1 of 1 reported breaks are false alarms"},
		{"beyond evidence", outcome(judge.RuleOptionLimit, json, evident()), Count{Beyond: 1}, ""},
		{"what follows is no miss", outcome(judge.RuleFieldRenamed, 0, weak), Count{}, ""},
		{"what follows confirms", outcome(judge.RuleFieldRemoved, judge.On(judge.Wire), weak), Count{Hits: 1}, ""},
		{"not valid", invalid, Count{}, ""},
		{"unknown", unknown, Count{}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := &Result{}
			r.Add(test.outcome)
			if got := r.total(); got != test.want || r.Failed() != test.failed {
				t.Errorf("got %+v and %q, want %+v and %q", got, r.Failed(), test.want, test.failed)
			}
		})
	}
}

func TestResultFormats(t *testing.T) {
	r := &Result{}
	r.Add(outcome(judge.RuleFieldRenumbered, judge.On(judge.JSON, judge.Wire), evident(judge.JSON, judge.Go)))
	o := Options{Seeds: []uint64{4, 5}, Cases: 1}
	for format, wants := range map[string][]string{
		"text":     {"field.renumbered                   json", "false alarm on wire: shop seed 1", "1 of 2 reported breaks are evident, 1 are false alarms, and 0 more are beyond evidence; 1 were missed"},
		"markdown": {"`mage prove -n=1 -seed=4,5`: 1 changes", "| `go` | 0 | 1 | 0 | 0 | – | 0.0 % |", "| `field.renumbered` | json 1 | wire 1 false alarms |"},
		"json":     {`"seeds": [`, `"kind": "miss"`},
	} {
		var out bytes.Buffer
		if err := r.Write(&out, format, o); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s has no %q:\n%s", format, want, out.String())
			}
		}
		if format == "json" && !json.Valid(out.Bytes()) {
			t.Errorf("it is not valid JSON:\n%s", out.String())
		}
	}
}
