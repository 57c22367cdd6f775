package manifest

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// pythonClient is the package of the client, which the services of the contract do not belong to.
var pythonClient = strings.ReplaceAll(lang.Python.Language().Client, "/", ".")

// pythonRuntime returns the code of the client that people wrote, by its paths in the package. Its tests stay where they are.
func pythonRuntime(in Input) (map[string][]byte, error) {
	files := map[string][]byte{}
	if in.Runtime == nil {
		return files, nil
	}
	const root = "python"
	err := fs.WalkDir(in.Runtime, root+"/qdrant", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".py") {
			return err
		}
		files[strings.TrimPrefix(name, root+"/")], err = fs.ReadFile(in.Runtime, name)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return files, nil // A contract of its own needs no client.
	}
	return files, err
}
