package readme

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/verify"
)

// The programs of the README all make the same call and print the same lines.
const (
	listClusters = "/qdrant.cloud.cluster.v1.ClusterService/ListClusters"
	answer       = `{"items": [{"id": "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44", "name": "search"},
		{"id": "1d0fbb0e-6a49-4a5f-9a53-5c2a1f0e7b66", "name": "archive"}]}`
	printed = "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44 search\n1d0fbb0e-6a49-4a5f-9a53-5c2a1f0e7b66 archive\n"
)

// trust makes a Go program trust the certificate of the test. It lies beside the program as a file of its own. The
// other languages have a variable for that.
const trust = `//go:debug x509usefallbackroots=1
package main

import (
	"crypto/x509"
	"os"
)

func init() {
	certificate, err := os.ReadFile(os.Getenv("TEST_CERTIFICATE"))
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certificate)
	x509.SetFallbackRoots(roots)
}
`

// tools lays the pinned tools and returns the environment that has them.
var tools = sync.OnceValues(func() ([]string, error) {
	top, err := filepath.Abs(root())
	if err != nil {
		return nil, err
	}
	chain := toolchain.New(top, progress.Discard())
	return chain.Env(), chain.Ensure(context.Background(), toolchain.Python, toolchain.Node)
})

// production is the API behind TLS, in the place of the production endpoint.
type production struct {
	server *apiserver.Server
	addr   string   // addr is host:port.
	env    []string // env makes programs trust it, and has what the README tells its readers to export.
}

// serve starts the API. The programs speak TLS, as they are written; what ends it here passes the calls on.
func serve(t *testing.T) production {
	t.Helper()
	server, err := apiserver.Start(apiserver.Config{
		Files:   need(t, contract).Descriptors,
		Key:     managementKey,
		Answers: map[string]apiserver.Answer{listClusters: apiserver.JSON(answer)},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	var plain http.Protocols
	plain.SetUnencryptedHTTP2(true)
	front := httptest.NewUnstartedServer(&httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(&url.URL{Scheme: "http", Host: server.Addr()})
		},
		Transport: &http.Transport{Protocols: &plain},
	})
	front.EnableHTTP2 = true
	front.StartTLS()
	t.Cleanup(front.Close)
	certificate := filepath.Join(t.TempDir(), "certificate.pem")
	encoded := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: front.Certificate().Raw})
	if err := os.WriteFile(certificate, encoded, 0o644); err != nil {
		t.Fatal(err)
	}
	return production{server: server, addr: front.Listener.Addr().String(), env: []string{
		"MANAGEMENT_KEY=" + managementKey, "ACCOUNT_ID=" + accountID,
		"TEST_CERTIFICATE=" + certificate,
		"GRPC_DEFAULT_SSL_ROOTS_FILE_PATH=" + certificate,
		"NODE_EXTRA_CA_CERTS=" + certificate,
		// Nothing between the program and the server.
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
	}}
}

// program is the text of a block, with the test's server in the place of the production endpoint. That is the only
// difference, and the endpoint has to stand there once.
func (p production) program(t *testing.T, name string) string {
	t.Helper()
	endpoint := string(need(t, settings).API.GRPC)
	text := block(t, name).Text
	if n := strings.Count(text, endpoint); n != 1 {
		t.Fatalf("%s names %s %d times instead of once", name, endpoint, n)
	}
	return strings.Replace(text, endpoint, p.addr, 1)
}

// run runs a program and checks what it printed and what the server saw.
func (p production) run(t *testing.T, consumer *verify.Consumer) {
	t.Helper()
	got, err := consumer.Run(t.Context(), p.env...)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(printed, got); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
	calls := p.server.Calls()
	if len(calls) != 1 {
		t.Fatalf("the server saw %d calls: %v", len(calls), calls)
	}
	calls[0].Metadata = nil
	want := apiserver.Call{Method: listClusters, Request: `{"accountId":"` + accountID + `"}`, Code: codes.OK}
	if diff := cmp.Diff(want, calls[0]); diff != "" {
		t.Errorf("call (-want +got):\n%s", diff)
	}
}

// write lays the files, by their names, in a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// generated is a copy of one language's folder, so that packing it leaves gen as it is and go test sees what was read.
func generated(t *testing.T, language string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), language)
	if err := os.CopyFS(dir, os.DirFS(root("gen", language))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestGo(t *testing.T) {
	t.Parallel()
	api := serve(t)
	module, version := string(need(t, settings).SDKs.Go.Module), "v"+string(need(t, settings).Version)
	proxy := t.TempDir()
	if _, err := pack.GoModule(root("gen", "go"), module, version, proxy); err != nil {
		t.Fatal(err)
	}
	consumer, err := verify.Go(t.Context(), verify.GoConfig{
		Dir: t.TempDir(),
		Program: write(t, map[string]string{
			"main.go":  api.program(t, "Go: go 1"),
			"trust.go": trust,
			// An import alone, which Go wants used.
			"import.go": "package main\n\n" + block(t, "Go: go 2").Text + "\nvar _ = qdrantauthv1.NewAuthServiceClient\n",
		}),
		Proxy: proxy, Module: module, Version: version,
		GoSum: read(t, "gen/go/go.sum"),
	})
	if err != nil {
		t.Fatal(err)
	}
	api.run(t, consumer)
}

func TestPython(t *testing.T) {
	t.Parallel()
	api := serve(t)
	env := need(t, tools)
	wheel, err := pack.Wheel(t.Context(), env, generated(t, "python"), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var stubs []string
	for _, name := range []string{"types-grpcio", "types-protobuf"} {
		pin := regexp.MustCompile(`(?m)^` + name + `==[0-9.]+`).FindString(read(t, "tools/python/requirements.txt"))
		stubs = append(stubs, pin)
	}
	consumer, err := verify.Python(t.Context(), verify.PythonConfig{
		Dir: t.TempDir(),
		Program: write(t, map[string]string{
			"main.py":    "import imports\n" + api.program(t, "Python: python 1"),
			"imports.py": block(t, "Python: python 2").Text,
		}),
		Package: wheel, Requirements: stubs, Resolution: verify.Newest, Env: env,
	})
	if err != nil {
		t.Fatal(err)
	}
	api.run(t, consumer)
}

func TestTypeScript(t *testing.T) {
	t.Parallel()
	api := serve(t)
	env := need(t, tools)
	tarball, err := pack.Tarball(t.Context(), nil, generated(t, "ts"), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	consumer, err := verify.TypeScript(t.Context(), verify.TypeScriptConfig{
		Dir: t.TempDir(),
		Program: write(t, map[string]string{
			"main.ts":       api.program(t, "TypeScript: ts 1"),
			"imports.ts":    block(t, "TypeScript: ts 2").Text + "console.assert(DatabaseApiKeyService.typeName);\n",
			"package.json":  npmConsumer(t),
			"tsconfig.json": `{"extends": "./strict.json", "files": ["main.ts", "imports.ts"]}`,
			"strict.json": `{"compilerOptions": {"target": "es2022", "lib": ["es2023", "dom"], "module": "nodenext",
				"types": ["node"], "strict": true, "exactOptionalPropertyTypes": true, "noEmitOnError": true}}`,
		}),
		Package: tarball, Projects: []string{"tsconfig.json"}, Env: env,
	})
	if err != nil {
		t.Fatal(err)
	}
	api.run(t, consumer)
}

// connectVersion is the one at which the README's packages are tried. A new release of theirs must not fail this test.
const connectVersion = "2.1.2"

// npmConsumer is a package.json with what the README has its readers install beside the SDK.
func npmConsumer(t *testing.T) string {
	t.Helper()
	_, install, found := strings.Cut(block(t, "TypeScript: sh 1").Text, "npm install ")
	if !found {
		t.Fatal("TypeScript: sh 1 installs nothing")
	}
	dependencies := map[string]string{}
	for name := range strings.FieldsSeq(install) {
		if name != string(need(t, settings).SDKs.TS.Package) {
			dependencies[name] = connectVersion
		}
	}
	content, err := json.Marshal(map[string]any{
		"name": "consumer", "private": true, "type": "module",
		"dependencies": dependencies, "devDependencies": map[string]string{"@types/node": "20.19.8"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
