// Package changelog writes the changes of a release for users of the API: the section Unreleased of CHANGELOG.md, in the form of
// Keep a Changelog 1.1.0.
//
// The differences between two versions of the contract and the commits between them become entries, one per line, that end with a
// comment, which the rendered page does not show:
//
//   - `Cluster`: new field `name`. <!-- field.added qdrant.cloud.cluster.v1.Cluster 5f1c9a02 -->
//
// The comment has the key of the entry and a hash of its words. As long as the hash matches, the entry is updated and removed as
// the contract changes. An entry that somebody reworded or moved under another heading stays as it is. A comment without words
// keeps its entry from being written again. Entries without a comment are never changed.
//
// Beside the six categories of Keep a Changelog there is Breaking, which comes first: changes that users have to act on, with
// migration notes. Changes of permissions are always listed under Security.
package changelog

import (
	"slices"
	"strings"
)

// Category is a kind of changes, and its heading.
type Category string

// The categories in the order in which a section has them.
const (
	Breaking   Category = "Breaking"
	Added      Category = "Added"
	Changed    Category = "Changed"
	Deprecated Category = "Deprecated"
	Removed    Category = "Removed"
	Fixed      Category = "Fixed"
	Security   Category = "Security"
)

// Categories lists all categories in order.
var Categories = []Category{Breaking, Added, Changed, Deprecated, Removed, Fixed, Security}

// migrationTitle is the heading of the notes under Breaking.
const migrationTitle = "Migration"

// categoryNamed finds a category by its name, ignoring case.
func categoryNamed(name string) (Category, bool) {
	for _, c := range Categories {
		if strings.EqualFold(string(c), name) {
			return c, true
		}
	}
	return "", false
}

// Entry is an entry of a section.
type Entry struct {
	Category Category
	Key      string // Key identifies the entry in later runs: a rule and an element, or "commit" and words.
	Text     string // Text is Markdown on one line.
}

// Section is the generated content of Unreleased.
type Section struct {
	Entries []Entry
	Notes   []Note
}

// add adds entries to their categories. It ignores an entry whose key is already there.
func (s *Section) add(entries ...Entry) {
	for _, entry := range entries {
		entry.Text = oneLine(entry.Text)
		if entry.Text == "" || slices.ContainsFunc(s.Entries, func(have Entry) bool { return have.Key == entry.Key }) {
			continue
		}
		s.Entries = append(s.Entries, entry)
	}
}

// Options has the names under which the SDKs are published.
type Options struct {
	GoModule string // GoModule is the module for generated files without go_package.
	NPM      string // NPM is the package of the TypeScript SDK.
	REST     string // REST is the address of the REST surface, such as https://api.example.com.

	// Generators are the folders, which end in a slash, and files that change the SDKs without a change of the contract.
	Generators []string
}

// oneLine puts a text on one line and escapes comments in it.
func oneLine(text string) string {
	text = strings.NewReplacer("<!--", "&lt;!--", "-->", "--&gt;").Replace(strings.Join(strings.Fields(text), " "))
	if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
		return `\` + text // It would begin a block of code.
	}
	return text
}
