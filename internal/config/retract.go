package config

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Retraction is a version of the Go module that its users are warned of, in the go.mod of the versions that follow
// (https://go.dev/ref/mod#go-mod-file-retract).
type Retraction struct {
	Version Version `yaml:"version" jsonschema_description:"The version, without a v."`
	Reason  Line    `yaml:"reason" jsonschema_description:"One line that the go command shows."`
}

// WithRetraction is sdk.yaml with one more entry in sdks.go.retract, or with the reason of an entry exchanged. All else stays as
// people wrote it, comments included.
func WithRetraction(content []byte, r Retraction) ([]byte, error) {
	before, err := Parse(File, content)
	if err != nil {
		return nil, err
	}
	if slices.Contains(before.SDKs.Go.Retract, r) {
		return content, nil
	}
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return nil, syntaxError(File, err)
	}
	module := at(document.Content[0], "sdks", "go")
	entry := fmt.Sprintf("{version: %s, reason: %s}", r.Version, strconv.Quote(string(r.Reason)))
	lines := bytes.SplitAfter(content, []byte("\n"))
	var changed [][]byte
	switch entries := at(module, "retract"); {
	case module.Style&yaml.FlowStyle != 0 || entries != nil && entries.Style&yaml.FlowStyle != 0:
		return nil, &Error{File: File, Line: module.Line, Key: "sdks.go", What: "write it with a line for each key, so that a retraction can be added: " + entry}
	case entries == nil:
		// Below the module's first key, as deep as that.
		end := module.Content[len(module.Content)-1]
		indent := bytes.Repeat([]byte(" "), module.Column-1)
		changed = slices.Insert(lines, end.Line, slices.Concat(indent, []byte("retract:\n"), indent, []byte("  - "+entry+"\n")))
	default:
		indent := bytes.Repeat([]byte(" "), entries.Column-1)
		written := slices.Concat(indent, []byte("- "+entry+"\n"))
		if had := entryOf(entries, r.Version); had != nil {
			changed = slices.Replace(lines, had.Line-1, last(had), written)
		} else {
			changed = slices.Insert(lines, entries.Content[0].Line-1, written)
		}
	}
	after := bytes.Join(changed, nil)
	now, err := Parse(File, after)
	if err != nil || !slices.Contains(now.SDKs.Go.Retract, r) || !retracts(now, without(before, r.Version), without(now, r.Version)) {
		return nil, &Error{File: File, Line: module.Line, Key: "sdks.go", What: "add the retraction by hand, in retract: " + entry}
	}
	return after, nil
}

// WithoutRetraction is sdk.yaml without the entry of a version in sdks.go.retract, if there is one. All else stays as people wrote it.
func WithoutRetraction(content []byte, v Version) ([]byte, error) {
	before, err := Parse(File, content)
	if err != nil {
		return nil, err
	}
	rest := without(before, v)
	if len(rest) == len(before.SDKs.Go.Retract) {
		return content, nil
	}
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return nil, syntaxError(File, err)
	}
	module := at(document.Content[0], "sdks", "go")
	entries := at(module, "retract")
	byHand := &Error{File: File, Line: entries.Line, Key: "sdks.go.retract", What: fmt.Sprintf("remove the entry of %s by hand", v)}
	if module.Style&yaml.FlowStyle != 0 || entries.Style&yaml.FlowStyle != 0 {
		return nil, byHand
	}
	entry := entryOf(entries, v)
	from, to := entry.Line-1, last(entry)
	if len(rest) == 0 {
		from = entries.Line - 2 // The key stands before its first entry.
	}
	after := bytes.Join(slices.Delete(bytes.SplitAfter(content, []byte("\n")), from, to), nil)
	if now, err := Parse(File, after); err != nil || !retracts(now, rest, now.SDKs.Go.Retract) {
		return nil, byHand
	}
	return after, nil
}

// without returns the retractions of other versions.
func without(c *Config, v Version) []Retraction {
	return slices.DeleteFunc(slices.Clone(c.SDKs.Go.Retract), func(r Retraction) bool { return r.Version == v })
}

// retracts reports whether a file that was changed is valid and has some retractions.
func retracts(now *Config, want, got []Retraction) bool { return now != nil && slices.Equal(want, got) }

// entryOf returns the entry of a version; nil if there is none.
func entryOf(entries *yaml.Node, v Version) *yaml.Node {
	for _, item := range entries.Content {
		if had := at(item, "version"); had != nil && had.Value == string(v) {
			return item
		}
	}
	return nil
}

// last returns the number of the last line of a node, whose values have one line each.
func last(node *yaml.Node) int {
	line := node.Line
	for _, inner := range node.Content {
		line = max(line, last(inner))
	}
	return line
}

// at is the node below some keys; nil where there is none.
func at(node *yaml.Node, keys ...string) *yaml.Node {
	for _, key := range keys {
		var found *yaml.Node
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == key {
				found = node.Content[i+1]
			}
		}
		if found == nil {
			return nil
		}
		node = found
	}
	return node
}
