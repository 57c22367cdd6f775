package tree

import "testing"

func TestBasesAreValid(t *testing.T) {
	all, err := Bases(t.Context(), "../../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range all {
		if _, err := base.Link(); err != nil {
			t.Errorf("%s: %v", base.Name, err)
		}
		if _, err := base.Schema(); err != nil {
			t.Errorf("%s: %v", base.Name, err)
		}
		named, err := base.Named(TokenOf(17))
		if err != nil {
			t.Fatal(err)
		}
		other := &Tree{Name: base.Name, Files: named, Shared: base.Shared}
		if _, err := other.Link(); err != nil {
			t.Errorf("%s under another token: %v", base.Name, err)
		}
		t.Log(base.Name, len(base.Files), len(base.Shared))
	}
}
