package release

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/gomod"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// mostModule limits the size of the Go module in a commit, in bytes.
const mostModule = 64 << 20

// committedModule makes the files that the go command makes of a tag on the commit. They differ from those that were packed if the work
// tree had files that are not committed.
func (c *Checkout) committedModule(ctx context.Context, project config.Project, commit, version string) ([]archive.Member, error) {
	released, err := commitOf(ctx, c.Root, commit)
	if err != nil {
		return nil, fmt.Errorf("the commit of the plan, %.12s, is not in this clone (%w): run git fetch", commit, err)
	}
	objects, err := git.OpenObjects(ctx, c.Root)
	if err != nil {
		return nil, err
	}
	defer objects.Close()
	files, err := objects.Files(released.hash, lang.Go.Language().Dir(), func(string, bool) bool { return true }, mostModule)
	if err != nil {
		return nil, err
	}
	var members []archive.Member
	for name, content := range files {
		members = append(members, archive.Member{Name: name, Content: content})
	}
	return pack.Go(pack.Options{GoVersion: version, Commit: released.hash, Time: released.time, Project: project}, archive.Sort(members))
}

// proxyOf writes the Go files of a plan into a new folder in the layout of a module proxy, so that the module can be installed before
// its tag exists. The caller removes the folder.
func (c *Checkout) proxyOf(ctx context.Context, p *plan.Plan) (dir string, err error) {
	if dir, err = file.TempDir("", "goproxy"); err != nil {
		return "", err
	}
	proxy, err := gomod.NewFolder("go", dir)
	if err != nil {
		return dir, err
	}
	seen := map[string]bool{} // A plan with two feeds has each file twice.
	for _, a := range p.Artifacts {
		if a.Language != lang.Go || seen[a.File] {
			continue
		}
		seen[a.File] = true
		err := proxy.Upload(ctx, feed.Artifact{
			Package: a.Package, Version: a.Version, File: a.File, Path: filepath.Join(c.Root, filepath.FromSlash(a.Path)), Size: a.Size, SHA256: a.SHA256,
		})
		if err != nil {
			return dir, fmt.Errorf("%s cannot be prepared for its verification: %w", a.File, err)
		}
	}
	return dir, nil
}
