package symbols

import "testing"

func TestDemanded(t *testing.T) {
	const plain, checked = "a.v1.Egg | undefined", "a.v1.Egg"
	for _, test := range []struct {
		alias       bool
		before, now string
		want        int
	}{
		{true, plain, checked, 1},
		{false, plain, checked, 0},
		{true, checked, plain, 1},
		{true, plain, plain, 0},
		{true, "a.v1.Egg[]", "Valid<a.v1.Egg>[]", 0},
	} {
		before := []Symbol{{Name: "AntValid.egg", Signature: test.before, Checked: true, Alias: test.alias}}
		now := []Symbol{{Name: "AntValid.egg", Signature: test.now, Checked: true}}
		if got := Compare(before, now); len(got) != test.want {
			t.Errorf("alias %t, %s to %s: %d breaks", test.alias, test.before, test.now, len(got))
		}
	}
}
