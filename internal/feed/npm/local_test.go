package npm

import (
	"bytes"
	"context"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/feed/local"
)

// The embedded feeds, which npm itself is tried with, take all that a release asks of a registry.
func TestWithTheEmbeddedFeeds(t *testing.T) {
	store, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	f, err := New(httpfeed.Options{Name: "npm", URL: server.URL + "/npm/", Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: store.Token()}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, a := t.Context(), sound(t)
	look := func(want ...feed.File) {
		t.Helper()
		got, err := f.Look(ctx, a.Package, a.Version)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("it holds (-want +got):\n%s", diff)
		}
	}
	tagged := func(want map[string]string) {
		t.Helper()
		got, err := f.Tags(ctx, a.Package)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("tags (-want +got):\n%s", diff)
		}
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(f.Preflight(ctx, a.Package))
	look()
	tagged(nil)
	do(f.Upload(ctx, a))
	if err := f.Upload(ctx, a); !errors.Is(err, feed.ErrExists) {
		t.Errorf("the second upload: %v", err)
	}
	content, err := os.ReadFile(a.Path)
	do(err)
	sum := sha512.Sum512(content)
	held := feed.File{Name: a.File, SHA512: hex.EncodeToString(sum[:])}
	look(held)
	var fetched bytes.Buffer
	do(f.Fetch(ctx, a.Package, a.Version, a.File, &fetched))
	if !bytes.Equal(fetched.Bytes(), content) {
		t.Error("other bytes were fetched than uploaded")
	}
	tagged(map[string]string{ArrivalTag: a.Version, "latest": a.Version}) // It is the first version.
	do(f.Tag(ctx, a.Package, "next", a.Version))
	tagged(map[string]string{ArrivalTag: a.Version, "latest": a.Version, "next": a.Version})
	do(f.Deprecate(ctx, a.Package, a.Version, "it is broken"))
	held.Gone = "it is broken"
	look(held)
	do(f.Deprecate(ctx, a.Package, a.Version, ""))
	held.Gone = ""
	look(held)
}
