package local

import (
	"cmp"
	"maps"
	"slices"

	npmversion "github.com/Masterminds/semver/v3"
	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// orders has, for each ecosystem, a function that compares versions. They were checked at upload.
var orders = map[string]func(a, b string) int{
	NPM: func(a, b string) int { return npmversion.MustParse(a).Compare(npmversion.MustParse(b)) },
	Python: func(a, b string) int {
		v, errV := version.ParsePEP440(a)
		w, errW := version.ParsePEP440(b)
		if errV != nil || errW != nil {
			return cmp.Compare(a, b)
		}
		return v.Compare(w)
	},
	Go: semver.Compare,
}

// versionsOf returns the versions of a package, oldest first.
func versionsOf(ecosystem string, held *entry) []string {
	return slices.SortedFunc(maps.Keys(held.Versions), orders[ecosystem])
}
