package openapi

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/sync/errgroup"
)

// keyOrder is the order of the keys that OpenAPI and JSON Schema define. Others come after them.
var keyOrder = []string{
	"openapi", "info", "servers", "security", "tags", "paths", "components",
	"get", "put", "post", "patch", "delete", "head",
	"title", "name", "in", "operationId", "summary", "description", "version", "license", "identifier", "url", "scheme",
	"deprecated", "$ref", "type", "format", "enum", "const", "not", "pattern", "minLength", "maxLength",
	"exclusiveMinimum", "minimum", "exclusiveMaximum", "maximum", "minItems", "maxItems", "uniqueItems",
	"items", "propertyNames", "properties", "additionalProperties", "required",
	"parameters", "requestBody", "responses", "content", "schema", "schemas", "securitySchemes",
}

var keyRank = func() map[string]int {
	ranks := map[string]int{}
	for i, key := range keyOrder {
		ranks[key] = i + 1
	}
	return ranks
}()

// named are the objects whose keys are names of the API. They are in alphabetical order.
var named = map[string]bool{"paths": true, "schemas": true, "properties": true, "responses": true, "content": true}

// oneLine are the lists that are written on one line.
var oneLine = []string{"x-qdrant-actor-types", "x-qdrant-permissions"}

// header is the first line of the document.
const header = "# Made of the contract by: go tool mage generate. Do not edit.\n"

// mostTogether is how many entries are encoded together. What an entry takes while it is written is many times its text.
const mostTogether = 64

// encodeEach encodes an object with many entries, which finish makes: some at once, and each part of them in parallel. The object stands
// below keys, of which only the last one is in the result.
func encodeEach[E any](keys []string, entries map[string]E, finish func(name string, entry E) (any, error)) ([]byte, error) {
	above, last := keys[:len(keys)-1], keys[len(keys)-1]
	if len(entries) == 0 {
		return encodeBelow(above, object{last: object{}})
	}
	parts := slices.Collect(slices.Chunk(slices.Sorted(maps.Keys(entries)), mostTogether))
	encoded := make([][]byte, len(parts))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, names := range parts {
		group.Go(func() error {
			part := object{}
			for _, name := range names {
				entry, err := finish(name, entries[name])
				if err != nil {
					return err
				}
				part[name] = entry
			}
			var err error
			encoded[i], err = encodeBelow(keys, part)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat([]byte(strings.Repeat(" ", indent*len(above))+last+":\n"), bytes.Join(encoded, nil)), nil
}

// encodeBelow encodes the entries of an object that stands below some keys, without the lines of these.
func encodeBelow(keys []string, entries object) ([]byte, error) {
	whole := entries
	for _, key := range slices.Backward(keys) {
		whole = object{key: whole}
	}
	encoded, err := encode(whole)
	for range keys {
		_, encoded, _ = bytes.Cut(encoded, []byte("\n"))
	}
	return encoded, err
}

// indent is by how many spaces an object is further right than the one around it.
const indent = 2

func encode(part object) ([]byte, error) {
	node, err := toNode(part, false)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(indent)
	if err := encoder.Encode(node); err != nil {
		return nil, err
	}
	err = encoder.Close()
	return out.Bytes(), err
}

func toNode(value any, alphabetical bool) (*yaml.Node, error) {
	switch value := value.(type) {
	case object:
		return objectNode(value, alphabetical)
	case list:
		node := &yaml.Node{Kind: yaml.SequenceNode}
		if len(value) == 0 {
			node.Style = yaml.FlowStyle
		}
		for _, item := range value {
			child, err := toNode(item, false)
			if err != nil {
				return nil, err
			}
			node.Content = append(node.Content, child)
		}
		return node, nil
	case string:
		node := &yaml.Node{}
		node.SetString(value)
		return node, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(value)}, nil
	case json.Number:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: value.String()}, nil
	case int32, int64, uint32, uint64:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: fmt.Sprint(value)}, nil
	case nil:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}, nil
	default:
		return nil, fmt.Errorf("a value of type %T cannot be written to YAML", value)
	}
}

func objectNode(value object, alphabetical bool) (*yaml.Node, error) {
	keys := inKeyOrder(value)
	if alphabetical {
		slices.Sort(keys)
	}
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range keys {
		child, err := toNode(value[key], !alphabetical && named[key])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if slices.Contains(oneLine, key) {
			child.Style = yaml.FlowStyle
		}
		name := &yaml.Node{}
		name.SetString(key)
		node.Content = append(node.Content, name, child)
	}
	return node, nil
}

// inKeyOrder returns the keys of an object in [keyOrder], then in alphabetical order.
func inKeyOrder(value object) []string {
	return slices.SortedFunc(maps.Keys(value), func(a, b string) int {
		return cmp.Or(rank(a)-rank(b), strings.Compare(a, b))
	})
}

func rank(key string) int {
	if at, known := keyRank[key]; known {
		return at
	}
	return len(keyRank) + 1
}
