package verify

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// goDownload is a module that was downloaded into a module cache of its own: that of the machine may hold other bytes under this
// version.
//
// It is downloaded with no other proxy than that of the feed. After that it is taken from where it was unpacked, what it depends on from the
// cache of the machine, and nothing is resolved any more, as all versions are known: they are those in the SDK's own go.mod and go.sum. So no
// other proxy is ever asked for a module of this name, or for one whose path begins it, which go get would do.
type goDownload struct {
	scratch string
	path    string
	version string
	env     []string // env is added to the caller's environment.

	Error string `json:"Error"` // Error is why it could not be downloaded.
	Zip   string `json:"Zip"`   // Zip is the downloaded file.
	Dir   string `json:"Dir"`   // Dir is what was in it.
}

// get downloads the module from a proxy, whose URL may have a user and a password.
func (m *goDownload) get(ctx context.Context, proxy string) error {
	args := []string{"go", "mod", "download", "-json", m.path + "@" + m.version}
	// It has to come from the proxy, so it is not GOPRIVATE; the checksum database can't know it yet.
	env := []string{
		"GOMODCACHE=" + filepath.Join(m.scratch, "modules"), "GOWORK=off", "GOFLAGS=-modcacherw",
		"GOPROXY=" + proxy, "GOPRIVATE=", "GONOPROXY=", "GONOSUMDB=" + m.path,
	}
	out, err := run.Output(ctx, run.Cmd{Args: args, Dir: m.scratch, Env: slices.Concat(m.env, env)})
	if len(out) > 0 {
		err = errors.Join(json.Unmarshal(out, m), err)
	}
	if m.Error != "" {
		return &run.Error{Args: args, Output: m.Error, Err: errors.New("not downloaded")}
	}
	return err
}

// require makes a module of the folder that requires this one.
func (m *goDownload) require(ctx context.Context, dir string) error {
	goMod, err := os.ReadFile(filepath.Join(m.Dir, "go.mod"))
	if err != nil {
		return err
	}
	goSum, err := os.ReadFile(filepath.Join(m.Dir, "go.sum"))
	if err != nil {
		return err
	}
	if goMod, err = m.withoutRoot(goMod); err != nil {
		return err
	}
	if err := m.getDependencies(ctx, goMod, goSum); err != nil {
		return err
	}
	manifest, err := modfile.Parse("go.mod", goMod, nil)
	if err != nil {
		return err
	}
	// In a module cache of its own the go command would unpack and read all other modules once more, which takes longer than to compile.
	if err := errors.Join(
		manifest.AddModuleStmt("example.com/consumer"), manifest.AddRequire(m.path, m.version), manifest.AddReplace(m.path, m.version, m.Dir, ""),
	); err != nil {
		return err
	}
	required, err := manifest.Format()
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "go.mod"), required, 0o644),
		os.WriteFile(filepath.Join(dir, "go.sum"), goSum, 0o644),
	)
}

// withoutRoot returns a go.mod without the module in the root of the repository. The go command does not look at that one for a program
// that does not require it itself, and its tag is not pushed yet.
func (m *goDownload) withoutRoot(goMod []byte) ([]byte, error) {
	manifest, err := modfile.Parse("go.mod", goMod, nil)
	if err != nil {
		return nil, err
	}
	var edits []error
	for _, r := range slices.Clone(manifest.Require) {
		if root := r.Mod.Path; lang.IsAround(root, m.path) {
			edits = append(edits, manifest.DropRequire(root), manifest.DropReplace(root, ""))
		}
	}
	if err := errors.Join(edits...); err != nil {
		return nil, err
	}
	manifest.Cleanup()
	return manifest.Format()
}

// getDependencies has the machine download what the module depends on, in the way and into the cache that it is set to. The
// module is the main one there, which is not looked for.
func (m *goDownload) getDependencies(ctx context.Context, goMod, goSum []byte) error {
	dir := filepath.Join(m.scratch, "dependencies")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, content := range map[string][]byte{"go.mod": goMod, "go.sum": goSum} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	env := append(slices.Clone(m.env), "GOFLAGS=-mod=mod", "GOWORK=off")
	return run.Run(ctx, run.Cmd{Args: []string{"go", "mod", "download"}, Dir: dir, Env: env})
}

// command runs a go command in a folder that requires the module. Without -trimpath the path that the module was unpacked to would
// keep the machine's build cache from helping.
func (m *goDownload) command(ctx context.Context, dir string, args ...string) ([]byte, error) {
	env := append(slices.Clone(m.env), "GOWORK=off", "GOPROXY=off", "GOFLAGS=-mod=readonly -trimpath")
	return run.Output(ctx, run.Cmd{Args: append([]string{"go"}, args...), Dir: dir, Env: env})
}

// packages returns the import paths that users may import. The pattern PATH/... would not do: the go command looks for it in the module
// in the root of the repository as well, whose tag is not pushed yet.
func (m *goDownload) packages() ([]string, error) {
	var all []string
	err := filepath.WalkDir(m.Dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "internal" {
			return filepath.SkipDir
		}
		if entry.IsDir() || filepath.Ext(name) != ".go" {
			return nil
		}
		below, err := filepath.Rel(m.Dir, filepath.Dir(name))
		if pkg := path.Join(m.path, filepath.ToSlash(below)); err == nil && !slices.Contains(all, pkg) {
			all = append(all, pkg)
		}
		return err
	})
	return all, err
}

func (m *goDownload) build(ctx context.Context, dir string) (*Consumer, error) {
	program := filepath.Join(m.scratch, "consumer")
	// Nobody is going to debug it, and without symbols it is linked in half the time.
	_, err := m.command(ctx, dir, "build", "-ldflags=-s -w", "-o", program, ".")
	return command(dir, program), err
}

var goLate = regexp.MustCompile(`: (404|410) |not found|unknown revision`)

// goUser takes a module from a module proxy.
type goUser struct {
	User

	module *goDownload
}

func takeGo(u User) Taker { return &goUser{User: u} }

func (u *goUser) Install(ctx context.Context, _ bool) (string, error) {
	// The go command takes them from the URL of a proxy, shows none of them, and sends them over TLS alone.
	proxy, err := withLogin(u.URL, u.login)
	if err != nil {
		return "", err
	}
	u.module = &goDownload{scratch: u.dir, path: u.Name, version: u.Version, env: u.env}
	if err := u.module.get(ctx, proxy); err != nil {
		return "", err
	}
	zipped, err := os.ReadFile(u.module.Zip)
	if err != nil {
		return "", err
	}
	if sum := sha256.Sum256(zipped); !u.isPlanned(sum) {
		return "", fmt.Errorf("the go command got a zip with the SHA-256 %x, which is not planned", sum)
	}
	return u.URL, nil
}

func (u *goUser) isPlanned(sum [sha256.Size]byte) bool {
	return slices.ContainsFunc(u.Files, func(file feed.File) bool { return file.SHA256 == hex.EncodeToString(sum[:]) })
}

func (u *goUser) Imports(ctx context.Context) (Found, error) {
	dir := filepath.Join(u.dir, "program")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return Found{}, err
	}
	if err := u.module.require(ctx, dir); err != nil {
		return Found{}, err
	}
	all, err := u.module.packages()
	if err != nil {
		return Found{}, err
	}
	// With -export it compiles what it lists.
	packages, err := u.module.command(ctx, dir, append([]string{"list", "-export"}, all...)...)
	if err != nil {
		return Found{}, err
	}
	readme, err := os.ReadFile(filepath.Join(u.module.Dir, "README.md"))
	return Found{Version: u.module.version, Modules: len(strings.Fields(string(packages))), Readme: string(readme)}, err
}

// trust is a file that makes a Go program trust the stand-in of the API. The other languages have a variable for that.
//
//go:embed programs/go/trust.go.txt
var trust string

func (u *goUser) Program(ctx context.Context, text string) (*Consumer, error) {
	dir := filepath.Join(u.dir, "program")
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "main.go"), []byte(text), 0o644),
		os.WriteFile(filepath.Join(dir, "trust.go"), []byte(trust), 0o644),
	); err != nil {
		return nil, err
	}
	return u.module.build(ctx, dir)
}
