package report

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

func sarifOf(t *testing.T, text string) sarifLog {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	var log sarifLog
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs", len(log.Runs))
	}
	return log
}

// withoutRules leaves out the table of rules and the indexes into it, which change with the rules.
func withoutRules(t *testing.T, text string) string {
	t.Helper()
	log := sarifOf(t, text)
	log.Runs[0].Tool.Driver.Rules = nil
	for i := range log.Runs[0].Results {
		log.Runs[0].Results[i].RuleIndex = nil
	}
	short, err := json.MarshalIndent(log, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(short) + "\n"
}

// What the SARIF schema requires, and what GitHub code scanning requires beyond it.
func TestSARIF(t *testing.T) {
	for name, r := range map[string]*judge.Report{"full": full(), "judged": judged(t), "empty": {}} {
		log := sarifOf(t, written(t, r, "sarif", Options{All: true, NewFolder: "proto"}))
		run := log.Runs[0]
		if log.Version != "2.1.0" || !strings.HasSuffix(log.Schema, "sarif-schema-2.1.0.json") || run.Tool.Driver.Name == "" || run.Results == nil {
			t.Errorf("%s: %+v", name, log)
		}
		rules := run.Tool.Driver.Rules
		if len(rules) != len(judge.Rules()) {
			t.Errorf("%s: %d rules", name, len(rules))
		}
		ids := map[string]bool{}
		for _, rule := range rules {
			if ids[rule.ID] || rule.ID == "" || rule.ShortDescription.Text == "" || rule.Help.Text == "" || rule.DefaultConfiguration.Level == "" {
				t.Errorf("%s: %+v", name, rule)
			}
			ids[rule.ID] = true
		}
		if len(run.Results) != len(r.Changes) {
			t.Errorf("%s: %d results of %d changes", name, len(run.Results), len(r.Changes))
		}
		prints := map[string]bool{}
		for i, result := range run.Results {
			if result.RuleIndex != nil && rules[*result.RuleIndex].ID != result.RuleID || (result.RuleIndex == nil) == ids[result.RuleID] {
				t.Errorf("%s: %s is not its rule", name, result.RuleID)
			}
			if result.Message.Text == "" || result.Level == "" || len(result.Locations) != 1 || prints[result.PartialFingerprints[fingerprint]] {
				t.Errorf("%s, result %d: %+v", name, i, result)
			}
			prints[result.PartialFingerprints[fingerprint]] = true
			if (result.Suppressions != nil) != strings.Contains(result.Message.Text, "\nAccepted: ") {
				t.Errorf("%s: suppressions of %s", name, result.RuleID)
			}
			for _, location := range append(result.Locations, result.RelatedLocations...) {
				if location.Physical == nil {
					continue
				}
				uri, err := url.Parse(location.Physical.Artifact.URI)
				if err != nil || !strings.HasSuffix(uri.Path, ".proto") || location.Physical.Region != nil && location.Physical.Region.StartLine < 1 {
					t.Errorf("%s: %+v, %v", name, location.Physical, err)
				}
			}
		}
	}
}

// The level of a result tells whether somebody has to act.
func TestSeverity(t *testing.T) {
	broken := judge.On(judge.Go)
	for _, c := range []struct {
		change judge.Change
		want   severity
	}{
		{judge.Change{Level: 3, Breaks: broken}, severe},
		{judge.Change{Level: 3, Breaks: broken, Suspicion: true}, warning},
		{judge.Change{Level: 2, Breaks: broken, Unstable: true}, warning},
		{judge.Change{Level: 3, Breaks: broken, Accepted: "on purpose"}, note},
		{judge.Change{Level: 2}, note},
		{judge.Change{Level: 2, Suspicion: true}, note},
	} {
		if got := severityOf(&c.change); got != c.want {
			t.Errorf("%+v: %s, want %s", c.change, got, c.want)
		}
	}
}
