package launch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/magefile/mage/mage"
	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
)

// Program returns where the launcher looks for the targets of a checkout before it compiles them. It reports false if it compiles them
// each time.
func Program(root string) (path string, kept bool) {
	p := project{root, mage.MagefilesDirName}
	key, known := p.key()
	return p.path(key), known
}

// key returns the hash of everything that decides what the program is: the sources of this module, the locks of the others, which name the
// version of mage too, the version of Go, and the settings that the go command gets. It reports false if something else may decide too;
// then the go command has to be asked each time.
func (p project) key() (string, bool) {
	if !p.selfContained() {
		return "", false
	}
	sources, err := gosource.Files(p.root, p.magefile)
	if err != nil { // The compiler reports it.
		return "", false
	}
	sources = slices.DeleteFunc(sources, func(path string) bool { return strings.HasSuffix(path, "/"+mainFile) })
	content, err := file.Hash(p.root, append(sources, "go.mod", "go.sum"))
	if err != nil {
		return "", false
	}
	sum := sha256.New()
	fmt.Fprintln(sum, content, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, setting := range goSettings(environ.For(environ.Go)) {
		fmt.Fprintln(sum, setting)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], true
}

// selfContained reports whether go.mod and go.sum decide what code of other modules is used.
func (p project) selfContained() bool {
	if isDir(filepath.Join(p.root, "vendor")) {
		return false
	}
	content, err := os.ReadFile(filepath.Join(p.root, "go.mod"))
	if err != nil {
		return false
	}
	module, err := modfile.Parse("go.mod", content, nil)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(module.Replace, func(r *modfile.Replace) bool { return r.New.Version == "" })
}

// unrelated are settings of Go that change no program: where things are kept and fetched from, and how programs run.
var unrelated = []string{
	"GOPATH", "GOBIN", "GOCACHE", "GOCACHEPROG", "GOMODCACHE", "GOTMPDIR", "GOPROXY", "GONOPROXY", "GOPRIVATE", "GOSUMDB", "GONOSUMDB",
	"GONOSUMCHECK", "GOINSECURE", "GOVCS", "GOAUTH", "GOENV", "GOGC", "GOMEMLIMIT", "GOMAXPROCS", "GOTRACEBACK", "GOCOVERDIR", "GODEBUG",
	"GOTOOLCHAIN", "GOTELEMETRY", "GOTELEMETRYDIR",
}

// goSettings returns the variables that may change what the go command builds, sorted.
func goSettings(env []string) []string {
	var settings []string
	for _, variable := range env {
		name, _, _ := strings.Cut(variable, "=")
		switch {
		case slices.Contains(unrelated, name) || strings.HasPrefix(name, "GOOGLE"):
		case strings.HasPrefix(name, "GO"), strings.HasPrefix(name, "CGO_"), slices.Contains([]string{"CC", "CXX", "FC", "AR", "PKG_CONFIG"}, name):
			settings = append(settings, variable)
		}
	}
	slices.Sort(settings)
	return settings
}
