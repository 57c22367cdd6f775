package launch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
)

// key returns the hash of everything that decides what the program is: the sources of this module, the locks of the others, the
// version of Go, and the settings of the go command. It reports false if something else may decide too; then the go command has to
// be asked each time.
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
	fmt.Fprintln(sum, content, mageVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, setting := range goSettings(os.Environ()) {
		fmt.Fprintln(sum, setting)
	}
	saved, err := os.ReadFile(envFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", false
	}
	_, _ = sum.Write(saved) // A hash takes all.
	return hex.EncodeToString(sum.Sum(nil))[:16], true
}

// selfContained reports whether go.mod and go.sum decide what code of other modules is used.
func (p project) selfContained() bool {
	if work := os.Getenv("GOWORK"); work != "" && work != "off" {
		return false
	}
	if strings.Contains(os.Getenv("GOFLAGS"), "=") && otherSources(os.Getenv("GOFLAGS")) {
		return false
	}
	if saved, err := os.ReadFile(envFile()); err == nil && (otherSources(string(saved)) || strings.Contains(string(saved), "GOWORK=")) {
		return false
	}
	if isDir(filepath.Join(p.root, "vendor")) {
		return false
	}
	if os.Getenv("GOWORK") == "" {
		for dir := p.root; ; dir = filepath.Dir(dir) {
			if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil {
				return false
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
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

// otherSources reports whether flags of the go command name files that are part of a build.
func otherSources(flags string) bool {
	return slices.ContainsFunc([]string{"-modfile", "-overlay", "-toolexec", "-mod=", "-pgo"}, func(flag string) bool {
		return strings.Contains(flags, flag)
	})
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

// envFile returns the file that go env -w writes.
func envFile() string {
	if path := os.Getenv("GOENV"); path != "" {
		return path
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return os.DevNull
	}
	return filepath.Join(dir, "go", "env")
}
