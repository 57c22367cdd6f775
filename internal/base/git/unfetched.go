package git

import (
	"context"
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
	tags, err := Output(ctx, repo, "ls-remote", "--tags", "--", remote, "refs/tags/v*")
	if err != nil {
		return "", err
	}
	commits := map[string]string{}
	for line := range strings.Lines(tags) {
		commit, tag, _ := strings.Cut(strings.TrimSpace(line), "\t")
		// The line of the commit of an annotated tag comes after that of the tag.
		tag = strings.TrimSuffix(strings.TrimPrefix(tag, "refs/tags/"), "^{}")
		if semver.Canonical(tag) == tag && semver.Prerelease(tag) == "" {
			commits[tag] = commit
		}
	}
	if len(commits) == 0 {
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
	for tag, commit := range commits {
		if known[commit] && semver.Compare(tag, highest) > 0 {
			highest = tag
		}
	}
	return highest, nil
}
