package generate

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/contenthash"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// makerFiles decide, beside the contract and the locks of the tools, what goes into gen: settings, templates, and the code
// that renders.
var makerFiles = []string{
	"buf.gen.yaml", "sdk.yaml", "LICENSE", "templates", "scripts",
	"internal/catalog", "internal/generate", "internal/manifest", "internal/openapi",
}

// stampKey says what is generated from which inputs.
func stampKey(root string, languages []string) (string, error) {
	inputs := slices.Concat(buf.ContractFiles, makerFiles, toolchain.LockFiles())
	slices.Sort(inputs)
	hash, err := contenthash.Files(root, slices.Compact(inputs))
	sorted := slices.Sorted(slices.Values(languages))
	return hash + " " + strings.Join(slices.Compact(sorted), ","), err
}

func stampPath(root string) string { return filepath.Join(root, toolchain.CacheDir, "generated") }

// fresh says whether gen, with the very content that it has, is what the last run made of the same inputs.
func fresh(root, key string) (ok bool, files int, err error) {
	stamp, err := os.ReadFile(stampPath(root))
	if errors.Is(err, fs.ErrNotExist) {
		return false, 0, nil
	}
	if err != nil {
		return false, 0, err
	}
	content, files, err := contenthash.Tree(root, []string{"gen"}, ignored)
	if errors.Is(err, fs.ErrNotExist) {
		return false, 0, nil
	}
	return string(stamp) == key+" "+content, files, err
}

func writeStamp(root, key string) error {
	content, _, err := contenthash.Tree(root, []string{"gen"}, ignored)
	if err != nil {
		return err
	}
	return contenthash.WriteFile(stampPath(root), []byte(key+" "+content))
}
