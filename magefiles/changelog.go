//go:build mage

package main

import "context"

// Write what has changed since the last release below Unreleased in CHANGELOG.md; what people wrote there stays (-against=)
//
// Entries come from the differences of the contract, from commits to the generators, and from lines "Changelog: text" in commit
// messages. Each generated entry ends in a comment; an entry that was reworded is left alone.
func Changelog(ctx context.Context, against *string) error {
	return answer(compare(against, nil, nil).Changelog(ctx))
}
