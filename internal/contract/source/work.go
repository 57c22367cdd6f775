package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"go.yaml.in/yaml/v3"
)

// workspaces is the file that lists the modules of a workspace of buf v1, each of which has a buf.yaml of its own or none.
const workspaces = "buf.work.yaml"

// parseWork reads the modules of a buf.work.yaml; read returns the buf.yaml of a folder.
func parseWork(content []byte, read func(name string) ([]byte, error)) ([]module, error) {
	var config struct {
		Directories []string `yaml:"directories"`
	}
	if err := yaml.Unmarshal(content, &config); err != nil {
		return nil, errors.New(oneLine(err.Error()))
	}
	if len(config.Directories) == 0 {
		return nil, errors.New("directories lists no folder")
	}
	var all []module
	for _, folder := range config.Directories {
		at, err := module{Path: folder}.clean()
		if err != nil {
			return nil, err
		}
		own := whole
		content, err := read(path.Join(at.Path, "buf.yaml"))
		if err == nil {
			own, err = parseWorkspace(content)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s/buf.yaml: %w", at.Path, cause(err))
		}
		for _, m := range own {
			all = append(all, m.below(at.Path))
		}
	}
	return all, nil
}

// below returns the module with paths relative to a folder above its own.
func (m module) below(folder string) module {
	joined := func(names []string) []string {
		var all []string
		for _, name := range names {
			all = append(all, path.Join(folder, name))
		}
		return all
	}
	return module{Name: m.Name, Path: path.Join(folder, m.Path), Includes: joined(m.Includes), Excludes: joined(m.Excludes)}
}
