package publish

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// warning is the deprecation of a version that was released into a world.
func warning(t *testing.T, w *world, reason string) Warning {
	t.Helper()
	root := t.TempDir()
	p := newPlan(t, root, "one")
	r := w.release(p, root)
	if _, err := r.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	// A module proxy has no way to deprecate.
	r.Feeds["go"] = struct{ feed.Feed }{r.Feeds["go"]}
	return Warning{
		Plan: &plan.Deprecation{
			SchemaVersion: plan.SchemaVersion, Version: p.Version, Reason: reason, Feeds: p.Feeds,
			Targets: []plan.Deprecated{
				{Language: "ts", Feed: "npm", Package: npmName, Version: "1.2.3"},
				{Language: "python", Feed: "pypi", Package: pythonName, Version: "1.2.3"},
				{Language: "go", Feed: "go", Package: goName, Version: "v1.2.3"},
			},
			Retract: []plan.Retraction{{Module: goName, Version: "v1.2.3", Reason: reason}},
		},
		Feeds: r.Feeds, Patience: r.Patience,
	}
}

func TestDeprecate(t *testing.T) {
	const reason = "drops messages: use 1.2.4"
	tests := []struct {
		name   string
		faults map[string][]fault
		before string // before is why npm has it deprecated already.
		exits  []int
	}{
		{name: "no fault"},
		{name: "for another reason before", before: "old"},
		{name: "cut, for another reason before", before: "old", faults: map[string][]fault{"deprecate npm": {{before: cut}}}},
		{name: "502", faults: map[string][]fault{"deprecate npm": {{before: down}}, "look pypi": {{before: down}}}},
		{name: "arrived though the client saw an error", faults: map[string][]fault{"deprecate pypi": {{after: cut}}}},
		{name: "token expired half-way", faults: map[string][]fault{"deprecate pypi": {{before: expired}}}, exits: []int{4, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			d := warning(t, w, reason)
			if test.before != "" {
				w.store.set("npm/gone/"+npmName+"/1.2.3", []byte(test.before))
			}
			w.fault = script(test.faults)
			if test.exits == nil {
				test.exits = []int{0}
			}
			var warned *Warned
			var exits []int
			for range test.exits {
				var err error
				warned, err = d.Run(t.Context())
				exits = append(exits, int(exit.Of(err)))
			}
			if diff := cmp.Diff(test.exits, exits); diff != "" {
				t.Error(diff)
			}
			want := `STATE       WHERE  KIND         VERSION  NAME                DETAIL
deprecated  npm    deprecation  1.2.3    @acme/sdk
    drops messages: use 1.2.4
deprecated  pypi   deprecation  1.2.3    acme-sdk
    drops messages: use 1.2.4
manual      go     deprecation  v1.2.3   example.com/acme/gen/go
    the protocol of this feed has no deprecation: use its web site

the next go.mod of example.com/acme/gen/go needs the line
  retract v1.2.3 // drops messages: use 1.2.4
`
			if diff := cmp.Diff(want, warned.Text()); diff != "" {
				t.Error(diff)
			}
			for key, n := range w.accepted {
				if strings.Contains(key, "/gone/") && n != 1 {
					t.Errorf("%s %d times", key, n)
				}
			}
			if again, err := d.Run(t.Context()); err != nil || again.Changed {
				t.Errorf("one more run: %v", err)
			}
		})
	}
}

func TestDeprecateNothing(t *testing.T) {
	w := newWorld()
	d := warning(t, w, "why")
	d.Plan.Targets[0].Version = "9.9.9"
	warned, err := d.Run(t.Context())
	if err != nil || warned.Targets[0].State != Absent {
		t.Errorf("%v\n%s", err, warned.Text())
	}
	w.fault = func(string) fault { return fault{before: expired} }
	if _, err := d.Run(t.Context()); exit.Of(err) != 1 {
		t.Errorf("got %v", err)
	}
	delete(d.Feeds, "npm")
	if _, err := d.Run(t.Context()); exit.Of(err) != 2 {
		t.Errorf("got %v", err)
	}
}
