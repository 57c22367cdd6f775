package artifactregistry

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"cloud.google.com/go/iam/apiv1/iampb"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpccredentials "google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/internal/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/redact"
)

var (
	npmRepository    = Repository{Format: NPM, Location: "us", Project: "qdrant-cloud", ID: "npm"}
	pythonRepository = Repository{Format: Python, Location: "us", Project: "qdrant-cloud", ID: "python"}
)

const (
	npmPackage = "@qdrant/qdrant-cloud-public-api"
	caller     = "releaser@qdrant-cloud.iam.gserviceaccount.com"
)

// service is Artifact Registry in memory: the service interface of its own API, reached by its own client.
type service struct {
	artifactregistrypb.UnimplementedArtifactRegistryServer

	repositories map[string]*artifactregistrypb.Repository
	versions     map[string][]string // versions are by package, all as names of resources.
	files        []*artifactregistrypb.File
	lacks        []string // lacks are the permissions that the caller does not have.
	page         int      // page is how many entries a page has at most.

	mu     sync.Mutex
	fail   map[string][]error // fail are the answers of a method before it works, the first first.
	asked  map[string]int
	accept string // accept is the only token that is good; empty takes all.
}

func newService() *service {
	standard := func(r Repository) *artifactregistrypb.Repository {
		return &artifactregistrypb.Repository{Name: r.Name(), Format: formats[r.Format], Mode: artifactregistrypb.Repository_STANDARD_REPOSITORY}
	}
	return &service{
		repositories: map[string]*artifactregistrypb.Repository{npmRepository.Name(): standard(npmRepository), pythonRepository.Name(): standard(pythonRepository)},
		versions:     map[string][]string{}, fail: map[string][]error{}, asked: map[string]int{}, page: 2,
	}
}

// add puts a version with its files there.
func (s *service) add(r Repository, pkg, version string, files ...*artifactregistrypb.File) {
	name := r.version(pkg, version)
	s.versions[r.pkg(pkg)] = append(s.versions[r.pkg(pkg)], name)
	for _, f := range files {
		f.Name, f.Owner = r.Name()+"/files/"+escape(f.GetName()), name
		s.files = append(s.files, f)
	}
}

// intercept counts, checks who asks, and fails where it should.
func (s *service) intercept(ctx context.Context, request any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
	method := info.FullMethod[strings.LastIndex(info.FullMethod, "/")+1:]
	s.mu.Lock()
	s.asked[method]++
	var err error
	if s.accept != "" {
		md, _ := metadata.FromIncomingContext(ctx)
		if got := md.Get("authorization"); !slices.Equal(got, []string{"Bearer " + s.accept}) {
			err = status.Error(codes.Unauthenticated, "Request had invalid authentication credentials.")
		}
	}
	if queue := s.fail[method]; err == nil && len(queue) > 0 {
		err, s.fail[method] = queue[0], queue[1:]
	}
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return handle(ctx, request)
}

func (s *service) GetRepository(_ context.Context, r *artifactregistrypb.GetRepositoryRequest) (*artifactregistrypb.Repository, error) {
	if found := s.repositories[r.GetName()]; found != nil {
		return found, nil
	}
	return nil, status.Errorf(codes.NotFound, "Requested entity %q was not found.", r.GetName())
}

func (s *service) TestIamPermissions(_ context.Context, r *iampb.TestIamPermissionsRequest) (*iampb.TestIamPermissionsResponse, error) {
	held := slices.DeleteFunc(slices.Clone(r.GetPermissions()), func(p string) bool { return slices.Contains(s.lacks, p) })
	return &iampb.TestIamPermissionsResponse{Permissions: held}, nil
}

func (s *service) GetVersion(_ context.Context, r *artifactregistrypb.GetVersionRequest) (*artifactregistrypb.Version, error) {
	pkg, _, _ := strings.Cut(r.GetName(), "/versions/")
	if slices.Contains(s.versions[pkg], r.GetName()) {
		return &artifactregistrypb.Version{Name: r.GetName()}, nil
	}
	return nil, status.Error(codes.NotFound, "Requested entity was not found.")
}

func (s *service) ListVersions(_ context.Context, r *artifactregistrypb.ListVersionsRequest) (*artifactregistrypb.ListVersionsResponse, error) {
	all := s.versions[r.GetParent()]
	if all == nil {
		return nil, status.Error(codes.NotFound, "Requested entity was not found.")
	}
	page, next := paged(all, r.GetPageToken(), s.page)
	answer := &artifactregistrypb.ListVersionsResponse{NextPageToken: next}
	for _, name := range page {
		answer.Versions = append(answer.Versions, &artifactregistrypb.Version{Name: name})
	}
	return answer, nil
}

func (s *service) ListFiles(_ context.Context, r *artifactregistrypb.ListFilesRequest) (*artifactregistrypb.ListFilesResponse, error) {
	if s.repositories[r.GetParent()] == nil {
		return nil, status.Error(codes.NotFound, "Requested entity was not found.")
	}
	quoted, ok := strings.CutPrefix(r.GetFilter(), "owner=")
	owner, err := strconv.Unquote(quoted)
	if !ok || err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "bad filter %s", r.GetFilter())
	}
	var all []*artifactregistrypb.File
	for _, f := range s.files {
		if strings.EqualFold(f.GetOwner(), owner) {
			all = append(all, f)
		}
	}
	page, next := paged(all, r.GetPageToken(), s.page)
	return &artifactregistrypb.ListFilesResponse{Files: page, NextPageToken: next}, nil
}

// paged is a page and the token of the next one; the service may have fewer entries than asked for on a page, also none.
func paged[T any](all []T, token string, size int) ([]T, string) {
	from, _ := strconv.Atoi(token)
	to := min(from+size, len(all))
	if to == len(all) {
		return all[from:to], ""
	}
	return all[from:to], strconv.Itoa(to)
}

// start runs the service and returns a client of it, whose token is of the caller.
func (s *service) start(t *testing.T) *Client {
	t.Helper()
	client, err := Open(t.Context(), source(t), s.listen(t)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

// listen serves over TLS, because tokens go nowhere else, and returns how a client gets there.
func (s *service) listen(t *testing.T) []option.ClientOption {
	t.Helper()
	certified := httptest.NewTLSServer(http.NotFoundHandler())
	certified.Close()
	server := grpc.NewServer(grpc.Creds(grpccredentials.NewServerTLSFromCert(&certified.TLS.Certificates[0])), grpc.UnaryInterceptor(s.intercept))
	artifactregistrypb.RegisterArtifactRegistryServer(server, s)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	roots := x509.NewCertPool()
	roots.AddCert(certified.Certificate())
	return []option.ClientOption{
		option.WithEndpoint(listener.Addr().String()),
		option.WithGRPCDialOption(grpc.WithTransportCredentials(grpccredentials.NewClientTLSFromCert(roots, "example.com"))),
	}
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
