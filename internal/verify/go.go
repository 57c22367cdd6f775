package verify

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

// GoConfig is what a consumer of the Go SDK is made of.
type GoConfig struct {
	Dir     string // Dir is an empty folder to work in.
	Program string // Program is the folder of the user's package main, without a go.mod.
	Proxy   string // Proxy is the folder of a module proxy that has the SDK.
	Module  string // Module is the path of the SDK's module.
	Version string // Version is the version to get, with its leading v.
	GoSum   string // GoSum has go.sum lines that are known beforehand; the checksum database is asked for others.
}

// Go gets the SDK into a new module and builds the program there.
func Go(ctx context.Context, c GoConfig) (*Consumer, error) {
	dir, err := settle(c.Program, filepath.Join(c.Dir, "program"))
	if err != nil {
		return nil, err
	}
	proxy, err := goProxy(ctx, c.Proxy)
	if err != nil {
		return nil, err
	}
	env := []string{
		"GOPROXY=" + proxy,
		// The SDK has to come from the proxy, so it is not GOPRIVATE; the checksum database can't know it yet.
		"GOPRIVATE=", "GONOPROXY=", "GONOSUMDB=" + c.Module,
		// A module cache of its own, as that of the machine may hold other bytes under this version. Without -trimpath the
		// path of this cache would keep the build cache from helping.
		"GOMODCACHE=" + filepath.Join(filepath.Dir(dir), "modules"),
		"GOFLAGS=-mod=mod -modcacherw -trimpath",
		"GOWORK=off",
	}
	if c.GoSum != "" {
		if err := os.WriteFile(filepath.Join(dir, "go.sum"), []byte(c.GoSum), 0o644); err != nil {
			return nil, err
		}
	}
	for _, args := range [][]string{
		{"go", "mod", "init", "example.com/consumer"},
		{"go", "get", c.Module + "@" + c.Version},
		{"go", "build", "-o", "../consumer", "."},
	} {
		if err := run.Run(ctx, run.Cmd{Args: args, Dir: dir, Env: env}); err != nil {
			return nil, err
		}
	}
	return &Consumer{dir: dir, command: []string{filepath.Join(filepath.Dir(dir), "consumer")}}, nil
}

// goProxy is a list of proxies: the given folder, then what the machine has downloaded already, then the machine's own.
func goProxy(ctx context.Context, folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	out, err := run.Output(ctx, run.Cmd{Args: []string{"go", "env", "GOMODCACHE", "GOPROXY"}})
	if err != nil {
		return "", err
	}
	cache, machine, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return strings.Join([]string{fileURL(folder), fileURL(filepath.Join(cache, "cache", "download")), machine}, ","), nil
}

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + path
}
