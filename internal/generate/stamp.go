package generate

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// settings decide, beside the contract, the tools and the code, what goes into gen.
var settings = []string{"buf.gen.yaml", "sdk.yaml", "LICENSE", "templates", "runtime"}

// code is the package whose source decides what goes into gen, with the source of every package that it uses.
const code = "internal/generate"

// stampKey identifies everything that decides what a run for the languages makes.
func stampKey(root string, languages []string) (string, error) {
	sources, err := gosource.Files(root, append(toolchain.SourcePackages(), code)...)
	if err != nil {
		return "", err
	}
	inputs := slices.Concat(buf.ContractFiles, settings, toolchain.LockFiles(), sources)
	slices.Sort(inputs)
	hash, err := file.Hash(root, slices.Compact(inputs))
	sorted := slices.Sorted(slices.Values(languages))
	return hash + " " + strings.Join(slices.Compact(sorted), ","), err
}

func stampPath(root string) string { return filepath.Join(root, toolchain.CacheDir, "generated") }

// fresh reports whether gen has the content that the last run made from the same inputs. Without the record of that run the next change
// would not know which files it may remove, so a lost one is made again at once.
func fresh(root, key string, present hashes) bool {
	if _, err := os.Stat(recordPath(root)); err != nil {
		return false
	}
	stamp, err := os.ReadFile(stampPath(root))
	return err == nil && string(stamp) == key+" "+present.sum()
}

// writeStamp remembers what gen has now.
func writeStamp(root, key string, now hashes) error {
	return file.Write(stampPath(root), []byte(key+" "+now.sum()))
}
