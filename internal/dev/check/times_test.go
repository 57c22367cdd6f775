package check

import (
	"os"
	"slices"
	"testing"
	"time"
)

func TestLongTestsStartFirst(t *testing.T) {
	o := TestOptions{Root: t.TempDir()}
	const module = "github.com/qdrant/qdrant-cloud-public-api/"
	given := []string{module + "many/dependencies", module + "some", module + "cached", module + "few"}
	for _, c := range []struct {
		name  string
		ended []*testPackage // ended are the packages of the run before.
		want  []string
	}{
		{"nothing is known", nil, []string{"many/dependencies", "some", "cached", "few"}},
		{
			"what is not known comes first", []*testPackage{{name: "few", elapsed: time.Minute}, {name: "some", elapsed: time.Second}},
			[]string{"many/dependencies", "cached", "few", "some"},
		},
		{
			"a cached result has no time", []*testPackage{{name: "cached", elapsed: time.Hour, cached: true}, {name: "many/dependencies"}, {name: "some", elapsed: time.Hour}},
			[]string{"cached", "some", "few", "many/dependencies"},
		},
	} {
		if err := readTimes(o).write(c.ended); err != nil {
			t.Fatal(err)
		}
		if got := ordered(o, given); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	quick := o
	quick.Quick = true
	if got := ordered(quick, given); got[0] != "many/dependencies" {
		t.Errorf("a quick run has the order of a full one: %v", got)
	}
	if err := os.WriteFile(readTimes(o).path, []byte(`{"few": "damaged`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ordered(o, given); got[0] != "many/dependencies" {
		t.Errorf("times that are damaged count: %v", got)
	}
}

// ordered are the folders of packages in the order in which they are tested.
func ordered(o TestOptions, given []string) []string {
	packages := slices.Clone(given)
	readTimes(o).order(packages)
	for i, name := range packages {
		packages[i] = shortName(name)
	}
	return packages
}
