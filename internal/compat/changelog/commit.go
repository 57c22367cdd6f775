package changelog

import (
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Commit is a commit. Paths are the files that it changes, from the root of the repository.
type Commit struct {
	Hash, Subject, Body string
	Parents             []string // Parents are the hashes of the commits before it.
	Paths               []string
}

var (
	// conventional is a subject like feat(cluster)!: text.
	conventional = regexp.MustCompile(`^([A-Za-z]+)(?:\([^()]*\))?(!)?: +(\S.*)$`)
	mergeSubject = regexp.MustCompile(`^Merge (branch|branches|pull request|remote-tracking branch|tag|commit|PR) `)
	revertOf     = regexp.MustCompile(`(?i)this\s+reverts\s+commit\s+([0-9a-f]{7,64})(?:,\s+reversing\s+changes\s+made\s+to\s+([0-9a-f]{7,64}))?`)
	revertsPull  = regexp.MustCompile(`(?m)^Reverts (?:[\w.-]+/[\w.-]+)?#(\d+)\s*$`)
	mergedPull   = regexp.MustCompile(`^Merge pull request #(\d+) from |\(#(\d+)\)$`)
	reverted     = regexp.MustCompile(`^(?:Revert|revert:) +"?(.+?)"?$`)
	reapplied    = regexp.MustCompile(`^Reapply "(.+)"$`)
	pullNumber   = regexp.MustCompile(` \(#\d+\)$`)
)

// types maps types of conventional commits to categories. Other types are of no interest to users.
var types = map[string]Category{
	"feat": Added, "feature": Added, "add": Added, "fix": Fixed, "bugfix": Fixed, "perf": Changed, "refactor": Changed, "build": Changed,
	"deps": Changed, "chore": Changed, "security": Security, "sec": Security, "deprecate": Deprecated, "remove": Removed, "revert": Changed,
}

// silentTypes are the types of commits that do not affect users.
var silentTypes = []string{"docs", "doc", "test", "tests", "ci", "style"}

// FromCommits returns the entries of commits, which are the newest first. The subject of a commit becomes an entry if it
// changes the generators; changes of the contract are found by comparison. Trailers in messages change that:
//
//	Changelog: text             an entry with this text; "Changelog: Fixed: text" names its category
//	Changelog: skip             no entry
//
// A commit and the one that reverts it have no entries.
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

// entry returns the entry for the subject of a commit that changes the generators.
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
		text, category = `Reverted: "`+match[1]+`"`, Changed
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

// within reports whether a path is one of these files, or in one of these folders.
func within(path string, places []string) bool {
	return slices.ContainsFunc(places, func(place string) bool {
		return path == place || strings.HasSuffix(place, "/") && strings.HasPrefix(path, place)
	})
}

// sdk returns the SDK whose generator a commit changes, or nothing if there are several.
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

// conventional splits the subject. Without a type its category is Changed.
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

// told returns an entry in the words of an author, which may begin with the category.
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

// commitKey returns a key made of the words of a commit, because a rebase changes its hash.
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

// sentence makes a sentence of a subject and escapes Markdown in it.
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

// trailers returns the values of a key in a message, each on one line. Continued lines are indented. Trailers need not be at the
// end, because a squash puts several messages one below the other.
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
