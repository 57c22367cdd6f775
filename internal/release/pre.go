package release

import (
	"regexp"
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// prerelease is what is made instead of a final release. The zero prerelease is that one.
type prerelease struct {
	pull   uint64        // pull is the pull request of a preview.
	stage  version.Stage // stage is that of an alpha, a beta or a candidate.
	number uint64        // number is that of the candidate; 0 counts up.
}

func (p prerelease) isPreview() bool { return p.pull != 0 }
func (p prerelease) isZero() bool    { return p == prerelease{} }

// parsePre parses the value of -pre, such as pr.123, rc or rc.2.
func parsePre(text string) (prerelease, error) {
	if text == "" {
		return prerelease{}, nil
	}
	if looksLikePullRequest.MatchString(text) {
		pull, err := pullRequest(text)
		return prerelease{pull: pull}, err
	}
	stage, number, err := version.ParsePre(text)
	if err != nil {
		return prerelease{}, exit.Usagef("-pre=%s: %w; a preview is written like pr.123", text, err)
	}
	return prerelease{stage: stage, number: number}, nil
}

var (
	looksLikePullRequest = regexp.MustCompile(`(?i)^(pr\b|[0-9])`)
	previewForm          = regexp.MustCompile(`^pr\.([1-9][0-9]{0,8})$`)
)

// pullRequest parses the name of a pull request, such as pr.123.
func pullRequest(name string) (uint64, error) {
	match := previewForm.FindStringSubmatch(name)
	if match == nil {
		return 0, exit.Usagef("-pre=%s: write it like pr.123, with the number of the pull request", name)
	}
	return strconv.ParseUint(match[1], 10, 64)
}
