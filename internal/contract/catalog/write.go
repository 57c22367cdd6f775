package catalog

import (
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// Write writes pages into a folder and removes the Markdown pages there that are not among them.
func Write(dir string, pages map[string][]byte) error {
	present, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	for _, name := range present {
		if _, wanted := pages[filepath.Base(name)]; !wanted {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	for name, content := range pages {
		if err := file.Write(filepath.Join(dir, name), content); err != nil {
			return err
		}
	}
	return nil
}
