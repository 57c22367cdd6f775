package artifactregistry

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/artifactregistry/registrytest"
)

var (
	npmRepository    = Repository{Format: NPM, Location: "us", Project: "qdrant-cloud", ID: "npm"}
	pythonRepository = Repository{Format: Python, Location: "us", Project: "qdrant-cloud", ID: "python"}
)

const (
	npmPackage = "@qdrant/qdrant-cloud-public-api"
	caller     = "releaser@qdrant-cloud.iam.gserviceaccount.com"
)

func newService() *registrytest.Service {
	return registrytest.New(map[string]artifactregistrypb.Repository_Format{
		npmRepository.Name(): artifactregistrypb.Repository_NPM, pythonRepository.Name(): artifactregistrypb.Repository_PYTHON,
	})
}

// start runs a service and returns a client of it, whose token is of the caller.
func start(t *testing.T, s *registrytest.Service) *Client {
	t.Helper()
	client, err := Open(t.Context(), source(t), s.Start(t)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

// source gives the tokens token-1, token-2 and so on, which last for an hour.
func source(t *testing.T) *credentials.Source {
	t.Helper()
	var n int
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"token-%d","token_type":"Bearer","expires_in":3600}`, n)
	}))
	t.Cleanup(tokens.Close)
	path := filepath.Join(t.TempDir(), "credentials.json")
	content := fmt.Sprintf(`{"type":"authorized_user","account":%q,"client_id":"i","client_secret":"secret","refresh_token":"refresh","token_uri":%q}`, caller, tokens.URL)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := credentials.Find(t.Context(), credentials.Options{
		Getenv: func(name string) string {
			return map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path}[name]
		},
		Secrets: &redact.Secrets{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
