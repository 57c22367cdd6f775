// Package tsruntime compiles the runtime of the TypeScript client: people write it in TypeScript, with the strictest checks of the
// compiler, and users get JavaScript with types, which needs no compiler of theirs.
//
// A compilation takes some seconds, so its result is kept in the cache under the hash of what it was made of. Whoever changes the
// contract alone does not wait for it.
package tsruntime

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Dir is the folder of the runtime in the package, and that of its sources in runtime/ts.
var Dir = lang.TypeScript.Language().Client

// Source is what is compiled.
type Source struct {
	Runtime fs.FS             // Runtime is the folder runtime/ts, with tsconfig.json and the modules in client.
	Beside  map[string][]byte // Beside are types of the package that the modules import, by their paths in it.
	Modules string            // Modules is the folder node_modules with the compiler, and with the packages that the modules import.
	Lock    []byte            // Lock is the lock file of these packages.
	Cache   string            // Cache is the folder that remembers results.
}

// folderPrefix begins the names of the folders with results.
const folderPrefix = "tsruntime-"

// Compile returns the compiled modules, and the types of those that users see, by their paths in the package.
func Compile(ctx context.Context, source Source) (map[string][]byte, error) {
	files, err := source.files()
	if err != nil {
		return nil, err
	}
	kept := filepath.Join(source.Cache, folderPrefix+source.key(files))
	if compiled, err := read(kept); err == nil {
		return reached(compiled), nil
	}
	work, err := file.TempDir(source.Cache, "compile")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work) //nolint:errcheck // It is in the cache, where nothing looks for it.
	if err := source.compile(ctx, work, files); err != nil {
		return nil, err
	}
	sum, err := file.Hash(filepath.Join(work, "out"), []string{Dir})
	if err == nil {
		err = file.Write(filepath.Join(work, "out", sumFile), []byte(sum))
	}
	if err != nil {
		return nil, err
	}
	if err := forget(source.Cache); err != nil {
		return nil, err
	}
	// Another run may have been faster. Its result is the same.
	if err := os.Rename(filepath.Join(work, "out"), kept); err != nil && !errors.Is(err, fs.ErrExist) {
		if _, exists := os.Stat(kept); exists != nil {
			return nil, err
		}
	}
	compiled, err := read(kept)
	return reached(compiled), err
}

// files returns what the compiler reads, by path.
func (s Source) files() (map[string][]byte, error) {
	files := maps.Clone(s.Beside)
	names, err := fs.Glob(s.Runtime, Dir+"/*.ts")
	if err != nil {
		return nil, err
	}
	for _, name := range append(names, "tsconfig.json") {
		if files[name], err = fs.ReadFile(s.Runtime, name); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (s Source) key(files map[string][]byte) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d\n%s", len(s.Lock), s.Lock)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(hash, "%s %d\n%s", name, len(files[name]), files[name])
	}
	return hex.EncodeToString(hash.Sum(nil))[:16]
}

func (s Source) compile(ctx context.Context, work string, files map[string][]byte) error {
	for name, content := range files {
		if err := file.Write(filepath.Join(work, filepath.FromSlash(name)), content); err != nil {
			return err
		}
	}
	if err := os.Symlink(s.Modules, filepath.Join(work, "node_modules")); err != nil {
		return err
	}
	out, err := run.Output(ctx, run.Cmd{
		Args: []string{"node", filepath.Join(s.Modules, "typescript", "bin", "tsc"), "--rootDir", Dir, "--outDir", "out/" + Dir, "--pretty", "false"},
		Dir:  work,
	})
	if err != nil && len(out) > 0 {
		// The compiler names files as they are in runtime/ts.
		return fmt.Errorf("runtime/ts does not compile:\n%s", strings.TrimSpace(string(out)))
	}
	return err
}

// sumFile has the hash of a result, beside it.
const sumFile = "sum"

// read returns a result of the cache. A damaged one is none.
func read(dir string) (map[string][]byte, error) {
	want, err := os.ReadFile(filepath.Join(dir, sumFile))
	if err != nil {
		return nil, err
	}
	if is, err := file.Hash(dir, []string{Dir}); err != nil || is != string(want) {
		return nil, errors.Join(err, fs.ErrNotExist)
	}
	compiled := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(dir, Dir, "*"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if compiled[path.Join(Dir, filepath.Base(name))], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return compiled, nil
}

// forget removes older results.
func forget(cache string) error {
	old, err := filepath.Glob(filepath.Join(cache, folderPrefix+"*"))
	for _, dir := range old {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	return err
}
