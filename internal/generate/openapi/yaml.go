package openapi

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
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

// encode encodes the keys of the document in parallel: the two large ones take half of the time of [Render].
func encode(document object) ([]byte, error) {
	keys := inKeyOrder(document)
	encoded := make([][]byte, len(keys))
	var group errgroup.Group
	for i, key := range keys {
		group.Go(func() error {
			var err error
			encoded[i], err = encodeOne(object{key: document[key]})
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return append([]byte(header), bytes.Join(encoded, nil)...), nil
}

func encodeOne(part object) ([]byte, error) {
	node, err := toNode(part, false)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
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
