package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

// lock is a file that pins what an SDK was generated and tested with.
type lock struct {
	path string // path is relative to the checkout.
	read func(content []byte) (versions map[string]string, err error)
}

var (
	npmLock    = &lock{"tools/node/package-lock.json", readNPMLock}
	pythonLock = &lock{"tools/python/requirements.txt", readPythonLock}
)

// resolve sets the version of each dependency with a range to the one that the lock has, if it is within the range. Scanners look for
// vulnerabilities by version: a range alone matches nothing. A checkout without the lock resolves nothing.
func (l *lock) resolve(root string, dependencies []attest.Dependency) error {
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(l.path)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	versions, err := l.read(content)
	if err != nil {
		return fmt.Errorf("%s: %w", l.path, err)
	}
	for i, d := range dependencies {
		if version := versions[d.Name]; d.Version == "" && within(d.Range, version) {
			dependencies[i].Version = version
		}
	}
	return nil
}

func within(span, version string) bool {
	v, err := semver.NewVersion(version)
	if err != nil {
		return false
	}
	constraint, err := semver.NewConstraint(span)
	return err == nil && constraint.Check(v)
}

// readNPMLock reads the packages at the top of node_modules from a package-lock.json of version 2 or 3
// (https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json).
func readNPMLock(content []byte) (map[string]string, error) {
	var file struct {
		Packages map[string]struct {
			Version string `json:"version"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, err
	}
	versions := map[string]string{}
	for path, p := range file.Packages {
		if name, top := strings.CutPrefix(path, "node_modules/"); top && !strings.Contains(name, "node_modules/") {
			versions[name] = p.Version
		}
	}
	return versions, nil
}

var pinnedRequirement = regexp.MustCompile(`(?m)^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)`)

// readPythonLock reads the pins of a requirements file. A package that has several, for different versions of Python, is left out.
func readPythonLock(content []byte) (map[string]string, error) {
	versions, several := map[string]string{}, map[string]bool{}
	for _, match := range pinnedRequirement.FindAllSubmatch(content, -1) {
		name := string(match[1])
		_, seen := versions[name]
		several[name] = several[name] || seen
		versions[name] = string(match[2])
	}
	for name, more := range several {
		if more {
			delete(versions, name)
		}
	}
	return versions, nil
}
