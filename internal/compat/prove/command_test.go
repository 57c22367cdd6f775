package prove

import (
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

func TestCommandReadsItsFlags(t *testing.T) {
	for _, test := range []struct {
		seeds, format string
		want          []uint64
		wantFormat    string
	}{
		{"", "", []uint64{1}, "text"},
		{"7", "json", []uint64{7}, "json"},
		{"3,1,2", "markdown", []uint64{3, 1, 2}, "markdown"},
	} {
		format, seeds, err := Command{Seeds: test.seeds, Format: test.format}.flags()
		if err != nil || !slices.Equal(seeds, test.want) || format != test.wantFormat {
			t.Errorf("-seed=%s -format=%s: got %v, %q, %v", test.seeds, test.format, seeds, format, err)
		}
	}
	for want, c := range map[string]Command{
		"-format=xml: choose one of text, json, markdown":     {Format: "xml"},
		"-seed=1,x: want numbers, separated by commas":        {Seeds: "1,x"},
		"-seed=1,: want numbers, separated by commas":         {Seeds: "1,"},
		"-seed=4294967296: want numbers, separated by commas": {Seeds: "4294967296"},
		"-seed=-1: want numbers, separated by commas":         {Seeds: "-1"},
	} {
		var out strings.Builder
		c.Out = &out
		err := c.Run(t.Context())
		if exit.Of(err) != exit.Usage || err.Error() != want || out.Len() > 0 {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestCommandNamesTheCases(t *testing.T) {
	missed := &Result{}
	missed.Add(outcome(judge.RuleFieldRenamed, judge.On(judge.Wire), evident(judge.JSON)))
	if err := (Command{Shrink: true}).verdict(missed); err == nil || err.Error() != "1 breaks were missed: the cases are in dist/prove" {
		t.Errorf("got %v", err)
	}
	if err := (Command{}).verdict(missed); err == nil || err.Error() != "1 breaks were missed" {
		t.Errorf("got %v", err)
	}
	if err := (Command{}).verdict(&Result{}); err != nil {
		t.Errorf("got %v", err)
	}
}
