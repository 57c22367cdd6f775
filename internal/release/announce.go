package release

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// sumsFile is the path of the list of digests of a release on the forge. The one of dist has folders in its names, which files of a
// release have not.
const sumsFile = "dist/release/SHA256SUMS"

// announcement describes the release on the forge: the notes, and as files the packages with what [pack.Beside] them, and SHA256SUMS.
func (c *Checkout) announcement(repository string, p *plan.Plan, packed []pack.Artifact) (*plan.Release, error) {
	r := &plan.Release{
		Forge: forge.Name, Repository: repository, Tag: p.Version.Go, Title: p.Version.NPM, Prerelease: p.Pre(), Older: !p.Pre() && !slices.Contains(p.DistTags(), version.TagLatest),
	}
	add := func(where string, program, about bool) error {
		// The files of a Go module are named after the version alone.
		name := path.Base(where)
		if language := path.Base(path.Dir(where)); language == "go" {
			name = language + "-" + name
		}
		asset, err := c.asset(name, where)
		if err != nil {
			return err
		}
		asset.About, asset.Program = about, program && !about
		r.Assets = append(r.Assets, asset)
		return nil
	}
	var bundles []plan.Asset
	for _, a := range packed {
		program := a.Language == plan.Programs
		if err := add(a.Path, program, false); err != nil {
			return nil, err
		}
		if planned := (plan.Artifact{Language: a.Language, File: a.File}); p.Signer != nil && planned.Bundle() != "" {
			bundle := planned.Bundle()
			bundles = append(bundles, plan.Asset{Name: path.Base(bundle), Path: bundle, About: true, Signed: true})
		}
		for _, beside := range pack.Beside(a.Path) {
			// Only archives have an SBOM and a provenance.
			if err := add(beside, program, true); err != nil && !errors.Is(err, os.ErrNotExist) {
				return nil, err
			}
		}
	}
	slices.SortFunc(r.Assets, func(a, b plan.Asset) int { return strings.Compare(a.Name, b.Name) })
	var sums bytes.Buffer
	for _, a := range r.Assets {
		fmt.Fprintf(&sums, "%s  %s\n", a.SHA256, a.Name)
	}
	if err := file.Write(filepath.Join(c.Root, filepath.FromSlash(sumsFile)), sums.Bytes()); err != nil {
		return nil, err
	}
	if err := add(sumsFile, false, true); err != nil {
		return nil, err
	}
	r.Assets = append(r.Assets, bundles...)
	var err error
	r.Notes, err = c.asset(path.Base(NotesFile), NotesFile)
	return r, err
}

// asset describes a file of the checkout.
func (c *Checkout) asset(name, where string) (plan.Asset, error) {
	content, err := os.ReadFile(filepath.Join(c.Root, filepath.FromSlash(where)))
	return plan.Asset{Name: name, Path: where, Size: int64(len(content)), SHA256: archive.Member{Content: content}.SHA256()}, err
}
