package schema

import (
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

// locations are decoded when the first one is asked for. The keys are encoded paths.
type locations struct {
	once  sync.Once
	spans map[string]place
}

type place struct{ span, leading, trailing string }

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
		return f.locate(string([]byte{2}), string([]byte{12}))
	}
	return f.locate(string(key))
}

func (f *File) locate(keys ...string) Location {
	f.locations.once.Do(f.decodeLocations)
	for _, key := range keys {
		if at, ok := f.locations.spans[key]; ok {
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

func (f *File) decodeLocations() {
	f.locations.spans = map[string]place{}
	_ = fields(f.sourceInfo, func(location wireField) error {
		if location.number != 1 {
			return nil
		}
		var path, span joined
		var at place
		err := fields(location.content, func(field wireField) error {
			switch field.number {
			case 1:
				path.add(field.numbers())
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
		key := path.text()
		if _, have := f.locations.spans[key]; !have && err == nil {
			f.locations.spans[key] = at
		}
		return err
	})
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
