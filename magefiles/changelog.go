//go:build mage

package main

import (
	"context"
	"time"
)

// Write what has changed since the last release below Unreleased in CHANGELOG.md; what people wrote there stays (-against= -release)
//
// Entries come from the differences of the contract, from commits to the generators, and from lines "Changelog: text" in commit
// messages. Each generated entry ends in a comment; an entry that was reworded is left alone. -release makes of it the section of
// the version that comes next, dated today: the last commit before a release.
func Changelog(ctx context.Context, against *string, release *bool) error {
	if release != nil && *release {
		return answer(compare(against, nil, nil).CutChangelog(ctx, time.Now().Format(time.DateOnly)))
	}
	return answer(compare(against, nil, nil).Changelog(ctx))
}
