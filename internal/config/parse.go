package config

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Error is a mistake in the configuration.
type Error struct {
	File string
	Line int    // Line counts from 1; 0 where the whole file is meant.
	Key  string // Key is the dotted path of the key, empty for a mistake in the YAML itself.
	What string // What is wrong, and what is allowed.
}

func (e *Error) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	if e.Key == "" {
		return fmt.Sprintf("%s: %s", where, e.What)
	}
	return fmt.Sprintf("%s: %s: %s", where, e.Key, e.What)
}

// ExitCode is [exit.Usage].
func (*Error) ExitCode() exit.Code { return exit.Usage }

// Parse reads a configuration; file names it in errors.
func Parse(file string, content []byte) (*Config, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return nil, syntaxError(file, err)
	}
	if len(document.Content) == 0 {
		return nil, &Error{File: file, What: "it is empty; wanted keys: " + strings.Join(keys(reflect.TypeFor[Config]()), ", ")}
	}
	var config Config
	p := parser{file: file}
	if err := p.value(document.Content[0], reflect.ValueOf(&config).Elem(), ""); err != nil {
		return nil, err
	}
	if err := config.Release.Feeds.complete(file, "release.feeds"); err != nil {
		return nil, err
	}
	if err := config.Release.previewFeeds().complete(file, "release.previews"); err != nil {
		return nil, err
	}
	if err := config.Release.Programs.check(file, "release.programs"); err != nil {
		return nil, err
	}
	return &config, nil
}

// syntaxError turns "yaml: line 3: did not find expected key" into an *Error.
func syntaxError(file string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	var line int
	if _, scanErr := fmt.Sscanf(text, "line %d:", &line); scanErr == nil {
		_, text, _ = strings.Cut(text, ": ")
	}
	return &Error{File: file, Line: line, What: "not YAML: " + text}
}

// hiddenError is about a value that is not shown: it may be a secret that went to the wrong place.
type hiddenError struct{ what string }

func (e *hiddenError) Error() string { return e.what }

type parser struct{ file string }

func (p parser) errorf(node *yaml.Node, key, format string, args ...any) error {
	return &Error{File: p.file, Line: node.Line, Key: key, What: fmt.Sprintf(format, args...)}
}

func (p parser) value(node *yaml.Node, into reflect.Value, key string) error {
	if node.Kind == yaml.AliasNode {
		return p.errorf(node, key, "YAML aliases are not supported here; write the value out")
	}
	if text, ok := into.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if node.Kind != yaml.ScalarNode {
			return p.errorf(node, key, "want a single value, found a %s", kindName(node))
		}
		err := text.UnmarshalText([]byte(node.Value))
		if hidden := (*hiddenError)(nil); errors.As(err, &hidden) {
			return p.errorf(node, key, "%s", hidden)
		}
		if err != nil {
			return p.errorf(node, key, "%q is not allowed: %s", node.Value, err)
		}
		return nil
	}
	switch into.Kind() {
	case reflect.Struct:
		return p.structure(node, into, key)
	case reflect.Map:
		return p.mapping(node, into, key)
	case reflect.Slice:
		return p.list(node, into, key)
	case reflect.String:
		if node.Kind != yaml.ScalarNode {
			return p.errorf(node, key, "want a single value, found a %s", kindName(node))
		}
		into.SetString(node.Value)
		return nil
	default:
		panic("config: no rule for the type " + into.Type().String())
	}
}

func (p parser) structure(node *yaml.Node, into reflect.Value, key string) error {
	allowed := keys(into.Type())
	if node.Kind != yaml.MappingNode {
		return p.errorf(node, key, "want keys %s, found a %s", strings.Join(allowed, ", "), kindName(node))
	}
	seen := map[string]bool{}
	for i := 0; i < len(node.Content); i += 2 {
		name := node.Content[i].Value
		if plain, ok := into.Addr().Interface().(*SDKs); ok && plain.other(name) {
			var sdk Plain
			if err := p.value(node.Content[i+1], reflect.ValueOf(&sdk).Elem(), join(key, name)); err != nil {
				return err
			}
			plain.Others[lang.ID(name)] = sdk
			continue
		}
		if !slices.Contains(allowed, name) {
			return p.errorf(node.Content[i], join(key, name), "unknown key; allowed here: %s", strings.Join(allowed, ", "))
		}
		if seen[name] {
			return p.errorf(node.Content[i], join(key, name), "the key stands here twice")
		}
		seen[name] = true
		if err := p.value(node.Content[i+1], into.FieldByIndex(fieldOf(into.Type(), name)), join(key, name)); err != nil {
			return err
		}
	}
	for field := range into.Type().Fields() {
		if name, optional := yamlKey(field); name != "" && !optional && !seen[name] {
			return p.errorf(node, join(key, name), "the key is missing")
		}
	}
	if line := into.FieldByName("Line"); line.IsValid() {
		line.SetInt(int64(node.Line))
	}
	return nil
}

func (p parser) list(node *yaml.Node, into reflect.Value, key string) error {
	if node.Kind != yaml.SequenceNode {
		return p.errorf(node, key, "want a list, found a %s", kindName(node))
	}
	into.Set(reflect.MakeSlice(into.Type(), len(node.Content), len(node.Content)))
	for i, item := range node.Content {
		if err := p.value(item, into.Index(i), fmt.Sprintf("%s[%d]", key, i)); err != nil {
			return err
		}
	}
	return nil
}

func (p parser) mapping(node *yaml.Node, into reflect.Value, key string) error {
	if node.Kind != yaml.MappingNode {
		return p.errorf(node, key, "want name: value pairs, found a %s", kindName(node))
	}
	into.Set(reflect.MakeMap(into.Type()))
	for i := 0; i < len(node.Content); i += 2 {
		name := node.Content[i].Value
		if into.Type().Key() == reflect.TypeFor[lang.ID]() {
			if _, err := lang.Parse(name); err != nil {
				return p.errorf(node.Content[i], join(key, name), "unknown key; allowed here: %s", lang.Join(lang.IDs()))
			}
		}
		value, at := reflect.New(into.Type().Elem()).Elem(), reflect.ValueOf(name).Convert(into.Type().Key())
		if into.MapIndex(at).IsValid() {
			return p.errorf(node.Content[i], join(key, name), "the key stands here twice")
		}
		if err := p.value(node.Content[i+1], value, join(key, name)); err != nil {
			return err
		}
		into.SetMapIndex(at, value)
	}
	return nil
}

// keys are the yaml keys of a struct, in the order of its fields.
func keys(t reflect.Type) []string {
	var names []string
	for field := range t.Fields() {
		if name, _ := yamlKey(field); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// yamlKey is the key of a field, empty for one that is not read, and whether the key may be left out.
func yamlKey(field reflect.StructField) (name string, optional bool) {
	name, rest, _ := strings.Cut(field.Tag.Get("yaml"), ",")
	if name == "-" {
		name = ""
	}
	return name, rest == "omitempty"
}

func fieldOf(t reflect.Type, key string) []int {
	for field := range t.Fields() {
		if name, _ := yamlKey(field); name == key {
			return field.Index
		}
	}
	return nil
}

func join(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}

func kindName(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "mapping"
	case yaml.SequenceNode:
		return "list"
	default:
		return fmt.Sprintf("value (%q)", node.Value)
	}
}
