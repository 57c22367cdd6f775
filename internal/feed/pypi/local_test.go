package pypi

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/feed/local"
)

// The embedded feeds, which pip and uv are tried with, take all that a release asks of an index.
func TestWithTheEmbeddedFeeds(t *testing.T) {
	store, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	login := feed.Login{Secret: store.Token()}
	f, err := NewYanking(httpfeed.Options{Name: "pypi", URL: server.URL + "/pypi/simple/", Credentials: func(context.Context) (feed.Login, error) {
		return login, nil
	}}, server.URL+"/pypi/legacy/")
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	look := func(want ...feed.File) {
		t.Helper()
		got, err := f.Look(ctx, pkg, number)
		do(err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("it holds (-want +got):\n%s", diff)
		}
	}
	do(f.Preflight(ctx, pkg))
	login.Secret = "wrong"
	if err := f.Preflight(ctx, pkg); httpfeed.Status(err) != 401 {
		t.Errorf("with a wrong login: %v", err)
	}
	login.Secret = store.Token()
	look()
	var held []feed.File
	for _, a := range []feed.Artifact{soundWheel(t), soundSdist(t)} {
		do(f.Upload(ctx, a))
		if err := f.Upload(ctx, a); !errors.Is(err, feed.ErrExists) {
			t.Errorf("the second upload of %s: %v", a.File, err)
		}
		held = append(held, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
		look(held...)
		content, err := os.ReadFile(a.Path)
		do(err)
		var fetched bytes.Buffer
		do(f.Fetch(ctx, pkg, number, a.File, &fetched))
		if !bytes.Equal(fetched.Bytes(), content) {
			t.Errorf("other bytes of %s were fetched than uploaded", a.File)
		}
	}
	do(f.Deprecate(ctx, pkg, number, "it is broken"))
	for i := range held {
		held[i].Gone = "it is broken"
	}
	look(held...)
}
