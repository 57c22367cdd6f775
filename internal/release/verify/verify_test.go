package verify

import (
	"context"
	"errors"
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
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// endpoint is the one in the programs.
const endpoint = "grpc.cloud.qdrant.io:443"

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

// root returns the path of a file of the repository.
func root(parts ...string) string {
	path, err := filepath.Abs(filepath.Join(append([]string{"..", "..", ".."}, parts...)...))
	if err != nil {
		panic(err) // The working directory of a test is there.
	}
	return path
}

// tools installs the pinned tools and returns the environment that has them.
var tools = sync.OnceValues(func() ([]string, error) {
	chain := toolchain.New(root(), progress.Discard())
	return chain.Env(), chain.Ensure(context.Background(), toolchain.PythonDev, toolchain.Node)
})

var api = sync.OnceValues(func() (*image.Image, error) {
	return image.FromDir(context.Background(), root("proto"))
})

// need returns the value, or ends the test.
func need[T any](t *testing.T, get func() (T, error)) T {
	t.Helper()
	value, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// example is a program of testdata that makes one call.
type example struct {
	program string
	method  string // method is the one that it calls,
	request string // request is what it sends,
	answer  string // and answer is what it gets, both as JSON.
}

// task is a program that a user is to run.
type task struct {
	name string
	text string
	at   *standIn
	done func(printed string) // done checks what the program has printed and what the server has seen.
}

// task returns what runs the program of an example, and gives what it printed to done.
func (e example) task(t *testing.T, done func(printed string)) task {
	t.Helper()
	at := serve(t, map[string]apiserver.Answer{e.method: apiserver.JSON(e.answer)})
	text, err := at.program(read(t, e.program))
	if err != nil {
		t.Fatal(err)
	}
	return task{"call", text, at, func(printed string) {
		t.Helper()
		calls := at.server.Calls()
		if len(calls) != 1 {
			t.Fatalf("the server saw %d calls: %v", len(calls), calls)
		}
		if diff := cmp.Diff([]string{"apikey " + key}, calls[0].Metadata.Get("authorization")); diff != "" {
			t.Errorf("authorization (-want +got):\n%s", diff)
		}
		got := apiserver.Call{Method: calls[0].Method, Request: calls[0].Request, Code: calls[0].Code}
		want := apiserver.Call{Method: e.method, Request: e.request, Code: codes.OK}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("call (-want +got):\n%s", diff)
		}
		done(printed)
	}}
}

// oneByOne has a user compile and run programs.
func oneByOne(t *testing.T, user Taker, tasks []task) {
	t.Helper()
	for _, task := range tasks {
		task.done(output(t, user, task.text, task.at))
	}
}

// serve starts the API in place of the production endpoint.
func serve(t *testing.T, answers map[string]apiserver.Answer) *standIn {
	t.Helper()
	at, err := startStandIn(need(t, api).Descriptors, endpoint, t.TempDir(), answers)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(at.close)
	return at
}

// output has a user compile and run a program.
func output(t *testing.T, user Taker, text string, at *standIn) string {
	t.Helper()
	consumer, err := user.Program(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return outputOf(t, consumer, at)
}

// outputOf runs a compiled program.
func outputOf(t *testing.T, consumer *Consumer, at *standIn) string {
	t.Helper()
	printed, err := consumer.Run(t.Context(), at.env...)
	if err != nil {
		t.Fatal(err)
	}
	return printed
}

// read reads a program of testdata.
func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func same(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestGo(t *testing.T) {
	fulltest.Only(t, "installs and uses an SDK")
	t.Parallel()
	user := installed(t, lang.Go)
	list := example{
		program: "go/main.go", method: "/qdrant.cloud.auth.v1.AuthService/ListManagementKeys",
		request: `{"accountId":"5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"}`,
		answer:  `{"items": [{"id": "0b8f1f0a-7d2e-4c55-8a3b-6d6c1c1d9e10", "prefix": "qk1", "createdAt": "2025-03-01T12:00:00Z"}]}`,
	}.task(t, func(printed string) {
		same(t, "0b8f1f0a-7d2e-4c55-8a3b-6d6c1c1d9e10 qk1 2025-03-01T12:00:00Z\n", printed)
	})
	oneByOne(t, user, append(examples(t, "go/examples/%s/main.go"), list))

	// Many packages in one program.
	same(t, `qdrant.cloud.account.v1.AccountService
qdrant.cloud.auth.v1.AuthService
qdrant.cloud.booking.v1.BookingService
qdrant.cloud.cluster.v1.ClusterService
qdrant.cloud.cluster.auth.v1.DatabaseApiKeyService
qdrant.cloud.cluster.auth.v2.DatabaseApiKeyService
qdrant.cloud.cluster.backup.v1.BackupService
qdrant.cloud.hybrid.v1.HybridCloudService
qdrant.cloud.iam.v1.IAMService
`, output(t, user, read(t, "go-all/main.go"), serve(t, nil)))

	refused(t, user, "package main\n\nfunc main() { var number int = \"text\"; _ = number }\n")
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
		{"go", "build", "-mod=readonly", "-ldflags=-s -w", "./..."}, // It links the examples, in half the time without symbols.
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
		resolution string // resolution is the setting of uv. It holds for the dependencies of dependencies too.
		runtimes   string // runtimes is a pattern of what the program prints of its runtimes.
	}{
		"oldest": {"lowest", "protobuf " + submatch(t, bounds, `"protobuf>=([0-9.]+),`) +
			"\ngrpcio " + submatch(t, bounds, `"grpcio>=([0-9.]+)`) + "\n"},
		// The newest ones are not pinned on purpose: a release of theirs that breaks the SDK has to be seen.
		"newest": {"highest", `protobuf [0-9.]+\ngrpcio [0-9.]+\n`},
	}
	for name, test := range tests {
		// One after the other: they share what mypy remembers, which is about one environment.
		t.Run(name, func(t *testing.T) {
			user := installed(t, lang.Python, "UV_RESOLUTION="+test.resolution)
			list := example{
				program: "python/main.py", method: "/qdrant.cloud.booking.v1.BookingService/ListPackages",
				request: `{"accountId":"5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01","cloudProviderId":"aws","cloudProviderRegionId":"eu-central-1"}`,
				answer: `{"items": [{
					"id": "7c2a3f5e-11aa-4b7e-9a54-0d6f0f6a2b33", "name": "mx1", "unitIntPricePerHour": 40000, "currency": "USD"
				}]}`,
			}.task(t, func(printed string) {
				want := regexp.MustCompile(`^7c2a3f5e-11aa-4b7e-9a54-0d6f0f6a2b33 mx1 40000 USD\n40000\n` + test.runtimes + `$`)
				if !want.MatchString(printed) {
					t.Errorf("printed %q, want %s", printed, want)
				}
				t.Logf("%s", printed)
			})
			oneByOne(t, user, append(examples(t, "python/examples/%s.py"), list))
			refused(t, user, "number: int = \"text\"\n")
		})
	}
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
	user := installed(t, lang.TypeScript).(*tsUser)
	list := example{
		program: "ts/main.ts", method: "/qdrant.cloud.cluster.v1.ClusterService/ListClusters",
		request: `{"accountId":"5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"}`,
		answer:  `{"items": [{"id": "c0ffee00-5c1e-4f4e-8d3d-2b9c7c0f4a55", "name": "search", "createdAt": "2025-03-01T12:00:00Z"}]}`,
	}.task(t, func(printed string) {
		same(t, "c0ffee00-5c1e-4f4e-8d3d-2b9c7c0f4a55 search 2025-03-01T12:00:00.000Z\n"+
			"qdrant.cloud.cluster.v1.ClusterService ListClusters\nqdrant.cloud.cluster.auth.v1.DatabaseApiKeyService\n", printed)
	})
	user.together(t, append(examples(t, "ts/examples/%s.ts"), list))
	refused(t, user, "export const number: number = \"text\";\n")

	// What tsc remembers hides nothing of a package with other types.
	types := filepath.Join(user.path(), "node_modules", user.Name, "index.d.ts")
	content, err := os.ReadFile(types)
	if err := errors.Join(err, os.WriteFile(types, append(content, "export declare const wrong: Missing;\n"...), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := user.Program(t.Context(), "export {};\n"); err == nil || !strings.Contains(err.Error(), "Missing") {
		t.Errorf("a package with a wrong type: %v", err)
	}
}

// together has the user compile programs in one run of the compiler for each way to resolve modules: most of its work is about what they
// import. For users of a bundler who do not skip declarations, these are without an error as well; those of the compiler itself are no matter.
func (u *tsUser) together(t *testing.T, tasks []task) {
	t.Helper()
	files := []string{"all.ts"}
	for _, task := range tasks {
		files = append(files, task.name+".ts")
		if err := os.WriteFile(filepath.Join(u.path(), task.name+".ts"), []byte(task.text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var projects []string
	for _, p := range []struct{ of, options string }{{"nodenext", ""}, {"bundler", `, "skipLibCheck": false, "skipDefaultLibCheck": true`}} {
		project := "tsconfig.every-" + p.of + ".json"
		content := fmt.Sprintf(`{"extends": "./tsconfig.%[1]s.json", "files": ["%[2]s"], "compilerOptions": {"tsBuildInfoFile": "every-%[1]s.tsbuildinfo"%[3]s}}`,
			p.of, strings.Join(files, `", "`), p.options)
		if err := os.WriteFile(filepath.Join(u.path(), project), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		projects = append(projects, project)
	}
	if err := compile(t.Context(), u.path(), u.env, projects...); err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		task.done(outputOf(t, node(u.path(), task.name+".js"), task.at))
	}
}
