package peers

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

const (
	maskName   = "google.protobuf.FieldMask"
	updateMask = "update_mask" // updateMask is the mask of AIP-134, which is about the resource in the request alone.
)

// masks resolves the paths that field masks can have. A mask has the names of fields in both formats, and a server that does not know
// a name refuses the request or leaves the field as it is.
func (c *conversation) masks(root, response pair) { //nolint:gocognit // It has a walk in it.
	seen := map[protoreflect.FullName]bool{}
	var within func(p pair)
	within = func(p pair) {
		if seen[p.old.FullName()] || wellKnown(p.old) {
			return
		}
		seen[p.old.FullName()] = true
		var beside []pair
		reads, there, resources := false, false, false
		for i := range p.old.Fields().Len() {
			f := p.old.Fields().Get(i)
			if f.Message() != nil && f.Message().FullName() == maskName {
				there, reads = true, reads || f.Name() != updateMask
			}
			if inner := content(f); inner == nil || wellKnown(inner) {
				continue
			}
			resources = true
			// The path begins below this field, whose name is not in it: a renamed field has the same resource.
			if inner, ok := contents(p, f, p.now.Fields().ByNumber(f.Number())); ok && !wellKnown(inner.now) {
				beside = append(beside, inner)
			}
		}
		if there {
			for _, inner := range beside {
				c.paths(inner, map[protoreflect.FullName]bool{})
			}
			if !resources {
				c.names(p)
			}
			if response.old != nil && (reads || !resources) {
				c.paths(response, map[protoreflect.FullName]bool{})
			}
		}
		for _, inner := range beside {
			within(inner)
		}
	}
	within(root)
}

// contents returns the messages of a field on both sides.
func contents(p pair, f, g protoreflect.FieldDescriptor) (pair, bool) {
	if g == nil || content(f) == nil || content(g) == nil || f.IsMap() != g.IsMap() {
		return pair{}, false
	}
	return pair{old: content(f), now: content(g), response: p.response}, true
}

// paths looks up the names in a message and in those below it. The names decide which field of the new message a path leads to.
func (c *conversation) paths(p pair, seen map[protoreflect.FullName]bool) {
	if seen[p.old.FullName()] || wellKnown(p.old) {
		return
	}
	seen[p.old.FullName()] = true
	c.names(p)
	for i := range p.old.Fields().Len() {
		f := p.old.Fields().Get(i)
		if inner, ok := contents(p, f, p.now.Fields().ByName(f.Name())); ok {
			c.paths(inner, seen)
		}
	}
}

// names looks up the names of the fields of one message.
func (c *conversation) names(p pair) {
	for i := range p.old.Fields().Len() {
		f := p.old.Fields().Get(i)
		if p.now.Fields().ByName(f.Name()) != nil || strings.HasPrefix(string(f.FullName()), "google.") {
			continue
		}
		c.found.wiref(f.FullName(), "the path %q of a field mask leads to no field", f.Name())
		c.found.jsonf(f.FullName(), "the path %q of a field mask leads to no field", f.Name())
	}
}
