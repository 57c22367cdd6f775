package verify

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

func npmInstall(ctx context.Context, dir string, env []string, args ...string) error {
	install := []string{"npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"}
	return run.Run(ctx, run.Cmd{Args: append(install, args...), Dir: dir, Env: env})
}

// compile checks projects in one process, and compiles those that emit something.
func compile(ctx context.Context, dir string, env []string, projects ...string) error {
	return run.Run(ctx, run.Cmd{Args: append([]string{"tsc", "--build"}, projects...), Dir: dir, Env: env})
}

// node returns a program that was compiled.
func node(dir, file string) *Consumer {
	program := command(dir, "node", file)
	return NewConsumer(func(ctx context.Context, env []string) (string, error) {
		// The client speaks REST, whose endpoints have a scheme.
		env = slices.Clone(env)
		for i, variable := range env {
			if address, ok := strings.CutPrefix(variable, "QDRANT_CLOUD_ENDPOINT="); ok {
				env[i] = "QDRANT_CLOUD_ENDPOINT=https://" + address
			}
		}
		return program.Run(ctx, env...)
	})
}

// tsLate are the codes of npm for a package and for a version that are not there.
var tsLate = regexp.MustCompile(`\b(E404|ETARGET)\b`)

// tsUser takes a package from an npm registry.
type tsUser struct {
	User

	prepared bool // prepared is true once the project is there.
}

func takeTS(u User) Taker { return &tsUser{User: u} }

// beside is what a user of the SDK has too, at exact versions: a new release of theirs must not stop one of the SDK.
var beside = map[string]string{
	"@connectrpc/connect":      "2.1.2",
	"@connectrpc/connect-node": "2.1.2",
	"@types/node":              "20.19.8",
}

// tsPrograms are the projects and the scripts of a user.
//
//go:embed programs/ts
var tsPrograms embed.FS

func (u *tsUser) path() string { return filepath.Join(u.dir, "program") }

func (u *tsUser) Install(ctx context.Context, again bool) (string, error) {
	cache, config := filepath.Join(u.dir, "npm"), filepath.Join(u.dir, "npmrc")
	// A cache of its own, which has what the SDK depends on and has never seen the SDK.
	login, err := u.credentials()
	if err != nil {
		return "", err
	}
	env := slices.Concat(u.env, []string{"npm_config_cache=" + cache, "npm_config_userconfig=" + config}, login)
	if !u.prepared {
		if err := u.lay(ctx, cache, config); err != nil {
			return "", err
		}
		u.prepared = true
	}
	prefer := "--prefer-offline"
	if again {
		prefer = "--prefer-online" // By now the cache has an answer of the feed too, and it is the one that is not good.
	}
	if err := npmInstall(ctx, u.path(), env, prefer); err != nil {
		return "", err
	}
	return u.locked()
}

// lay makes the folder of a project that depends on the SDK, and what npm needs for it.
func (u *tsUser) lay(ctx context.Context, cache, config string) error {
	scripts, err := fs.Sub(tsPrograms, "programs/ts")
	if err != nil {
		return err
	}
	registry, err := u.registry()
	if err != nil {
		return err
	}
	kept, err := u.dependencies(ctx)
	if err != nil {
		return err
	}
	return errors.Join(
		os.CopyFS(filepath.Join(cache, cacache), os.DirFS(kept)),
		os.CopyFS(u.path(), scripts),
		writeManifest(u.path(), map[string]string{u.Name: u.Version}),
		os.WriteFile(config, []byte(registry), 0o600),
	)
}

// cacache is the folder in the cache of npm that has packages.
const cacache = "_cacache"

// dependencies is a cache of packages that the SDK depends on. It is filled once, by the configuration of the machine; what is
// not in it, npm looks for where that says.
func (u *tsUser) dependencies(ctx context.Context) (string, error) {
	content, err := manifest(nil)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	kept := filepath.Join(u.cache(), "npm-"+hex.EncodeToString(sum[:8]))
	if _, err := os.Stat(kept); err == nil {
		return kept, nil
	}
	if err := os.MkdirAll(u.cache(), 0o755); err != nil {
		return "", err
	}
	// Beside the place where it goes to, so that it can be moved there.
	fresh, err := file.TempDir(u.cache(), "npm")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh) //nolint:errcheck // What is left over is a temporary file.
	if err := writeManifest(fresh, nil); err != nil {
		return "", err
	}
	cache := filepath.Join(fresh, "cache")
	if err := npmInstall(ctx, fresh, append(slices.Clone(u.env), "npm_config_cache="+cache)); err != nil {
		return "", err
	}
	err = os.Rename(filepath.Join(cache, cacache), kept)
	if _, there := os.Stat(kept); there == nil {
		return kept, nil // Another run may have been faster.
	}
	return "", err
}

// manifest is the package.json of a project with these dependencies, beside what all users have.
func manifest(dependencies map[string]string) ([]byte, error) {
	all := maps.Clone(beside)
	maps.Copy(all, dependencies)
	return json.Marshal(map[string]any{"private": true, "type": "module", "dependencies": all})
}

func writeManifest(dir string, dependencies map[string]string) error {
	content, err := manifest(dependencies)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "package.json"), content, 0o644)
}

// registry is the configuration by which npm takes the scope of the SDK, and nothing else, from the feed.
func (u *tsUser) registry() (string, error) {
	scope, _, ok := strings.Cut(u.Name, "/")
	if !ok || !strings.HasPrefix(scope, "@") {
		return "", fmt.Errorf("npm can't take %s from a registry of its own: it has no scope", u.Name)
	}
	at, err := u.address()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s:registry=%s\n", scope, at), nil
}

func (u *tsUser) address() (*url.URL, error) { return url.Parse(strings.TrimSuffix(u.URL, "/") + "/") }

// credentials are the settings that sign npm in to the feed. They are variables, which win over what a person's own configuration
// has of the same feed; an empty one counts as none.
func (u *tsUser) credentials() ([]string, error) {
	if u.login.Secret == "" {
		return nil, nil
	}
	at, err := u.address()
	if err != nil {
		return nil, err
	}
	token, pair := u.login.Secret, ""
	if u.login.User != "" {
		token, pair = "", base64.StdEncoding.EncodeToString([]byte(u.login.User+":"+u.login.Secret))
	}
	of := "npm_config_//" + at.Host + at.EscapedPath() + ":"
	return []string{of + "_authToken=" + token, of + "_auth=" + pair}, nil
}

// locked returns where npm says that the package is from. npm has held what it downloaded to the integrity that it wrote down,
// so comparing that compares the bytes.
func (u *tsUser) locked() (string, error) {
	content, err := os.ReadFile(filepath.Join(u.path(), "package-lock.json"))
	if err != nil {
		return "", err
	}
	var lock struct {
		Packages map[string]struct {
			Resolved  string `json:"resolved"`
			Integrity string `json:"integrity"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(content, &lock); err != nil {
		return "", err
	}
	taken := lock.Packages["node_modules/"+u.Name]
	for _, planned := range u.digests {
		if taken.Integrity == "sha512-"+base64.StdEncoding.EncodeToString(planned.sha512) {
			return taken.Resolved, nil
		}
	}
	return "", fmt.Errorf("npm took %s with the integrity %q, which is not the SHA-512 of what is planned", u.Name, taken.Integrity)
}

func (u *tsUser) Imports(ctx context.Context) (Found, error) {
	out, err := run.Output(ctx, run.Cmd{Args: []string{"node", "imports.mjs", u.Name}, Dir: u.path(), Env: u.env})
	if err != nil {
		return Found{}, err
	}
	return decode(out)
}

// learned are the files of tsc, by project, with what it has found in the files that it has checked.
var learned = []string{"nodenext.tsbuildinfo", "bundler.tsbuildinfo"}

// recall gives tsc what it has learned in earlier verifications, so that it does not check again what has the same content.
func (u *tsUser) recall() error {
	for _, name := range learned {
		to := filepath.Join(u.path(), name)
		if _, err := os.Stat(to); err == nil {
			continue // It is of an earlier program of this verification.
		}
		content, err := os.ReadFile(filepath.Join(u.cache(), "tsc", name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		long := time.Unix(0, 0) // It looks at the content of younger files only.
		if err := errors.Join(err, os.WriteFile(to, content, 0o644), os.Chtimes(to, long, long)); err != nil {
			return err
		}
	}
	return nil
}

// library finds where tsc has its own declarations, seen from the project.
var library = regexp.MustCompile(`"(?:\.\./)+[^"]*/lib/lib\.`)

// keep keeps what tsc has learned, for projects at any place.
func (u *tsUser) keep() error {
	for _, name := range learned {
		content, err := os.ReadFile(filepath.Join(u.path(), name))
		content = library.ReplaceAllFunc(content, func(found []byte) []byte {
			return []byte(`"` + filepath.ToSlash(filepath.Join(u.path(), string(found[1:]))))
		})
		if err := errors.Join(err, file.Write(filepath.Join(u.cache(), "tsc", name), content)); err != nil {
			return err
		}
	}
	return nil
}

func (u *tsUser) Program(ctx context.Context, text string) (*Consumer, error) {
	// With a line of its own no earlier verification has had the same program, which tsc would not compile again.
	text += "\n// " + filepath.Base(u.dir) + "\n"
	if err := errors.Join(os.WriteFile(filepath.Join(u.path(), "main.ts"), []byte(text), 0o644), u.recall()); err != nil {
		return nil, err
	}
	if err := compile(ctx, u.path(), u.env, "tsconfig.nodenext.json", "tsconfig.bundler.json"); err != nil {
		return nil, err
	}
	return node(u.path(), "main.js"), u.keep()
}
