// Package tempdir makes temporary folders outside of the checkout, of which none stays for good: a run that was killed can't
// remove its own, so a later one does.
package tempdir

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// prefix tells these folders from those of other programs, which are not to be removed.
const prefix = "qdrant-sdk-"

// abandoned is the age from which a folder is nobody's any more. Nothing that works in one takes an hour; the rest is for
// machines that sleep meanwhile.
const abandoned = 6 * time.Hour

// New makes a new folder for a kind of work, which the caller removes. The folders of earlier runs for the same kind that
// nobody has removed are gone then. In is where it is made; empty is where the system has temporary files. The path is without
// symbolic links, because tools compare paths.
func New(in, kind string) (string, error) {
	if in == "" {
		in = os.TempDir()
	}
	in, err := filepath.EvalSymlinks(in)
	if err != nil {
		return "", err
	}
	sweep(in, kind, time.Now().Add(-abandoned))
	return os.MkdirTemp(in, prefix+kind+"-")
}

// sweep removes the folders of a kind that were last changed before a time. What can't be removed is of somebody else, or is
// tried again by the next run.
func sweep(in, kind string, before time.Time) {
	entries, err := os.ReadDir(in)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), prefix+kind+"-") || !entry.IsDir() {
			continue
		}
		info, err := entry.Info()
		if err == nil && info.ModTime().Before(before) {
			os.RemoveAll(filepath.Join(in, entry.Name())) //nolint:errcheck,gosec // As said.
		}
	}
}
