package schema

import (
	"slices"
	"strings"
	"sync"

	"google.golang.org/protobuf/encoding/protowire"
)

// Location is the position of a declaration, with its comments.
type Location struct {
	Line    int    // Line counts from 1; 0 means unknown.
	Column  int    // Column counts from 1.
	Comment string // Comment has the comments before and after it, without those for the linter.
}

// locations has the locations of declarations, indexed when the first one is asked for. Source info has several times as many others,
// of names, types and options.
type locations struct {
	once  sync.Once
	index []indexed // index is sorted by path, and of one path in the order of the source info.
}

// indexed is a location as it is encoded, by its encoded path.
type indexed struct{ path, location string }

type place struct{ span, leading, trailing string }

// The encoded paths of statements.
const (
	packageStatement = "\x02"
	syntaxStatement  = "\x0c"
)

// Locate returns where an element is declared. An image without source info has no locations.
func Locate(e Element) Location {
	f := e.In()
	if f == nil || f.sourceInfo == "" {
		return Location{}
	}
	path := e.appendPath(make([]int32, 0, 8))
	key := make([]byte, 0, 16)
	for _, step := range path {
		key = protowire.AppendVarint(key, uint64(step)) //nolint:gosec // Steps of a path are not negative.
	}
	if len(key) == 0 {
		// The comment of a file is at its package statement, or else at its syntax.
		return f.locate(packageStatement, syntaxStatement)
	}
	return f.locate(string(key))
}

func (f *File) locate(paths ...string) Location {
	f.locations.once.Do(f.indexLocations)
	index := f.locations.index
	for _, path := range paths {
		i, found := slices.BinarySearchFunc(index, path, func(at indexed, path string) int { return strings.Compare(at.path, path) })
		if found {
			_, at, _ := placeOf(index[i].location)
			return at.location()
		}
	}
	return Location{}
}

func (p place) location() Location {
	var line, column int32
	n := 0
	_ = packed(wireField{kind: protowire.BytesType, content: p.span}, func(value int32) {
		switch n++; n {
		case 1:
			line = value
		case 2:
			column = value
		}
	})
	if n < 2 || line < 0 || column < 0 {
		return Location{}
	}
	return Location{int(line) + 1, int(column) + 1, comment(p.leading, p.trailing)}
}

func (f *File) indexLocations() {
	var index []indexed
	_ = fields(f.sourceInfo, func(location wireField) error {
		if location.number != 1 {
			return nil
		}
		path, _, err := placeOf(location.content)
		if err == nil && declares(path) {
			index = append(index, indexed{path, location.content})
		}
		return err
	})
	slices.SortStableFunc(index, func(a, b indexed) int { return strings.Compare(a.path, b.path) })
	f.locations.index = slices.Clip(index)
}

// placeOf reads a location.
func placeOf(location string) (path string, at place, err error) {
	var steps, span joined
	err = fields(location, func(field wireField) error {
		switch field.number {
		case 1:
			steps.add(field.numbers())
		case 2:
			span.add(field.numbers())
		case 3:
			at.leading = field.content
		case 4:
			at.trailing = field.content
		}
		return nil
	})
	at.span = span.text()
	return steps.text(), at, err
}

// declares reports whether an encoded path can be that of a declaration, or of the statement with the comment of the file.
func declares(path string) bool {
	if path == packageStatement || path == syntaxStatement {
		return true
	}
	steps := 0
	for i := range len(path) {
		if path[i] < 0x80 {
			steps++
		}
	}
	return steps > 0 && steps%2 == 0
}

// comment returns the text of comments, without formatting (line ends, indentation) and without comments for the linter.
func comment(parts ...string) string {
	var lines []string
	for _, part := range parts {
		for line := range strings.Lines(part) {
			line = strings.TrimSpace(line)
			if line != "" && !strings.HasPrefix(line, "buf:lint:ignore") {
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (*File) appendPath(path []int32) []int32 { return path }

func (m *Message) appendPath(path []int32) []int32 {
	if m.Parent != nil {
		return append(m.Parent.appendPath(path), 3, m.index)
	}
	return append(path, 4, m.index)
}

func (f *Field) appendPath(path []int32) []int32 {
	switch {
	case f.Parent != nil && f.Extendee != "":
		return append(f.Parent.appendPath(path), 6, f.index)
	case f.Parent != nil:
		return append(f.Parent.appendPath(path), 2, f.index)
	default:
		return append(path, 7, f.index)
	}
}

func (o *Oneof) appendPath(path []int32) []int32 {
	return append(o.Parent.appendPath(path), 8, o.index)
}

func (e *Enum) appendPath(path []int32) []int32 {
	if e.Parent != nil {
		return append(e.Parent.appendPath(path), 4, e.index)
	}
	return append(path, 5, e.index)
}

func (v *EnumValue) appendPath(path []int32) []int32 {
	return append(v.Parent.appendPath(path), 2, v.index)
}

func (s *Service) appendPath(path []int32) []int32 { return append(path, 6, s.index) }

func (m *Method) appendPath(path []int32) []int32 {
	return append(m.Parent.appendPath(path), 2, m.index)
}
