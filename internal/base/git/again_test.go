package git_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

// TestListsAreReadAgain has a server that is busy at first, and one that has no such repository.
func TestListsAreReadAgain(t *testing.T) {
	gittest.Isolate(t)
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/busy.git/info/refs" {
			http.NotFound(w, r)
			return
		}
		if asked++; asked == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, strings.Repeat("a", 40)+"\trefs/tags/v1.2.3\n")
	}))
	defer server.Close()
	tags, err := git.RemoteTags(t.Context(), t.TempDir(), server.URL+"/busy.git")
	if err != nil || tags["v1.2.3"] == "" {
		t.Errorf("got %q, %v after %d requests", tags, err, asked)
	}
	if _, err := git.RemoteTags(t.Context(), t.TempDir(), server.URL+"/none.git"); err == nil {
		t.Error("there is no such repository")
	}
}
