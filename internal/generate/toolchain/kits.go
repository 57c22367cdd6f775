package toolchain

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// kit describes how one tool set is installed.
type kit struct {
	name    string   // name is what people read.
	slug    string   // slug begins the name of its directory.
	locks   []string // locks are the files whose content decides what is installed.
	source  string   // source is the package of this module whose source decides it too, with all that it imports.
	needs   []need   // needs are the programs of the machine that it needs.
	program string   // program is a package of the root module to compile, in place of install: several are compiled together.
	install func(ctx context.Context, root, dir string) error
	links   func(root, dir string) (map[string]string, error) // links are the links in Bin, by name.
}

// RulesPackage is the plugin with the house rules, which buf runs.
const RulesPackage = "cmd/buf-plugin-qdrant"

// leanPackage is the wrapper that reduces descriptors before a generator embeds them.
const leanPackage = "cmd/protoc-gen-lean"

// tsPackage runs the generators of TypeScript, those of the Node set.
const tsPackage = "cmd/protoc-gen-ts"

// clientsPackage is the generator of the clients.
const clientsPackage = "cmd/protoc-gen-client"

// protocPackage is the program that buf runs as protoc for Python.
const protocPackage = "cmd/protoc-python"

var kits = map[Set]kit{
	Buf: {
		name: "buf", slug: "buf", locks: packageLocks("tools/buf"), needs: []need{needGo},
		install: installBuf, links: executables("bin"),
	},
	House:      ownProgram("house rules", "house", RulesPackage),
	Lean:       ownProgram("lean descriptors", "lean", leanPackage),
	TypeScript: ownProgram("runner of the TypeScript generators", "ts", tsPackage),
	Clients:    ownProgram("generator of the clients", "clients", clientsPackage),
	Protoc:     ownProgram("protoc for Python", "protoc", protocPackage),
	Mage: {
		name: "mage", slug: "mage", locks: moduleLocks("."), needs: []need{needGo},
		program: "github.com/magefile/mage", links: executables("bin"),
	},
	GoTools:    toolModule("Go generators", "go", "tools/go"),
	OpenAPI:    toolModule("OpenAPI generator", "openapi", "tools/openapi"),
	Golangci:   toolModule("golangci-lint", "golangci", "tools/golangci"),
	Actionlint: toolModule("actionlint", "actionlint", "tools/actionlint"),
	Grpcurl:    toolModule("grpcurl", "grpcurl", "tools/grpcurl", needCurl),
	Sigstore: {
		name: "program that signs and verifies attestations", slug: "sigstore",
		locks: append(moduleLocks("tools/sigstore"), "tools/sigstore/attester/main.go"),
		needs: []need{needGo}, install: goInstall("tools/sigstore", "./attester"), links: executables("bin"),
	},
	BucketFile: bucketKit("file"), BucketGS: bucketKit("gs"), BucketS3: bucketKit("s3"),
	Protos: {
		name: "dependency protos", slug: "protos", locks: moduleLocks("."), source: "internal/contract/depproto",
		install: installProtos,
		links:   func(_, dir string) (map[string]string, error) { return map[string]string{"../proto": dir}, nil },
	},
	Python: {
		name: "Python generators", slug: "python", locks: []string{"tools/python/requirements.txt"}, needs: []need{needPython},
		install: installVenv("tools/python/requirements.txt"), links: named("bin", "python-grpc-tools-protoc", "protoc-gen-mypy_grpc"),
	},
	PythonDev: {
		name: "Python packaging tools", slug: "pythondev",
		locks: []string{"tools/pythondev/requirements.txt"}, needs: []need{needPython},
		install: installVenv("tools/pythondev/requirements.txt"), links: named("bin", "hatchling", "mypy", "uv"),
	},
	PythonChecks: {
		name: "checks of Python packages", slug: "pythonchecks", needs: []need{needPython, needNode, needNpm}, install: installPythonChecks, links: pythonCheckLinks,
		locks: append(packageLocks("tools/pythonchecks"), "tools/pythonchecks/requirements.txt", "tools/pythonchecks/twine7.txt"),
	},
	Node: {
		name: "Node tools", slug: "node", locks: packageLocks("tools/node"),
		needs: []need{needNode, needNpm}, install: installNode("tools/node"), links: executables("node_modules/.bin"),
	},
	NpmClients: {
		name: "npm clients", slug: "npmclients", locks: packageLocks("tools/npmclients"),
		needs: []need{needNode, needNpm}, install: installNode("tools/npmclients"),
	},
	Registries: {
		name: "registries for tests", slug: "registries", needs: []need{needPython, needNode, needNpm}, install: installRegistries,
		locks: append(packageLocks("tools/registries"), "tools/registries/requirements.txt"),
	},
}

// ownProgram is a program of this module.
func ownProgram(name, slug, source string) kit {
	return kit{
		name: name, slug: slug, locks: moduleLocks("."), source: source, needs: []need{needGo},
		program: "./" + source, links: executables("bin"),
	}
}

// toolModule has the programs of the tool lines of a module in tools.
func toolModule(name, slug, module string, besides ...need) kit {
	return kit{
		name: name, slug: slug, locks: moduleLocks(module), needs: append([]need{needGo}, besides...),
		install: goInstall(module, "tool"), links: executables("bin"),
	}
}

// moduleLocks are the files that pin what a Go module builds.
func moduleLocks(module string) []string {
	return []string{path.Join(module, "go.mod"), path.Join(module, "go.sum")}
}

// packageLocks are the files that pin what npm installs in a folder.
func packageLocks(folder string) []string {
	return []string{path.Join(folder, "package.json"), path.Join(folder, "package-lock.json")}
}

// LockFiles returns the files, from the root of the repository, that pin the tools of [Generation], which make the SDKs.
func LockFiles() []string { return locksOf(Generation) }

// ReleaseLockFiles returns the files that pin the tools of [Release].
func ReleaseLockFiles() []string { return locksOf(Release) }

func locksOf(sets []Set) []string {
	var all []string
	for _, set := range sets {
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

// named links some of the programs in a folder of the set, which are there.
func named(sub string, names ...string) func(root, dir string) (map[string]string, error) {
	return func(_, dir string) (map[string]string, error) {
		links := map[string]string{}
		for _, name := range names {
			links[name] = filepath.Join(dir, sub, name)
		}
		return links, allThere(links)
	}
}

// allThere returns an error if the target of a link is missing.
func allThere(links map[string]string) error {
	for _, target := range links {
		if _, err := os.Stat(target); err != nil {
			return err
		}
	}
	return nil
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

// bucketKit is the program for the buckets of one scheme. There are several because the libraries of one provider take a minute to compile.
func bucketKit(scheme string) kit {
	const module = "tools/bucket"
	return kit{
		name: "program for shared caches at " + scheme + "://", slug: "bucket-" + scheme, needs: []need{needGo},
		locks:   append(moduleLocks(module), module+"/batch/batch.go", module+"/batch/store.go", module+"/bucket-"+scheme+"/main.go"),
		install: goInstall(module, "./bucket-"+scheme), links: executables("bin"),
	}
}
