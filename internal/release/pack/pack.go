// Package pack makes the artifacts of each language from its folder under gen/: a Go module as a module proxy serves it, a
// wheel and a source distribution, an npm tarball. Nothing is downloaded, and the folder is left as it was.
//
// The tools of each ecosystem decide what is in an artifact. The archive around it is written here, so that the same content
// is the same file on every machine, and [All] holds the content to rules before anybody can upload it.
package pack

import (
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// inStage writes members to a folder of their own, calls build with it and with an empty folder, and returns what build has
// left in the latter. The tools name their files themselves; a folder of their own is the surest way to learn the names.
func inStage(members []archive.Member, build func(dir, out string) error) (made []archive.Member, err error) {
	stage, err := file.TempDir("", "pack")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(stage) //nolint:errcheck // What is left over is a temporary file.
	dir, out := filepath.Join(stage, "package"), filepath.Join(stage, "out")
	for _, path := range []string{dir, out} {
		if err := os.Mkdir(path, 0o755); err != nil {
			return nil, err
		}
	}
	if err := lay(members, dir); err != nil {
		return nil, err
	}
	if err := build(dir, out); err != nil {
		return nil, err
	}
	return folder(out)
}

// quiet keeps what the machine is set to from showing in what a tool makes.
func quiet() []string {
	return []string{
		"SOURCE_DATE_EPOCH=315532800", // The same as archive.Date.
		"PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0", "TZ=UTC", "LC_ALL=C.UTF-8",
	}
}
