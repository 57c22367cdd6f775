// Package toolchain installs the pinned tools of the pipeline and reports what a machine lacks.
//
// A tool set is a folder under .cache that is named after the hash of its lock file. It counts once it holds the file
// [completeMark], which is written last. A file lock lets two runs that start at once share one installation; an interrupted
// installation starts over.
package toolchain

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// CacheDir is the folder, below the root of the repository, that holds the tools and what runs remember. Git ignores it.
const CacheDir = ".cache"

// completeMark is the file that marks a complete installation.
const completeMark = ".complete"

// Set is one of the tool sets.
type Set int

// The tool sets, by what they are needed for.
const (
	Buf          Set = iota // Buf is buf itself, a tool of the root go.mod, as its authors built it (tools/buf).
	Protos                  // Protos are the dependency protos that the workspace compiles against.
	GoTools                 // GoTools are the generators of the Go SDK, of tools/go.
	Python                  // Python are the generators for Python, in the virtual environment of tools/python.
	Node                    // Node are the packages of tools/node.
	House                   // House are the house rules of the contract, which buf runs as a plugin, of cmd.
	Clients                 // Clients writes the clients of the SDKs, of cmd.
	Lean                    // Lean reduces descriptors before a generator of Python embeds them, of cmd.
	TypeScript              // TypeScript runs the generators of the Node set in one process, of cmd.
	Protoc                  // Protoc is what buf runs as protoc for Python, of cmd. It runs that of the Python set.
	Mage                    // Mage is mage itself, for those who start targets without go tool.
	OpenAPI                 // OpenAPI is the generator of the OpenAPI document, of tools/openapi.
	Golangci                // Golangci is the linter of this repository's own Go code, of tools/golangci.
	Actionlint              // Actionlint is the linter of the workflows in .github, of tools/actionlint.
	Grpcurl                 // Grpcurl is what the documentation calls the API with, besides curl, of tools/grpcurl.
	NpmClients              // NpmClients are what the tests of the npm package use beside it, of tools/npmclients.
	PythonDev               // PythonDev are what packs, installs and type-checks the Python SDK, of tools/pythondev.
	PythonChecks            // PythonChecks are what users and indexes check a Python package with, of tools/pythonchecks.
	Registries              // Registries are an npm registry and a Python index that tests publish to, of tools/registries.
	Sigstore                // Sigstore is the program that signs and verifies attestations of packages, of tools/sigstore.
	BucketFile              // BucketFile shares what is generated in a folder, of tools/bucket.
	BucketGS                // BucketGS does so in Google Cloud Storage.
	BucketS3                // BucketS3 does so in S3.
)

// Languages has the set with the generators of each language.
var Languages = lang.Table[Set]{lang.Go: GoTools, lang.Python: Python, lang.TypeScript: Node}

// LanguageSets returns the sets of all languages, in their order.
func LanguageSets() []Set {
	var sets []Set
	for _, set := range Languages.Ordered() {
		sets = append(sets, set)
	}
	return sets
}

// Generation are the sets that mage generate needs.
var Generation = append([]Set{Buf, Protos, House, Clients, Lean, TypeScript, Protoc, OpenAPI}, LanguageSets()...)

// Release are the sets that make the SDKs and their packages.
var Release = append(slices.Clone(Generation), PythonDev)

// Toolchain has the pinned tools of one checkout. Its methods may be called from several goroutines and processes.
type Toolchain struct {
	root     string
	report   *progress.Reporter
	kits     map[Set]kit
	lookPath func(string) (string, error)
}

// New returns the toolchain of the checkout at root, an absolute path. Installations are reported as steps.
func New(root string, report *progress.Reporter) *Toolchain {
	return &Toolchain{root: root, report: report, kits: kits, lookPath: lookPath}
}

// Bin returns the folder of links to all installed tools. With it first in PATH, plain buf, tsc and the like are the pinned ones.
func (t *Toolchain) Bin() string { return filepath.Join(t.root, CacheDir, "bin") }

// Env returns the environment in which the tools find each other.
func (t *Toolchain) Env() []string {
	return []string{"PATH=" + t.Bin() + string(os.PathListSeparator) + os.Getenv("PATH")}
}

// Tool returns the path of a tool that [Toolchain.Ensure] has installed.
func (t *Toolchain) Tool(name string) string { return filepath.Join(t.Bin(), name) }

// PythonPath returns the interpreter of the [PythonDev] set.
func (t *Toolchain) PythonPath() string {
	dir, _, err := t.dir(PythonDev)
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "bin", "python")
}

// NpmClientsPath is the folder node_modules of the [NpmClients] set.
func (t *Toolchain) NpmClientsPath() string {
	dir, _, err := t.dir(NpmClients)
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "node_modules")
}

// Folder is where a set is installed, or will be.
func (t *Toolchain) Folder(set Set) string {
	dir, _, err := t.dir(set)
	if err != nil {
		return ""
	}
	return dir
}

// Ensure installs those of the sets that are not installed yet, in parallel. A *MissingError reports that the machine lacks a
// program that a set needs.
func (t *Toolchain) Ensure(ctx context.Context, sets ...Set) error {
	for _, set := range sets {
		if err := t.require(ctx, set); err != nil {
			return err
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, together := range t.batches(sets) {
		group.Go(func() error { return t.ensure(ctx, together) })
	}
	return group.Wait()
}

// batches returns the sets, each once, in groups that are installed together: programs of the root module, and any other set alone.
func (t *Toolchain) batches(sets []Set) [][]Set {
	sets = slices.Compact(slices.Sorted(slices.Values(sets)))
	var batches [][]Set
	var programs []Set
	for _, set := range sets {
		if t.kits[set].program != "" {
			programs = append(programs, set)
		} else {
			batches = append(batches, []Set{set})
		}
	}
	if programs != nil {
		batches = append(batches, programs)
	}
	return batches
}

func (t *Toolchain) ensure(ctx context.Context, sets []Set) error {
	missing := map[Set]string{}
	for _, set := range sets {
		dir, _, err := t.dir(set)
		if err != nil {
			return err
		}
		if !complete(dir) {
			missing[set] = dir
		}
	}
	if len(missing) > 0 {
		if err := t.install(ctx, missing); err != nil {
			return err
		}
	}
	for _, set := range sets {
		if err := t.linkAll(set); err != nil {
			return err
		}
	}
	return nil
}

func (t *Toolchain) linkAll(set Set) error {
	kit := t.kits[set]
	if kit.links == nil {
		return nil
	}
	dir, _, err := t.dir(set)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(t.Bin(), 0o755); err != nil {
		return err
	}
	links, err := kit.links(t.root, dir)
	if err != nil {
		return fmt.Errorf("the %s in %s are damaged (%w): delete that folder and run again", kit.name, dir, err)
	}
	for name, target := range links {
		if err := link(filepath.Join(t.Bin(), name), target); err != nil {
			return err
		}
	}
	return nil
}

// install installs sets into their folders, under the lock of each. The locks are taken in the order of the sets, so that two runs
// never wait for each other.
func (t *Toolchain) install(ctx context.Context, dirs map[Set]string) error {
	for _, set := range slices.Sorted(maps.Keys(dirs)) {
		kit, dir := t.kits[set], dirs[set]
		if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
			return fmt.Errorf("the tools cannot be installed: %w", err)
		}
		unlock, err := file.Lock(ctx, filepath.Join(filepath.Dir(dir), kit.slug+".lock"))
		if err != nil {
			return fmt.Errorf("wait for another run that installs the %s: %w", kit.name, err)
		}
		defer unlock()
		if complete(dir) {
			delete(dirs, set)
		}
	}
	if len(dirs) == 0 {
		return nil
	}
	var names []string
	for _, set := range slices.Sorted(maps.Keys(dirs)) {
		names = append(names, t.kits[set].name)
	}
	name := strings.Join(names, ", ")
	step := t.report.Start(name)
	return step.End("installed", t.fill(ctx, name, dirs))
}

// fill installs sets into folders that it empties, and marks these complete.
func (t *Toolchain) fill(ctx context.Context, name string, dirs map[Set]string) error {
	programs := map[string]string{}
	for set, dir := range dirs {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if kit := t.kits[set]; kit.program != "" {
			programs[dir] = kit.program
		} else if err := kit.install(ctx, t.root, dir); err != nil {
			return explain(name, err)
		}
	}
	if len(programs) > 0 {
		if err := compile(ctx, t.root, programs); err != nil {
			return explain(name, err)
		}
	}
	for _, dir := range dirs {
		if err := os.WriteFile(filepath.Join(dir, completeMark), nil, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// dir returns the folder of a set, and the hash in its name.
func (t *Toolchain) dir(set Set) (dir, key string, err error) {
	kit := t.kits[set]
	inputs := kit.locks
	if kit.source != "" {
		sources, err := gosource.Files(t.root, kit.source)
		if err != nil {
			return "", "", fmt.Errorf("the source of the %s cannot be read: %w", kit.name, err)
		}
		inputs = slices.Concat(inputs, sources)
	}
	locks, err := file.Hash(t.root, inputs)
	if err != nil {
		return "", "", fmt.Errorf("the lock of the %s cannot be read: %w", kit.name, err)
	}
	// The root counts because a Python environment can't be moved.
	hash := sha256.Sum256(fmt.Appendf(nil, "%s/%s %s %s\n%s", runtime.GOOS, runtime.GOARCH, runtime.Version(), t.root, locks))
	key = hex.EncodeToString(hash[:])[:16]
	return filepath.Join(t.root, CacheDir, kit.slug+"-"+key), key, nil
}

func complete(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, completeMark))
	return err == nil
}

// link makes name a symbolic link to target, in one step, unless it is one already.
func link(name, target string) error {
	if now, err := os.Readlink(name); err == nil && now == target {
		return nil
	}
	// Several runs, and goroutines of one, may do this at once: each makes a link of its own, and the last one stays.
	fresh := fmt.Sprintf("%s.%x", name, rand.Uint64()) //nolint:gosec // G404: The name has to be new, not secret.
	if err := os.Symlink(target, fresh); err != nil {
		return err
	}
	return os.Rename(fresh, name)
}
