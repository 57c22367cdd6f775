package generate

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/tsruntime"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Forget removes all that runs remember of the contract of a checkout, but neither the tools nor gen: the next run makes everything. The
// compiled runtime of TypeScript stays, because it is made of no contract.
func Forget(ctx context.Context, root string) error {
	store := localStore(root, func(string) {})
	kept, err := store.Get(ctx, readRecord(root).with(path.Join(string(lang.TypeScript), tsruntime.Dir, "api.js")))
	for _, name := range []string{"passed-format", "passed-lint", "passed-image", "image.binpb", spareDir, "generated", "units", outputs.Dir} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(root, toolchain.CacheDir, name)))
	}
	return errors.Join(err, store.Put(ctx, kept))
}

// localStore is the store in the cache of a checkout.
func localStore(root string, warn func(string)) Store {
	return outputs.Open(filepath.Join(root, toolchain.CacheDir, outputs.Dir), outputs.DefaultMost, warn)
}

// with are the units that a file of gen belongs to.
func (r record) with(name string) (keys []outputs.Key) {
	for key, unit := range r {
		if _, has := unit.Files[name]; has {
			keys = append(keys, key)
		}
	}
	return keys
}
