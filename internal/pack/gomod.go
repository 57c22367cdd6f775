package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
	"golang.org/x/mod/zip"
)

// madeAt is the time that the proxy reports for a version. A zip of a module carries no times, so the artifact depends on
// its content alone; this keeps it so.
var madeAt = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// GoModule packs the module in dir as version (with its leading v) and lays it under out as a module proxy serves it, so
// that GOPROXY=file://out finds it. Other versions in out stay. It returns the path of the zip. The go.mod in dir has to
// name modulePath.
func GoModule(dir, modulePath, version, out string) (string, error) {
	goMod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return "", err
	}
	if named := modfile.ModulePath(goMod); named != modulePath {
		return "", fmt.Errorf("%s is of module %q, not %q", filepath.Join(dir, "go.mod"), named, modulePath)
	}
	escapedPath, err := module.EscapePath(modulePath)
	if err != nil {
		return "", err
	}
	escapedVersion, err := module.EscapeVersion(version)
	if err != nil {
		return "", err
	}
	versions := filepath.Join(out, filepath.FromSlash(escapedPath), "@v")
	if err := os.MkdirAll(versions, 0o755); err != nil {
		return "", err
	}
	base := filepath.Join(versions, escapedVersion)
	if err := writeZip(base+".zip", module.Version{Path: modulePath, Version: version}, dir); err != nil {
		return "", fmt.Errorf("pack %s@%s: %w", modulePath, version, err)
	}
	info, err := json.Marshal(struct {
		Version string    `json:"Version"`
		Time    time.Time `json:"Time"`
	}{version, madeAt})
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(base+".info", info, 0o644); err != nil {
		return "", err
	}
	if err := os.WriteFile(base+".mod", goMod, 0o644); err != nil {
		return "", err
	}
	return base + ".zip", list(versions, version)
}

func writeZip(path string, m module.Version, dir string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(zip.CreateFromDir(file, m, dir), file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// list adds version to the proxy's list of versions. Of pseudo-versions a proxy lists none.
func list(versions, version string) error {
	path := filepath.Join(versions, "list")
	known, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	all := strings.Fields(string(known))
	if !module.IsPseudoVersion(version) {
		all = append(all, version)
	}
	semver.Sort(all)
	var text strings.Builder
	for _, v := range slices.Compact(all) {
		fmt.Fprintln(&text, v)
	}
	return os.WriteFile(path, []byte(text.String()), 0o644)
}
