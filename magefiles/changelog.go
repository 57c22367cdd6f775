//go:build mage

package main

import (
	"context"
	"time"
)

// Write what has changed since the last release below Unreleased in CHANGELOG.md
//
// Entries come from the differences of the contract, from commits to the generators, and from lines "Changelog: text" in commit
// messages. What people wrote or reworded there stays.
func Changelog(ctx context.Context,
	against *string, // the base: a git ref, a folder or an image (the default is the last release)
	release *bool, // give the section the version that comes next and the date of today: the last commit before a release
) error {
	if value(release) {
		return fail(compare(against, nil, nil).CutChangelog(ctx, time.Now().Format(time.DateOnly)))
	}
	return fail(compare(against, nil, nil).Changelog(ctx))
}
