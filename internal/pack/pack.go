// Package pack makes the artifact of each language from its folder under gen/: a Go module as a module proxy serves it, a
// wheel, an npm tarball. Nothing is downloaded, and the folder is left as it was.
package pack

import (
	"fmt"
	"os"
	"path/filepath"
)

// moveOnly moves the one file that a tool has left in the folder from, to the folder to, and returns its new path. The
// tools name their files themselves; a folder of their own is the surest way to learn the name.
func moveOnly(from, to string) (string, error) {
	entries, err := os.ReadDir(from)
	if err != nil {
		return "", err
	}
	if len(entries) != 1 {
		return "", fmt.Errorf("%d files were made where one was expected: %v", len(entries), entries)
	}
	path := filepath.Join(to, entries[0].Name())
	return path, os.Rename(filepath.Join(from, entries[0].Name()), path)
}

// inScratch calls build with an empty folder inside out and moves the one file that it puts there to out.
func inScratch(out string, build func(scratch string) error) (path string, err error) {
	out, err = filepath.Abs(out)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return "", err
	}
	scratch, err := os.MkdirTemp(out, ".pack-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(scratch) //nolint:errcheck // What is left over is empty and hidden.
	if err := build(scratch); err != nil {
		return "", err
	}
	return moveOnly(scratch, out)
}
