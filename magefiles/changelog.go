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
	line *string, // the line of versions that is released, such as 0.174 (the default is that of a branch such as release/0.174)
	release *bool, // give the section the version that comes next and the date of today: the last commit before a release
) error {
	c := compare(against, nil, nil)
	c.Line = value(line)
	if value(release) {
		return fail(c.CutChangelog(ctx, time.Now().Format(time.DateOnly)))
	}
	return fail(c.Changelog(ctx))
}
