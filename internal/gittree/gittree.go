// Package gittree reads what was released from git's object store. It checks nothing out and changes nothing.
package gittree

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

// maxTree bounds what is read into memory; the contract takes less than a hundredth of it.
const maxTree = 64 << 20

// Release is the last release in the history of HEAD.
type Release struct {
	Tag     string // Tag is vX.Y.Z, or empty where nothing was released.
	Shallow bool   // Shallow says that the clone has a part of the history only, in which a release may be missing.
}

// LatestRelease finds the highest tag vX.Y.Z that HEAD descends from. Pre-releases don't count.
func LatestRelease(ctx context.Context, repo string) (Release, error) {
	shallow, err := git(ctx, repo, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return Release{}, err
	}
	release := Release{Shallow: strings.TrimSpace(string(shallow)) == "true"}
	if _, err := git(ctx, repo, "rev-parse", "--quiet", "--verify", "HEAD"); run.ExitCode(err) == 1 {
		return release, nil // There is no commit.
	}
	tags, err := git(ctx, repo, "for-each-ref", "--merged=HEAD", "--format=%(refname:strip=2)", "refs/tags/")
	if err != nil {
		return Release{}, err
	}
	for tag := range strings.Lines(string(tags)) {
		tag = strings.TrimSpace(tag)
		if semver.Canonical(tag) == tag && semver.Prerelease(tag) == "" && semver.Compare(tag, release.Tag) > 0 {
			release.Tag = tag
		}
	}
	return release, nil
}

// FS is a folder of the repository as it was at a commit or tag. A folder that is not there is an error.
func FS(ctx context.Context, repo, ref, folder string) (fs.FS, error) {
	hash, err := git(ctx, repo, "rev-parse", "--verify", "--end-of-options", ref+":"+folder)
	if err != nil {
		return nil, err
	}
	archive := bounded{most: maxTree}
	err = run.Run(ctx, run.Cmd{
		// Not compressed, so that the bound is one of the content too.
		Args: []string{"git", "archive", "--format=zip", "-0", strings.TrimSpace(string(hash))}, Dir: repo, Stdout: &archive,
	})
	if archive.full {
		return nil, fmt.Errorf("%s of %s has more than %d MiB", folder, ref, maxTree>>20)
	}
	if err != nil {
		return nil, err
	}
	tree, err := zip.NewReader(bytes.NewReader(archive.content.Bytes()), int64(archive.content.Len()))
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", folder, ref, err)
	}
	return tree, nil
}

func git(ctx context.Context, repo string, args ...string) ([]byte, error) {
	return run.Output(ctx, run.Cmd{Args: append([]string{"git"}, args...), Dir: repo})
}

// bounded keeps what is written to it, up to a size.
type bounded struct {
	content bytes.Buffer
	most    int
	full    bool
}

var errFull = errors.New("too large")

func (b *bounded) Write(p []byte) (int, error) {
	if b.full = b.full || b.content.Len()+len(p) > b.most; b.full {
		return 0, errFull
	}
	return b.content.Write(p)
}
