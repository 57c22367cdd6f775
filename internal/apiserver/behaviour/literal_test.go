package behaviour

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
)

func TestFill(t *testing.T) {
	w := newWorld(t)
	made, err := w.set.make(clusterKind, object{
		"name": "first", "created_at": time.Unix(5, 7), "labels": []object{{"key": "a", "value": "b"}}, "cost_allocation_label": nil,
		"configuration": object{"number_of_nodes": 3, "allowed_ip_source_ranges": []string{"10.0.0.0/8"}},
		"state":         object{"phase": phaseHealthy, "resources": object{"ram": object{"base": 1.5, "additional": 2}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.want(made, map[string]string{"name": "first", "state.phase": phaseHealthy, "cost_allocation_label": ""})
	if got := decimal(made, "state.resources.ram.base") + decimal(made, "state.resources.ram.additional"); got != 3.5 {
		t.Errorf("the resources are %v", got)
	}
	if got := moment(made, "created_at"); !got.Equal(time.Unix(5, 7)) {
		t.Errorf("the time is %v", got)
	}
	if got := texts(made, "configuration.allowed_ip_source_ranges"); len(got) != 1 || whole(made, "configuration.number_of_nodes") != 3 {
		t.Errorf("the configuration is %v", made)
	}
	if label := w.size(made, "labels", 1)[0]; text(label, "value") != "b" {
		t.Errorf("the label is %v", label)
	}
}

func TestFillRefuses(t *testing.T) {
	w := newWorld(t)
	for name, test := range map[string]struct {
		from object
		want string
	}{
		"a field that is not there":  {object{"nam": "x"}, "has no field nam"},
		"one within another message": {object{"state": object{"phsae": "x"}}, "has no field phsae"},
		"a text for a message":       {object{"state": "x"}, "string is no"},
		"a number for a text":        {object{"name": 1}, "is no value of this field"},
		"a truth for a number":       {object{"configuration": object{"number_of_nodes": true}}, "is no value of this field"},
		"an unknown enum value":      {object{"state": object{"phase": "FINE"}}, "has no value FINE"},
		"one message for a list":     {object{"labels": object{}}, "is no value of this field"},
		"a list for one message":     {object{"state": []object{{}}}, "is no value of this field"},
		"a map for a message":        {object{"state": map[string]string{"a": "b"}}, "is no value of this field"},
		"a time for another message": {object{"state": time.Unix(0, 0)}, "is no time and no duration"},
	} {
		if _, err := w.set.make(clusterKind, test.from); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

// TestFillLenient leaves out what a contract of another version does not have.
func TestFillLenient(t *testing.T) {
	w := newWorld(t)
	made, err := w.set.make(clusterKind, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := (writer{}).fill(made, object{"name": "first", "not_invented_yet": object{"x": 1}}); err != nil {
		t.Fatal(err)
	}
	if json, err := protojson.Marshal(made); err != nil || strings.ReplaceAll(string(json), " ", "") != `{"name":"first"}` {
		t.Errorf("got %s, %v", json, err)
	}
}

func TestDerived(t *testing.T) {
	once, again := derived("a"), derived("a")
	if derived("a", "bc") == derived("ab", "c") || once != again || len(derived()) != 36 {
		t.Errorf("ids %s, %s, %s", derived("a", "bc"), derived("ab", "c"), derived())
	}
}
