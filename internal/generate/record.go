package generate

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// record says which files of gen belong to which unit. A unit whose files are still there, as they were made, needs neither its
// generator nor the store.
type record map[outputs.Key]recorded

type recorded struct {
	Output string `json:"output"`
	Files  hashes `json:"files"`
}

func recordPath(root string) string { return filepath.Join(root, toolchain.CacheDir, "units") }

// readRecord reads the record of the last run. Without a readable one, nothing is known of gen.
func readRecord(root string) record {
	var r record
	content, err := os.ReadFile(recordPath(root))
	if err != nil || json.Unmarshal(content, &r) != nil {
		return nil
	}
	return r
}

func (r record) write(root string) error {
	content, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return file.Write(recordPath(root), content)
}

// inPlace reports whether gen has all files of a unit as they were made.
func (r record) inPlace(key outputs.Key, present hashes) bool {
	unit, known := r[key]
	for name, sum := range unit.Files {
		if present[name] != sum {
			return false
		}
	}
	return known
}

// files are all files of the record.
func (r record) files() hashes {
	all := hashes{}
	for _, unit := range r {
		maps.Copy(all, unit.Files)
	}
	return all
}

// recordOf says which files a unit has in gen.
func recordOf(output string, files outputs.Files) recorded {
	r := recorded{Output: output, Files: hashes{}}
	for name, content := range files {
		r.Files[path.Join(output, name)] = hashOf(content)
	}
	return r
}
