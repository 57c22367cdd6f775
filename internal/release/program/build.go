package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// Flags are what the go command builds programs with, but for the version. No path, no time, no state of a repository and no
// id of a build gets into the binary; nor do symbols, which only debuggers read.
var Flags = []string{"-trimpath", "-buildvcs=false", "-mod=readonly"}

// LinkFlags are those for the linker. The variable version of package main gets the git tag, which is what the build info of a program from
// go install has.
func LinkFlags(tag string) string { return "-s -w -buildid= -X main.version=" + tag }

// builder builds the programs of a source whose files are in a folder.
type builder struct {
	source   Source
	dir, out string

	toolchain string   // toolchain is the version of Go, such as go1.26.7.
	env       []string // env has the go command use it.

	modules, goroot string   // modules is the cache of modules, and goroot the folder of the toolchain.
	here            []string // here are the folders of this machine that must not show in a binary.
}

// prepare finds the toolchain, and the folders of this machine.
func (b *builder) prepare(ctx context.Context) (err error) {
	if b.toolchain, err = toolchain(b.source.Files["go.mod"]); err != nil {
		return err
	}
	b.env = []string{
		// Another version of Go gives other bytes. The go command downloads this one where it is another itself.
		"GOTOOLCHAIN=" + b.toolchain,
		"CGO_ENABLED=0",
		// The defaults, as a distribution of Go may have set others.
		"GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off",
	}
	var said bytes.Buffer
	err = b.run(ctx, &said, nil, "env", "GOMODCACHE", "GOROOT", "GOCACHE")
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	if err != nil || len(lines) != 3 {
		return errors.Join(err, fmt.Errorf("go env answers %q", said.String()))
	}
	b.modules, b.goroot = lines[0], lines[1]
	b.here = slices.Concat(lines, []string{filepath.Dir(b.dir)})
	return nil
}

func (b *builder) run(ctx context.Context, stdout *bytes.Buffer, env []string, args ...string) error {
	cmd := run.Cmd{Args: append([]string{"go"}, args...), Dir: b.dir, Kind: environ.Go, Env: append(b.env, env...)}
	if stdout != nil {
		cmd.Stdout = stdout
	}
	return run.Run(ctx, cmd)
}

// build makes the binary.
func (b *builder) build(ctx context.Context, p config.Program, platform config.Platform) ([]byte, error) {
	if err := os.RemoveAll(b.out); err != nil {
		return nil, err
	}
	args := append([]string{"build"}, Flags...)
	args = append(args, "-ldflags="+LinkFlags(b.source.Tag), "-o", b.out, string(p.Package))
	if err := b.run(ctx, nil, []string{"GOOS=" + platform.System(), "GOARCH=" + platform.Processor()}, args...); err != nil {
		return nil, err
	}
	return os.ReadFile(b.out)
}

// whole is a version of Go that names one toolchain, and not a version of the language such as 1.26.
var whole = regexp.MustCompile(`^1\.\d+(\.\d+|rc\d+)$`)

// toolchain is the one that go.mod names.
func toolchain(goMod []byte) (string, error) {
	parsed, err := modfile.ParseLax("go.mod", goMod, nil)
	if err != nil {
		return "", err
	}
	version := ""
	switch {
	case parsed.Toolchain != nil && parsed.Toolchain.Name != "default":
		version = strings.TrimPrefix(parsed.Toolchain.Name, "go")
	case parsed.Go != nil:
		version = parsed.Go.Version
	}
	if !whole.MatchString(version) {
		return "", fmt.Errorf("go.mod names the version %q of Go, which is no release such as 1.26.7: the bytes of programs depend on it", version)
	}
	return "go" + version, nil
}
