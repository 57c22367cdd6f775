package file

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// tempPrefix tells the temporary folders from those of other programs, which must not be removed.
const tempPrefix = "qdrant-sdk-"

// abandonedFolder is the age after which a folder is no longer in use. No work in one takes an hour; the rest allows for machines
// that sleep.
const abandonedFolder = 6 * time.Hour

// TempDir creates a temporary folder for a kind of work in the folder in, or in the one of the system if that is empty. The caller
// removes it. TempDir also removes old folders of the same kind, which killed runs have left. The path has no symbolic links,
// because tools compare paths.
func TempDir(in, kind string) (string, error) {
	if in == "" {
		in = os.TempDir()
	}
	in, err := filepath.EvalSymlinks(in)
	if err != nil {
		return "", err
	}
	removeOld(in, time.Now().Add(-abandonedFolder), func(entry fs.DirEntry) bool {
		return entry.IsDir() && strings.HasPrefix(entry.Name(), tempPrefix+kind+"-")
	})
	return os.MkdirTemp(in, tempPrefix+kind+"-")
}
