package toolchain

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/depproto"
)

// kit describes how one tool set is installed.
type kit struct {
	name    string   // name is what people read.
	slug    string   // slug begins the name of its directory.
	locks   []string // locks are the files whose content decides what is installed.
	source  string   // source is the package of this module whose source decides it too, with all that it imports.
	needs   []need   // needs are the programs of the machine that it needs.
	install func(ctx context.Context, root, dir string) error
	links   func(root, dir string) (map[string]string, error) // links are the links in Bin, by name.
}

// RulesPackage is the plugin with the house rules, which buf runs.
const RulesPackage = "cmd/buf-plugin-qdrant"

// leanPackage is the wrapper that reduces descriptors before a generator embeds them.
const leanPackage = "cmd/protoc-gen-lean"

// clientsPackage is the generator of the clients.
const clientsPackage = "cmd/protoc-gen-client"

// protocPackage is the program that buf runs as protoc for Python.
const protocPackage = "cmd/protoc-python"

var kits = map[Set]kit{
	Buf: {
		name: "buf", slug: "buf", locks: []string{"go.mod", "go.sum"}, needs: []need{needGo},
		install: goInstall(".", "github.com/bufbuild/buf/cmd/buf", "github.com/magefile/mage"), links: executables("bin"),
	},
	House: {
		name: "house rules", slug: "house", locks: []string{"go.mod", "go.sum"}, source: RulesPackage, needs: []need{needGo},
		install: goInstall(".", "./"+RulesPackage), links: executables("bin"),
	},
	Lean: {
		name: "lean descriptors", slug: "lean", locks: []string{"go.mod", "go.sum"}, source: leanPackage, needs: []need{needGo},
		install: goInstall(".", "./"+leanPackage), links: executables("bin"),
	},
	Clients: {
		name: "generator of the clients", slug: "clients", locks: []string{"go.mod", "go.sum"}, source: clientsPackage, needs: []need{needGo},
		install: goInstall(".", "./"+clientsPackage), links: executables("bin"),
	},
	Protoc: {
		name: "protoc for Python", slug: "protoc", locks: []string{"go.mod", "go.sum"}, source: protocPackage, needs: []need{needGo},
		install: goInstall(".", "./"+protocPackage), links: executables("bin"),
	},
	GoTools: {
		name: "Go generators", slug: "go", locks: []string{"tools/go/go.mod", "tools/go/go.sum"}, needs: []need{needGo},
		install: goInstall("tools/go", "tool"), links: executables("bin"),
	},
	OpenAPI: {
		name: "OpenAPI generator", slug: "openapi", locks: []string{"tools/openapi/go.mod", "tools/openapi/go.sum"},
		needs: []need{needGo}, install: goInstall("tools/openapi", "tool"), links: executables("bin"),
	},
	Golangci: {
		name: "golangci-lint", slug: "golangci", locks: []string{"tools/golangci/go.mod", "tools/golangci/go.sum"},
		needs: []need{needGo}, install: goInstall("tools/golangci", "tool"), links: executables("bin"),
	},
	Actionlint: {
		name: "actionlint", slug: "actionlint", locks: []string{"tools/actionlint/go.mod", "tools/actionlint/go.sum"},
		needs: []need{needGo}, install: goInstall("tools/actionlint", "tool"), links: executables("bin"),
	},
	Grpcurl: {
		name: "grpcurl", slug: "grpcurl", locks: []string{"tools/grpcurl/go.mod", "tools/grpcurl/go.sum"},
		needs: []need{needGo, needCurl}, install: goInstall("tools/grpcurl", "tool"), links: executables("bin"),
	},
	Sigstore: {
		name: "program that signs and verifies attestations", slug: "sigstore",
		locks: []string{"tools/sigstore/go.mod", "tools/sigstore/go.sum", "tools/sigstore/attester/main.go"},
		needs: []need{needGo}, install: goInstall("tools/sigstore", "./attester"), links: executables("bin"),
	},
	Protos: {
		name: "dependency protos", slug: "protos", locks: []string{"go.mod", "go.sum"}, source: "internal/contract/depproto",
		install: installProtos,
		links:   func(_, dir string) (map[string]string, error) { return map[string]string{"../proto": dir}, nil },
	},
	Python: {
		name: "Python tools", slug: "python", locks: []string{"tools/python/requirements.txt"}, needs: []need{needPython},
		install: installPython, links: pythonLinks,
	},
	PythonChecks: {
		name: "checks of Python packages", slug: "pythonchecks", needs: []need{needPython, needNode, needNpm}, install: installPythonChecks, links: pythonCheckLinks,
		locks: []string{
			"tools/pythonchecks/package-lock.json", "tools/pythonchecks/package.json", "tools/pythonchecks/requirements.txt", "tools/pythonchecks/twine7.txt",
		},
	},
	Node: {
		name: "Node tools", slug: "node", locks: []string{"tools/node/package.json", "tools/node/package-lock.json"},
		needs: []need{needNode, needNpm}, install: installNode("tools/node"), links: executables("node_modules/.bin"),
	},
	NpmClients: {
		name: "npm clients", slug: "npmclients", locks: []string{"tools/npmclients/package.json", "tools/npmclients/package-lock.json"},
		needs: []need{needNode, needNpm}, install: installNode("tools/npmclients"),
	},
	Registries: {
		name: "registries for tests", slug: "registries", needs: []need{needPython, needNode, needNpm}, install: installRegistries,
		locks: []string{"tools/registries/package.json", "tools/registries/package-lock.json", "tools/registries/requirements.txt"},
	},
}

// LockFiles returns the files, from the root of the repository, that pin the tools of [Generation], which make the SDKs.
func LockFiles() []string {
	var all []string
	for _, set := range Generation {
		all = append(all, kits[set].locks...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// SourcePackages returns the packages of this module whose source decides what the tools of [Generation] do.
func SourcePackages() []string {
	var all []string
	for _, set := range Generation {
		if kits[set].source != "" {
			all = append(all, kits[set].source)
		}
	}
	return all
}

// goInstall builds packages of a module; "tool" stands for those of the tool lines of its go.mod. The programs are built once and
// run directly, because go tool adds up to two seconds a call.
func goInstall(module string, packages ...string) func(ctx context.Context, root, dir string) error {
	return func(ctx context.Context, root, dir string) error {
		return run.Run(ctx, run.Cmd{
			Args: append([]string{"go", "install"}, packages...),
			Dir:  filepath.Join(root, module),
			Env:  []string{"GOBIN=" + filepath.Join(dir, "bin"), "GOFLAGS=-mod=readonly -buildvcs=false"},
		})
	}
}

func installProtos(_ context.Context, _, dir string) error {
	files, err := depproto.Files()
	if err != nil {
		return err
	}
	for name, source := range files {
		if err := file.Write(filepath.Join(dir, filepath.FromSlash(name)), source); err != nil {
			return err
		}
	}
	return nil
}

func installPython(ctx context.Context, root, dir string) error {
	return installVenv(ctx, dir, filepath.Join(root, "tools/python/requirements.txt"))
}

// installVenv makes a virtual environment with the packages of a lock.
func installVenv(ctx context.Context, dir, lock string) error {
	python, err := lookPath(needPython.program)
	if err != nil {
		return err
	}
	if err := run.Run(ctx, run.Cmd{Args: []string{python, "-I", "-m", "venv", dir}}); err != nil {
		return err
	}
	return run.Run(ctx, run.Cmd{Kind: environ.Pip, Args: []string{
		filepath.Join(dir, "bin", "python"), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check",
		"--require-hashes", "--only-binary=:all:", "-r", lock,
	}})
}

// pythonLinks returns the entry points of the locked packages. The interpreter is not among them: started through a link it does
// not find its environment.
func pythonLinks(_, dir string) (map[string]string, error) {
	links := map[string]string{}
	for _, name := range []string{"python-grpc-tools-protoc", "protoc-gen-mypy_grpc", "hatchling", "mypy", "uv"} {
		target := filepath.Join(dir, "bin", name)
		if _, err := os.Stat(target); err != nil {
			return nil, err
		}
		links[name] = target
	}
	return links, nil
}

// nextTwine is the folder of the second version of twine, in that of the checks: two versions need two environments.
const nextTwine = "twine7"

func installPythonChecks(ctx context.Context, root, dir string) error {
	for into, lock := range map[string]string{"": "requirements.txt", nextTwine: "twine7.txt"} {
		if err := installVenv(ctx, filepath.Join(dir, into), filepath.Join(root, "tools/pythonchecks", lock)); err != nil {
			return err
		}
	}
	return installNode("tools/pythonchecks")(ctx, root, dir)
}

func installRegistries(ctx context.Context, root, dir string) error {
	if err := installVenv(ctx, dir, filepath.Join(root, "tools/registries/requirements.txt")); err != nil {
		return err
	}
	return installNode("tools/registries")(ctx, root, dir)
}

// pythonCheckLinks returns the checks by name; twine-7 is the second version of twine.
func pythonCheckLinks(_, dir string) (map[string]string, error) {
	links := map[string]string{
		"pyright": filepath.Join(dir, "node_modules", ".bin", "pyright"),
		"twine-7": filepath.Join(dir, nextTwine, "bin", "twine"),
	}
	for _, name := range []string{"twine", "check-wheel-contents", "validate-pyproject"} {
		links[name] = filepath.Join(dir, "bin", name)
	}
	for _, target := range links {
		if _, err := os.Stat(target); err != nil {
			return nil, err
		}
	}
	return links, nil
}

// installNode installs the packages that the lock in a folder pins. No script of a package runs.
func installNode(folder string) func(ctx context.Context, root, dir string) error {
	return func(ctx context.Context, root, dir string) error {
		for _, name := range []string{"package.json", "package-lock.json"} {
			content, err := os.ReadFile(filepath.Join(root, folder, name))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
				return err
			}
		}
		return run.Run(ctx, run.Cmd{
			Args: []string{"npm", "ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"},
			Dir:  dir,
		})
	}
}

// executables links every program in a folder of the set.
func executables(sub string) func(root, dir string) (map[string]string, error) {
	return func(_, dir string) (map[string]string, error) {
		entries, err := os.ReadDir(filepath.Join(dir, sub))
		if err != nil {
			return nil, err
		}
		links := map[string]string{}
		for _, entry := range entries {
			links[entry.Name()] = filepath.Join(dir, sub, entry.Name())
		}
		return links, nil
	}
}

var offline = regexp.MustCompile(`(?i)name resolution|no such host|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|connection refused|network is unreachable|failed to establish a new connection|dial tcp|i/o timeout`)

// explain turns the output of an installer into one line where the cause is a known one.
func explain(name string, err error) error {
	output := err.Error()
	switch {
	case run.IsFullDisk(err):
		return fmt.Errorf("the %s cannot be installed: no space left on the disk; free some and run again", name)
	case offline.MatchString(output):
		return fmt.Errorf("the %s cannot be installed: their registry cannot be reached (%s); check the network or the proxy settings and run again",
			name, firstMatch(offline, output))
	}
	return fmt.Errorf("the %s cannot be installed: %w", name, err)
}

func firstMatch(pattern *regexp.Regexp, text string) string {
	return strings.ToLower(pattern.FindString(text))
}
