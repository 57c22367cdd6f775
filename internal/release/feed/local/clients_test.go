package local

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// client runs programs in a folder, with a home and caches of their own, against one server only.
type client struct {
	dir string
	env []string
}

func newClient(t *testing.T, env ...string) client {
	t.Helper()
	home := t.TempDir()
	return client{t.TempDir(), append(env, "HOME="+home, "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")}
}

// run returns the output of a program; errors have its standard error.
func (c client) run(args ...string) (string, error) {
	out, err := run.Output(context.Background(), run.Cmd{Args: args, Dir: c.dir, Kind: environ.Tests, Env: c.env})
	return strings.TrimSpace(string(out)), err
}

func (c client) must(t *testing.T, args ...string) string {
	t.Helper()
	out, err := c.run(args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (c client) write(t *testing.T, name, content string) {
	t.Helper()
	path := filepath.Join(c.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// serverSite starts a server, and returns a [site] on its store.
func serverSite(t *testing.T) (*Server, site) {
	t.Helper()
	server := start(t, Options{Dir: t.TempDir()})
	return server, site{server.store, server.store.Handler()}
}

func TestNPM(t *testing.T) {
	fulltest.Only(t, "runs npm")
	server, s := serverSite(t)
	c := newClient(t,
		"npm_config_registry="+server.NPM(), "npm_config_cache="+t.TempDir(), "npm_config_update_notifier=false", "npm_config_fund=false",
		"npm_config_fetch_retries=0", "FEED_TOKEN="+server.Token(),
	)
	c.env = append(c.env, "npm_config_userconfig="+filepath.Join(c.dir, "npmrc"))
	publish := func(version string, args ...string) (string, error) {
		c.write(t, "thing/package.json", `{"name": "@qdrant/thing", "version": "`+version+`", "main": "index.js", "bin": "index.js"}`)
		c.write(t, "thing/index.js", "#!/usr/bin/env node\nconsole.log('thing "+version+"')\n")
		return c.run(slices.Concat([]string{"npm", "publish"}, args, []string{"./thing"})...)
	}
	if _, err := publish("1.0.0"); err == nil {
		t.Error("npm publishes without a token")
	}
	c.write(t, "npmrc", strings.TrimPrefix(server.NPM(), "http:")+":_authToken=${FEED_TOKEN}\n")
	if got := c.must(t, "npm", "whoami"); got != "local" {
		t.Errorf("whoami is %s", got)
	}
	for version, args := range map[string][]string{"1.0.0": nil, "1.1.0-rc.1": {"--tag", "next"}} {
		if _, err := publish(version, args...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := publish("1.0.0"); err == nil || !strings.Contains(err.Error(), "cannot publish over") {
		t.Errorf("the second upload of a version: %v", err)
	}
	c.must(t, "npm", "dist-tag", "add", "@qdrant/thing@1.0.0", latest)
	c.must(t, "npm", "dist-tag", "add", "@qdrant/thing@1.0.0", "stable")
	c.must(t, "npm", "dist-tag", "rm", "@qdrant/thing", "stable")
	if got := c.must(t, "npm", "dist-tag", "ls", "@qdrant/thing"); got != "latest: 1.0.0\nnext: 1.1.0-rc.1" {
		t.Errorf("the tags are %s", got)
	}
	if got := c.must(t, "npm", "view", "@qdrant/thing", "versions", "--json"); strings.Join(strings.Fields(got), "") != `["1.0.0","1.1.0-rc.1"]` {
		t.Errorf("the versions are %s", got)
	}

	c.write(t, "app/package.json", `{"name": "app", "private": true}`)
	app := client{filepath.Join(c.dir, "app"), c.env}
	app.must(t, "npm", "install", "@qdrant/thing")
	if got := app.must(t, "npx", "--no-install", "thing"); got != "thing 1.0.0" {
		t.Errorf("the program of the package prints %s", got)
	}
	app.must(t, "npm", "install", "@qdrant/thing@next")
	// npm ci installs from the lock file with an empty cache.
	app.env = append(app.env, "npm_config_cache="+t.TempDir())
	app.must(t, "npm", "ci")
	if got := app.must(t, "npx", "--no-install", "thing"); got != "thing 1.1.0-rc.1" {
		t.Errorf("the program of the package prints %s", got)
	}

	c.must(t, "npm", "deprecate", "@qdrant/thing@1.0.0", "use 1.1")
	if got := c.must(t, "npm", "view", "@qdrant/thing@1.0.0", "deprecated"); got != "use 1.1" {
		t.Errorf("the warning is %s", got)
	}
	c.must(t, "npm", "deprecate", "@qdrant/thing@1.0.0", "")
	if got := c.must(t, "npm", "view", "@qdrant/thing@1.0.0", "deprecated"); got != "" {
		t.Errorf("the warning is %s", got)
	}
	if _, err := c.run("npm", "unpublish", "--force", "@qdrant/thing@1.0.0"); err == nil {
		t.Error("a version was removed")
	}

	// The command of the front page works in an empty folder, with another registry for everything but the scope.
	fresh := newClient(t, "npm_config_registry=http://127.0.0.1:1/", "npm_config_cache="+t.TempDir(), "npm_config_update_notifier=false")
	fresh.shell(t, must(s.Install(server.URL, NPM, "@qdrant/thing", "1.0.0"))[0].Lines)
	if _, err := os.Stat(filepath.Join(fresh.dir, "node_modules", "@qdrant", "thing", "index.js")); err != nil {
		t.Error(err)
	}
}

// shell runs lines like a user who copies them.
func (c client) shell(t *testing.T, lines []string) {
	t.Helper()
	c.must(t, "sh", "-e", "-c", strings.Join(lines, "\n"))
}

func TestPython(t *testing.T) {
	fulltest.Only(t, "runs pip and uv")
	root := must(filepath.Abs("../../../.."))
	tools := toolchain.New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.PythonDev); err != nil {
		t.Fatal(err)
	}
	server, s := serverSite(t)
	c := newClient(t, append(tools.Env(), "UV_CACHE_DIR="+t.TempDir(), "UV_NO_CONFIG=1", "UV_PYTHON_DOWNLOADS=never",
		"PIP_CONFIG_FILE="+os.DevNull, "PIP_NO_CACHE_DIR=1", "PIP_DISABLE_PIP_VERSION_CHECK=1", "PIP_RETRIES=0")...)
	var files []string
	for _, version := range []string{"1.9", "1.10"} {
		file, content := wheel("a-thing", version)
		c.write(t, file, string(content))
		source, sourceContent := sdist("a-thing", version)
		c.write(t, source, string(sourceContent))
		files = append(files, file, source)
	}
	publish := append([]string{"uv", "publish", "--publish-url", server.PythonUpload()}, files...)
	wrong := client{c.dir, append(slices.Clone(c.env), "UV_PUBLISH_TOKEN=nonsense")}
	if _, err := wrong.run(publish...); err == nil {
		t.Error("uv publishes with a wrong token")
	}
	right := client{c.dir, append(slices.Clone(c.env), "UV_PUBLISH_TOKEN="+server.Token())}
	right.must(t, publish...)
	if _, err := right.run(publish...); err == nil || !strings.Contains(err.Error(), "File already exists") {
		t.Errorf("the second upload: %v", err)
	}
	right.must(t, append(publish, "--check-url", server.PythonSimple())...)

	install := map[string][]string{
		"uv":  {"uv", "pip", "install", "--python", tools.PythonPath(), "--index-url", server.PythonSimple()},
		"pip": {tools.PythonPath(), "-m", "pip", "install", "--no-input", "--index-url", server.PythonSimple()},
	}
	check := func(requirement, want string) {
		t.Helper()
		for tool, command := range install {
			target := t.TempDir()
			c.must(t, append(slices.Clone(command), "--target", target, requirement)...)
			got, err := os.ReadFile(filepath.Join(target, "a_thing.py"))
			if err != nil || string(got) != "VERSION = '"+want+"'\n" {
				t.Errorf("%s installs %s of %s (%v), want %s", tool, got, requirement, err, want)
			}
		}
	}
	check("a.thing", "1.10")
	check("a-thing<1.10", "1.9")
	if status, said := s.send(form(map[string]string{":action": "yank", "name": "a-thing", "version": "1.10", "reason": "broken"}, "", nil)); status != 200 {
		t.Fatal(status, said)
	}
	check("a-thing", "1.9")
	check("a-thing==1.10", "1.10")
	if status, said := s.send(form(map[string]string{":action": "unyank", "name": "a-thing", "version": "1.10"}, "", nil)); status != 200 {
		t.Fatal(status, said)
	}
	check("a-thing", "1.10")

	c.must(t, tools.PythonPath(), "-m", "pip", "download", "--no-input", "--no-deps", "--dest", "downloaded", "--index-url", server.PythonSimple(), "a-thing")
	if got := must(os.ReadFile(filepath.Join(c.dir, "downloaded", files[2]))); digest(got) != digest(must(os.ReadFile(filepath.Join(c.dir, files[2])))) {
		t.Error("pip has downloaded other bytes")
	}

	project := newClient(t, append(slices.Clone(c.env), "UV_DEFAULT_INDEX="+server.PythonSimple())...)
	project.write(t, "pyproject.toml", "[project]\nname = 'app'\nversion = '1'\nrequires-python = '>=3.10'\n")
	project.must(t, "uv", "add", "a-thing")
	if got := project.must(t, "uv", "run", "--offline", "python", "-c", "import a_thing; print(a_thing.VERSION)"); got != "1.10" {
		t.Errorf("the project has %s", got)
	}

	for _, command := range must(s.Install(server.URL, Python, "a-thing", "1.9")) {
		fresh := newClient(t, append(slices.Clone(c.env), "PIP_INDEX_URL=http://127.0.0.1:1/", "UV_DEFAULT_INDEX=http://127.0.0.1:1/")...)
		fresh.shell(t, command.Lines)
		if got := fresh.must(t, filepath.Join(fresh.dir, ".venv/bin/python"), "-c", "import a_thing; print(a_thing.VERSION)"); got != "1.9" {
			t.Errorf("%s has installed %s", command.Tool, got)
		}
	}
}

func TestGo(t *testing.T) {
	fulltest.Only(t, "downloads modules into an empty cache")
	const path = goModule
	server, s := serverSite(t)
	for _, version := range []string{"v1.0.0", "v1.10.0", "v1.9.0", "v1.11.0-rc.1"} {
		for _, u := range goUploads(version) {
			if status, said := s.send(u); status != 201 {
				t.Fatal(status, said)
			}
		}
	}
	// The compiler's cache is shared with the machine: its content depends on the inputs only.
	compiled := strings.TrimSpace(string(must(run.Output(t.Context(), run.Cmd{Args: []string{"go", "env", "GOCACHE"}}))))
	env := []string{"GOCACHE=" + compiled, "GOFLAGS=-modcacherw", "GOENV=off", "GOPRIVATE=", "GONOPROXY=", "GOWORK=off", "GOTOOLCHAIN=local"}
	c := newClient(t, append(slices.Clone(env), "GOMODCACHE="+t.TempDir(), "GOPROXY="+server.Go(), "GONOSUMDB=*")...)
	c.write(t, "go.mod", "module example.com/app\n\ngo 1.24\n")
	c.write(t, "main.go", "package main\n\nimport hello \""+path+"\"\n\nfunc main() { println(hello.Version) }\n")
	if got := c.must(t, "go", "list", "-m", "-versions", path); got != path+" v1.0.0 v1.9.0 v1.10.0 v1.11.0-rc.1" {
		t.Errorf("the versions are %s", got)
	}
	c.must(t, "go", "get", path)
	if got := c.must(t, "go", "list", "-m", path); got != path+" v1.10.0" {
		t.Errorf("the newest one is %s", got)
	}
	c.must(t, "go", "vet", "./...")
	var got struct{ Zip, Version string }
	if err := json.Unmarshal([]byte(c.must(t, "go", "mod", "download", "-json", path+"@v1.0.0")), &got); err != nil {
		t.Fatal(err)
	}
	if digest(must(os.ReadFile(got.Zip))) != digest(goZip(path, "v1.0.0")) {
		t.Error("go has downloaded other bytes")
	}
	if _, err := c.run("go", "get", path+"@v1.2.3"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a missing version: %v", err)
	}

	fresh := newClient(t, append(slices.Clone(env), "GOMODCACHE="+t.TempDir(), "GOPROXY=off", "GONOSUMDB=", "GOPRIVATE="+path)...)
	fresh.shell(t, must(s.Install(server.URL, Go, path, "v1.9.0"))[0].Lines)
	if got := fresh.must(t, "go", "list", "-m", path); got != path+" v1.9.0" {
		t.Errorf("the command of the front page has downloaded %s", got)
	}
}
