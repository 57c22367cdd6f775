package snapshot

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Difference is one fact that differs from the snapshot.
type Difference struct {
	File      string // File is the path of the proto file.
	Element   string // Element is such as "message Role, field name"; empty for the file itself.
	Attribute string // Attribute is such as "validate.string.max_len"; empty if the whole element is meant.
	Want, Got string // Want and Got are on one line; "nothing" if the fact is missing.
}

// nothing stands for a missing fact.
const nothing = "nothing"

// String formats the difference as one line.
func (d Difference) String() string {
	var where []string
	for _, part := range []string{d.File, d.Element, d.Attribute} {
		if part != "" {
			where = append(where, part)
		}
	}
	return fmt.Sprintf("%s: want %s, got %s", strings.Join(where, ": "), d.Want, d.Got)
}

// Compare returns every difference between two snapshots, by file and in the order of the facts. Facts that are not valid YAML are
// an error.
func Compare(want, got map[string][]byte) ([]Difference, error) {
	var all []Difference
	paths := slices.Collect(maps.Keys(want))
	for path := range got {
		if _, known := want[path]; !known {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		wantText, wanted := want[path]
		gotText, found := got[path]
		switch {
		case !found:
			all = append(all, Difference{File: path, Want: "the file", Got: nothing})
			continue
		case !wanted:
			all = append(all, Difference{File: path, Want: nothing, Got: "a file that the snapshot does not have"})
			continue
		case bytes.Equal(wantText, gotText):
			continue
		}
		c := comparison{file: path}
		wantNode, err := parse(path, wantText)
		if err != nil {
			return nil, err
		}
		gotNode, err := parse(path, gotText)
		if err != nil {
			return nil, err
		}
		c.node(place{}, wantNode, gotNode)
		all = append(all, c.found...)
	}
	return all, nil
}

func parse(path string, text []byte) (*yaml.Node, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("the facts of %s: %w", path, err)
	}
	if len(document.Content) != 1 {
		return nil, fmt.Errorf("the facts of %s are empty", path)
	}
	return document.Content[0], nil
}

// section is a list whose items are elements of their own.
type section struct {
	label string // label names an item for people.
	key   string // key identifies an item; empty if the item itself does.
}

var sections = map[string]section{
	"imports":    {"import", ""},
	"extensions": {"extension", "name"},
	"services":   {"service", "service"},
	"methods":    {"method", "name"},
	"messages":   {"message", "message"},
	"fields":     {"field", "name"},
	"enums":      {"enum", "enum"},
	"values":     {"value", "name"},
}

// cel is the section of CEL rules inside "validate".
var cel = section{"rule", "id"}

// place is the element and attribute that are being compared.
type place struct{ element, attribute string }

func (p place) child(label, id string) place {
	if p.attribute != "" {
		return place{p.element, fmt.Sprintf("%s[%s]", p.attribute, id)}
	}
	return place{strings.TrimPrefix(p.element+", "+label+" "+id, ", "), ""}
}

func (p place) key(name string) place {
	return place{p.element, strings.TrimPrefix(p.attribute+"."+name, ".")}
}

type comparison struct {
	file  string
	found []Difference
}

func (c *comparison) differ(at place, want, got string) {
	c.found = append(c.found, Difference{c.file, at.element, at.attribute, want, got})
}

// node compares two values, either of which may be nil.
func (c *comparison) node(at place, want, got *yaml.Node) {
	switch {
	case want == nil:
		c.differ(at, nothing, shorten(line(got)))
	case got == nil:
		c.differ(at, shorten(line(want)), nothing)
	case want.Kind == yaml.MappingNode && got.Kind == yaml.MappingNode:
		c.mapping(at, want, got)
	default:
		if line(want) != line(got) {
			c.differ(at, line(want), line(got))
		}
	}
}

func (c *comparison) mapping(at place, want, got *yaml.Node) {
	wantValues, gotValues := values(want), values(got)
	for _, name := range union(keys(want), keys(got)) {
		items, ok := sections[name]
		switch {
		case ok && at.attribute == "" && c.list(at, items, name, wantValues[name], gotValues[name]):
		case name == "cel" && c.list(at.key(name), cel, name, wantValues[name], gotValues[name]):
		default:
			c.node(at.key(name), wantValues[name], gotValues[name])
		}
	}
}

// list compares two lists item by item. It returns false if the items have no unique keys.
func (c *comparison) list(at place, of section, name string, want, got *yaml.Node) bool {
	wantIDs, wantItems, ok := identify(want, of.key)
	if !ok {
		return false
	}
	gotIDs, gotItems, ok := identify(got, of.key)
	if !ok {
		return false
	}
	for _, id := range union(wantIDs, gotIDs) {
		c.node(at.child(of.label, id), wantItems[id], gotItems[id])
	}
	if a, b, differs := firstMoved(wantIDs, gotIDs); differs {
		if at.attribute == "" {
			at = at.key("order of " + name)
		}
		c.differ(at, a+" here", b)
	}
	return true
}

// identify returns the items of a list by the value of a key, or by their own value if key is empty.
func identify(list *yaml.Node, key string) (ids []string, items map[string]*yaml.Node, ok bool) {
	items = map[string]*yaml.Node{}
	if list == nil {
		return nil, items, true
	}
	if list.Kind != yaml.SequenceNode {
		return nil, nil, false
	}
	for _, item := range list.Content {
		id := item
		if key != "" {
			id = values(item)[key]
		}
		if id == nil || id.Kind != yaml.ScalarNode || items[id.Value] != nil {
			return nil, nil, false
		}
		ids = append(ids, id.Value)
		items[id.Value] = item
	}
	return ids, items, true
}

// firstMoved returns the first item that both lists have in another order.
func firstMoved(want, got []string) (wanted, found string, differs bool) {
	wantBoth := slices.DeleteFunc(slices.Clone(want), func(id string) bool { return !slices.Contains(got, id) })
	gotBoth := slices.DeleteFunc(slices.Clone(got), func(id string) bool { return !slices.Contains(want, id) })
	for i, id := range wantBoth {
		if gotBoth[i] != id {
			return id, gotBoth[i], true
		}
	}
	return "", "", false
}

// union returns the items of both lists, those of a first.
func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, item := range b {
		if !slices.Contains(a, item) {
			all = append(all, item)
		}
	}
	return all
}

func keys(mapping *yaml.Node) []string {
	var names []string
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		names = append(names, mapping.Content[i].Value)
	}
	return names
}

// values returns the values of a mapping by key; nothing for another kind of node.
func values(mapping *yaml.Node) map[string]*yaml.Node {
	all := map[string]*yaml.Node{}
	if mapping.Kind != yaml.MappingNode {
		return all
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		all[mapping.Content[i].Value] = mapping.Content[i+1]
	}
	return all
}

// line formats a value on one line. Different values have different lines.
func line(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		var parts []string
		for i := 0; i+1 < len(node.Content); i += 2 {
			parts = append(parts, node.Content[i].Value+": "+line(node.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		var parts []string
		for _, item := range node.Content {
			parts = append(parts, line(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case yaml.ScalarNode:
		if node.ShortTag() == "!!str" {
			return strconv.Quote(node.Value)
		}
		return node.Value
	default:
		return fmt.Sprintf("YAML that facts don't have (line %d)", node.Line)
	}
}

// shorten cuts the value of a fact that was added or removed; its beginning is enough to recognize it.
func shorten(text string) string {
	const most = 120
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
