package release

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// registries are an npm registry and a Python index as others run them: verdaccio and pypiserver.
type registries struct {
	*setting

	dir         string // dir has what they store.
	npm, python string // npm and python are their addresses.
	token       string // token is that of the user of the npm registry.
}

const pythonPassword = "the-password-of-the-index"

// newRegistries starts both, and makes an sdk.yaml and a plan for them.
func newRegistries(t *testing.T) *registries {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.Registries); err != nil {
		t.Fatal(err)
	}
	r := &registries{setting: newSetting(t), dir: t.TempDir()}
	write := func(name, content string) string {
		path := filepath.Join(r.dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, name := range []string{"npm", "python"} {
		if err := os.Mkdir(filepath.Join(r.dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	settings := write("verdaccio.yaml", fmt.Sprintf(`storage: %[1]s/npm
auth: {htpasswd: {file: %[1]s/htpasswd, algorithm: bcrypt, rounds: 1}}
packages: {'**': {access: $all, publish: $authenticated, unpublish: $authenticated}}
log: {type: stdout, format: pretty, level: warn}
`, r.dir))
	password := write("python.htpasswd", "release:"+apacheMD5(t, tools.Folder(toolchain.Registries), pythonPassword)+"\n")
	npmPort, pythonPort := freePort(t), freePort(t)
	r.npm, r.python = "http://127.0.0.1:"+npmPort+"/", "http://127.0.0.1:"+pythonPort+"/"
	r.start(t, r.npm+"-/ping", "node", filepath.Join(tools.Folder(toolchain.Registries), "node_modules", "verdaccio", "bin", "verdaccio"), "--config", settings, "--listen", "127.0.0.1:"+npmPort)
	r.start(t, r.python+"simple/", filepath.Join(tools.Folder(toolchain.Registries), "bin", "pypi-server"), "run", "--interface=127.0.0.1", "--port="+pythonPort,
		"--passwords="+password, "--authenticate=update", "--disable-fallback", filepath.Join(r.dir, "python"))
	r.token = r.signUp(t)
	r.env = map[string]string{npmToken: r.token, pythonToken: pythonPassword, goToken: r.store.Token(), forgeToken: r.store.Token()}
	r.configure(t)
	return r
}

// apacheMD5 hashes a password as pypiserver reads it.
func apacheMD5(t *testing.T, tools, password string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), filepath.Join(tools, "bin", "python"), "-I", "-c",
		"import sys; from passlib.hash import apr_md5_crypt; print(apr_md5_crypt.hash(sys.argv[1]))", password).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

// start runs a server until the test ends, and waits until it answers.
func (r *registries) start(t *testing.T, address string, args ...string) {
	t.Helper()
	server := exec.CommandContext(context.WithoutCancel(t.Context()), args[0], args[1:]...)
	server.Dir = r.dir
	server.Env = append(os.Environ(), "HOME="+r.dir, "NO_UPDATE_NOTIFIER=1")
	server.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	log, err := os.Create(filepath.Join(r.dir, filepath.Base(args[0])+".log"))
	if err != nil {
		t.Fatal(err)
	}
	server.Stdout, server.Stderr = log, log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-server.Process.Pid, syscall.SIGKILL)
		_ = server.Wait()
		if content, err := os.ReadFile(log.Name()); t.Failed() && err == nil {
			t.Logf("%s printed\n%s", args[0], content)
		}
	})
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		response, err := http.Get(address)
		if err == nil {
			response.Body.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s does not start: %v", args[0], err)
		}
	}
}

// signUp makes a user of the npm registry as npm adduser does, and returns the token.
func (r *registries) signUp(t *testing.T) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, r.npm+"-/user/org.couchdb.user:release",
		strings.NewReader(`{"_id": "org.couchdb.user:release", "name": "release", "password": "a-password", "type": "user"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var made struct{ Token string }
	if err := json.NewDecoder(response.Body).Decode(&made); err != nil || made.Token == "" {
		t.Fatalf("no user was made: %s, %v", response.Status, err)
	}
	return made.Token
}

// configure changes the addresses of sdk.yaml and of the plan; nothing else is about these registries.
func (r *registries) configure(t *testing.T) {
	t.Helper()
	path := filepath.Join(r.repo, config.File)
	for _, change := range [][2]string{
		{fmt.Sprintf(`{url: "%[1]s/pypi/legacy/", index: "%[1]s/pypi/simple/", token: %[2]s, yank: true}`, r.server.URL, pythonToken),
			fmt.Sprintf(`{url: "%[1]s", index: "%[1]ssimple/", user: release, token: %[2]s}`, r.python, pythonToken)},
		{`url: "` + r.server.URL + `/npm/"`, `url: "` + r.npm + `"`},
		{`package: "@qdrant/qdrant-cloud-public-api"`, `package: "` + npmName + `"`},
		{"distribution: qdrant-cloud-public-api", "distribution: " + pythonName},
	} {
		edit(t, path, change[0], change[1])
	}
	p, err := plan.Read(r.repo)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range p.Feeds {
		p.Feeds[i].URL = map[string]string{"go": f.URL, "npm": r.npm, "pypi": r.python}[f.Name]
	}
	if err := plan.Write(r.repo, p); err != nil {
		t.Fatal(err)
	}
}

// stored are the packages that both hold, with the time at which each file was written.
func (r *registries) stored(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, dir := range []string{"npm/@acme", "python"} {
		err := filepath.WalkDir(filepath.Join(r.dir, dir), func(path string, entry fs.DirEntry, err error) error {
			if os.IsNotExist(err) || err == nil && entry.IsDir() {
				return nil
			}
			if err != nil {
				return err
			}
			info, err := entry.Info()
			if err == nil {
				files[filepath.Base(path)] = fmt.Sprint(info.Size(), info.ModTime())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestRegistriesOfOthers releases to verdaccio and pypiserver by sdk.yaml alone.
func TestRegistriesOfOthers(t *testing.T) {
	fulltest.Only(t, "installs and starts registries")
	r := newRegistries(t)
	out, err := os.Create(filepath.Join(r.dir, "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	release := func() error { return releaseOf(t.Context(), r.repo, r.getenv, out, quickly) }
	right := r.env
	for _, variable := range []string{npmToken, pythonToken} {
		wrong := map[string]string{variable: "not-the-token-at-all"}
		for name, value := range right {
			if name != variable {
				wrong[name] = value
			}
		}
		r.env = wrong
		err := release()
		if exit.Of(err) != exit.No || strings.Contains(err.Error(), "not-the-token-at-all") {
			t.Errorf("with a wrong %s: got %v", variable, err)
		}
		if got, all := r.stored(t), r.twin.Writes(); len(got)+len(all) > 0 {
			t.Errorf("with a wrong %s the registries hold %v, and the others took %v", variable, got, all)
		}
	}
	r.env = right
	if err := release(); err != nil {
		t.Fatal(err)
	}
	first := r.stored(t)
	for _, name := range []string{"sdk-1.2.3.tgz", "package.json", "acme_sdk-1.2.3-py3-none-any.whl", "acme_sdk-1.2.3.tar.gz"} {
		if first[name] == "" {
			t.Errorf("%s is missing: %v", name, first)
		}
	}
	if err := os.RemoveAll(filepath.Join(r.repo, "dist", "ledger.json")); err != nil {
		t.Fatal(err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, r.stored(t)); diff != "" {
		t.Errorf("the second release wrote (-before +after):\n%s", diff)
	}
	r.deprecates(t)
}

// deprecates warns the users of both, where they can be warned.
func (r *registries) deprecates(t *testing.T) {
	t.Helper()
	c := &Command{Checkout: Checkout{Root: r.repo, Progress: progress.Discard(), Getenv: r.getenv, Secrets: &redact.Secrets{}, publishing: quickly}, Out: io.Discard}
	const reason = "loses data: use 1.2.4"
	warned, _, err := c.Deprecate(t.Context(), Options{}, Deprecation{Version: released, Reason: reason})
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range warned.Targets {
		if want := map[string]publish.State{"npm": publish.Deprecated, "pypi": publish.Manual}[target.Where]; target.State != want {
			t.Errorf("%s is %s: %s", target.Where, target.State, target.Detail)
		}
	}
	files, err := r.of(t, c, "npm").Look(t.Context(), npmName, released)
	if err != nil || len(files) != 1 || files[0].Gone != reason {
		t.Errorf("npm has %+v, %v", files, err)
	}
	before := r.stored(t)
	if again, _, err := c.Deprecate(t.Context(), Options{}, Deprecation{Version: released, Reason: reason}); err != nil || again.Changed {
		t.Errorf("a second call: %+v, %v", again, err)
	}
	if diff := cmp.Diff(before, r.stored(t)); diff != "" {
		t.Errorf("a second call wrote (-before +after):\n%s", diff)
	}
}

func (r *registries) of(t *testing.T, c *Command, name string) feed.Feed {
	t.Helper()
	settings, err := config.Load(r.repo)
	if err != nil {
		t.Fatal(err)
	}
	at, err := c.production(t.Context(), settings, "")
	if err != nil {
		t.Fatal(err)
	}
	return at.named(name).feed
}
