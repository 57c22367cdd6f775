package generate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/tsruntime"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// What the runtime of TypeScript is compiled of beside runtime/ts and the packages of tools/node.
const (
	tsClient     = "client/client.js"               // tsClient is the client that is generated, which needs the runtime.
	versionTypes = "templates/ts/version.d.ts.tmpl" // The file of the template is the same for every version.
	detailsTypes = "google/rpc/error_details_pb.d.ts"
)

// compiling is the package that compiles the runtime.
const compiling = "internal/generate/tsruntime"

// runtimeKey is the key of the compiled runtime; details are the units with the types of the details of errors.
func (g *generator) runtimeKey(details []units.Unit) (outputs.Key, error) {
	if g.absent("runtime/ts") {
		return "", nil
	}
	var keys []outputs.Key
	for _, u := range details {
		keys = append(keys, u.Key)
	}
	files, err := gosource.Files(g.opts.Root, compiling, finishing)
	if err != nil {
		return "", err
	}
	source, err := file.Hash(g.opts.Root, files)
	if err != nil {
		return "", err
	}
	digest, err := toolchain.Digest(g.opts.Root, toolchain.Node)
	if err != nil {
		return "", err
	}
	inputs, err := file.Hash(g.opts.Root, []string{"runtime/ts", versionTypes})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "runtime of TypeScript\n%s\n%s\n%s\n%q", source, digest, inputs, keys))
	return outputs.Key(hex.EncodeToString(sum[:])), nil
}

// compileRuntime compiles the runtime of TypeScript. details are the types of the details of errors.
func (g *generator) compileRuntime(ctx context.Context, details []byte, work string) (outputs.Files, error) {
	if err := g.tools.Ensure(ctx, toolchain.Node); err != nil {
		return nil, err
	}
	version, err := os.ReadFile(g.path(versionTypes))
	if err != nil {
		return nil, err
	}
	compiler, err := filepath.EvalSymlinks(g.tools.Tool("tsc"))
	if err != nil {
		return nil, err
	}
	step := g.report.Start("runtime of TypeScript")
	compiled, err := tsruntime.Compile(ctx, tsruntime.Source{
		Runtime: os.DirFS(g.path("runtime/ts")),
		Beside:  map[string][]byte{"version.d.ts": version, detailsTypes: details},
		Modules: filepath.Dir(filepath.Dir(filepath.Dir(compiler))), // node_modules/typescript/bin/tsc
		Work:    work,
	})
	if step.End("", err) != nil {
		return nil, err
	}
	files := outputs.Files{}
	for name, content := range compiled {
		forms, err := finished(string(lang.TypeScript), name, content)
		if err != nil {
			return nil, err
		}
		maps.Copy(files, forms)
	}
	return files, nil
}
