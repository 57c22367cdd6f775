package selftest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

// mostModule is how many bytes the zip of the Go module may have.
const mostModule = 500_000

func TestGoPackage(t *testing.T) {
	fulltest.Only(t, "compiles the Go SDK")
	t.Run("size", testModuleSize)
	dir := goUser(t)
	t.Run("recipes", func(t *testing.T) { testRecipes(t, dir) })
	t.Run("examples", func(t *testing.T) { testGoExamples(t, dir) })
}

func testModuleSize(t *testing.T) {
	t.Helper()
	number, err := version.Parse("0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	artifacts, err := pack.All(t.Context(), nil, pack.Options{
		Root: need(t, top), Out: t.TempDir(), Languages: []lang.ID{lang.Go}, Version: number,
		Commit: strings.Repeat("0", 40), Time: time.Unix(1e9, 0), Project: need(t, settings).Project,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, artifact := range artifacts {
		if strings.HasSuffix(artifact.File, ".zip") {
			t.Logf("the Go module has %d bytes", artifact.Size)
			if artifact.Size > mostModule {
				t.Errorf("the Go module has %d bytes, more than %d", artifact.Size, mostModule)
			}
			return
		}
	}
	t.Error("no zip was packed")
}

func top() (string, error) { return filepath.Abs(root()) }

// goUser makes the module of a user of the SDK as it is in this tree, with the requirements of the SDK itself.
func goUser(t *testing.T) string {
	t.Helper()
	dir, sdk := t.TempDir(), filepath.Join(need(t, top), "gen", "go")
	manifest, err := modfile.Parse("go.mod", []byte(read(t, "gen/go/go.mod")), nil)
	if err != nil {
		t.Fatal(err)
	}
	own := manifest.Module.Mod.Path
	for _, replaced := range slices.Clone(manifest.Replace) {
		err = cmp.Or(err, manifest.AddReplace(replaced.Old.Path, "", filepath.Join(sdk, replaced.New.Path), ""))
	}
	err = cmp.Or(err, manifest.AddModuleStmt("example.com/user"), manifest.AddRequire(own, "v0.0.0"), manifest.AddReplace(own, "", sdk, ""))
	if err != nil {
		t.Fatal(err)
	}
	content, err := manifest.Format()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"go.mod": string(content), "go.sum": read(t, "gen/go/go.sum")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// testRecipes compiles the blocks of the README, each as the body of a function.
func testRecipes(t *testing.T, dir string) {
	t.Helper()
	const path = "github.com/qdrant/qdrant-cloud-public-api/gen/go"
	imports := map[string]string{
		"errors": "errors", "fmt": "fmt", "log": "log", "http": "net/http", "slog": "log/slog", "time": "time",
		"proto": "google.golang.org/protobuf/proto", "qdrantcloud": path + "/qdrantcloud",
		"qdrantclusterv1": path + "/qdrant/cloud/cluster/v1", "qdrantbackupv1": path + "/qdrant/cloud/cluster/backup/v1",
	}
	var program bytes.Buffer
	bodies := 0
	used := map[string]bool{}
	for _, block := range document(t, "gen/go/README.md").Blocks {
		if block.Language != "go" || strings.HasPrefix(block.Text, "package ") || strings.Contains(block.Text, "apitest.") {
			continue // A program is run as it is, and the page about tests has one with apitest.
		}
		bodies++
		fmt.Fprintf(&program, "\nfunc recipe%d(ctx context.Context, client *qdrantcloud.Client, id string, cluster *qdrantclusterv1.Cluster, err error, transport http.RoundTripper) error {\n{\n%s\n}\nreturn err\n}\n", bodies, discarding(block.Text))
		for name := range imports {
			used[name] = used[name] || strings.Contains(program.String(), name+".")
		}
	}
	if bodies < 8 {
		t.Fatalf("the README has only %d recipes", bodies)
	}
	var head strings.Builder
	head.WriteString("package main\n\nimport (\n\t\"context\"\n")
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		if used[name] {
			fmt.Fprintf(&head, "\t%s %q\n", name, imports[name])
		}
	}
	head.WriteString(")\n\nfunc main() {}\n")
	lay(t, dir, "recipes", head.String()+program.String())
	goTool(t, dir, "list", "-mod=mod", "-export", "./recipes") // It compiles, and links nothing that nobody runs.
}

// assigned are the variables that a statement makes.
var assigned = regexp.MustCompile(`(?m)^([a-z]+)(?:, err)? := `)

// discarding uses the variables of a recipe, which a reader goes on with.
func discarding(body string) string {
	for _, name := range assigned.FindAllStringSubmatch(body, -1) {
		body += "\n_ = " + name[1]
	}
	return body + "\n_ = err"
}

// lay writes a program into a folder of its own.
func lay(t *testing.T, dir, name, program string) {
	t.Helper()
	folder := filepath.Join(dir, name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
}

// goTool runs the go command in the module of a user.
func goTool(t *testing.T, dir string, args ...string) {
	t.Helper()
	if _, err := run.Output(t.Context(), run.Cmd{Args: append([]string{"go"}, args...), Dir: dir, Env: []string{"GOWORK=off"}}); err != nil {
		t.Fatal(err)
	}
}

// exampleOutputs are what the examples of the client print, against a server with three backups and a cluster.
var exampleOutputs = map[string]string{
	"quickstart":      `^\S{36} archive\n$`,
	"paging":          `^(\S{36} nightly-\d\n){3}2 of 3\n1 of 3\n$`,
	"create_and_wait": `^search CLUSTER_PHASE_HEALTHY\na key of \d+ characters\n$`,
	"errors":          `^code: InvalidArgument\nfield: cluster_id \S+\ntrace: [0-9a-f]{32}\n$`,
	"update":          `^archive-renamed\n$`,
}

func testGoExamples(t *testing.T, dir string) {
	t.Helper()
	found, err := filepath.Glob(root("gen", "go", "examples", "client", "*"))
	if err != nil || len(found) != len(exampleOutputs) {
		t.Errorf("the examples are %v, %v; want those of the table", found, err)
	}
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		t.Fatal(err)
	}
	fast := clock.New()
	if err := fast.SetSpeed(1000); err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(exampleOutputs))
	// Nobody is going to debug them, and without symbols they are linked in half the time.
	build := []string{"build", "-mod=mod", "-ldflags=-s -w", "-o", filepath.Join(dir, "bin") + string(filepath.Separator)}
	for _, name := range names {
		lay(t, dir, name, read(t, "gen/go/examples/client/"+name+"/main.go"))
		build = append(build, "./"+name)
	}
	goTool(t, dir, build...)
	for _, name := range names {
		server, err := apiserver.Start(apiserver.Config{Files: files, Clock: fast})
		if err == nil {
			_, err = server.Seed("the seed", []byte(exampleSeed(packageOf(t, server))))
		}
		if err != nil {
			t.Fatal(err)
		}
		out, err := run.Output(t.Context(), run.Cmd{Args: []string{filepath.Join(dir, "bin", name)}, Dir: dir, Env: []string{
			"QDRANT_CLOUD_API_KEY=" + access.DefaultKey, "QDRANT_CLOUD_ACCOUNT_ID=" + access.DefaultAccount, "QDRANT_CLOUD_ENDPOINT=http://" + server.Addr(),
		}})
		server.Close()
		if err != nil || !regexp.MustCompile(exampleOutputs[name]).Match(out) {
			t.Errorf("%s prints %q, %v", name, out, err)
		}
	}
}

// packageOf returns the id of a package that the server offers.
func packageOf(t *testing.T, server *apiserver.Server) string {
	t.Helper()
	asked, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+server.Addr()+"/api/booking/v1/accounts/"+access.DefaultAccount+
		"/packages?cloud_provider_id=aws&cloud_provider_region_id=eu-central-1", nil)
	if err != nil {
		t.Fatal(err)
	}
	asked.Header.Set("Authorization", "apikey "+access.DefaultKey)
	answer, err := http.DefaultClient.Do(asked)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var packages struct {
		Items []struct {
			ID string `json:"id"`
		} `json:"items"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&packages); err != nil || len(packages.Items) == 0 {
		t.Fatalf("the server offers the packages %v, %v", packages, err)
	}
	return packages.Items[1].ID // There can be one cluster of the first, which is free.
}

func exampleSeed(size string) string {
	const cluster = "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44"
	entity := fmt.Sprintf(`"accountId": %q, "createdAt": "2026-01-01T00:00:00Z"`, access.DefaultAccount)
	var backups []string
	for i := range 3 {
		backups = append(backups, fmt.Sprintf(`{"id": "00000000-0000-4000-8000-00000000000%d", %s, "clusterId": %q, "name": "nightly-%[1]d",
			"displayName": "nightly-%[1]d", "status": "BACKUP_STATUS_SUCCEEDED"}`, i, entity, cluster))
	}
	return fmt.Sprintf(`{"qdrant.cloud.cluster.backup.v1.Backup": [%s], "qdrant.cloud.cluster.v1.Cluster": [{"id": %q, %s, "name": "archive",
		"cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1",
		"configuration": {"numberOfNodes": 1, "packageId": %q}}]}`, strings.Join(backups, ", "), cluster, entity, size)
}
