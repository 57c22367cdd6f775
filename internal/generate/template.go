package generate

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// templateFor returns the template of buf, as JSON, with the plugins of the given languages only. The input is left out, because the
// image takes its place.
func templateFor(path string, languages []string) ([]byte, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var template map[string]any
	if err := yaml.Unmarshal(content, &template); err != nil {
		return nil, fmt.Errorf("buf.gen.yaml: %w", err)
	}
	plugins, ok := template["plugins"].([]any)
	if !ok {
		return nil, fmt.Errorf("buf.gen.yaml: it has no list of plugins")
	}
	template["plugins"] = slices.DeleteFunc(plugins, func(plugin any) bool {
		settings, _ := plugin.(map[string]any)
		out, _ := settings["out"].(string)
		return !slices.Contains(languages, strings.TrimPrefix(out, "gen/"))
	})
	delete(template, "inputs")
	return json.Marshal(template)
}
