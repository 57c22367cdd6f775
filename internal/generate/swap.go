package generate

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
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

// ignoredNames are folders and files that tools write beside the code when it is used in place; git ignores them as well.
var ignoredNames = []string{"__pycache__", "node_modules", ".mypy_cache", ".DS_Store"}

func ignored(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if slices.Contains(ignoredNames, part) || strings.HasSuffix(part, ".egg-info") {
			return true
		}
	}
	return false
}

// swap completes the staged tree with what stays of gen, and replaces gen with it. It also returns the files that gen has then.
func (g *generator) swap(t *stage) (*Result, hashes, error) {
	result, now := &Result{}, maps.Clone(t.made)
	for _, name := range slices.Sorted(maps.Keys(t.made)) {
		switch before, existed := t.present[name]; {
		case !existed:
			result.Written = append(result.Written, name)
		case before != t.made[name]:
			result.Changed = append(result.Changed, name)
		default:
			result.Unchanged++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.present)) {
		if _, made := t.made[name]; made || g.leaves(t, name, result) {
			continue
		}
		now[name] = t.present[name]
		if err := t.keep(name); err != nil {
			return nil, nil, err
		}
	}
	if err := t.prune(""); err != nil {
		return nil, nil, err
	}
	if len(result.Written)+len(result.Changed)+len(result.Removed) == 0 {
		return result, now, nil
	}
	if err := writable(t.gen); err != nil {
		return nil, nil, err
	}
	if _, err := os.Stat(t.gen); errors.Is(err, fs.ErrNotExist) {
		return result, now, os.Rename(t.staged, t.gen)
	}
	if err := exchange(t.staged, t.gen); err != nil {
		return nil, nil, fmt.Errorf("the new tree cannot replace gen: %w", err)
	}
	return result, now, nil
}

// leaves reports whether a file of gen that this run did not make is removed, and notes what it is.
func (g *generator) leaves(t *stage, name string, result *Result) bool {
	output, _, _ := strings.Cut(name, "/")
	selected := slices.Contains(g.opts.Outputs, output)
	switch {
	case selected && (isGenerated(output, name) || t.last[name] == t.present[name]):
		result.Removed = append(result.Removed, name)
		return true
	case ignored(name), !selected && slices.Contains(manifest.Outputs(), output):
	default:
		result.Foreign = append(result.Foreign, name)
	}
	return false
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
