package httproute

import (
	"net/url"
	"slices"
	"strings"
)

// Expand returns a path that the template accepts, with the values of its variables percent-encoded. It reports false where a value
// is not one that the path can carry. Segments that fill no field are "x".
func (t Template) Expand(value func(field string) (string, bool)) (string, bool) { //nolint:gocognit // It goes from left to right.
	segments := slices.Clone(t.fixed)
	for i, segment := range segments {
		if segment == "*" {
			segments[i] = "x"
		}
	}
	var rest []string
	if t.deep {
		rest = []string{"x"}
	}
	for _, v := range t.variables {
		text, ok := value(v.field)
		if !ok {
			return "", false
		}
		parts := []string{text}
		if v.multiple() {
			parts = strings.Split(text, "/")
		}
		if slices.Contains(parts, "") || slices.Contains(parts, ".") || slices.Contains(parts, "..") {
			return "", false // Servers normalize such paths.
		}
		for i, part := range parts {
			parts[i] = escaped(part)
		}
		count := v.end - v.start
		if v.deep {
			count = len(t.fixed) - v.start
		}
		if len(parts) < count || !v.deep && len(parts) > count || v.deep && len(parts) == count {
			return "", false
		}
		for i := range count {
			if fixed := t.fixed[v.start+i]; fixed != "*" && fixed != parts[i] {
				return "", false
			}
			segments[v.start+i] = parts[i]
		}
		if v.deep {
			rest = parts[count:]
		}
	}
	path := "/" + strings.Join(append(segments, rest...), "/")
	if t.verb != "" {
		path += ":" + t.verb
	}
	return path, true
}

// escaped percent-encodes a segment so that no server reads a verb or a slash in it.
func escaped(segment string) string {
	return strings.ReplaceAll(url.QueryEscape(segment), "+", "%20")
}
