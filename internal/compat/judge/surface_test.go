package judge

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestSurfaceSet(t *testing.T) {
	t.Parallel()
	a, b := On(TypeScript, Wire), On(JSON, Wire)
	both := a.Union(b)
	if got := both.List(); !slices.Equal(got, []Surface{Wire, JSON, TypeScript}) || both.String() != "wire, json, typescript" {
		t.Errorf("the union of %s and %s is %v", a, b, got)
	}
	if got := both.Without(JSON).Without(Auth); got != a {
		t.Errorf("without json it is %s", got)
	}
	if a.Has(JSON) || !a.Has(Wire) || !a.Any() || SurfaceSet(0).Any() || len(SurfaceSet(0).List()) > 0 {
		t.Errorf("%s does not have the surfaces that it was made of", a)
	}
	for _, surface := range Surfaces() {
		if got := On(surface).List(); !slices.Equal(got, []Surface{surface}) {
			t.Errorf("the set of %s has %v", surface, got)
		}
	}
}

func TestSurfaceSetAsJSON(t *testing.T) {
	t.Parallel()
	set := On(Validation, Go)
	text, err := json.Marshal(set)
	if want := `{"wire":false,"json":false,"go":true,"python":false,"typescript":false,"auth":false,"validation":true}`; err != nil || string(text) != want {
		t.Errorf("it is encoded as %s: %v", text, err)
	}
	var read SurfaceSet
	if err := json.Unmarshal(text, &read); err != nil || read != set {
		t.Errorf("it is decoded as %s: %v", read, err)
	}
	if err := json.Unmarshal([]byte(`[]`), &read); err == nil {
		t.Error("a list is read as a set of surfaces")
	}
}
