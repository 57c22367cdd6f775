// Package changelog writes down what a release changes for users of the API: the section Unreleased of CHANGELOG.md, in the
// form of Keep a Changelog 1.1.0.
//
// What two versions of the contract and the commits between them tell becomes entries, a line each, with a comment at its end
// that no reader of the rendered page sees:
//
//   - `Cluster`: new field `name`. <!-- field.added qdrant.cloud.cluster.v1.Cluster 5f1c9a02 -->
//
// The comment says what the entry is about and has a hash of its words. As long as they match, the entry is replaced and
// removed as the contract changes. Once somebody has reworded it, or has moved it under another heading, the words are theirs
// and stay; what has the comment and no words stays away. What has no such comment was written by people and is not touched.
//
// Beside the six kinds of changes there is Breaking, which comes first: what asks users to do something, with notes on how to.
// Who may call is always found under Security.
package changelog

import (
	"slices"
	"strings"
)

// Category is a kind of changes, and the heading above them.
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

// Categories are all of them in order.
var Categories = []Category{Breaking, Added, Changed, Deprecated, Removed, Fixed, Security}

// migrationTitle is the heading under Breaking that notes stand below.
const migrationTitle = "Migration"

// categoryNamed finds a category by its name, in any case.
func categoryNamed(name string) (Category, bool) {
	for _, c := range Categories {
		if strings.EqualFold(string(c), name) {
			return c, true
		}
	}
	return "", false
}

// Entry is a line of a section.
type Entry struct {
	Category Category
	Key      string // Key tells entries apart from one run to the next: a rule and an element, or "commit" and words.
	Text     string // Text is Markdown on one line.
}

// Section is what is to be found under Unreleased.
type Section struct {
	Entries []Entry
	Notes   []Note
}

// add puts entries behind those of their category. Of two with one key the first stays.
func (s *Section) add(entries ...Entry) {
	for _, entry := range entries {
		entry.Text = oneLine(entry.Text)
		if entry.Text == "" || slices.ContainsFunc(s.Entries, func(have Entry) bool { return have.Key == entry.Key }) {
			continue
		}
		s.Entries = append(s.Entries, entry)
	}
}

// Options are the names under which the SDKs are published.
type Options struct {
	GoModule string // GoModule is the module that files without go_package are generated into.
	NPM      string // NPM is the package with the TypeScript SDK.
	REST     string // REST is the address of the REST surface, such as https://api.example.com.

	// Generators are what changes the SDKs without the contract: folders, which end in a slash, and files.
	Generators []string
}

// oneLine is a text in one line, in which no comment begins or ends.
func oneLine(text string) string {
	text = strings.NewReplacer("<!--", "&lt;!--", "-->", "--&gt;").Replace(strings.Join(strings.Fields(text), " "))
	if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
		return `\` + text // It would begin a block of code.
	}
	return text
}
