package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// module is a folder that import paths are relative to. All its paths are clean and relative to the folder of buf.yaml.
type module struct {
	Name     string   `json:"-"` // Name is what buf.yaml calls the module; no descriptor depends on it.
	Path     string   `json:"path"`
	Includes []string `json:"includes,omitempty"` // Includes are the only folders that belong to it, if there are any.
	Excludes []string `json:"excludes,omitempty"` // Excludes are folders that do not belong to it.
}

// keeps reports whether a file belongs to the module, or a folder may contain one that does. The path is relative to the module.
func (m module) keeps(name string, folder bool) bool {
	if base := path.Base(name); folder && (base == ".git" || base == toolDir) || !folder && path.Ext(base) != ".proto" {
		return false
	}
	full := path.Join(m.Path, name)
	if slices.ContainsFunc(m.Excludes, func(exclude string) bool { return within(full, exclude) }) {
		return false
	}
	return len(m.Includes) == 0 || slices.ContainsFunc(m.Includes, func(include string) bool {
		return within(full, include) || folder && within(include, full)
	})
}

// within reports whether a path is the folder or something in it.
func within(name, folder string) bool {
	return folder == "." || name == folder || strings.HasPrefix(name, folder+"/")
}

// toolDir is where the targets install tools and dependencies, which are not part of the contract.
const toolDir = ".cache"

// bufConfig is the part of a buf.yaml, of any version, that locates the protos.
type bufConfig struct {
	Version string `yaml:"version"`
	Name    string `yaml:"name"`
	Modules []struct {
		Name     string   `yaml:"name"`
		Path     string   `yaml:"path"`
		Includes []string `yaml:"includes"`
		Excludes []string `yaml:"excludes"`
	} `yaml:"modules"`
	Build struct {
		Roots    []string `yaml:"roots"`
		Excludes []string `yaml:"excludes"`
	} `yaml:"build"`
}

// whole is the only module of a folder without a buf.yaml.
var whole = []module{{Path: "."}}

// parseWorkspace reads the modules of a buf.yaml.
func parseWorkspace(content []byte) ([]module, error) {
	var config bufConfig
	if err := yaml.Unmarshal(content, &config); err != nil {
		return nil, errors.New(oneLine(err.Error()))
	}
	var modules []module
	switch config.Version {
	case "v2":
		for _, m := range config.Modules {
			modules = append(modules, module{m.Name, m.Path, m.Includes, m.Excludes})
		}
	case "v1", "v1beta1", "":
		for _, root := range config.Build.Roots {
			modules = append(modules, module{config.Name, root, nil, slices.Clone(config.Build.Excludes)})
		}
		if len(modules) == 0 {
			modules = []module{{config.Name, ".", nil, config.Build.Excludes}}
		}
	default:
		return nil, fmt.Errorf("unknown version %q: use v1 or v2", oneLine(config.Version))
	}
	if len(modules) == 0 {
		return whole, nil
	}
	for i := range modules {
		var err error
		if modules[i], err = modules[i].clean(); err != nil {
			return nil, err
		}
	}
	modules = slices.DeleteFunc(modules, func(m module) bool { return within(m.Path, toolDir) })
	if len(modules) == 0 {
		return nil, fmt.Errorf("all its modules are inside %s", toolDir)
	}
	return modules, nil
}

// clean returns the module with clean paths.
func (m module) clean() (module, error) {
	cleaned := func(names []string) ([]string, error) {
		var all []string
		for _, name := range names {
			clean := path.Clean(name)
			if !fs.ValidPath(clean) || strings.ContainsAny(clean, "\n\x00") {
				return nil, fmt.Errorf("%q is not a path inside the folder of buf.yaml", name)
			}
			all = append(all, clean)
		}
		return all, nil
	}
	folder, err := cleaned([]string{m.Path})
	if err != nil {
		return module{}, err
	}
	includes, err := cleaned(m.Includes)
	if err != nil {
		return module{}, err
	}
	excludes, err := cleaned(m.Excludes)
	return module{m.Name, folder[0], includes, excludes}, err
}

func noFolder(m module) error {
	return fmt.Errorf("buf.yaml names the folder %s, which does not exist", m.Path)
}

// tree holds the protos of all modules of a workspace by their import paths.
type tree struct {
	files   map[string][]byte
	modules []module
	folders map[string]string // folders maps each file to the path of its module.
}

// gather reads all modules with read, whose argument most is how many bytes it may still read.
func gather(modules []module, read func(m module, most int64) (map[string][]byte, error)) (*tree, error) {
	t := &tree{files: map[string][]byte{}, modules: modules, folders: map[string]string{}}
	left := int64(maxProtos)
	for _, m := range modules {
		files, err := read(m, left)
		if err != nil {
			return nil, err
		}
		for name, content := range files {
			if other, taken := t.folders[name]; taken {
				return nil, fmt.Errorf("%s is in two modules of buf.yaml, %s and %s", name, other, m.Path)
			}
			t.files[name], t.folders[name] = content, m.Path
			left -= int64(len(content))
		}
	}
	return t, nil
}

// maxProtos bounds the size of all protos of a source. The contract is less than a hundredth of it.
const maxProtos = 256 << 20
