package feedtest

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// NewLocal is a twin in front of an empty [local.Store], which knows its former states for [Stale].
func NewLocal(t *testing.T, script ...Fault) (*Twin, *local.Store) {
	t.Helper()
	dir, past := t.TempDir(), t.TempDir()
	store, err := local.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	twin := New(store.Handler(), script...)
	states := 0
	twin.freeze = func() (http.Handler, error) {
		states++
		return copyStore(dir, filepath.Join(past, strconv.Itoa(states)))
	}
	return twin, store
}

// copyStore is the state of a store as it is now.
func copyStore(from, to string) (http.Handler, error) {
	for _, ecosystem := range []string{local.NPM, local.Python, local.Go} {
		if err := os.CopyFS(filepath.Join(to, ecosystem), os.DirFS(filepath.Join(from, ecosystem))); err != nil {
			return nil, err
		}
	}
	store, err := local.Open(to)
	if err != nil {
		return nil, err
	}
	return store.Handler(), nil
}
