package snapshot

import (
	"strconv"

	"go.yaml.in/yaml/v3"
)

// mapping builds a YAML mapping.
type mapping struct {
	content []*yaml.Node
}

// add adds a key; a nil value adds nothing.
func (m *mapping) add(key string, value *yaml.Node) {
	if value != nil {
		m.content = append(m.content, str(key), value)
	}
}

// addText adds a text that is not empty.
func (m *mapping) addText(key, value string) {
	if value != "" {
		m.add(key, str(value))
	}
}

// addTrue adds a flag that is set.
func (m *mapping) addTrue(key string, value bool) {
	if value {
		m.add(key, boolean(true))
	}
}

// addList adds a list that is not empty.
func (m *mapping) addList(key string, items []*yaml.Node) {
	if len(items) > 0 {
		m.add(key, &yaml.Node{Kind: yaml.SequenceNode, Content: items})
	}
}

// take removes a key and returns its value, or nil if there is none.
func (m *mapping) take(key string) *yaml.Node {
	for i := 0; i < len(m.content); i += 2 {
		if m.content[i].Value == key {
			value := m.content[i+1]
			m.content = append(m.content[:i:i], m.content[i+2:]...)
			return value
		}
	}
	return nil
}

func (m *mapping) empty() bool { return len(m.content) == 0 }

// block returns the mapping with one line for each key.
func (m *mapping) block() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Content: m.content} }

// flow returns the mapping on one line.
func (m *mapping) flow() *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Content: m.content, Style: yaml.FlowStyle}
}

func str(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
}

func integer(value int64) *yaml.Node { return number(strconv.FormatInt(value, 10)) }

func number(digits string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: digits}
}

func boolean(value bool) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(value)}
}

// each turns items into nodes.
func each[T any](items []T, node func(T) *yaml.Node) []*yaml.Node {
	nodes := make([]*yaml.Node, len(items))
	for i, item := range items {
		nodes[i] = node(item)
	}
	return nodes
}
