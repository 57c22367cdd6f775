// Package diff finds the differences between two schemas. It does not judge them.
//
// Elements are matched by identity, not by position: types, services and methods by their full names, fields and enum values by
// number and name. An element that was renamed or moved to another file is one change, not a removal and an addition, and
// references to it are not reported again.
package diff

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Kind names a kind of change by the kind of the element and the part that changed, like "field.added" and "method.option".
type Kind string

// The parts of kinds. An element that was added or removed is one change, whatever it contains.
const (
	Added   = "added"
	Removed = "removed"
	Renamed = "renamed"
	Moved   = "moved" // Moved is for a type or service that is in another file, and for a file that has another path.
	Comment = "comment"
	Option  = "option"
	Order   = "order"
	Other   = "other" // Other is for a part of a descriptor that this package does not know.
)

// Change is one difference.
type Change struct {
	Kind Kind

	// Option is the full name of the option that differs, like "deprecated" and "google.api.http", or its number if its
	// declaration is not available. It is empty for other kinds.
	Option string

	Old, New schema.Element // Old is nil for an added element, New for a removed one.

	Before, After string // Before and After are the values of the part as a proto file writes them; empty where it is not set.
}

// Element returns the element in the new schema, or in the old one if it was removed.
func (c Change) Element() schema.Element {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Part returns the second half of the kind.
func (c Change) Part() string { return c.Kind.Part() }

// Element returns the kind of the element.
func (k Kind) Element() schema.Kind {
	element, _, _ := strings.Cut(string(k), ".")
	return schema.Kind(element)
}

// Part returns the part of the element that changed.
func (k Kind) Part() string {
	_, part, _ := strings.Cut(string(k), ".")
	return part
}

// Pair is an element in both schemas.
type Pair[E any] struct{ Old, New E }

// Diff is the difference between two schemas.
type Diff struct {
	Old, New *schema.Schema

	// Changes are sorted by file, then by their order in it; removed elements come last.
	Changes []Change

	// Files, Messages, Enums and Methods are the matched elements of the files that differ.
	Files    []Pair[*schema.File]
	Messages []Pair[*schema.Message]
	Enums    []Pair[*schema.Enum]
	Services []Pair[*schema.Service]
	Methods  []Pair[*schema.Method]

	// OldFiles and NewFiles are the files that differ, and those that only one side has.
	OldFiles, NewFiles []*schema.File

	renamed map[string]string
}

// Rename returns the name in the new schema of a type of the old one.
func (d *Diff) Rename(fullName string) string {
	if now, ok := d.renamed[fullName]; ok {
		return now
	}
	return fullName
}

// Compare finds all differences between two schemas except formatting. It ignores dependencies, because others own them.
func Compare(before, after *schema.Schema) *Diff {
	c := &comparer{
		Diff:    &Diff{Old: before, New: after, renamed: map[string]string{}},
		options: newOptionReader(after, before),
		scopes:  map[schema.Element]schema.Element{},
		fileNow: map[*schema.File]*schema.File{}, movedPaths: map[string]bool{}, kinds: map[[2]string]Kind{},
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

	// declarations has all matched types, services and extensions, in the order of the new schema.
	declarations []Pair[schema.Element]
	scopes       map[schema.Element]schema.Element // scopes maps every matched old message to the new one.

	addedFiles, removedFiles []*schema.File
	fileNow                  map[*schema.File]*schema.File // fileNow maps old files to new ones.
	kinds                    map[[2]string]Kind
	movedPaths               map[string]bool // movedPaths has the old and new paths of moved files.
}

func (c *comparer) add(kind schema.Kind, part string, old, now schema.Element, before, after string) {
	c.Changes = append(c.Changes, Change{Kind: c.kindOf(kind, part), Old: old, New: now, Before: before, After: after})
}

// kindOf is [KindOf], with one copy of each kind for all changes.
func (c *comparer) kindOf(element schema.Kind, part string) Kind {
	key := [2]string{string(element), part}
	kind, have := c.kinds[key]
	if !have {
		kind = KindOf(element, part)
		c.kinds[key] = kind
	}
	return kind
}

// changed adds a change if the two texts differ.
func (c *comparer) changed(part string, old, now schema.Element, before, after string) {
	if before != after {
		c.add(now.Kind(), part, old, now, before, after)
	}
}

// KindOf returns the kind of a change to this part of this kind of element.
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
