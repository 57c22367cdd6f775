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

// abandonedFolder is the age from which nobody uses a folder any more. Nothing that works in one takes an hour; the rest is for
// machines that sleep meanwhile.
const abandonedFolder = 6 * time.Hour

// TempDir makes a temporary folder for a kind of work, which the caller removes. A run that was killed cannot do that, so this
// one removes the old folders of the same kind as well. in is the folder to make it in; empty stands for the one that the system
// has for temporary files. The path has no symbolic links, because tools compare paths.
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
