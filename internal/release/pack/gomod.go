package pack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

// moduleZip is the zip of a module. What belongs into it and what it is called there is for golang.org/x/mod/zip to say.
func moduleZip(members []archive.Member, mod module.Version) ([]byte, error) {
	var files []zip.File
	for _, m := range members {
		files = append(files, moduleFile{m})
	}
	var made bytes.Buffer
	if err := zip.Create(&made, mod, files); err != nil {
		return nil, fmt.Errorf("pack %s@%s: %w", mod.Path, mod.Version, err)
	}
	packed, err := archive.ReadBytes("the module.zip", made.Bytes())
	if err != nil {
		return nil, err
	}
	return archive.Zip(archive.Sort(packed))
}

// moduleFile is a member as golang.org/x/mod/zip wants it.
type moduleFile struct{ archive.Member }

func (f moduleFile) Path() string                { return f.Member.Name }
func (f moduleFile) Lstat() (os.FileInfo, error) { return f, nil }
func (f moduleFile) Open() (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(f.Content)), nil
}
func (f moduleFile) Name() string       { return path.Base(f.Member.Name) }
func (f moduleFile) Size() int64        { return int64(len(f.Content)) }
func (f moduleFile) Mode() fs.FileMode  { return 0o644 }
func (f moduleFile) ModTime() time.Time { return archive.Date }
func (f moduleFile) IsDir() bool        { return false }
func (f moduleFile) Sys() any           { return nil }

// dirHash returns what go.sum has of a module zip or of a .mod, in hexadecimal; empty for other files.
func (a *artifact) dirHash() (string, error) {
	if a.kind != moduleKind && a.kind != besideKind {
		return "", nil
	}
	return attest.DirHash(a.file, a.content)
}

// revision is what a module proxy says of a version (https://go.dev/ref/mod#goproxy-protocol).
type revision struct {
	Version string    `json:"Version"`
	Time    time.Time `json:"Time"`
	Origin  origin    `json:"Origin"`
}

// origin is where a version comes from, in the fields that the go command has for it (go help mod download, -json).
type origin struct {
	VCS    string `json:"VCS"`
	URL    string `json:"URL"`
	Subdir string `json:"Subdir"`
	Hash   string `json:"Hash"`
}

// moduleKind is the zip of a Go module.
const moduleKind = "module"

var golang = Language{
	Build: func(_ context.Context, _ []string, o Options, members []archive.Member) ([]*Made, error) {
		return buildGo(o, members)
	},
	Formats: map[string]Format{moduleKind: {
		Ecosystem: attest.Go,
		Code:      []string{".go"},
		Root:      []string{"go.mod", "go.sum", "LICENSE", "README.md", "qdrantcloud/*.go", "qdrantcloud/qdrantcloudtest/*.go", "examples/*/*.go", "examples/client/*/*.go", "internal/split/*.go"},
		Must:      []string{"go.mod", "LICENSE", "README.md"},
		Manifest:  goManifest, Requirements: goDependencies, readme: &goReadme,
	}},
}

// goManifest reads go.mod. The version is in the names of all members instead.
func goManifest(members []archive.Member) (file, name, version string, err error) {
	content, _ := archive.Find(members, "go.mod")
	manifest, err := modfile.Parse("go.mod", content, nil)
	if err != nil {
		return "go.mod", "", "", err
	}
	if manifest.Module == nil {
		return "go.mod", "", "", nil
	}
	for _, r := range manifest.Replace {
		if !lang.IsAround(r.Old.Path, manifest.Module.Mod.Path) {
			err = fmt.Errorf("it replaces %s, which holds for us and not for users", r.Old.Path)
		}
	}
	return "go.mod", manifest.Module.Mod.Path, "", err
}

func goDependencies(members []archive.Member) ([]attest.Dependency, error) {
	content, _ := archive.Find(members, "go.mod")
	manifest, err := modfile.Parse("go.mod", content, nil)
	if err != nil {
		return nil, err
	}
	var all []attest.Dependency
	for _, r := range manifest.Require {
		if manifest.Module != nil && lang.IsAround(r.Mod.Path, manifest.Module.Mod.Path) {
			continue // It provides no package.
		}
		all = append(all, attest.Dependency{Name: r.Mod.Path, Version: r.Mod.Version, Indirect: r.Indirect})
	}
	return all, nil
}

// buildGo makes the three files that a module proxy has of a version.
func buildGo(o Options, members []archive.Member) ([]*artifact, error) {
	goMod, ok := archive.Find(members, "go.mod")
	if !ok {
		return nil, errors.New("go.mod is missing: run mage generate")
	}
	mod := module.Version{Path: modfile.ModulePath(goMod), Version: o.goVersion()}
	if finding, ok := checkMajor(mod); !ok {
		return nil, &ContentError{[]Finding{finding}}
	}
	packed, err := moduleZip(members, mod)
	if err != nil {
		return nil, err
	}
	info, err := json.Marshal(revision{
		Version: mod.Version, Time: o.Time.UTC(),
		Origin: origin{VCS: "git", URL: string(o.Project.Repository), Subdir: "gen/go", Hash: o.Commit},
	})
	if err != nil {
		return nil, err
	}
	escaped, err := module.EscapeVersion(mod.Version)
	if err != nil {
		return nil, err
	}
	base := artifact{language: lang.Go, pkg: mod.Path, version: mod.Version}
	zipped, said, required := base, base, base
	zipped.kind, zipped.file, zipped.content, zipped.prefix = moduleKind, escaped+".zip", packed, mod.Path+"@"+mod.Version+"/"
	required.kind, required.file, required.content = besideKind, escaped+".mod", goMod
	said.kind, said.file, said.content = besideKind, escaped+".info", info
	return []*artifact{&said, &required, &zipped}, nil
}

// checkMajor holds the path of a module to the version that it gets: without the major number at its end the go command
// refuses a version from 2 on.
func checkMajor(mod module.Version) (Finding, bool) {
	_, pathMajor, ok := module.SplitPathVersion(mod.Path)
	if ok && module.CheckPathMajor(mod.Version, pathMajor) == nil {
		return Finding{}, true
	}
	return Finding{
		Rule: "module-path", File: "go.mod", What: fmt.Sprintf("has the path %s, which %s can't have", mod.Path, mod.Version),
		Advice: "from version 2 on the path of a module ends in /vN: set sdks.go.module in sdk.yaml, change go_package in all protos alike, and run mage generate",
	}, false
}

// Go makes the files that a module proxy has of a version, out of the files of the module: info, go.mod and zip, without any
// rule on their content.
func Go(o Options, members []archive.Member) ([]archive.Member, error) {
	made, err := buildGo(o, members)
	if err != nil {
		return nil, err
	}
	var files []archive.Member
	for _, a := range made {
		files = append(files, archive.Member{Name: a.file, Content: a.content})
	}
	return files, nil
}
