package release

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/artifactregistry"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/artifactregistry/registrytest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

var (
	npmRepository    = artifactregistry.Repository{Format: artifactregistry.NPM, Location: "us", Project: "acme-cloud", ID: "npm"}
	pythonRepository = artifactregistry.Repository{Format: artifactregistry.Python, Location: "us", Project: "acme-cloud", ID: "python"}
)

// cloud is a setting whose npm and Python feeds are repositories of Artifact Registry. Who releases is signed in by a file; the
// feeds speak the dialect of the registry, and a token is good for a number of requests.
type cloud struct {
	*setting

	registry *registrytest.Service
	checkout *Checkout
}

func newCloud(t *testing.T, requests int) *cloud {
	t.Helper()
	c := &cloud{setting: newSetting(t, feedtest.Fault{On: feedtest.Upload, Times: feedtest.Always, Do: feedtest.ArtifactRegistry()})}
	c.twin.ExpireTokens(c.store.Token(), requests)
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":%q,"token_type":"Bearer","expires_in":3600}`, c.twin.Renew())
	}))
	t.Cleanup(tokens.Close)
	file := filepath.Join(t.TempDir(), "credentials.json")
	content := fmt.Sprintf(`{"type":"authorized_user","account":"ada@example.com","client_id":"i","refresh_token":"refresh","token_uri":%q}`, tokens.URL)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	c.registry = registrytest.New(map[string]artifactregistrypb.Repository_Format{
		npmRepository.Name(): artifactregistrypb.Repository_NPM, pythonRepository.Name(): artifactregistrypb.Repository_PYTHON,
	})
	c.registry.Held = func(version string) ([]*artifactregistrypb.File, bool) { return c.files(t, version) }
	env := map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": file, "CI": "true"}
	c.checkout = &Checkout{Root: c.repo, Progress: progress.Discard(), Secrets: &redact.Secrets{}, Getenv: func(name string) string {
		if name == goToken || name == forgeToken {
			return c.twin.Renew() // The Go proxy and the forge are none of Google's. That they ask ends the token of the others, too.
		}
		return env[name]
	}}
	c.checkout.google = google{options: c.registry.Start(t), parse: func(address string) (artifactregistry.Repository, bool, error) {
		switch {
		case strings.HasPrefix(address, c.server.URL+"/npm/"):
			return npmRepository, true, nil
		case strings.HasPrefix(address, c.server.URL+"/pypi/"):
			return pythonRepository, true, nil
		default:
			return artifactregistry.Repository{}, false, nil
		}
	}}
	return c
}

// files are what the registry holds of a version, as the feeds do.
func (c *cloud) files(t *testing.T, version string) ([]*artifactregistrypb.File, bool) {
	t.Helper()
	repository, _, _ := strings.Cut(version, "/packages/")
	var files []*artifactregistrypb.File
	for name, digest := range c.held(t) {
		f := &artifactregistrypb.File{Owner: version}
		var sum []byte
		switch kind, name, _ := strings.Cut(name, " "); {
		case kind == "npm" && repository == npmRepository.Name() && name == released:
			// The feed tells SHA-512, the service SHA-256.
			f.Name = repository + "/files/" + strings.ReplaceAll(npmName+"/-/acme-sdk-"+released+".tgz", "/", "%2F")
			sum = c.planned(t, "acme-sdk-"+released+".tgz")
		case kind == "pypi" && repository == pythonRepository.Name():
			f.Name = repository + "/files/" + pythonName + "%2F" + name
			sum, _ = hex.DecodeString(digest)
		default:
			continue
		}
		f.Hashes = []*artifactregistrypb.Hash{{Type: artifactregistrypb.Hash_SHA256, Value: sum}}
		files = append(files, f)
	}
	return files, len(files) > 0
}

// planned is the SHA-256 of a file of the plan.
func (c *cloud) planned(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(c.repo, "dist", "plan.json"))
	if err != nil {
		t.Error(err)
	}
	var p struct {
		Artifacts []struct{ File, SHA256 string }
	}
	if err := json.Unmarshal(content, &p); err != nil {
		t.Error(err)
	}
	for _, a := range p.Artifacts {
		if a.File == file {
			sum, _ := hex.DecodeString(a.SHA256)
			return sum
		}
	}
	return nil
}

// release publishes the plan.
func (c *cloud) release(t *testing.T) error {
	t.Helper()
	c.checkout.publishing = quickly
	_, _, err := c.checkout.do(t.Context(), request{section: publishing})
	return err
}

// TestReleaseToArtifactRegistry releases with the login of the machine, whose tokens run out in the middle: the world is that of
// any other release. The control plane is asked before, and does not answer at once.
func TestReleaseToArtifactRegistry(t *testing.T) {
	ordinary := newSetting(t)
	if code := ordinary.release(t); code != 0 {
		t.Fatalf("an ordinary release has the exit code %d", code)
	}
	want := ordinary.held(t)
	for _, requests := range []int{2, 5, 100} {
		c := newCloud(t, requests)
		c.registry.Fail("GetRepository", status.Error(codes.Unavailable, "try later"))
		if err := c.release(t); err != nil {
			t.Fatalf("tokens for %d requests: %v", requests, err)
		}
		if diff := cmp.Diff(want, c.held(t)); diff != "" {
			t.Errorf("tokens for %d requests (-want +got):\n%s", requests, diff)
		}
		c.writes(t)
		for _, method := range []string{"GetRepository", "TestIamPermissions", "GetVersion", "ListFiles"} {
			if c.registry.Asked(method) == 0 {
				t.Errorf("the control plane was not asked to %s", method)
			}
		}
		if err := c.release(t); err != nil {
			t.Errorf("again: %v", err)
		}
		c.writes(t)
	}
}

// TestReleaseWithoutTheRight changes nothing, and says who may not do what, and how to fix it.
func TestReleaseWithoutTheRight(t *testing.T) {
	c := newCloud(t, 100)
	c.registry.Lacks = []string{"artifactregistry.repositories.uploadArtifacts"}
	before := c.held(t)
	err := c.release(t)
	if code := exit.Of(err); code == 0 || code == 3 {
		t.Errorf("the exit code is %d: %v", code, err)
	}
	const want = `user:ada@example.com lacks artifactregistry.repositories.uploadArtifacts on projects/acme-cloud/locations/us/repositories/npm; grant them: gcloud artifacts repositories add-iam-policy-binding npm --project=acme-cloud --location=us --member="user:ada@example.com" --role=roles/artifactregistry.writer`
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("it does not say\n%s\nbut\n%v", want, err)
	}
	if diff := cmp.Diff(before, c.held(t)); diff != "" {
		t.Errorf("something was changed:\n%s", diff)
	}
}

// TestNobodyIsSignedIn in CI is no release into local feeds, but a plan can be made.
func TestNobodyIsSignedIn(t *testing.T) {
	c := newCloud(t, 100)
	c.checkout.Getenv = func(name string) string { return map[string]string{"CI": "true"}[name] }
	_, err := c.checkout.opened(t, Options{})
	if refused := (*publish.RefusedError)(nil); !errors.As(err, &refused) {
		t.Errorf("the error is %v", err)
	}
	if _, err := c.checkout.opened(t, Options{Unsigned: true}); err != nil {
		t.Errorf("what only reads: %v", err)
	}
}

func TestTheDoctorOfReleases(t *testing.T) {
	c := newCloud(t, 100)
	c.registry.Lacks = []string{"artifactregistry.tags.update"}
	c.registry.Fail("ListVersions", status.Error(codes.InvalidArgument, "the header Authorization: "+"refresh"+" is too long"))
	rows, err := c.checkout.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if found := rows[2].Found; !strings.Contains(found, "Authorization: "+redact.Mask+" is") {
		t.Errorf("what the registry says is shown as %q", found)
	}
	var shown []string
	for _, row := range rows {
		shown = append(shown, fmt.Sprintf("%s %v", row.Tool, row.OK))
	}
	want := []string{
		"identity true", "token true", "us-npm.pkg.dev/acme-cloud/npm false", "rights false",
		"us-python.pkg.dev/acme-cloud/python true", "rights true", c.server.URL + "/go true", "git remote origin true",
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestTheDoctorAsksOtherFeeds with a wrong token, and a remote that is away.
func TestTheDoctorAsksOtherFeeds(t *testing.T) {
	s := newSetting(t)
	s.env[npmToken] = "wrong"
	edit(t, filepath.Join(s.repo, "sdk.yaml"), "  forge:", fmt.Sprintf(`  previews:
    ts: [{url: "%[1]s/npm/", token: PREVIEW_TOKEN}]
    python: [{url: "%[1]s/pypi/legacy/", index: "%[1]s/pypi/simple/", token: %[2]s}]
  forge:`, s.server.URL, pythonToken))
	gittest.Run(t, s.repo, "remote", "set-url", "origin", filepath.Join(s.dir, "away.git"))
	c := &Checkout{Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}}
	rows, err := c.Doctor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, row := range rows {
		shown = append(shown, fmt.Sprintf("%s %v", strings.Replace(row.Tool, s.server.URL, "", 1), row.OK))
		if strings.HasPrefix(row.Tool, "previews: ") {
			if row.Wanted != "$PREVIEW_TOKEN" || row.Found != "not set; only previews need it" {
				t.Errorf("the row of previews is %+v", row)
			}
			continue
		}
		if strings.HasSuffix(row.Tool, "/npm/") && !strings.Contains(row.Fix, npmToken) {
			t.Errorf("the advice is %q", row.Fix)
		}
	}
	if diff := cmp.Diff([]string{"/npm/ false", "/pypi/legacy/ true", "/go true", "previews: /npm/ true", "git remote origin false"}, shown); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
