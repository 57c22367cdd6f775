package gomod

import (
	"context"
	"fmt"
	"io"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Pack makes the files that a module proxy would serve for the released commit under a version. They depend on the commit alone, as
// do those that the go command makes from the tag.
type Pack func(ctx context.Context, pkg, version string) ([]archive.Member, error)

// Git is a git repository from which the go command gets a module by its tag. Nothing is uploaded: the commit holds the module, and
// users get it when the last step of a release pushes the tag. It is a [feed.Feed].
type Git struct {
	remote string
	pack   Pack
}

// NewGit returns the feed of the modules in a remote repository.
func NewGit(remote string, pack Pack) *Git { return &Git{remote, pack} }

// Name returns the name of the feed with its repository.
func (g *Git) Name() string { return "git (" + g.remote + ")" }

// Derived implements [feed.Derived].
func (g *Git) Derived() {}

// Look returns the files that the go command makes from the commit.
func (g *Git) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	members, err := g.pack(ctx, pkg, version)
	if err != nil {
		return nil, g.wrong("pack "+pkg+" "+version, err)
	}
	var files []feed.File
	for _, m := range members {
		files = append(files, feed.File{Name: m.Name, Size: int64(len(m.Content)), SHA256: m.SHA256()})
	}
	return files, nil
}

// Fetch writes a file that the go command makes from the commit.
func (g *Git) Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error {
	doing := "fetch " + file
	members, err := g.pack(ctx, pkg, version)
	if err != nil {
		return g.wrong(doing, err)
	}
	content, ok := archive.Find(members, file)
	if !ok {
		return g.wrong(doing, fmt.Errorf("the commit has no such file for %s %s", pkg, version))
	}
	if _, err := to.Write(content); err != nil {
		return g.wrong(doing, err)
	}
	return nil
}

// Upload always returns an error: a file that [Git.Look] does not show is not in the commit.
func (g *Git) Upload(_ context.Context, a feed.Artifact) error {
	return &feed.Error{
		Feed: g.Name(), Doing: "upload " + a.File,
		What: "the commit does not hold what was packed", Advice: "commit what mage generate makes, and pack again",
	}
}

func (g *Git) wrong(doing string, err error) error {
	return &feed.Error{Feed: g.Name(), Doing: doing, What: err.Error(), Err: err}
}
