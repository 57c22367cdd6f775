package generate

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/openapi"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// isGenerated reports whether a file has the name of one that the plugins write. Such a file that this run did not make is a
// leftover of a removed proto; any other is somebody's own.
func isGenerated(output, name string) bool {
	switch output {
	case manifest.OpenAPI:
		// The parts are there where buf was run by hand.
		return strings.HasSuffix(name, openapi.PartSuffix) || strings.HasSuffix(name, "openapi.yaml")
	case manifest.Image:
		return slices.Contains(manifest.ImageFiles, path.Base(name))
	}
	return lang.ID(output).Language().IsGenerated(strings.TrimPrefix(name, output+"/"))
}

// removeParts removes what only the rendering needed: the OpenAPI documents of the files, which it has joined.
func removeParts(gen string) error {
	entries, err := os.ReadDir(filepath.Join(gen, "openapi"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if entry.IsDir() {
			err = errors.Join(err, os.RemoveAll(filepath.Join(gen, "openapi", entry.Name())))
		}
	}
	return err
}

// ignoredNames are folders and files that tools write beside the code when it is used in place; git ignores them as well.
var ignoredNames = []string{"__pycache__", "node_modules", ".mypy_cache", ".DS_Store"}

func ignored(name string) bool {
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(name), "/"), func(part string) bool {
		return slices.Contains(ignoredNames, part) || strings.HasSuffix(part, ".egg-info")
	})
}

// swap completes the staged tree with what stays of gen, and replaces gen with it.
func (g *generator) swap(staging string) (*Result, error) {
	gen, staged := g.path("gen"), filepath.Join(staging, "gen")
	present, err := listFiles(gen)
	if err != nil {
		return nil, err
	}
	made, err := listFiles(staged)
	if err != nil {
		return nil, err
	}
	result := &Result{}
	for _, name := range made {
		if err := result.settle(gen, staged, name, present); err != nil {
			return nil, err
		}
	}
	for _, name := range present {
		if _, found := slices.BinarySearch(made, name); found || g.leaves(name, result) {
			continue
		}
		if err := keep(gen, staged, name); err != nil {
			return nil, err
		}
	}
	if len(result.Written)+len(result.Changed)+len(result.Removed) == 0 {
		return result, nil
	}
	if err := writable(gen); err != nil {
		return nil, err
	}
	if _, err := os.Stat(gen); errors.Is(err, fs.ErrNotExist) {
		return result, os.Rename(staged, gen)
	}
	if err := exchange(staged, gen); err != nil {
		return nil, fmt.Errorf("the new tree cannot replace gen: %w", err)
	}
	return result, nil
}

// settle notes whether a file of this run is new or changed. If it is neither, the file of gen takes its place.
func (r *Result) settle(gen, staged, name string, present []string) error {
	if _, found := slices.BinarySearch(present, name); !found {
		r.Written = append(r.Written, name)
		return nil
	}
	same, err := sameContent(filepath.Join(gen, name), filepath.Join(staged, name))
	if err != nil {
		return err
	}
	if !same {
		r.Changed = append(r.Changed, name)
		return nil
	}
	r.Unchanged++
	if err := os.Remove(filepath.Join(staged, name)); err != nil {
		return err
	}
	return keep(gen, staged, name)
}

// leaves reports whether a file of gen that this run did not make is removed, and notes what it is.
func (g *generator) leaves(name string, result *Result) bool {
	output, _, _ := strings.Cut(name, "/")
	selected := slices.Contains(g.opts.Outputs, output)
	switch {
	case selected && isGenerated(output, name):
		result.Removed = append(result.Removed, name)
		return true
	case ignored(name), !selected && slices.Contains(manifest.Outputs(), output):
	default:
		result.Foreign = append(result.Foreign, name)
	}
	return false
}

// keep links a file of gen into the staged tree: the same file, with its time, not a copy.
func keep(gen, staged, name string) error {
	into := filepath.Join(staged, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(into), 0o755); err != nil {
		return err
	}
	return os.Link(filepath.Join(gen, filepath.FromSlash(name)), into)
}

// listFiles returns the paths of all files below a folder, sorted, with slashes. A folder that does not exist has none.
func listFiles(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == dir {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		names = append(names, path.Clean(filepath.ToSlash(name)))
		return err
	})
	slices.Sort(names)
	return names, err
}

func sameContent(a, b string) (bool, error) {
	left, err := os.ReadFile(a)
	if err != nil {
		return false, err
	}
	right, err := os.ReadFile(b)
	return bytes.Equal(left, right), err
}

// writable refuses a tree with read-only folders. The rename alone would not notice them: it needs the right to write in the folder
// above only.
func writable(dir string) error {
	return filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == dir {
			return nil
		}
		if err != nil || !entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode()&0o200 == 0 {
			return fmt.Errorf("%s is read-only, so nothing was changed: chmod -R u+w gen", filepath.Base(dir)+strings.TrimPrefix(file, dir))
		}
		return err
	})
}
