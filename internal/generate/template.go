package generate

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// templateFor is the template of buf with only the plugins that write the given languages, as buf takes it for --template.
// The input is left out: the image takes its place.
func templateFor(path string, languages []string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var template map[string]any
	if err := yaml.Unmarshal(content, &template); err != nil {
		return "", fmt.Errorf("buf.gen.yaml: %w", err)
	}
	plugins, ok := template["plugins"].([]any)
	if !ok {
		return "", fmt.Errorf("buf.gen.yaml: it has no list of plugins")
	}
	template["plugins"] = slices.DeleteFunc(plugins, func(plugin any) bool {
		settings, _ := plugin.(map[string]any)
		out, _ := settings["out"].(string)
		return !slices.Contains(languages, strings.TrimPrefix(out, "gen/"))
	})
	delete(template, "inputs")
	encoded, err := json.Marshal(template)
	return string(encoded), err
}
