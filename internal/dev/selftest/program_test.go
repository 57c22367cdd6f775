package selftest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// tools installs the pinned tools and returns the environment that has them.
var tools = sync.OnceValues(func() ([]string, error) {
	top, err := filepath.Abs(root())
	if err != nil {
		return nil, err
	}
	chain := toolchain.New(top, progress.Discard())
	return chain.Env(), chain.Ensure(context.Background(), toolchain.Python, toolchain.Node)
})

// api is the API behind TLS, in the place of the production endpoint.
type api struct{ *verify.API }

func serve(t *testing.T) api {
	t.Helper()
	started, err := verify.StartAPI(need(t, contract).Descriptors, string(need(t, settings).API.GRPC), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(started.Close)
	return api{started}
}

// program is the text of a block, with the test's server in the place of the production endpoint.
func (a api) program(t *testing.T, name string) string {
	t.Helper()
	text, err := a.Program(block(t, name).Text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return text
}

// run runs a program and checks what it printed and what the server saw.
func (a api) run(t *testing.T, consumer *verify.Consumer) {
	t.Helper()
	if err := a.Run(t.Context(), consumer); err != nil {
		t.Error(err)
	}
}

// write writes the files, by their names, into a new folder.
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
	fulltest.Only(t, "builds a program with the SDK")
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
			"trust.go": verify.Trust,
			// An import alone, which Go wants used.
			"import.go": "package main\n\n" + block(t, "Go: go 2").Text + "\nvar _ = qdrantauthv1.NewAuthServiceClient\n",
		}),
		Proxy: proxy, Module: module, Version: version,
	})
	if err != nil {
		t.Fatal(err)
	}
	api.run(t, consumer)
}

func TestPython(t *testing.T) {
	fulltest.Only(t, "runs Python")
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
	fulltest.Only(t, "runs node")
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
