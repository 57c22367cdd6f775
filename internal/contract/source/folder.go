package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// maxFiles bounds how many files and folders are visited.
const maxFiles = 200_000

// folderReader reads the files below a folder.
type folderReader struct {
	keep  func(name string, folder bool) bool
	files map[string][]byte
	most  int64           // most is how many bytes may still be read.
	left  int             // left is how many files and folders may still be visited.
	seen  map[string]bool // seen has the real paths of the folders that were visited.
}

// readFolder reads the files below a folder that keep accepts. As in buf, links to folders are followed, also to those outside; the
// files have the paths that they have through the link. A folder that was visited already is not visited again through a link, so loops
// end. A link that leads nowhere is no folder.
func readFolder(root string, keep func(name string, folder bool) bool, most int64) (map[string][]byte, error) {
	r := folderReader{keep, map[string][]byte{}, most, maxFiles, map[string]bool{}}
	err := r.folder(".", absolute(root), false)
	return r.files, err
}

// folder reads a folder at its real path; linked means that a link leads to it or to a folder around it.
func (r *folderReader) folder(name, real string, linked bool) error {
	if linked && r.seen[real] {
		return nil
	}
	r.seen[real] = true
	entries, err := os.ReadDir(real)
	if err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	for _, entry := range entries {
		if r.left--; r.left < 0 {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		if err := r.entry(path.Join(name, entry.Name()), filepath.Join(real, entry.Name()), entry, linked); err != nil {
			return err
		}
	}
	return nil
}

func (r *folderReader) entry(name, real string, entry fs.DirEntry, linked bool) error {
	folder := entry.IsDir()
	if entry.Type()&fs.ModeSymlink != 0 {
		if info, err := os.Stat(real); err == nil && info.IsDir() {
			folder, linked, real = true, true, absolute(real)
		}
	}
	if !r.keep(name, folder) {
		return nil
	}
	if folder {
		return r.folder(name, real, linked)
	}
	content, err := readBounded(real, r.most)
	if err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	r.most -= int64(len(content))
	r.files[name] = content
	return nil
}

// readBounded reads a regular file, following symbolic links. It refuses devices and pipes, because reading them might not end.
func readBounded(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(content)) > most {
		return nil, fmt.Errorf("larger than %d bytes", most)
	}
	return content, err
}
