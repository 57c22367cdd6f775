package changelog

import (
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Commit is what is told of a commit. Paths are those that it changes, from the root of the repository.
type Commit struct {
	Hash, Subject, Body string
	Paths               []string
}

var (
	// conventional is a subject like feat(cluster)!: text.
	conventional = regexp.MustCompile(`^([A-Za-z]+)(?:\([^()]*\))?(!)?: +(\S.*)$`)
	mergeSubject = regexp.MustCompile(`^Merge (branch|branches|pull request|remote-tracking branch|tag|commit|PR) `)
	revertOf     = regexp.MustCompile(`(?i)this reverts commit ([0-9a-f]{7,64})`)
	reverted     = regexp.MustCompile(`^(?:Revert|revert:) +"?(.+?)"?$`)
	reapplied    = regexp.MustCompile(`^Reapply "(.+)"$`)
	pullNumber   = regexp.MustCompile(` \(#\d+\)$`)
)

// types are the categories of the types of conventional commits. What has none says nothing to users.
var types = map[string]Category{
	"feat": Added, "feature": Added, "add": Added, "fix": Fixed, "bugfix": Fixed, "perf": Changed, "refactor": Changed, "build": Changed,
	"deps": Changed, "chore": Changed, "security": Security, "sec": Security, "deprecate": Deprecated, "remove": Removed, "revert": Changed,
}

// silentTypes are those of commits that users notice nothing of.
var silentTypes = []string{"docs", "doc", "test", "tests", "ci", "style"}

// FromCommits are the entries of commits, the newest of which comes first. A commit speaks for itself where it changes the
// generators: what it does to the contract is found there. Beside that, what authors want to say is in their messages:
//
//	Changelog: text             an entry in their words; "Changelog: Fixed: text" says where it goes
//	Changelog: skip             nothing
//
// A commit and the one that reverts it say nothing together.
func FromCommits(commits []Commit, options Options) []Entry {
	var all []Entry
	for _, c := range slices.Backward(standing(commits)) {
		texts := trailers(c.Body, "changelog")
		if len(texts) == 0 {
			if entry, ok := c.entry(options.Generators); ok {
				all = append(all, entry)
			}
			continue
		}
		for _, text := range texts {
			if !slices.Contains([]string{"", "skip", "none", "no"}, strings.ToLower(text)) {
				all = append(all, c.told(text))
			}
		}
	}
	return all
}

// standing leaves out what was reverted, and the commits that did it.
func standing(commits []Commit) []Commit {
	gone := make([]bool, len(commits))
	for i, c := range commits {
		if gone[i] {
			continue
		}
		for j := i + 1; j < len(commits); j++ {
			if !gone[j] && c.reverts(commits[j]) {
				gone[i], gone[j] = true, true
				break
			}
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

// reverts says whether a commit takes an earlier one back. A commit that names the hash means that one; else the subject tells.
func (c Commit) reverts(earlier Commit) bool {
	if match := revertOf.FindStringSubmatch(c.Body); match != nil {
		return earlier.Hash != "" && strings.HasPrefix(earlier.Hash, strings.ToLower(match[1]))
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

// entry is what the subject says, of a commit that changes the generators.
func (c Commit) entry(generators []string) (Entry, bool) {
	touches := slices.ContainsFunc(c.Paths, func(path string) bool { return within(path, generators) })
	automatic := mergeSubject.MatchString(c.Subject) || strings.HasPrefix(c.Subject, "fixup! ") ||
		strings.HasPrefix(c.Subject, "squash! ") || strings.HasPrefix(c.Subject, "amend! ")
	if !touches || automatic {
		return Entry{}, false
	}
	kind, category, breaking, text := c.conventional()
	if slices.Contains(silentTypes, kind) && !breaking {
		return Entry{}, false
	}
	if match := reverted.FindStringSubmatch(pullNumber.ReplaceAllString(text, "")); match != nil {
		text, category = `Taken back: "`+match[1]+`"`, Changed
	}
	if breaking {
		category = Breaking
		if told := append(trailers(c.Body, "breaking change"), trailers(c.Body, "breaking-change")...); len(told) > 0 {
			text = told[0]
		}
	}
	if sdk := c.sdk(generators); sdk != "" && !strings.Contains(text, sdk) {
		return Entry{category, commitKey(c.Subject), sdk + ": " + sentence(text)}, true
	}
	return Entry{category, commitKey(c.Subject), sentence(text)}, true
}

// within says whether a path is one of these files, or in one of these folders.
func within(path string, places []string) bool {
	return slices.ContainsFunc(places, func(place string) bool {
		return path == place || strings.HasSuffix(place, "/") && strings.HasPrefix(path, place)
	})
}

// sdk is the one whose generator a commit changes, if it is only one.
func (c Commit) sdk(generators []string) string {
	found := ""
	for _, path := range c.Paths {
		if !within(path, generators) {
			continue
		}
		name := ""
		for part := range strings.SplitSeq(path, "/") {
			for _, l := range lang.All {
				if slices.Contains(l.Scopes, part) {
					name = l.Title
				}
			}
		}
		if name == "" || found != "" && found != name {
			return ""
		}
		found = name
	}
	return found
}

// conventional takes the subject apart. Without a type it is a change.
func (c Commit) conventional() (kind string, category Category, breaking bool, text string) {
	text, category = pullNumber.ReplaceAllString(strings.TrimSpace(c.Subject), ""), Changed
	breaking = len(trailers(c.Body, "breaking change"))+len(trailers(c.Body, "breaking-change")) > 0
	match := conventional.FindStringSubmatch(text)
	if match == nil {
		return "", category, breaking, text
	}
	kind = strings.ToLower(match[1])
	known, ok := types[kind]
	if !ok && !slices.Contains(silentTypes, kind) {
		return "", category, breaking, text // "Clusters: text" has no type.
	}
	if ok {
		category = known
	}
	return kind, category, breaking || match[2] != "", match[3]
}

// told is an entry in the words of an author. They may begin with the category.
func (c Commit) told(text string) Entry {
	_, category, breaking, _ := c.conventional()
	if breaking {
		category = Breaking
	}
	key := commitKey(text)
	if name, rest, ok := strings.Cut(text, ":"); ok {
		if named, known := categoryNamed(strings.TrimSpace(name)); known && strings.TrimSpace(rest) != "" {
			category, text = named, strings.TrimSpace(rest)
		}
	}
	return Entry{category, key, oneLine(text)}
}

// commitKey tells commits apart by their words: a rebase changes their hashes.
func commitKey(text string) string {
	const most = 40
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if b.Len() >= most {
			break
		}
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			b.WriteRune(r)
		} else if s := b.String(); s != "" && s[len(s)-1] != '-' {
			b.WriteByte('-')
		}
	}
	return keyOf("commit", strings.Trim(b.String(), "-")+"."+hashOf("commit", text)[:4])
}

// sentence makes a sentence of a subject, which is no Markdown.
func sentence(subject string) string {
	subject = strings.ReplaceAll(oneLine(subject), "<", "&lt;")
	if subject == "" {
		return ""
	}
	if first := subject[0]; 'a' <= first && first <= 'z' {
		if word, _, _ := strings.Cut(subject, " "); word == strings.ToLower(word) && !strings.ContainsAny(word, "-_./") {
			subject = string(first-('a'-'A')) + subject[1:]
		}
	}
	if last := subject[len(subject)-1]; last != '.' && last != '!' && last != '?' {
		subject += "."
	}
	return subject
}

// trailers are the values of a key in a message, each in one line. Lines that go on are indented. They need not be at the end:
// who merges commits into one puts their messages one below the other.
func trailers(body, key string) []string {
	var all []string
	inside := false
	for line := range strings.Lines(body) {
		line = strings.TrimRight(line, " \t\r\n")
		if inside && strings.HasPrefix(line, " ") {
			all[len(all)-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if inside = ok && strings.EqualFold(strings.TrimSpace(name), key); inside {
			all = append(all, strings.TrimSpace(value))
		}
	}
	return all
}
