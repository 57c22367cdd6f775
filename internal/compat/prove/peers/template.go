package peers

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// template is a path of google.api.http: segments, variables that span some of them, and a verb after a colon.
type template struct {
	segments  []string // segments are literals, "*" for any one and "**" for any number of them.
	variables []variable
	verb      string
}

// variable is a field that is read from some segments.
type variable struct {
	field    string
	from, to int // from and to are indexes of segments.
	pattern  []string
}

// parseTemplate parses a path.
func parseTemplate(text string) (template, error) {
	var t template
	rest, ok := strings.CutPrefix(text, "/")
	if !ok {
		return t, fmt.Errorf("%q does not begin with a slash", text)
	}
	if at := strings.LastIndexByte(rest, ':'); at > strings.LastIndexByte(rest, '}') && at > strings.LastIndexByte(rest, '/') {
		rest, t.verb = rest[:at], rest[at+1:]
	}
	for len(rest) > 0 {
		if rest[0] != '{' {
			segment, after, _ := strings.Cut(rest, "/")
			t.segments, rest = append(t.segments, segment), after
			continue
		}
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			return t, fmt.Errorf("%q has a brace that is not closed", text)
		}
		field, pattern, has := strings.Cut(rest[1:end], "=")
		if !has {
			pattern = "*"
		}
		parts := strings.Split(pattern, "/")
		t.variables = append(t.variables, variable{field, len(t.segments), len(t.segments) + len(parts), parts})
		t.segments = append(t.segments, parts...)
		rest = strings.TrimPrefix(rest[end+1:], "/")
	}
	return t, nil
}

// expand returns the path with values for its variables.
func (t template) expand(values map[string]string) string {
	var parts []string
	for i := 0; i < len(t.segments); i++ {
		part := t.segments[i]
		for _, v := range t.variables {
			if v.from == i {
				part, i = values[v.field], v.to-1
			}
		}
		parts = append(parts, part)
	}
	path := "/" + strings.Join(parts, "/")
	if t.verb != "" {
		path += ":" + t.verb
	}
	return path
}

// match reports whether a path matches the template, and returns the values of the variables.
func (t template) match(path string) (map[string]string, bool) {
	path = strings.TrimPrefix(path, "/")
	if t.verb != "" {
		var ok bool
		if path, ok = strings.CutSuffix(path, ":"+t.verb); !ok {
			return nil, false
		}
	}
	given := strings.Split(path, "/")
	places, ok := align(t.segments, given)
	if !ok {
		return nil, false
	}
	values := map[string]string{}
	for _, v := range t.variables {
		values[v.field] = strings.Join(given[places[v.from]:places[v.to]], "/")
	}
	return values, true
}

// align returns where each segment of a template begins in a path.
func align(segments, given []string) ([]int, bool) {
	if len(segments) == 0 {
		return []int{0}, len(given) == 0
	}
	least, most := 1, 1
	if segments[0] == "**" {
		least, most = 0, len(given)
	}
	for n := most; n >= least; n-- {
		if n > len(given) || segments[0] != "*" && segments[0] != "**" && (n != 1 || given[0] != segments[0]) || segments[0] == "*" && given[0] == "" {
			continue
		}
		if rest, ok := align(segments[1:], given[n:]); ok {
			places := []int{0}
			for _, at := range rest {
				places = append(places, at+n)
			}
			return places, true
		}
	}
	return nil, false
}

// fill sets the field of a variable to a value that the path can have, and returns it as a string.
func (v variable) fill(m protoreflect.Message, choice int) (string, bool) {
	names := strings.Split(v.field, ".")
	for _, name := range names[:len(names)-1] {
		f := m.Descriptor().Fields().ByName(protoreflect.Name(name))
		if f == nil || f.Message() == nil || f.IsList() || f.IsMap() {
			return "", false
		}
		m = m.Mutable(f).Message()
	}
	f := m.Descriptor().Fields().ByName(protoreflect.Name(names[len(names)-1]))
	if f == nil || f.IsList() || f.IsMap() {
		return "", false
	}
	switch f.Kind() {
	case protoreflect.StringKind:
		var parts []string
		for _, part := range v.pattern {
			switch part {
			case "*":
				part = []string{"abc", "x-1", "7"}[choice%3]
			case "**":
				part = []string{"a/b/c", "a", "p/q"}[choice%3]
			}
			parts = append(parts, part)
		}
		text := strings.Join(parts, "/")
		m.Set(f, protoreflect.ValueOfString(text))
		return text, true
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		m.Set(f, protoreflect.ValueOfInt32(7))
		return "7", true
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		m.Set(f, protoreflect.ValueOfInt64(7))
		return "7", true
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		m.Set(f, protoreflect.ValueOfUint32(7))
		return "7", true
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		m.Set(f, protoreflect.ValueOfUint64(7))
		return "7", true
	case protoreflect.BoolKind:
		m.Set(f, protoreflect.ValueOfBool(true))
		return "true", true
	default:
		return "", false
	}
}
