// Package tsruntime compiles the runtime of the TypeScript client: people write it in TypeScript, with the strictest checks of the
// compiler, and users get JavaScript with types, which needs no compiler of theirs.
//
// A compilation takes some seconds, so generate keeps its result. Whoever changes the contract alone does not wait for it.
package tsruntime

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
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
	Work    string            // Work is a folder for temporary files.
}

// Compile returns the compiled modules, and the types of those that users see, by their paths in the package.
func Compile(ctx context.Context, source Source) (map[string][]byte, error) {
	files, err := source.files()
	if err != nil {
		return nil, err
	}
	work, err := file.TempDir(source.Work, "compile")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work) //nolint:errcheck // It is a folder for work.
	if err := source.compile(ctx, work, files); err != nil {
		return nil, err
	}
	compiled := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(work, "out", Dir, "*"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if compiled[path.Join(Dir, filepath.Base(name))], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return reached(compiled), nil
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

// optimizingLate runs the compiler. V8 has functions run longer than by default before it optimizes them, which takes a third off the processor time
// of a program that lives for seconds.
const optimizingLate = `require("node:v8").setFlagsFromString("--interrupt-budget=800000"); require(process.argv[1]);`

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
		Args: []string{"node", "-e", optimizingLate, filepath.Join(s.Modules, "typescript", "bin", "tsc"), "--rootDir", Dir, "--outDir", "out/" + Dir, "--pretty", "false"},
		Dir:  work,
	})
	if err != nil && len(out) > 0 {
		// The compiler names files as they are in runtime/ts.
		return fmt.Errorf("runtime/ts does not compile:\n%s", strings.TrimSpace(string(out)))
	}
	return err
}
