package npm

import (
	"context"
	"crypto/sha512"
	"encoding/hex"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// The embedded feeds, which npm itself is tried with, take all that a release asks of a registry.
func TestWithTheEmbeddedFeeds(t *testing.T) {
	url, store := feedtest.ServeLocal(t)
	f, err := New(httpfeed.Options{Name: "npm", URL: url + "/npm/", Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: store.Token()}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, a := t.Context(), sound(t)
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
	feedtest.Holds(t, f, a.Package, a.Version)
	tagged(nil)
	feedtest.Uploads(t, f, a)
	content, err := os.ReadFile(a.Path)
	do(err)
	sum := sha512.Sum512(content)
	held := feed.File{Name: a.File, SHA512: hex.EncodeToString(sum[:])}
	feedtest.Holds(t, f, a.Package, a.Version, held)
	tagged(map[string]string{ArrivalTag: a.Version, "latest": a.Version}) // It is the first version.
	do(f.Tag(ctx, a.Package, "next", a.Version))
	tagged(map[string]string{ArrivalTag: a.Version, "latest": a.Version, "next": a.Version})
	for _, reason := range []string{"it is broken", ""} {
		do(f.Deprecate(ctx, a.Package, a.Version, reason))
		held.Gone = reason
		feedtest.Holds(t, f, a.Package, a.Version, held)
	}
}
