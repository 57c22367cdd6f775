package pack

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// What lies beside the artifacts.
const (
	sumsFile         = "SHA256SUMS"
	sbomSuffix       = ".cdx.json"
	provenanceSuffix = ".provenance.json"
)

// Beside returns the paths of the bill of materials and of the provenance of an artifact. Files that are no archive have none.
func Beside(artifact string) []string {
	return []string{artifact + sbomSuffix, artifact + provenanceSuffix}
}

// mostSums bounds a list of digests that is read, in bytes.
const mostSums = 1 << 20

// writeDist writes the artifacts and what tells of them.
func writeDist(ctx context.Context, o Options, all []*artifact) ([]Artifact, error) {
	beside, err := attestations(o, all)
	if err != nil {
		return nil, err
	}
	out := o.Out
	if !filepath.IsAbs(out) {
		out = filepath.Join(o.Root, cmp.Or(out, "dist"))
	}
	var files []archive.Member
	var described []Artifact
	for _, a := range all {
		name := string(a.language) + "/" + a.file
		files = append(files, archive.Member{Name: name, Content: a.content})
		where, err := shown(o.Root, filepath.Join(out, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		described = append(described, Artifact{
			Language: a.language, Package: a.pkg, Version: a.version, File: a.file,
			Path: where, Size: int64(len(a.content)), SHA256: digest(a.content),
		})
	}
	if o.Check != nil {
		if err := o.Check(described); err != nil {
			return nil, err
		}
	}
	if err := exchange(ctx, out, append(files, beside...), o.packs); run.IsFullDisk(err) {
		return nil, fmt.Errorf("no space is left in %s: make room and run it again: %w", out, err)
	} else if err != nil {
		return nil, err
	}
	return described, nil
}

// shown is a path from the root where it is below that.
func shown(root, file string) (string, error) {
	relative, err := filepath.Rel(root, file)
	if err != nil || !filepath.IsLocal(relative) {
		return filepath.Abs(file)
	}
	return filepath.ToSlash(relative), nil
}

// sumsOf is the list of digests of files, in the form of sha256sum, with the lines of another list that keep chooses.
func sumsOf(files []archive.Member, other []byte, keep func(name string) bool) archive.Member {
	lines := map[string]string{}
	for line := range strings.Lines(string(other)) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok && keep(name) {
			lines[name] = strings.TrimSpace(line)
		}
	}
	for _, file := range files {
		lines[file.Name] = file.SHA256() + "  " + file.Name
	}
	var sums bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintln(&sums, lines[name])
	}
	return archive.Member{Name: sumsFile, Content: sums.Bytes()}
}

// exchange puts the files into the place of those that were packed before. The list of digests is there only while all that
// it names is: it goes first and comes last. Other files in out stay, and so do languages that were not packed.
func exchange(ctx context.Context, out string, files []archive.Member, packed func(language lang.ID) bool) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	unlock, err := file.Lock(ctx, filepath.Join(out, ".pack.lock"))
	if err != nil {
		return fmt.Errorf("wait for another run that packs into %s: %w", out, err)
	}
	defer unlock()
	fresh := filepath.Join(out, ".pack") // What a killed run has left is in here too.
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	defer os.RemoveAll(fresh) //nolint:errcheck // What is left over is hidden, and the next run removes it.
	sums, err := archive.ReadFile(filepath.Join(out, sumsFile), mostSums)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	files = append(files, sumsOf(files, sums, func(name string) bool {
		folder, _, _ := strings.Cut(name, "/")
		return slices.Contains(folders(), lang.ID(folder)) && !packed(lang.ID(folder))
	}))
	if err := lay(files, fresh); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(out, sumsFile)); err != nil {
		return err
	}
	for _, id := range folders() {
		if !packed(id) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(out, string(id))); err != nil {
			return err
		}
		err := os.Rename(filepath.Join(fresh, string(id)), filepath.Join(out, string(id)))
		if err != nil && !(id == plan.Programs && errors.Is(err, os.ErrNotExist)) { // Not every release has programs.
			return err
		}
	}
	return os.Rename(filepath.Join(fresh, sumsFile), filepath.Join(out, sumsFile))
}

// attestations are the bills of materials and the provenances. The files of a Go module that are no archive have none of
// their own: they are subjects of the provenance of the zip.
func attestations(o Options, all []*artifact) ([]archive.Member, error) {
	var made []archive.Member
	for _, a := range all {
		if a.kind == besideKind {
			continue
		}
		about, requirements, err := a.described(o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.file, err)
		}
		sbom, err := attest.SBOM(about, attest.File{Name: a.file, SHA256: digest(a.content)}, requirements, o.Time)
		if err != nil {
			return nil, err
		}
		subjects, err := a.subjects(all)
		if err != nil {
			return nil, err
		}
		provenance, err := attest.Provenance(o.build(a), subjects...)
		if err != nil {
			return nil, err
		}
		name := path.Join(string(a.language), a.file)
		made = append(made, archive.Member{Name: name + sbomSuffix, Content: sbom}, archive.Member{Name: name + provenanceSuffix, Content: provenance})
	}
	return made, nil
}

// described is what a bill of materials says of an artifact.
func (a *artifact) described(o Options) (attest.Package, []attest.Dependency, error) {
	if a.program != nil {
		modules, err := linked(a.program)
		return o.programPackage(a.program), modules, err
	}
	ecosystem, requirements, err := a.requirements(o.Root)
	return attest.Package{
		Ecosystem: ecosystem, Name: a.pkg, Version: a.version, Description: string(o.Project.Description),
		License: string(o.Project.License), Homepage: string(o.Project.Homepage), Repository: string(o.Project.Repository),
		Supplier: string(o.Project.Supplier),
	}, requirements, err
}

// subjects are the files that a provenance is about. That of a program is about the binary too, which users keep without its archive.
func (a *artifact) subjects(all []*artifact) ([]attest.File, error) {
	if a.program != nil {
		return []attest.File{{Name: a.file, SHA256: digest(a.content)}, {Name: a.program.Binary, SHA256: a.program.SHA256}}, nil
	}
	var files []attest.File
	for _, other := range all {
		if other == a || other.kind == besideKind && other.language == a.language {
			hash, err := other.dirHash()
			if err != nil {
				return nil, err
			}
			files = append(files, attest.File{Name: other.file, SHA256: digest(other.content), DirHash: hash})
		}
	}
	return files, nil
}

// build is how an artifact was made.
func (o Options) build(a *artifact) attest.Build {
	repository := strings.TrimSuffix(string(o.Project.Repository), "/")
	b := attest.Build{
		Type:    repository + "#mage-pack-v1",
		Builder: cmp.Or(o.Builder, repository+"#own-machine"),
		Parameters: map[string]string{
			"folder": "gen/" + string(a.language), "package": a.pkg, "version": a.version, "sourceDateEpoch": strconv.FormatInt(o.Time.Unix(), 10),
		},
		Repository: repository, Commit: o.Commit,
	}
	if a.program != nil {
		b.Parameters = programParameters(a)
		return b // The locks are of tools that generate; go.mod and go.sum are in the commit.
	}
	for name, sum := range o.Locks {
		b.Materials = append(b.Materials, attest.File{Name: name, SHA256: sum})
	}
	return b
}

// requirements are what an artifact asks for, from the manifest that is in it.
func (a *artifact) requirements(root string) (attest.Ecosystem, []attest.Dependency, error) {
	format := a.format()
	if format.Requirements == nil {
		return format.Ecosystem, nil, nil
	}
	members, err := a.members()
	if err != nil {
		return "", nil, err
	}
	all, err := format.Requirements(members)
	if err == nil && format.lock != nil {
		err = format.lock.resolve(root, all)
	}
	slices.SortFunc(all, func(a, b attest.Dependency) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Range, b.Range))
	})
	return format.Ecosystem, all, err
}
