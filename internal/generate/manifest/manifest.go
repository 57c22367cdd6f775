// Package manifest renders what makes a package of a tree of generated code: go.mod, pyproject.toml, package.json and the
// packages' READMEs; and the OpenAPI document out of the pieces that its generator makes. Versions and floors are not
// written down twice: they are read from the locks of the generators and from the stamps in what they generated.
package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"text/template"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Input is what the manifests are rendered from.
type Input struct {
	Config    *config.Config
	Templates fs.FS  // Templates is the folder templates.
	Generated fs.FS  // Generated is a tree like gen: go, python and ts with the generated code. Other files are not looked at.
	GoMod     []byte // GoMod is tools/go/go.mod, the lock of the Go generators and of their runtime.
	GoSum     []byte // GoSum is tools/go/go.sum.
	License   []byte // License goes into every package.

	Contract *image.Image // Contract is what the code was generated from; only the OpenAPI document needs it.
}

// Languages are the SDKs, and the OpenAPI document, by the names of their folders, in the order in which they are shown.
var Languages = []string{"go", "python", "ts", openAPI}

// openAPI is no package: it has no license file and no manifest.
const openAPI = "openapi"

var renderers = map[string]func(Input) (map[string][]byte, error){
	"go":     renderGo,
	"python": renderPython,
	"ts":     renderTS,
	openAPI:  renderOpenAPI,
}

// Render returns the manifests of one language by their paths in gen. A language without generated code has none.
func Render(in Input, language string) (map[string][]byte, error) {
	switch _, err := fs.Stat(in.Generated, language); {
	case errors.Is(err, fs.ErrNotExist):
		return map[string][]byte{}, nil
	case err != nil:
		return nil, err
	}
	files, err := renderers[language](in)
	if err != nil {
		return nil, fmt.Errorf("manifests of %s: %w", language, err)
	}
	if language != openAPI {
		files["LICENSE"] = in.License
	}
	rendered := map[string][]byte{}
	for name, content := range files {
		rendered[path.Join(language, name)] = content
	}
	return rendered, nil
}

// execute renders one template of a language.
func execute(in Input, language, name string, data any) ([]byte, error) {
	file := path.Join(language, name+".tmpl")
	tmpl, err := template.New(path.Base(file)).Option("missingkey=error").Funcs(template.FuncMap{
		"json": toJSON,
		"join": strings.Join,
		"base": func(url config.URL) string { return path.Base(string(url)) },
	}).ParseFS(in.Templates, file)
	if err != nil {
		return nil, fmt.Errorf("templates/%s: %w", file, err)
	}
	var out bytes.Buffer
	if err := tmpl.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("templates/%s: %w", file, err)
	}
	return out.Bytes(), nil
}

func toJSON(value any) (string, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// walk calls visit with the path, relative to the language's folder, and the content of each generated file with a suffix.
func walk(in Input, language, suffix string, visit func(name string, content []byte) error) error {
	return fs.WalkDir(in.Generated, language, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, suffix) {
			return err
		}
		content, err := fs.ReadFile(in.Generated, name)
		if err != nil {
			return err
		}
		return visit(strings.TrimPrefix(name, language+"/"), content)
	})
}

// head is the beginning of a generated file, where the generators put their stamps.
func head(content []byte) []byte { return content[:min(len(content), 4<<10)] }

// declared are the names that a pattern finds in the lines that begin a declaration. Generated files are large and most of
// their lines are indented or comments: only the others are worth the pattern.
func declared(content []byte, pattern *regexp.Regexp) []string {
	var names []string
	for line := range bytes.Lines(content) {
		if line[0] < 'a' || line[0] > 'z' {
			continue
		}
		if match := pattern.FindSubmatch(bytes.TrimRight(line, "\r\n")); match != nil {
			names = append(names, string(match[1]))
		}
	}
	return names
}
