// Package manifest renders the files that turn a tree of generated code into packages: go.mod, pyproject.toml, package.json and
// READMEs. It also renders the OpenAPI document. Versions and floors are not written twice: they are read from the locks of the
// generators and from the stamps in the generated code.
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

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Input has the sources of the manifests.
type Input struct {
	Config    *config.Config
	Templates fs.FS  // Templates is the folder templates.
	Runtime   fs.FS  // Runtime is the folder runtime, with the code of the clients that people wrote.
	Generated fs.FS  // Generated is a tree like gen: go, python and ts with the generated code. Other files are ignored.
	GoMod     []byte // GoMod is tools/go/go.mod, the lock of the Go generators and of their runtime.
	GoSum     []byte // GoSum is tools/go/go.sum.
	License   []byte // License goes into every package.

	Files    []*descriptorpb.FileDescriptorProto // Files are those of the contract, with the comments that Go repeats.
	Contract *image.Image                        // Contract is the image that the code was generated from. [OpenAPI] and [Image] need it.
}

// The outputs that are no SDK: they have no license file of their own.
const (
	OpenAPI = "openapi" // OpenAPI is one document.
	Image   = "image"   // Image is the compiled contract in a Go package, for programs of this module.
)

// Outputs returns the folders of gen that [Render] fills: the SDKs by the ids of their languages, [OpenAPI] and [Image].
func Outputs() []string {
	var outputs []string
	for l := range Renderers.Ordered() {
		outputs = append(outputs, string(l.ID))
	}
	return append(outputs, OpenAPI, Image)
}

// Renderer returns the files of a package beside the generated code, by their paths in the folder of the language.
type Renderer func(Input) (map[string][]byte, error)

// Renderers has the renderer of each language.
var Renderers = lang.Table[Renderer]{
	lang.Go:         renderGo,
	lang.Python:     renderPython,
	lang.TypeScript: renderTS,
}

// Render returns the manifests of one output by their paths in gen. An output without generated code has none, but for the image,
// which no plugin makes.
func Render(in Input, output string) (map[string][]byte, error) {
	switch _, err := fs.Stat(in.Generated, output); {
	case output == Image:
	case errors.Is(err, fs.ErrNotExist):
		return map[string][]byte{}, nil
	case err != nil:
		return nil, err
	}
	files, err := render(in, output)
	if err != nil {
		return nil, fmt.Errorf("manifests of %s: %w", output, err)
	}
	rendered := map[string][]byte{}
	for name, content := range files {
		rendered[path.Join(output, name)] = content
	}
	return rendered, nil
}

func render(in Input, output string) (map[string][]byte, error) {
	switch output {
	case OpenAPI:
		return renderOpenAPI(in)
	case Image:
		return renderImage(in)
	}
	renderer, err := Renderers.Of("manifest", lang.ID(output))
	if err != nil {
		return nil, err
	}
	files, err := renderer(in)
	if err != nil {
		return nil, err
	}
	files["LICENSE"] = in.License
	return files, nil
}

// Execute renders the template name.tmpl in the template folder of a language.
func (in Input) Execute(language lang.ID, name string, data any) ([]byte, error) {
	file := path.Join(string(language), name+".tmpl")
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

// examples renders the templates in the folder examples of a language. The examples are programs that users copy: a test runs
// each of them as it is in the package.
func (in Input) examples(language lang.ID, data any) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(in.Templates, path.Join(string(language), "examples"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name = strings.TrimSuffix(strings.TrimPrefix(name, string(language)+"/"), ".tmpl")
		files[name], err = in.Execute(language, name, data)
		return err
	})
	return files, err
}

func toJSON(value any) (string, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// walk calls visit with the path, relative to the folder of the output, and the content of each generated file with a suffix.
func walk[Output ~string](in Input, output Output, suffix string, visit func(name string, content []byte) error) error {
	return fs.WalkDir(in.Generated, string(output), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, suffix) {
			return err
		}
		content, err := fs.ReadFile(in.Generated, name)
		if err != nil {
			return err
		}
		return visit(strings.TrimPrefix(name, string(output)+"/"), content)
	})
}

// head returns the beginning of a generated file, where the generators put their stamps.
func head(content []byte) []byte { return content[:min(len(content), 4<<10)] }

// declared returns the names that a pattern finds in lines that begin a declaration. Generated files are large, so the pattern is
// not tried on indented lines and comments.
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
