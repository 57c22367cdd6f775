package artifactregistry

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/artifactregistry/registrytest"
)

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		address string
		want    string // want is the name of the resource; empty where the address is wrong.
		format  Format
		ours    bool
	}{
		{"https://us-npm.pkg.dev/qdrant-cloud/npm/", "projects/qdrant-cloud/locations/us/repositories/npm", NPM, true},
		{"https://us-npm.pkg.dev/qdrant-cloud/npm", "projects/qdrant-cloud/locations/us/repositories/npm", NPM, true},
		{"https://us-python.pkg.dev/qdrant-cloud/python/simple/", "projects/qdrant-cloud/locations/us/repositories/python", Python, true},
		{"https://europe-west3-python.pkg.dev/qdrant-cloud/python/", "projects/qdrant-cloud/locations/europe-west3/repositories/python", Python, true},
		{"https://northamerica-northeast1-go.pkg.dev/qdrant-cloud/mods/", "projects/qdrant-cloud/locations/northamerica-northeast1/repositories/mods", Go, true},
		{"https://registry.example.com/npm/", "", "", false},
		{"https://us-npm.pkg.dev.example.com/qdrant-cloud/npm/", "", "", false},
		{"http://us-npm.pkg.dev/qdrant-cloud/npm/", "", "", true},
		{"https://us-npm.pkg.dev:444/qdrant-cloud/npm/", "", "", true},
		{"https://user:secret@us-npm.pkg.dev/qdrant-cloud/npm/", "", "", true},
		{"https://us-docker.pkg.dev/qdrant-cloud/images/", "", "", true},
		{"https://npm.pkg.dev/qdrant-cloud/npm/", "", "", true},
		{"https://us-npm.pkg.dev/qdrant-cloud/", "", "", true},
		{"https://us-npm.pkg.dev/qdrant-cloud/npm/simple/", "", "", true},
		{"https://us-npm.pkg.dev/qdrant-cloud/../npm/", "", "", true},
		{"https://us-npm.pkg.dev/qdrant-cloud/n%2Fpm/", "", "", true},
		{"https://us-npm.pkg.dev/Qdrant/npm/", "", "", true},
		{"https://us-npm.pkg.dev/qdrant-cloud/npm/?x=y", "", "", true},
	} {
		r, ours, err := Parse(c.address)
		switch {
		case ours != c.ours:
			t.Errorf("%s: ours is %v", c.address, ours)
		case c.want == "" && c.ours && err == nil:
			t.Errorf("%s is taken as %s", c.address, r.Name())
		case c.want != "" && (err != nil || r.Name() != c.want || r.Format != c.format):
			t.Errorf("%s is taken as %s of %s, %v", c.address, r.Name(), r.Format, err)
		case err != nil && strings.Contains(err.Error(), "secret"):
			t.Errorf("the error shows a secret: %v", err)
		}
	}
}

func TestPreflight(t *testing.T) {
	denied := func(details ...protoadapt.MessageV1) error {
		s, err := status.New(codes.PermissionDenied, "Permission denied on resource\n(or it may not exist).").WithDetails(details...)
		if err != nil {
			t.Fatal(err)
		}
		return s.Err()
	}
	busy, err := status.New(codes.ResourceExhausted, "Quota exceeded for quota metric 'Requests'.").WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(7 * time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	const grant = `; grant them: gcloud artifacts repositories add-iam-policy-binding npm --project=qdrant-cloud --location=us --member="serviceAccount:releaser@qdrant-cloud.iam.gserviceaccount.com" --role=roles/artifactregistry.writer`
	const name = "us-npm.pkg.dev/qdrant-cloud/npm: "
	for _, c := range []struct {
		name    string
		prepare func(s *registrytest.Service)
		want    string
		retry   time.Duration // retry is 0 where another try is in vain, otherwise the wait.
	}{
		{name: "all is well", prepare: func(*registrytest.Service) {}},
		{name: "a repository from before there were modes", prepare: func(s *registrytest.Service) {
			s.Repositories[npmRepository.Name()].Mode = artifactregistrypb.Repository_MODE_UNSPECIFIED
		}},
		{
			name: "a right is missing", prepare: func(s *registrytest.Service) {
				s.Lacks = []string{"artifactregistry.repositories.uploadArtifacts", "artifactregistry.tags.update"}
			},
			want: name + "check the permissions: serviceAccount:" + caller + " lacks artifactregistry.repositories.uploadArtifacts, artifactregistry.tags.update on projects/qdrant-cloud/locations/us/repositories/npm" + grant,
		},
		{
			name: "no repository", prepare: func(s *registrytest.Service) { delete(s.Repositories, npmRepository.Name()) },
			want: name + "look at the repository: the repository does not exist; create it: gcloud artifacts repositories create npm --project=qdrant-cloud --location=us --repository-format=npm",
		},
		{
			name: "another format", prepare: func(s *registrytest.Service) {
				s.Repositories[npmRepository.Name()].Format = artifactregistrypb.Repository_DOCKER
			},
			want: name + "look at the repository: it holds packages of the format DOCKER; set the address of another one in sdk.yaml, or gcloud artifacts repositories create npm --project=qdrant-cloud --location=us --repository-format=npm",
		},
		{
			name: "a remote repository", prepare: func(s *registrytest.Service) {
				s.Repositories[npmRepository.Name()].Mode = artifactregistrypb.Repository_REMOTE_REPOSITORY
			},
			want: name + "look at the repository: it is a remote repository, which only caches another registry; set the address of a standard repository in sdk.yaml",
		},
		{
			name: "a virtual repository", prepare: func(s *registrytest.Service) {
				s.Repositories[npmRepository.Name()] = virtual(npmRepository, map[string]int32{"projects/qdrant-cloud/locations/us/repositories/npm-internal": 1})
			},
			want: name + "look at the repository: it is a virtual repository, which accepts no uploads; set the address of one of its upstreams in sdk.yaml (npm-internal)",
		},
		{
			name: "a virtual repository of nothing", prepare: func(s *registrytest.Service) {
				s.Repositories[npmRepository.Name()] = virtual(npmRepository, nil)
			},
			want: name + "look at the repository: it is a virtual repository, which accepts no uploads; set the address of a standard repository in sdk.yaml",
		},
		{
			name: "the right to look is missing", prepare: func(s *registrytest.Service) {
				s.Fail("GetRepository", denied(&errdetails.ErrorInfo{Reason: "IAM_PERMISSION_DENIED", Metadata: map[string]string{"permission": "artifactregistry.repositories.get"}}))
			},
			want: name + "look at the repository: serviceAccount:" + caller + " lacks artifactregistry.repositories.get on projects/qdrant-cloud/locations/us/repositories/npm, or the repository does not exist" + grant,
		},
		{
			name: "denied without a reason", prepare: func(s *registrytest.Service) { s.Fail("TestIamPermissions", denied()) },
			want: name + "check the permissions: serviceAccount:" + caller + " may not: Permission denied on resource (or it may not exist)." + grant,
		},
		{
			name: "the API is off", prepare: func(s *registrytest.Service) {
				s.Fail("TestIamPermissions", denied(&errdetails.ErrorInfo{Reason: "SERVICE_DISABLED", Domain: "googleapis.com"}))
			},
			want: name + "check the permissions: the API of Artifact Registry is not enabled; gcloud services enable artifactregistry.googleapis.com --project=qdrant-cloud",
		},
		{
			name: "down", prepare: func(s *registrytest.Service) { s.Fail("GetRepository", status.Error(codes.Unavailable, "try later")) },
			want: name + "look at the repository: try later; run again", retry: -1,
		},
		{
			name: "quota used up", prepare: func(s *registrytest.Service) { s.Fail("TestIamPermissions", busy.Err()) },
			want: name + "check the permissions: Quota exceeded for quota metric 'Requests'.; run again in a minute, or raise the quota of qdrant-cloud", retry: 7 * time.Second,
		},
		{
			name: "quota used up until who knows when", prepare: func(s *registrytest.Service) {
				s.Fail("TestIamPermissions", status.Error(codes.ResourceExhausted, "Quota exceeded."))
			},
			want: name + "check the permissions: Quota exceeded.; run again in a minute, or raise the quota of qdrant-cloud", retry: quotaWait,
		},
		{
			name: "an answer that makes no sense", prepare: func(s *registrytest.Service) { s.Fail("GetRepository", status.Error(codes.InvalidArgument, "what?")) },
			want: name + "look at the repository: InvalidArgument: what?",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newService()
			c.prepare(s)
			f := Feed(start(t, s), Options{Repository: npmRepository}, &protocol{})
			err := preflight(t, f, npmPackage)
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil || err.Error() != c.want {
				t.Fatalf("the error is\n%v\nwant\n%s", err, c.want)
			}
			var of *feed.Error
			if !errors.As(err, &of) || of.Retry != (c.retry != 0) || max(c.retry, 0) != of.RetryAfter {
				t.Errorf("retry %v after %s", of.Retry, of.RetryAfter)
			}
			if of.Retry {
				if err := preflight(t, f, npmPackage); err != nil {
					t.Errorf("the second try: %v", err)
				}
			}
		})
	}
}

func preflight(t *testing.T, f feed.Feed, pkg string) error {
	t.Helper()
	p, ok := f.(feed.Preflighter)
	if !ok {
		t.Fatal("the feed has no preflight")
	}
	return p.Preflight(t.Context(), pkg)
}

func virtual(r Repository, upstreams map[string]int32) *artifactregistrypb.Repository {
	config := &artifactregistrypb.VirtualRepositoryConfig{}
	for name, priority := range upstreams {
		config.UpstreamPolicies = append(config.UpstreamPolicies, &artifactregistrypb.UpstreamPolicy{Id: "x", Repository: name, Priority: priority})
	}
	return &artifactregistrypb.Repository{
		Name: r.Name(), Format: formats[r.Format], Mode: artifactregistrypb.Repository_VIRTUAL_REPOSITORY,
		ModeConfig: &artifactregistrypb.Repository_VirtualRepositoryConfig{VirtualRepositoryConfig: config},
	}
}

func TestWhatUsersInstallFromHasToServeWhatIsPublished(t *testing.T) {
	index := Repository{Format: Python, Location: "us", Project: "qdrant-cloud", ID: "all"}
	const other = "projects/qdrant-cloud/locations/us/repositories/mirror"
	for _, c := range []struct {
		name      string
		upstreams map[string]int32
		want      string
	}{
		{"ours first", map[string]int32{pythonRepository.Name(): 20, other: 10}, ""},
		{"ours alone", map[string]int32{pythonRepository.Name(): 0}, ""},
		{"not ours", map[string]int32{other: 10}, "us-python.pkg.dev/qdrant-cloud/all: look at the index: it does not read from projects/qdrant-cloud/locations/us/repositories/python, where the release publishes; add that as an upstream, or set the address of the index in sdk.yaml"},
		{"nothing", nil, "us-python.pkg.dev/qdrant-cloud/all: look at the index: it does not read from projects/qdrant-cloud/locations/us/repositories/python, where the release publishes; add that as an upstream, or set the address of the index in sdk.yaml"},
		{"another one as well", map[string]int32{pythonRepository.Name(): 10, other: 10}, "us-python.pkg.dev/qdrant-cloud/all: look at the index: a package of the same name in projects/qdrant-cloud/locations/us/repositories/mirror would take precedence over ours; give projects/qdrant-cloud/locations/us/repositories/python the highest priority of its upstreams"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newService()
			s.Repositories[index.Name()] = virtual(index, c.upstreams)
			f := Feed(start(t, s), Options{Repository: pythonRepository, Index: index}, &protocol{})
			err := preflight(t, f, "qdrant-cloud-public-api")
			if c.want == "" && err != nil || c.want != "" && (err == nil || err.Error() != c.want) {
				t.Errorf("the error is\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}

func TestListsAreReadToTheirEnd(t *testing.T) {
	s := newService()
	var want []string
	for _, version := range []string{"0.1.0", "0.2.0", "0.3.0-pr.7.1.gabc", "0.3.0", "0.4.0"} {
		s.Add(npmRepository.version(npmPackage, version))
		want = append(want, version)
	}
	c := start(t, s)
	got, err := c.Versions(t.Context(), npmRepository, npmPackage)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("versions %v, %v", got, err)
	}
	if s.Asked("ListVersions") != 3 {
		t.Errorf("%d pages were asked for", s.Asked("ListVersions"))
	}
	if none, err := c.Versions(t.Context(), npmRepository, "@qdrant/none"); err != nil || len(none) != 0 {
		t.Errorf("a package that is not there has %v, %v", none, err)
	}
}

func TestAListWithoutEndIsLeft(t *testing.T) {
	s := newService()
	files := make([]*artifactregistrypb.File, mostFiles+1)
	for i := range files {
		files[i] = &artifactregistrypb.File{Name: "x"}
	}
	s.Page = 400
	s.Add(npmRepository.version(npmPackage, "0.1.0"), files...)
	_, err := start(t, s).Files(t.Context(), npmRepository, npmPackage, "0.1.0")
	if err == nil || !strings.Contains(err.Error(), "the list has more than 1000 entries") {
		t.Errorf("the error is %v", err)
	}
}

// protocol is a feed that speaks the protocol of a package manager.
type protocol struct {
	held []feed.File
	err  error
}

func (p *protocol) Name() string { return "protocol" }
func (p *protocol) Look(context.Context, string, string) ([]feed.File, error) {
	return p.held, p.err
}
func (p *protocol) Fetch(context.Context, string, string, string, io.Writer) error { return nil }
func (p *protocol) Upload(context.Context, feed.Artifact) error                    { return nil }

func TestDigestsOfTheServiceSpareDownloads(t *testing.T) {
	digest, text := make([]byte, 32), strings.Repeat("00", 32)
	hashed := func(name string, hashes ...*artifactregistrypb.Hash) *artifactregistrypb.File {
		return &artifactregistrypb.File{Name: name, SizeBytes: 5, Hashes: hashes}
	}
	sha := &artifactregistrypb.Hash{Type: artifactregistrypb.Hash_SHA256, Value: digest}
	md5 := &artifactregistrypb.Hash{Type: artifactregistrypb.Hash_MD5, Value: digest[:16]}
	short := &artifactregistrypb.Hash{Type: artifactregistrypb.Hash_SHA256, Value: digest[:16]}
	const file = "qdrant-cloud-public-api-0.1.0.tgz"
	const path = npmPackage + "/-/" + npmPackage + "-0.1.0.tgz"
	for _, c := range []struct {
		name  string
		shown []feed.File
		held  []*artifactregistrypb.File
		want  []feed.File
		asked int
	}{
		{"the feed tells it", []feed.File{{Name: file, SHA256: "ab", Gone: "old"}}, nil, []feed.File{{Name: file, SHA256: "ab", Gone: "old"}}, 0},
		{"the service tells it", []feed.File{{Name: file, SHA512: "cd", Gone: "old"}}, []*artifactregistrypb.File{hashed("x"), hashed("y"), hashed(path, md5, sha)}, []feed.File{{Name: file, Size: 5, SHA256: text, SHA512: "cd", Gone: "old"}}, 2},
		{"nobody tells it", []feed.File{{Name: file}}, []*artifactregistrypb.File{hashed(path, md5)}, []feed.File{{Name: file, Size: 5}}, 1},
		{"half a digest is none", []feed.File{{Name: file}}, []*artifactregistrypb.File{hashed(path, short)}, []feed.File{{Name: file, Size: 5}}, 1},
		{"the service calls it otherwise", []feed.File{{Name: file, Size: 4}}, []*artifactregistrypb.File{hashed("0011", sha)}, []feed.File{{Name: file, Size: 4}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newService()
			s.Add(npmRepository.version(npmPackage, "0.1.0"), c.held...)
			got, err := Feed(start(t, s), Options{Repository: npmRepository}, &protocol{held: c.shown}).Look(t.Context(), npmPackage, "0.1.0")
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("it looks like %+v, %v", got, err)
			}
			if s.Asked("ListFiles") != c.asked {
				t.Errorf("%d pages were asked for", s.Asked("ListFiles"))
			}
		})
	}
}

func TestAVersionThatTheServiceHasIsNotAbsent(t *testing.T) {
	s := newService()
	s.Add(npmRepository.version(npmPackage, "0.1.0"))
	f := Feed(start(t, s), Options{Repository: npmRepository}, &protocol{})
	if files, err := f.Look(t.Context(), npmPackage, "0.2.0"); err != nil || len(files) != 0 {
		t.Errorf("0.2.0 is %v, %v", files, err)
	}
	_, err := f.Look(t.Context(), npmPackage, "0.1.0")
	var of *feed.Error
	if !errors.As(err, &of) || !of.Retry || of.What != "the repository has it, but its index does not show it yet" {
		t.Errorf("the error is %v", err)
	}
}

// full is a protocol with all that a feed can have.
type full struct{ protocol }

func (*full) Tags(context.Context, string) (map[string]string, error) {
	return map[string]string{}, nil
}
func (*full) Tag(context.Context, string, string, string) error       { return nil }
func (*full) Deprecate(context.Context, string, string, string) error { return nil }
func (*full) Preflight(context.Context, string) error                 { return errors.New("the feed says no") }

type tags struct {
	protocol
	feed.Tagger
}

type deprecates struct {
	protocol
	feed.Deprecator
}

func TestWhatAFeedCanBesideStays(t *testing.T) {
	c := start(t, newService())
	for name, p := range map[string]feed.Feed{"nothing": &protocol{}, "all": &full{}, "tags": &tags{}, "deprecates": &deprecates{}} {
		wrapped := Feed(c, Options{Repository: npmRepository}, p)
		_, tagger := wrapped.(feed.Tagger)
		_, deprecator := wrapped.(feed.Deprecator)
		_, wantTagger := p.(feed.Tagger)
		_, wantDeprecator := p.(feed.Deprecator)
		if tagger != wantTagger || deprecator != wantDeprecator {
			t.Errorf("%s: tags %v, deprecates %v", name, tagger, deprecator)
		}
	}
	err := preflight(t, Feed(c, Options{Repository: npmRepository}, &full{}), npmPackage)
	if err == nil || err.Error() != "serviceAccount:"+caller+" may publish, but the feed refuses: the feed says no" {
		t.Errorf("the error is %v", err)
	}
}

func TestATokenThatIsRefusedIsRenewedOnce(t *testing.T) {
	s := newService()
	s.Accept = "token-2"
	c := start(t, s)
	if err := c.Publishable(t.Context(), npmRepository); err != nil {
		t.Fatal(err)
	}
	if s.Asked("GetRepository") != 2 {
		t.Errorf("it was asked %d times", s.Asked("GetRepository"))
	}
	s.Accept = "token-9"
	err := c.Publishable(t.Context(), npmRepository)
	if err == nil || !strings.Contains(err.Error(), "the login of serviceAccount:"+caller+" ($GOOGLE_APPLICATION_CREDENTIALS: ") || s.Asked("GetRepository") != 4 {
		t.Errorf("after %d tries: %v", s.Asked("GetRepository"), err)
	}
}

func TestACancelledRequestSaysWhy(t *testing.T) {
	c := start(t, newService())
	if _, err := c.source.Token(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stopped by its user")
	cancel(stop)
	if err := c.Publishable(ctx, npmRepository); !errors.Is(err, stop) {
		t.Errorf("the error is %v", err)
	}
}

func TestTheDoctorsRows(t *testing.T) {
	s := newService()
	s.Add(npmRepository.version(npmPackage, "0.1.0"))
	s.Add(npmRepository.version(npmPackage, "0.2.0"))
	s.Lacks = []string{"artifactregistry.repositories.uploadArtifacts"}
	delete(s.Repositories, pythonRepository.Name())
	c := start(t, s)
	rows := slices.Concat(
		Caller(t.Context(), c.source, 30*time.Minute),
		c.Diagnose(t.Context(), npmRepository, npmPackage), c.Diagnose(t.Context(), pythonRepository, "qdrant-cloud-public-api"),
	)
	rows[0].Found, _, _ = strings.Cut(rows[0].Found, " ($")
	const grant = `add-iam-policy-binding %s --project=qdrant-cloud --location=us --member="serviceAccount:` + caller + `" --role=roles/artifactregistry.writer`
	want := []toolchain.Row{
		{Tool: "identity", Wanted: "a Google identity", Found: "a user signed in with gcloud: serviceAccount:" + caller, OK: true},
		{Tool: "token", Wanted: "renewable, or 30m0s", Found: "1h0m0s left, renewed", OK: true},
		{Tool: "us-npm.pkg.dev/qdrant-cloud/npm", Wanted: "standard, npm", Found: "2 versions of " + npmPackage, OK: true},
		{Tool: "rights", Wanted: "to publish to npm", Found: "without artifactregistry.repositories.uploadArtifacts", Fix: "grant them: gcloud artifacts repositories " + strings.Replace(grant, "%s", "npm", 1)},
		{Tool: "us-python.pkg.dev/qdrant-cloud/python", Wanted: "standard, python", Found: "the repository does not exist", Fix: "create it: gcloud artifacts repositories create python --project=qdrant-cloud --location=us --repository-format=python"},
		{Tool: "rights", Wanted: "to publish to python", Found: "without artifactregistry.repositories.uploadArtifacts", Fix: "grant them: gcloud artifacts repositories " + strings.Replace(grant, "%s", "python", 1)},
	}
	for i := range want {
		if i >= len(rows) || rows[i] != want[i] {
			t.Errorf("row %d is\n%+v\nwant\n%+v", i, rows[min(i, len(rows)-1)], want[i])
		}
	}
}
