package git

import (
	"context"
	"maps"
	"strings"

	"golang.org/x/mod/semver"
)

// Remotes returns the names of the remotes of a clone.
func Remotes(ctx context.Context, repo string) ([]string, error) {
	out, err := Output(ctx, repo, "remote")
	return strings.Fields(out), err
}

// RemoteRelease finds the highest tag vX.Y.Z on a remote that HEAD descends from, whether or not the clone has the tag. It is empty
// where there is none, also where the clone lacks the commits of all tags.
func RemoteRelease(ctx context.Context, repo, remote string) (string, error) {
	tags, err := RemoteTags(ctx, repo, remote, tagPrefix+"v*")
	if err != nil {
		return "", err
	}
	maps.DeleteFunc(tags, func(tag, _ string) bool { return semver.Canonical(tag) != tag || semver.Prerelease(tag) != "" })
	if len(tags) == 0 {
		return "", nil
	}
	history, err := Output(ctx, repo, "rev-list", "HEAD")
	if err != nil {
		return "", err
	}
	known := map[string]bool{}
	for commit := range strings.Lines(history) {
		known[strings.TrimSpace(commit)] = true
	}
	highest := ""
	for tag, commit := range tags {
		if known[commit] && semver.Compare(tag, highest) > 0 {
			highest = tag
		}
	}
	return highest, nil
}
