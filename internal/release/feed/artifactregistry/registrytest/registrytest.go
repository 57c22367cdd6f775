// Package registrytest is Artifact Registry in memory, for tests: the service interface of its own API, over TLS, to be reached
// by its own client.
package registrytest

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
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
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// Service is the registry. What it holds is set before it is asked.
type Service struct {
	artifactregistrypb.UnimplementedArtifactRegistryServer

	Repositories map[string]*artifactregistrypb.Repository // Repositories are by the names of their resources.
	Lacks        []string                                  // Lacks are the permissions that the caller does not have.
	Page         int                                       // Page is how many entries a page has at most.
	Accept       string                                    // Accept is the only token that is good; empty takes all.

	// Held are the files of a version, whose name is given as that of its resource, and whether it is there; nil knows what was
	// added.
	Held func(version string) ([]*artifactregistrypb.File, bool)

	mu       sync.Mutex
	versions []string
	files    []*artifactregistrypb.File
	fail     map[string][]error
	asked    map[string]int
}

// New is a service with standard repositories of these names and formats.
func New(repositories map[string]artifactregistrypb.Repository_Format) *Service {
	s := &Service{Repositories: map[string]*artifactregistrypb.Repository{}, fail: map[string][]error{}, asked: map[string]int{}, Page: 2}
	for name, format := range repositories {
		s.Repositories[name] = &artifactregistrypb.Repository{Name: name, Format: format, Mode: artifactregistrypb.Repository_STANDARD_REPOSITORY}
	}
	return s
}

// Add puts a version, by the name of its resource, with its files there, which are named by their paths in the repository.
func (s *Service) Add(version string, files ...*artifactregistrypb.File) {
	repository, _, _ := strings.Cut(version, "/packages/")
	s.versions = append(s.versions, version)
	for _, f := range files {
		f.Name, f.Owner = repository+"/files/"+strings.ReplaceAll(f.GetName(), "/", "%2F"), version
		s.files = append(s.files, f)
	}
}

// Fail has a method answer with these errors, one after the other, before it works.
func (s *Service) Fail(method string, errs ...error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail[method] = append(s.fail[method], errs...)
}

// Asked is how often a method was called.
func (s *Service) Asked(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[method]
}

// intercept counts, checks who asks, and fails where it should.
func (s *Service) intercept(ctx context.Context, request any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
	method := info.FullMethod[strings.LastIndex(info.FullMethod, "/")+1:]
	s.mu.Lock()
	s.asked[method]++
	var err error
	if s.Accept != "" {
		md, _ := metadata.FromIncomingContext(ctx)
		if got := md.Get("authorization"); !slices.Equal(got, []string{"Bearer " + s.Accept}) {
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

// GetRepository implements the service.
func (s *Service) GetRepository(_ context.Context, r *artifactregistrypb.GetRepositoryRequest) (*artifactregistrypb.Repository, error) {
	if found := s.Repositories[r.GetName()]; found != nil {
		return found, nil
	}
	return nil, status.Errorf(codes.NotFound, "Requested entity %q was not found.", r.GetName())
}

// TestIamPermissions implements the service.
func (s *Service) TestIamPermissions(_ context.Context, r *iampb.TestIamPermissionsRequest) (*iampb.TestIamPermissionsResponse, error) {
	held := slices.DeleteFunc(slices.Clone(r.GetPermissions()), func(p string) bool { return slices.Contains(s.Lacks, p) })
	return &iampb.TestIamPermissionsResponse{Permissions: held}, nil
}

// GetVersion implements the service.
func (s *Service) GetVersion(_ context.Context, r *artifactregistrypb.GetVersionRequest) (*artifactregistrypb.Version, error) {
	if _, ok := s.held(r.GetName()); !ok {
		return nil, status.Error(codes.NotFound, "Requested entity was not found.")
	}
	return &artifactregistrypb.Version{Name: r.GetName()}, nil
}

// held are the files of a version, and whether it is there. Like filters, it knows no case.
func (s *Service) held(version string) ([]*artifactregistrypb.File, bool) {
	if s.Held != nil {
		return s.Held(version)
	}
	var files []*artifactregistrypb.File
	for _, f := range s.files {
		if strings.EqualFold(f.GetOwner(), version) {
			files = append(files, f)
		}
	}
	return files, slices.Contains(s.versions, version)
}

// ListVersions implements the service.
func (s *Service) ListVersions(_ context.Context, r *artifactregistrypb.ListVersionsRequest) (*artifactregistrypb.ListVersionsResponse, error) {
	of := slices.DeleteFunc(slices.Clone(s.versions), func(v string) bool { return !strings.HasPrefix(v, r.GetParent()+"/versions/") })
	if len(of) == 0 {
		return nil, status.Error(codes.NotFound, "Requested entity was not found.")
	}
	page, next := paged(of, r.GetPageToken(), s.Page)
	answer := &artifactregistrypb.ListVersionsResponse{NextPageToken: next}
	for _, name := range page {
		answer.Versions = append(answer.Versions, &artifactregistrypb.Version{Name: name})
	}
	return answer, nil
}

// ListFiles implements the service.
func (s *Service) ListFiles(_ context.Context, r *artifactregistrypb.ListFilesRequest) (*artifactregistrypb.ListFilesResponse, error) {
	if s.Repositories[r.GetParent()] == nil {
		return nil, status.Error(codes.NotFound, "Requested entity was not found.")
	}
	quoted, ok := strings.CutPrefix(r.GetFilter(), "owner=")
	owner, err := strconv.Unquote(quoted)
	if !ok || err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "bad filter %s", r.GetFilter())
	}
	all, _ := s.held(owner)
	page, next := paged(all, r.GetPageToken(), s.Page)
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

// Start serves until the test ends, over TLS, because tokens go nowhere else, and returns how a client gets there.
func (s *Service) Start(t *testing.T) []option.ClientOption {
	t.Helper()
	certified := httptest.NewTLSServer(http.NotFoundHandler())
	certified.Close()
	server := grpc.NewServer(grpc.Creds(credentials.NewServerTLSFromCert(&certified.TLS.Certificates[0])), grpc.UnaryInterceptor(s.intercept))
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
		option.WithGRPCDialOption(grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(roots, "example.com"))),
	}
}
