package surface

import (
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// versions are the packages' parts with a version, as in v1 and v2beta1.
var versions = regexp.MustCompile(`^v\d+((alpha|beta)\w*)?$`)

// Place returns where the services of a package are in the client: the group, or "" for none, and what the names of their accessors
// end with. v1 is the plain name and stays it when there is a v2, so that a new generation renames nothing.
func Place(pkg string, cfg config.Client) (group, suffix string) {
	for part := range strings.SplitSeq(pkg, ".") {
		if group == "" && slices.Contains(cfg.Groups, config.Word(part)) {
			group = capital(part)
		}
		if versions.MatchString(part) && part != "v1" {
			suffix = capital(part)
		}
	}
	return group, suffix
}

// capital makes UI of ui, and Serverless of serverless.
func capital(word string) string {
	if len(word) <= 2 && !versions.MatchString(word) {
		return strings.ToUpper(word)
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
