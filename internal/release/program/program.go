// Package program makes the archives of programs that users download: a Go program of the commit, for each platform with its licences.
//
// In: the files of a commit and the programs of sdk.yaml. Out: one archive for each program and platform, and what it was built of. Nothing
// else of the machine decides: the sources are those of the commit and not of the work tree, go.mod names the toolchain, and no path gets
// into the binary. So the same commit and version give the same bytes in every folder and on every machine.
package program

import (
	"bytes"
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// Source is what programs are built of.
type Source struct {
	Files      map[string][]byte // Files are those of the commit, by their paths from the root of the module.
	Version    string            // Version is in the names of archives.
	Repository string            // Repository is the address of the source, without a slash at its end.
	Tag        string            // Tag is the git tag of the version, which the programs say of themselves.
}

// Archive is a program for one platform, as users download it.
type Archive struct {
	Program  config.Program
	Platform config.Platform

	File    string // File is the name of the archive.
	Content []byte

	Binary string           // Binary is the name of the program in the archive.
	SHA256 string           // SHA256 is that of the binary, in lower-case hexadecimal.
	Info   *debug.BuildInfo // Info is what the toolchain says of the binary: the Go version, the modules in it, and the settings.
}

// Build builds programs for all their platforms, one after the other, as the go command uses all processors for each. Begin is called
// before each, and what it returns after it. What must not be published is a [ContentError].
func Build(ctx context.Context, s Source, programs []config.Program, begin func(what string) (end func(error))) ([]*Archive, error) {
	stage, err := file.TempDir("", "program")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(stage) //nolint:errcheck // What is left over is a temporary file.
	b := builder{source: s, dir: filepath.Join(stage, "source"), out: filepath.Join(stage, "out")}
	if err := lay(s.Files, b.dir); err != nil {
		return nil, err
	}
	if err := b.prepare(ctx); err != nil {
		return nil, err
	}
	var all []*Archive
	var findings []Finding
	for _, p := range programs {
		if found := checkVersion(s.Files, p); found != nil {
			findings = append(findings, *found)
			continue
		}
		for _, platform := range p.Platforms {
			what := p.Name() + " for " + string(platform)
			end := begin(what)
			made, found, err := b.archive(ctx, p, platform)
			end(err)
			if err != nil {
				return nil, fmt.Errorf("build %s: %w", what, err)
			}
			all, findings = append(all, made), append(findings, found...)
		}
	}
	if len(findings) > 0 {
		return nil, &ContentError{findings}
	}
	return all, nil
}

// mostUnpacked bounds what the archive of a program may unpack to, in bytes. The licences take less than a megabyte.
const mostUnpacked = mostBinary + 4<<20

// Unpack reads the archive of a program, which may be hostile.
func Unpack(name string, content []byte) ([]archive.Member, error) {
	return archive.ReadUpTo(name, content, mostUnpacked)
}

// lay writes the files of a commit into a folder.
func lay(files map[string][]byte, dir string) error {
	for name, content := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// archive builds a program for a platform, holds it to the rules, and packs it.
func (b *builder) archive(ctx context.Context, p config.Program, platform config.Platform) (*Archive, []Finding, error) {
	content, err := b.build(ctx, p, platform)
	if err != nil {
		return nil, nil, err
	}
	info, err := buildinfo.Read(bytes.NewReader(content))
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(content)
	made := &Archive{Program: p, Platform: platform, Binary: p.Name(), SHA256: hex.EncodeToString(sum[:]), Info: info}
	if platform.System() == "windows" {
		made.Binary += ".exe"
	}
	members, err := b.members(made, content)
	if err != nil {
		return nil, nil, err
	}
	pack, suffix := archive.Tarball, ".tar.gz"
	if platform.System() == "windows" {
		pack, suffix = archive.Zip, ".zip" // Windows opens it without another program.
	}
	made.File = fmt.Sprintf("%s_%s_%s_%s%s", p.Name(), b.source.Version, platform.System(), platform.Processor(), suffix)
	made.Content, err = pack(members)
	return made, b.check(made, content), err
}

// members are the files of an archive: no folder is around them, as users unpack the program itself into a folder of theirs.
func (b *builder) members(a *Archive, content []byte) ([]archive.Member, error) {
	licences, err := b.licences(a.Info)
	if err != nil {
		return nil, err
	}
	members := []archive.Member{
		{Name: "LICENSES.txt", Content: licences},
		{Name: "README.md", Content: b.readme(a)},
		{Name: a.Binary, Content: content, Executable: true},
	}
	if own, ok := b.source.Files["LICENSE"]; ok {
		members = append(members, archive.Member{Name: "LICENSE", Content: own})
	}
	return archive.Sort(members), nil
}

// readme says what the archive is, where its documentation is, and how it is verified.
func (b *builder) readme(a *Archive) []byte {
	s := b.source
	return fmt.Appendf(nil, `# %[1]s %[2]s

For %[3]s, from %[4]s/tree/%[5]s/%[6]s, where it is documented.

%[4]s/blob/%[5]s/SECURITY.md says how to verify it. The licences of what is in it are in LICENSES.txt.
`, a.Program.Name(), s.Version, a.Platform, s.Repository, s.Tag, string(a.Program.Package)[len("./"):])
}
