package verify

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

const (
	goModule  = "github.com/qdrant/qdrant-cloud-public-api/gen/go"
	goVersion = "v0.1.0"
	apiKey    = "a-management-key"
)

// scratch is where the packages are packed, once for all tests.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "verify-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := os.RemoveAll(scratch); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// root is the path of a file of the repository.
func root(parts ...string) string {
	path, err := filepath.Abs(filepath.Join(append([]string{"..", "..", ".."}, parts...)...))
	if err != nil {
		panic(err) // The working directory of a test is there.
	}
	return path
}

// tools lays the pinned tools and returns the environment that has them.
var tools = sync.OnceValues(func() ([]string, error) {
	chain := toolchain.New(root(), progress.Discard())
	return chain.Env(), chain.Ensure(context.Background(), toolchain.Python, toolchain.Node)
})

// generated is a copy of one language's folder. Beside keeping gen as it is, it has the files read by the test itself, so
// that go test knows on what its result depends: it would not see what other programs read.
func generated(language string) (string, error) {
	dir := filepath.Join(scratch, "gen", language)
	return dir, os.CopyFS(dir, os.DirFS(root("gen", language)))
}

// The packages, made when they are first asked for: the folder of a module proxy, a wheel, a tarball.
var (
	proxy = sync.OnceValues(func() (string, error) {
		out := filepath.Join(scratch, "proxy")
		_, err := pack.GoModule(root("gen", "go"), goModule, goVersion, out)
		return out, err
	})
	wheel = sync.OnceValues(func() (string, error) {
		env, err := tools()
		if err != nil {
			return "", err
		}
		dir, err := generated("python")
		if err != nil {
			return "", err
		}
		return pack.Wheel(context.Background(), env, dir, filepath.Join(scratch, "python"))
	})
	tarball = sync.OnceValues(func() (string, error) {
		dir, err := generated("ts")
		if err != nil {
			return "", err
		}
		return pack.Tarball(context.Background(), nil, dir, filepath.Join(scratch, "ts"))
	})
	api = sync.OnceValues(func() (*image.Image, error) {
		return image.FromDir(context.Background(), root("proto"))
	})
)

// need is the value, or the end of the test.
func need[T any](t *testing.T, get func() (T, error)) T {
	t.Helper()
	value, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// serve starts the API with one answer, and returns the environment by which a program finds it.
func serve(t *testing.T, method, answer string) (*apiserver.Server, []string) {
	t.Helper()
	server, err := apiserver.Start(apiserver.Config{
		Files:   need(t, api).Descriptors,
		Key:     apiKey,
		Answers: map[string]apiserver.Answer{method: apiserver.JSON(answer)},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server, []string{
		"QDRANT_CLOUD_ENDPOINT=" + server.Addr(), "QDRANT_CLOUD_API_KEY=" + apiKey,
		// Nothing between the program and the server.
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
	}
}

// output runs the program.
func output(t *testing.T, consumer *Consumer, env []string) string {
	t.Helper()
	out, err := consumer.Run(t.Context(), env...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sawOne checks that the server saw one call, well authenticated, with this request.
func sawOne(t *testing.T, server *apiserver.Server, method, request string) {
	t.Helper()
	calls := server.Calls()
	if len(calls) != 1 {
		t.Fatalf("the server saw %d calls: %v", len(calls), calls)
	}
	if diff := cmp.Diff([]string{"apikey " + apiKey}, calls[0].Metadata.Get("authorization")); diff != "" {
		t.Errorf("authorization (-want +got):\n%s", diff)
	}
	calls[0].Metadata = nil
	want := apiserver.Call{Method: method, Request: request, Code: codes.OK}
	if diff := cmp.Diff(want, calls[0]); diff != "" {
		t.Errorf("call (-want +got):\n%s", diff)
	}
}

func same(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

// goConsumer builds a program of testdata with the packed module.
func goConsumer(t *testing.T, program string) *Consumer {
	t.Helper()
	consumer, err := Go(t.Context(), GoConfig{
		Dir:     t.TempDir(),
		Program: filepath.Join("testdata", program),
		Proxy:   need(t, proxy),
		Module:  goModule,
		Version: goVersion,
	})
	if err != nil {
		t.Fatal(err)
	}
	return consumer
}

func TestGo(t *testing.T) {
	fulltest.Only(t, "installs and uses an SDK")
	t.Parallel()
	const method = "/qdrant.cloud.auth.v1.AuthService/ListManagementKeys"
	server, env := serve(t, method, `{"items": [{
		"id": "0b8f1f0a-7d2e-4c55-8a3b-6d6c1c1d9e10", "prefix": "qk1", "createdAt": "2025-03-01T12:00:00Z"
	}]}`)
	got := output(t, goConsumer(t, "go"), env)
	same(t, "0b8f1f0a-7d2e-4c55-8a3b-6d6c1c1d9e10 qk1 2025-03-01T12:00:00Z\n", got)
	sawOne(t, server, method, `{"accountId":"5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"}`)
}

func TestGoPackagesTogether(t *testing.T) {
	fulltest.Only(t, "installs and uses an SDK")
	t.Parallel()
	same(t, `qdrant.cloud.account.v1.AccountService
qdrant.cloud.auth.v1.AuthService
qdrant.cloud.booking.v1.BookingService
qdrant.cloud.cluster.v1.ClusterService
qdrant.cloud.cluster.auth.v1.DatabaseApiKeyService
qdrant.cloud.cluster.auth.v2.DatabaseApiKeyService
qdrant.cloud.cluster.backup.v1.BackupService
qdrant.cloud.hybrid.v1.HybridCloudService
qdrant.cloud.iam.v1.IAMService
`, output(t, goConsumer(t, "go-all"), nil))
}

// TestGoSDKBuilds holds the module itself to its go.mod and go.sum: complete, and with nothing that it does not use.
func TestGoSDKBuilds(t *testing.T) {
	fulltest.Only(t, "builds an SDK for every platform")
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "go")
	if err := os.CopyFS(dir, os.DirFS(root("gen", "go"))); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"go", "build", "-mod=readonly", "./..."},
		{"go", "vet", "-mod=readonly", "./..."},
		{"go", "mod", "tidy", "-diff"},
	} {
		// As for consumers: with -trimpath what was built in the last run's folder counts.
		env := []string{"GOFLAGS=-trimpath", "GOWORK=off"}
		if err := run.Run(t.Context(), run.Cmd{Args: args, Dir: dir, Env: env}); err != nil {
			t.Error(err)
		}
	}
}

func TestPython(t *testing.T) {
	fulltest.Only(t, "installs and uses an SDK")
	t.Parallel()
	manifest, err := os.ReadFile(root("gen", "python", "pyproject.toml"))
	if err != nil {
		t.Fatal(err)
	}
	bounds := string(manifest)
	tests := map[string]struct {
		resolution Resolution
		runtimes   string // runtimes is a pattern of what the program says of its runtimes.
	}{
		"oldest": {Oldest, "protobuf " + submatch(t, bounds, `"protobuf>=([0-9.]+),`) +
			"\ngrpcio " + submatch(t, bounds, `"grpcio>=([0-9.]+)`) + "\n"},
		// The newest ones are not pinned on purpose: a release of theirs that breaks the SDK has to be seen.
		"newest": {Newest, `protobuf [0-9.]+\ngrpcio [0-9.]+\n`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const method = "/qdrant.cloud.booking.v1.BookingService/ListPackages"
			server, env := serve(t, method, `{"items": [{
				"id": "7c2a3f5e-11aa-4b7e-9a54-0d6f0f6a2b33", "name": "mx1", "unitIntPricePerHour": 40000, "currency": "USD"
			}]}`)
			consumer, err := Python(t.Context(), PythonConfig{
				Dir:          t.TempDir(),
				Program:      filepath.Join("testdata", "python"),
				Package:      need(t, wheel) + "[types]",
				Requirements: []string{pinned(t, "types-grpcio"), pinned(t, "types-protobuf")},
				Resolution:   test.resolution,
				Env:          need(t, tools),
			})
			if err != nil {
				t.Fatal(err)
			}
			got := output(t, consumer, env)
			want := regexp.MustCompile(`^7c2a3f5e-11aa-4b7e-9a54-0d6f0f6a2b33 mx1 40000 USD\n40000\n` + test.runtimes + `$`)
			if !want.MatchString(got) {
				t.Errorf("printed %q, want %s", got, want)
			}
			t.Logf("%s", got)
			sawOne(t, server, method, `{"accountId":"5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01","cloudProviderId":"aws",`+
				`"cloudProviderRegionId":"eu-central-1"}`)
		})
	}
}

// pinned is a package as the lock of the Python tools has it, such as "mypy==1.0.0".
func pinned(t *testing.T, name string) string {
	t.Helper()
	lock, err := os.ReadFile(root("tools", "python", "requirements.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return submatch(t, string(lock), `(?m)^(`+name+`==[0-9.]+)`)
}

// submatch is what the pattern's group matches in text.
func submatch(t *testing.T, text, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("nothing matches %s", pattern)
	}
	return found[1]
}

func TestTypeScript(t *testing.T) {
	fulltest.Only(t, "installs and uses an SDK")
	t.Parallel()
	const method = "/qdrant.cloud.cluster.v1.ClusterService/ListClusters"
	server, env := serve(t, method, `{"items": [{
		"id": "c0ffee00-5c1e-4f4e-8d3d-2b9c7c0f4a55", "name": "search", "createdAt": "2025-03-01T12:00:00Z"
	}]}`)
	consumer, err := TypeScript(t.Context(), TypeScriptConfig{
		Dir:      t.TempDir(),
		Program:  filepath.Join("testdata", "ts"),
		Package:  need(t, tarball),
		Projects: []string{"tsconfig.nodenext.json", "tsconfig.bundler.json"},
		Env:      need(t, tools),
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "c0ffee00-5c1e-4f4e-8d3d-2b9c7c0f4a55 search 2025-03-01T12:00:00.000Z\n"+
		"qdrant.cloud.cluster.v1.ClusterService ListClusters\n", output(t, consumer, env))
	sawOne(t, server, method, `{"accountId":"5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"}`)
}

func TestFolderMustBeEmpty(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "program"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "program", "go.mod"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Go(t.Context(), GoConfig{Dir: dir, Program: filepath.Join("testdata", "go")})
	if err == nil || !strings.Contains(err.Error(), "is not empty") {
		t.Errorf("got %v", err)
	}
}
