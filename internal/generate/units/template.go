package units

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Template is a buf.gen.yaml.
type Template struct {
	Entries []Entry

	rest map[string]any // rest is all but the plugins and the inputs: the version and the managed mode.
}

// Entry is a plugin of a template.
type Entry struct {
	Output   string   // Output is the folder below gen.
	Programs []string // Programs are those that buf starts, with the ones that these start.

	place     int // place is that in the template.
	settings  map[string]any
	generator generator
}

// Is reports whether two entries are the same one of their template.
func (e Entry) Is(other Entry) bool { return e.place == other.place }

// folder is where all plugins write to.
const folder = "gen/"

// ParseTemplate reads a buf.gen.yaml.
func ParseTemplate(content []byte) (*Template, error) {
	var t Template
	if err := yaml.Unmarshal(content, &t.rest); err != nil {
		return nil, fmt.Errorf("buf.gen.yaml: %w", err)
	}
	plugins, ok := t.rest["plugins"].([]any)
	if !ok {
		return nil, errors.New("buf.gen.yaml: it has no list of plugins")
	}
	delete(t.rest, "plugins")
	delete(t.rest, "inputs")
	for i, plugin := range plugins {
		settings, _ := plugin.(map[string]any)
		entry := Entry{place: i, settings: settings, Programs: programs(settings)}
		out, _ := settings["out"].(string)
		if entry.Output, ok = strings.CutPrefix(out, folder); !ok || len(entry.Programs) == 0 {
			return nil, fmt.Errorf("buf.gen.yaml: plugins[%d]: it needs a local program and a folder below gen: local: NAME, out: gen/FOLDER", i)
		}
		entry.generator = generatorOf(entry.Programs)
		t.Entries = append(t.Entries, entry)
	}
	return &t, nil
}

func programs(settings map[string]any) []string {
	switch local := settings["local"].(type) {
	case string:
		return []string{local}
	case []any:
		var names []string
		for _, name := range local {
			names = append(names, fmt.Sprint(name))
		}
		return names
	}
	if name, ok := settings["protoc_path"].(string); ok {
		return []string{name}
	}
	return nil
}

// Name is what people call the plugin: the program that writes the code, and its folder.
func (e Entry) Name() string { return e.Programs[len(e.Programs)-1] + " for " + e.Output }

// ByDirectory reports whether the entry makes each directory by itself.
func (e Entry) ByDirectory() bool { return e.generator.directory }

// ReadsImportedComment is [Entry.ReadsComment] for files that are imported.
func (e Entry) ReadsImportedComment(path []int32) bool { return e.generator.imported&partOf(path) != 0 }

// ReadsComment reports whether comments decide what the entry makes of their file, by the path of what they are about in the
// FileDescriptorProto.
func (e Entry) ReadsComment(path []int32) bool { return e.generator.comments&partOf(path) != 0 }

// ReadsLean reports whether no more than package lean leaves of the contract decides what the entry makes.
func (e Entry) ReadsLean() bool { return e.generator.lean }

// For returns the template of buf, as JSON, with these entries only. Each writes into a folder that is named by its place, so that what
// it made can be told from what the others made.
func (t *Template) For(entries []Entry) ([]byte, error) {
	template := map[string]any{}
	maps.Copy(template, t.rest)
	plugins := make([]map[string]any, len(entries))
	for i, entry := range entries {
		plugins[i] = map[string]any{}
		maps.Copy(plugins[i], entry.settings)
		plugins[i]["out"] = Folder(i)
	}
	template["plugins"] = plugins
	return json.Marshal(template)
}

// Folder is where the entry at a place in [Template.For] writes to.
func Folder(place int) string { return fmt.Sprintf("%03d", place) }

// Of returns the entries of some outputs.
func (t *Template) Of(outputs []string) []Entry {
	return slices.DeleteFunc(slices.Clone(t.Entries), func(e Entry) bool { return !slices.Contains(outputs, e.Output) })
}
