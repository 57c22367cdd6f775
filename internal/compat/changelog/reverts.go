package changelog

import (
	"slices"
	"strings"
)

// standing leaves out reverted commits and those that reverted them. With a merge, the commits are left out that came in by it.
func standing(commits []Commit) []Commit {
	gone := make([]bool, len(commits))
	for i, c := range commits {
		if gone[i] {
			continue // Something later has reverted this revert.
		}
		for _, j := range c.undone(commits, i+1, gone) {
			gone[i], gone[j] = true, true
		}
	}
	var left []Commit
	for i, c := range commits {
		if !gone[i] {
			left = append(left, c)
		}
	}
	return left
}

// undone returns the indices of what a commit reverts among the commits from an index on that still stand.
func (c Commit) undone(commits []Commit, from int, gone []bool) []int {
	var all []int
	named := revertOf.FindAllStringSubmatch(c.Body, -1)
	for j := from; j < len(commits); j++ {
		if gone[j] {
			continue
		}
		earlier := commits[j]
		if len(named) == 0 {
			if c.reverts(earlier) {
				return earlier.with(commits, j, "", gone)
			}
			continue
		}
		for _, match := range named {
			if isHash(earlier.Hash, match[1]) {
				all = append(all, earlier.with(commits, j, match[2], gone)...)
			}
		}
	}
	return all
}

// with returns the indices of a commit and, if it is a merge, of all that it brought to the mainline, by default its first parent.
func (c Commit) with(commits []Commit, at int, mainline string, gone []bool) []int {
	all := []int{at}
	if len(c.Parents) < 2 {
		return all
	}
	if mainline == "" {
		mainline = c.Parents[0]
	}
	before, brought := reach(commits, mainline), reach(commits, c.Hash)
	for j, other := range commits {
		if j != at && !gone[j] && brought[other.Hash] && !before[other.Hash] {
			all = append(all, j)
		}
	}
	return all
}

// reach returns the hashes of a commit and of those in its history.
func reach(commits []Commit, hash string) map[string]bool {
	parents := map[string][]string{}
	var next []string
	for _, c := range commits {
		parents[c.Hash] = c.Parents
		if isHash(c.Hash, hash) {
			next = append(next, c.Hash)
		}
	}
	reached := map[string]bool{}
	for len(next) > 0 {
		last := next[len(next)-1]
		if next = next[:len(next)-1]; !reached[last] {
			reached[last] = true
			next = append(next, parents[last]...)
		}
	}
	return reached
}

// isHash reports whether a text is a hash, or the beginning of it.
func isHash(hash, text string) bool {
	return hash != "" && strings.HasPrefix(hash, strings.ToLower(text))
}

// reverts reports whether a commit that names no hash reverts an earlier one, by the number of its pull request or by its subject.
func (c Commit) reverts(earlier Commit) bool {
	if match := revertsPull.FindStringSubmatch(c.Body); match != nil {
		if pull := mergedPull.FindStringSubmatch(earlier.Subject); pull != nil && slices.Contains(pull[1:], match[1]) {
			return true
		}
	}
	subject := pullNumber.ReplaceAllString(c.Subject, "")
	is := func(text string) bool {
		return text == earlier.Subject || pullNumber.ReplaceAllString(text, "") == pullNumber.ReplaceAllString(earlier.Subject, "")
	}
	if match := reapplied.FindStringSubmatch(subject); match != nil {
		return is(`Revert "` + match[1] + `"`)
	}
	match := reverted.FindStringSubmatch(subject)
	return match != nil && is(match[1])
}
