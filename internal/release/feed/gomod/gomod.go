// Package gomod has the feeds of Go modules: a server and a folder with the layout of a module proxy
// (https://go.dev/ref/mod#goproxy-protocol), and git, from which the go command takes modules without any upload.
package gomod

import (
	"fmt"
	"path"
	"slices"

	"golang.org/x/mod/module"
)

// ends are the extensions of the three files of a version.
var ends = []string{".info", ".mod", ".zip"}

// paths returns the paths of the files of a version in a proxy, in the order of ends. It refuses names that are not
// module names, which could lead elsewhere.
func paths(pkg, version string) ([]string, error) {
	escapedPath, err := module.EscapePath(pkg)
	if err != nil {
		return nil, err
	}
	escapedVersion, err := module.EscapeVersion(version)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, end := range ends {
		all = append(all, path.Join(escapedPath, "@v", escapedVersion+end))
	}
	return all, nil
}

// pathOf returns the path of one file of a version in a proxy.
func pathOf(pkg, version, file string) (string, error) {
	all, err := paths(pkg, version)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(all, func(p string) bool { return path.Base(p) == file })
	if at < 0 {
		return "", fmt.Errorf("a module proxy has no file %q for %s %s", file, pkg, version)
	}
	return all[at], nil
}
