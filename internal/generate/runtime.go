package generate

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/tsruntime"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// tsRuntime lays the compiled runtime of TypeScript beside the client that was generated; without one there is nothing to do.
func (g *generator) tsRuntime(ctx context.Context, gen string) error {
	sdk := filepath.Join(gen, string(lang.TypeScript))
	_, err := os.Stat(filepath.Join(sdk, tsruntime.Dir, "client.js"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	source := tsruntime.Source{Runtime: os.DirFS(g.path("runtime/ts")), Cache: g.path(toolchain.CacheDir), Beside: map[string][]byte{}}
	// The file of the template is the same for every version.
	if source.Beside["version.d.ts"], err = os.ReadFile(g.path("templates/ts/version.d.ts.tmpl")); err != nil {
		return err
	}
	const details = "google/rpc/error_details_pb.d.ts"
	if source.Beside[details], err = os.ReadFile(filepath.Join(sdk, filepath.FromSlash(details))); err != nil {
		return err
	}
	if source.Lock, err = os.ReadFile(g.path("tools/node/package-lock.json")); err != nil {
		return err
	}
	compiler, err := filepath.EvalSymlinks(g.tools.Tool("tsc"))
	if err != nil {
		return err
	}
	// node_modules/typescript/bin/tsc
	source.Modules = filepath.Dir(filepath.Dir(filepath.Dir(compiler)))
	step := g.report.Start("runtime of TypeScript")
	compiled, err := tsruntime.Compile(ctx, source)
	if step.End("", err) != nil {
		return err
	}
	for name, content := range compiled {
		if err := file.Write(filepath.Join(sdk, filepath.FromSlash(name)), content); err != nil {
			return err
		}
	}
	return nil
}
