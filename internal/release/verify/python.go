package verify

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// venv is a virtual environment.
type venv struct {
	scratch string
	env     []string
}

func (v venv) path() string { return filepath.Join(v.scratch, "venv") }

func (v venv) python() string {
	if runtime.GOOS == "windows" {
		return filepath.Join(v.path(), "Scripts", "python.exe")
	}
	return filepath.Join(v.path(), "bin", "python")
}

// create makes it anew.
func (v venv) create(ctx context.Context) error {
	return run.Run(ctx, run.Cmd{
		Args: []string{"uv", "venv", "--quiet", "--clear", "--no-python-downloads", "--python", "python3", v.path()}, Env: v.env,
	})
}

// install installs from wheels alone.
func (v venv) install(ctx context.Context, dir string, args []string, env ...string) error {
	install := []string{"uv", "pip", "install", "--quiet", "--python", v.python(), "--only-binary", ":all:"}
	return run.Run(ctx, run.Cmd{Args: append(install, args...), Dir: dir, Env: slices.Concat(v.env, env)})
}

// check checks the types of a program, and what mypy learns of the standard library stays in the cache.
func (v venv) check(ctx context.Context, dir, cache string) (*Consumer, error) {
	err := run.Run(ctx, run.Cmd{
		Args: []string{"mypy", "--strict", "--config-file=", "--python-executable", v.python(), "--cache-dir", cache, "."}, Dir: dir, Env: v.env,
	})
	// Whatever the caller's environment says of paths and of packages in the home folder.
	return command(dir, v.python(), "-E", "-s", "main.py"), err
}

// pythonLate are the words of uv.
var pythonLate = regexp.MustCompile(`no versions? of|not found in the package registry|404 Not Found`)

// pythonUser takes a distribution from an index.
type pythonUser struct {
	User

	venv venv
}

func takePython(u User) Taker {
	return &pythonUser{User: u, venv: venv{scratch: u.dir, env: u.env}}
}

// project asks for the SDK with its extra for type checkers. The index is one for this name alone, and this name is looked for
// in no other.
const project = `[project]
name = "consumer"
version = "0"
dependencies = [%[1]s]

[tool.uv.sources]
%[2]s = { index = "feed" }

[[tool.uv.index]]
name = "feed"
url = %[3]s
explicit = true
`

func (u *pythonUser) Install(ctx context.Context, _ bool) (string, error) {
	if err := u.venv.create(ctx); err != nil {
		return "", err
	}
	stubs, err := u.stubs()
	if err != nil {
		return "", err
	}
	required := []string{strconv.Quote(u.Name + "[types]==" + u.Version)}
	for _, stub := range stubs {
		required = append(required, strconv.Quote(stub))
	}
	pinned := []string{u.Name + "==" + u.Version}
	for _, file := range u.Files {
		pinned = append(pinned, "--hash=sha256:"+file.SHA256)
	}
	if err := errors.Join(
		os.WriteFile(filepath.Join(u.dir, "pyproject.toml"), fmt.Appendf(nil, project, strings.Join(required, ", "), u.Name, strconv.Quote(u.URL)), 0o644),
		// Constraints may have hashes for some of the requirements, and uv holds what it downloads to them.
		os.WriteFile(filepath.Join(u.dir, "constraints.txt"), []byte(strings.Join(pinned, " ")), 0o644),
	); err != nil {
		return "", err
	}
	// Dependencies may come from the cache of the machine, and the SDK is asked for whatever is there.
	args := []string{"--refresh-package", u.Name, "--constraints", "constraints.txt", "--requirements", "pyproject.toml"}
	return u.URL, u.venv.install(ctx, u.dir, args, u.credentials()...)
}

// credentials are where uv looks for those of the index with the name feed.
func (u *pythonUser) credentials() []string {
	if u.login.Secret == "" {
		return nil
	}
	return []string{"UV_INDEX_FEED_USERNAME=" + userOf(u.login), "UV_INDEX_FEED_PASSWORD=" + u.login.Secret}
}

var stubPattern = regexp.MustCompile(`(?m)^types-(?:grpcio|protobuf)==[^\s;\\]+`)

// stubs are those of the runtimes, as they are pinned beside mypy: a new release of theirs must not stop one of the SDK.
func (u *pythonUser) stubs() ([]string, error) {
	lock, err := os.ReadFile(filepath.Join(u.root, "tools", "pythondev", "requirements.txt"))
	return stubPattern.FindAllString(string(lock), -1), err
}

//go:embed programs/python/imports.py
var pythonImports []byte

func (u *pythonUser) Imports(ctx context.Context) (Found, error) {
	script := filepath.Join(u.dir, "imports.py")
	if err := os.WriteFile(script, pythonImports, 0o644); err != nil {
		return Found{}, err
	}
	// Isolated from what the caller's environment adds to the path.
	out, err := run.Output(ctx, run.Cmd{Args: []string{u.venv.python(), "-I", script, u.Name}, Dir: u.dir})
	if err != nil {
		return Found{}, err
	}
	return decode(out)
}

// decode reads what a script has found.
func decode(out []byte) (f Found, err error) {
	err = json.NewDecoder(bytes.NewReader(out)).Decode(&f)
	return f, err
}

func (u *pythonUser) Program(ctx context.Context, text string) (*Consumer, error) {
	dir := filepath.Join(u.dir, "program")
	if err := errors.Join(
		os.MkdirAll(dir, 0o755),
		os.WriteFile(filepath.Join(dir, "main.py"), []byte(text), 0o644),
	); err != nil {
		return nil, err
	}
	return u.venv.check(ctx, dir, filepath.Join(u.cache(), "mypy"))
}
