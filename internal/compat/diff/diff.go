// Package diff finds what differs between two schemas. It says what is different and does not judge it.
//
// Elements are matched by identity, not by position: types, services and methods by their full names, fields and enum values
// by number and name. What was renamed or has moved to another file is one change, not something removed and something
// added, and what refers to it is not reported again.
package diff

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Kind says what was done to what, like "field.added" and "method.option": the kind of the element and the part of it.
type Kind string

// Parts of kinds. An element that was added or removed is one change, whatever is in it.
const (
	Added   = "added"
	Removed = "removed"
	Renamed = "renamed"
	Moved   = "moved" // Moved is a type or service that is in another file now, or a file that has another path.
	Comment = "comment"
	Option  = "option"
	Order   = "order"
	Other   = "other" // Other is a part of a descriptor that this package has no word for.
)

// Change is one difference.
type Change struct {
	Kind Kind

	// Option is the full name of the option that differs, like "deprecated" and "google.api.http"; of one whose declaration is
	// not at hand it is the number. It is empty for other kinds.
	Option string

	Old, New schema.Element // Old is nil for what was added, New for what was removed.

	Before, After string // Before and After are what the part was and is, as it is written in a proto file; empty where it is not set.
}

// Element is what the change is about, in the new schema where it is still there.
func (c Change) Element() schema.Element {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Part is the second half of the kind.
func (c Change) Part() string { return c.Kind.Part() }

// Element is the kind of the element.
func (k Kind) Element() schema.Kind {
	element, _, _ := strings.Cut(string(k), ".")
	return schema.Kind(element)
}

// Part is what was done to the element, or the part of it that differs.
func (k Kind) Part() string {
	_, part, _ := strings.Cut(string(k), ".")
	return part
}

// Pair is an element in both schemas.
type Pair[E any] struct{ Old, New E }

// Diff is all that differs between two schemas.
type Diff struct {
	Old, New *schema.Schema

	// Changes are sorted by file, then by their order in it; what was removed comes last.
	Changes []Change

	// Files, Messages, Enums and Methods are the matched elements of the files in which something differs. In other files
	// nothing does.
	Files    []Pair[*schema.File]
	Messages []Pair[*schema.Message]
	Enums    []Pair[*schema.Enum]
	Services []Pair[*schema.Service]
	Methods  []Pair[*schema.Method]

	// OldFiles and NewFiles are the files in which something differs, and those that only one side has.
	OldFiles, NewFiles []*schema.File

	renamed map[string]string
}

// Rename is what a type of the old schema is called in the new one.
func (d *Diff) Rename(fullName string) string {
	if now, ok := d.renamed[fullName]; ok {
		return now
	}
	return fullName
}

// Compare finds all that differs between two schemas, but for formatting. Dependencies are left out: they are others' to
// change.
func Compare(before, after *schema.Schema) *Diff {
	c := &comparer{
		Diff:    &Diff{Old: before, New: after, renamed: map[string]string{}},
		options: newOptionReader(after, before),
		scopes:  map[schema.Element]schema.Element{},
		fileNow: map[*schema.File]*schema.File{}, movedPaths: map[string]bool{},
	}
	c.pairFiles()
	c.pairDeclarations()
	for _, pair := range c.Files {
		c.compareFile(pair.Old, pair.New)
	}
	for _, pair := range c.declarations {
		c.compareDeclaration(pair.Old, pair.New)
	}
	c.compareRest()
	c.sort()
	return c.Diff
}

type comparer struct {
	*Diff

	options *optionReader

	// declarations are all matched types, services and extensions, in the order of the new schema.
	declarations []Pair[schema.Element]
	scopes       map[schema.Element]schema.Element // scopes maps every matched old message to the new one.

	addedFiles, removedFiles []*schema.File
	fileNow                  map[*schema.File]*schema.File // fileNow maps old files to new ones.
	movedPaths               map[string]bool               // movedPaths has the old and new paths of files that have moved.
}

func (c *comparer) add(kind schema.Kind, part string, old, now schema.Element, before, after string) {
	c.Changes = append(c.Changes, Change{Kind: KindOf(kind, part), Old: old, New: now, Before: before, After: after})
}

// changed adds a change if the two texts differ.
func (c *comparer) changed(part string, old, now schema.Element, before, after string) {
	if before != after {
		c.add(now.Kind(), part, old, now, before, after)
	}
}

// KindOf puts a kind together.
func KindOf(element schema.Kind, part string) Kind { return Kind(string(element) + "." + part) }

func (c *comparer) sort() {
	type key struct {
		gone bool
		path string
		line int
	}
	keys := make(map[schema.Element]key, len(c.Changes))
	for _, change := range c.Changes {
		element := change.Element()
		if _, have := keys[element]; !have {
			keys[element] = key{change.New == nil, element.In().Path, schema.Locate(element).Line}
		}
	}
	slices.SortStableFunc(c.Changes, func(a, b Change) int {
		x, y := keys[a.Element()], keys[b.Element()]
		switch {
		case x.path != y.path:
			return strings.Compare(x.path, y.path)
		case x.gone != y.gone:
			if x.gone {
				return 1
			}
			return -1
		default:
			return x.line - y.line
		}
	})
}
