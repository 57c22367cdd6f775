package bench

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// The floors of the first run, on a machine that has nothing but Go, Python and Node.js.
var (
	packagesThere = &Floor{Most: 90, Value: true}
	nothingThere  = &Floor{Most: 150, Value: true}
)

// The caches that a machine may have, as the variables that say where they are.
var (
	buildCaches   = []string{"GOCACHE"}
	packageCaches = []string{"GOMODCACHE", "PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache"}
)

// measureSetup times the first generate in a new clone, which installs the tools: once each, since it takes a minute or two.
func measureSetup(ctx context.Context, b *bencher) ([]Row, error) {
	var rows []Row
	for _, first := range []struct {
		what  string
		empty []string
		floor *Floor
	}{
		{"first run, all caches full", nil, nil},
		{"first run, packages in caches", buildCaches, packagesThere},
		{"first run, nothing in caches", append(packageCaches, buildCaches...), nothingThere},
	} {
		c, err := firstRun(ctx, b, first.empty)
		if err != nil {
			return nil, err
		}
		rows = append(rows, c.alone(first.what, first.floor))
	}
	return rows, nil
}

// firstRun generates in a new copy of the repository, with some caches empty.
func firstRun(ctx context.Context, b *bencher, empty []string) (*contender, error) {
	dir, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return nil, err
	}
	defer removeAll(dir) //nolint:errcheck // A folder in the system's temporary one.
	w := &workspace{from: b.root, root: filepath.Join(dir, "repository")}
	if err := errors.Join(os.Mkdir(w.root, 0o755), w.reset(ctx)); err != nil {
		return nil, err
	}
	c := w.mage("generate")
	for _, cache := range empty {
		c.env = append(c.env, cache+"="+filepath.Join(dir, cache))
	}
	return c, c.run(ctx, w.root, true)
}

// removeAll removes a folder. That of Go's modules has read-only folders.
func removeAll(dir string) error {
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return os.Chmod(path, 0o755) //nolint:gosec // G302: A folder that is removed at once.
	})
	return errors.Join(err, os.RemoveAll(dir))
}
