package generate

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// modulePackages lists the packages of this module, by their folders, as the go command does.
func modulePackages(t *testing.T, args ...string) []string {
	t.Helper()
	const module = "github.com/qdrant/qdrant-cloud-public-api/"
	out, err := run.Output(t.Context(), run.Cmd{Args: append([]string{"go", "list"}, args...), Dir: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(out)) {
		if folder, ok := strings.CutPrefix(strings.TrimSpace(line), module); ok {
			all = append(all, folder)
		}
	}
	return all
}

// Each package that generation is built from decides what is in gen: a changed line in it has to be seen by the next run. The
// go command, which builds it, is asked which these are.
func TestEachPackageOfGenerationIsInTheKey(t *testing.T) {
	root := sources(t)
	key := func() string {
		t.Helper()
		stamp, err := stampKey(root, manifest.Outputs())
		if err != nil {
			t.Fatal(err)
		}
		return stamp
	}
	stamp := key()
	generation := modulePackages(t, "-deps", "./internal/generate")
	plugin := modulePackages(t, "-deps", "./cmd/buf-plugin-qdrant", "./cmd/protoc-gen-client", "./cmd/protoc-gen-lean", "./cmd/protoc-gen-ts", "./cmd/protoc-python")
	if len(generation) < 10 || len(plugin) < 2 {
		t.Fatalf("generation has the packages %v, the plugins have %v", generation, plugin)
	}
	for _, folder := range modulePackages(t, "./internal/...", "./cmd/...") {
		file := sourceFile(t, filepath.Join(root, folder))
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(file, string(content)+"\n// One more line.\n")
		changed := key()
		write(file, string(content))
		if seen, want := changed != stamp, slices.Contains(generation, folder) || slices.Contains(plugin, folder); seen != want {
			t.Errorf("%s: a changed line changes the key of gen: %t, want %t", folder, seen, want)
		}
	}
	if key() != stamp {
		t.Error("the same files have another key")
	}
}

// sources copies the Go code of this repository into an empty folder. What else a key covers is small there.
func sources(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range slices.Concat(buf.ContractFiles, settings, toolchain.LockFiles()) {
		write(filepath.Join(root, name), name)
	}
	for _, pattern := range []string{"go.mod", "cmd", "internal"} {
		err := filepath.WalkDir(filepath.Join("../..", pattern), func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || entry.Name() != "go.mod" && (path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go")) {
				return err
			}
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			name, err := filepath.Rel("../..", file)
			write(filepath.Join(root, name), string(content))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// sourceFile returns one of the files of a package.
func sourceFile(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatalf("%s has no source", dir)
	}
	return names[len(names)-1]
}
