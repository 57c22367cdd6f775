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
		last := module.Content[len(module.Content)-1]
		indent := bytes.Repeat([]byte(" "), module.Column-1)
		changed = slices.Insert(lines, last.Line, slices.Concat(indent, []byte("retract:\n"), indent, []byte("  - "+entry+"\n")))
	default:
		for _, item := range entries.Content {
			if had := at(item, "version"); had != nil && had.Value == string(r.Version) {
				return nil, &Error{
					File: File, Line: item.Line, Key: "sdks.go.retract",
					What: fmt.Sprintf("%s is retracted already, for another reason: change that one by hand", r.Version),
				}
			}
		}
		first := entries.Content[0]
		indent := bytes.Repeat([]byte(" "), entries.Column-1)
		changed = slices.Insert(lines, first.Line-1, slices.Concat(indent, []byte("- "+entry+"\n")))
	}
	after := bytes.Join(changed, nil)
	now, err := Parse(File, after)
	if err != nil || !slices.Contains(now.SDKs.Go.Retract, r) {
		return nil, &Error{File: File, Line: module.Line, Key: "sdks.go", What: "add the retraction by hand, in retract: " + entry}
	}
	return after, nil
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
