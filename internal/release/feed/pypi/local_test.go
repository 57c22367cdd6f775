package pypi

import (
	"context"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// The embedded feeds, which pip and uv are tried with, take all that a release asks of an index.
func TestWithTheEmbeddedFeeds(t *testing.T) {
	url, store := feedtest.ServeLocal(t)
	login := feed.Login{Secret: "wrong"}
	f, err := NewYanking(httpfeed.Options{Name: "pypi", URL: url + "/pypi/simple/", Credentials: func(context.Context) (feed.Login, error) {
		return login, nil
	}}, url+"/pypi/legacy/")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Preflight(t.Context(), pkg); httpfeed.Status(err) != 401 {
		t.Errorf("with a wrong login: %v", err)
	}
	login.Secret = store.Token()
	if err := f.Preflight(t.Context(), pkg); err != nil {
		t.Fatal(err)
	}
	feedtest.Holds(t, f, pkg, number)
	var held []feed.File
	for _, a := range []feed.Artifact{soundWheel(t), soundSdist(t)} {
		feedtest.Uploads(t, f, a)
		held = append(held, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
		feedtest.Holds(t, f, pkg, number, held...)
	}
	if err := f.Deprecate(t.Context(), pkg, number, "it is broken"); err != nil {
		t.Fatal(err)
	}
	for i := range held {
		held[i].Gone = "it is broken"
	}
	feedtest.Holds(t, f, pkg, number, held...)
}
