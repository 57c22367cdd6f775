package release

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// tagged is a release by its tag on the remote.
type tagged struct {
	version version.Version
	commit  string
}

// past is what was released before a commit, as far as it is in the commit's history.
type past struct {
	here tagged // here is the release of the commit itself; zero where it is not released.
	base tagged // base is the release before that; zero where there is none.
}

// lookBack finds the releases that a commit descends from by the tags of remotes. A clone is one too, but its tags may be
// missing, or stand for something that was never released.
func lookBack(ctx context.Context, root, commit string, remotes ...string) (past, error) {
	var all []tagged
	for _, remote := range remotes {
		more, err := releases(ctx, root, remote)
		if err != nil {
			return past{}, err
		}
		all = append(all, more...)
	}
	slices.SortStableFunc(all, func(a, b tagged) int { return b.version.Compare(a.version) })
	var found past
	for _, r := range all {
		if r.commit == commit {
			if found.here.commit == "" {
				found.here = r
			}
			continue
		}
		before, err := descends(ctx, root, commit, r.commit)
		if err != nil {
			return past{}, err
		}
		if before {
			found.base = r
			break
		}
	}
	return found, nil
}

// releases are those of a remote, in no particular order.
func releases(ctx context.Context, root, remote string) ([]tagged, error) {
	out, err := git.Output(ctx, root, "ls-remote", "--tags", "--", remote, "refs/tags/v*")
	if err != nil {
		return nil, fmt.Errorf("the tags of the remote %s can't be read, so it is not known what is released: %s", remote, git.Reason(err))
	}
	commits := map[version.Version]string{}
	for line := range strings.Lines(out) {
		hash, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		name, peeled := strings.CutSuffix(strings.TrimPrefix(name, "refs/tags/"), "^{}")
		v, err := version.ParseGoTag("", name)
		if err != nil || v.Stage() != version.Final {
			continue
		}
		// The commit of an annotated tag is on a line of its own.
		if _, known := commits[v]; peeled || !known {
			commits[v] = hash
		}
	}
	var all []tagged
	for v, commit := range commits {
		all = append(all, tagged{v, commit})
	}
	return all, nil
}

// descends says whether a commit has another one in its history. One that the clone does not have is not in it, unless the
// clone has a part of the history only.
func descends(ctx context.Context, root, commit, from string) (bool, error) {
	_, err := git.Output(ctx, root, "merge-base", "--is-ancestor", from, commit)
	switch code := run.ExitCode(err); {
	case err == nil:
		return true, nil
	case ctx.Err() != nil:
		return false, context.Cause(ctx)
	case code == 1:
	case code != 128: // 128 is for a commit that is not here.
		return false, err
	}
	shallow, err := git.Output(ctx, root, "rev-parse", "--is-shallow-repository")
	if err == nil && strings.TrimSpace(shallow) == "true" {
		return false, errors.New("this clone has a part of the history only, in which the last release may be missing: git fetch --unshallow --tags")
	}
	return false, err
}
