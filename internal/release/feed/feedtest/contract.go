package feedtest

import (
	"bytes"
	"errors"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// ServeLocal serves an empty [local.Store] at the URL, which has no slash at its end.
func ServeLocal(t *testing.T) (url string, store *local.Store) {
	t.Helper()
	store, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	return server.URL, store
}

// Holds wants a feed to hold these files of a version.
func Holds(t *testing.T, f feed.Feed, pkg, version string, want ...feed.File) {
	t.Helper()
	got, err := f.Look(t.Context(), pkg, version)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("it holds (-want +got):\n%s", diff)
	}
}

// Uploads uploads a file and wants what every [feed.Feed] promises: a second upload is a [feed.ErrExists], and what is fetched is
// what was uploaded.
func Uploads(t *testing.T, f feed.Feed, a feed.Artifact) {
	t.Helper()
	if err := f.Upload(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := f.Upload(t.Context(), a); !errors.Is(err, feed.ErrExists) {
		t.Errorf("the second upload of %s: %v", a.File, err)
	}
	content, err := os.ReadFile(a.Path)
	if err != nil {
		t.Fatal(err)
	}
	var fetched bytes.Buffer
	if err := f.Fetch(t.Context(), a.Package, a.Version, a.File, &fetched); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fetched.Bytes(), content) {
		t.Errorf("other bytes of %s were fetched than uploaded", a.File)
	}
}
