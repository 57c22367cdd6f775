package git

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Release is the last release in the history of HEAD.
type Release struct {
	Tag     string // Tag is vX.Y.Z, or empty where nothing was released.
	Shallow bool   // Shallow says that the clone has a part of the history only, in which a release may be missing.
}

// LatestRelease finds the highest tag vX.Y.Z that HEAD descends from, among those that all of keep accept. Pre-releases don't count.
func LatestRelease(ctx context.Context, repo string, keep ...func(tag string) bool) (Release, error) {
	shallow, err := Output(ctx, repo, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return Release{}, err
	}
	release := Release{Shallow: strings.TrimSpace(shallow) == "true"}
	if _, err := Output(ctx, repo, "rev-parse", "--quiet", "--verify", "HEAD"); run.ExitCode(err) == 1 {
		return release, nil // There is no commit.
	}
	tags, err := Output(ctx, repo, "for-each-ref", "--merged=HEAD", "--format=%(refname:strip=2)", "refs/tags/")
	if err != nil {
		return Release{}, err
	}
	for tag := range strings.Lines(tags) {
		tag = strings.TrimSpace(tag)
		if semver.Canonical(tag) == tag && semver.Prerelease(tag) == "" && semver.Compare(tag, release.Tag) > 0 &&
			!slices.ContainsFunc(keep, func(keeps func(string) bool) bool { return !keeps(tag) }) {
			release.Tag = tag
		}
	}
	return release, nil
}
