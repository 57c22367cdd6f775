package release

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// tagged is a release that has a tag on the remote.
type tagged struct {
	version version.Version
	commit  string // commit is empty for the version that the tree continues, which was released from another one.
}

// none reports whether there is no release.
func (t tagged) none() bool { return t.version.IsZero() }

// against returns the release as [source.Load] reads it, and its tag if the clone may lack that.
func (t tagged) against() (spec, tag string) {
	if t.commit == "" {
		return source.AdoptedSpec, ""
	}
	return "git:" + t.commit, t.version.Go()
}

// past are the releases in the history of a commit.
type past struct {
	here   tagged          // here is the final release of the commit itself; zero if it is not released.
	base   tagged          // base is the final release before that, or the adopted version; zero if there is none.
	newest version.Version // newest is the highest version with a tag in the history, pre-releases included.
}

// lookBack finds the releases of a line in the history of a commit, by the tags of remotes. A path of a clone works as well, but its tags
// may be missing, or may never have been pushed. A new line counts on from the last release below it. If the history lacks the last
// release of its line, that is an error: a version without what the last one has would be above it.
func lookBack(ctx context.Context, root, commit string, line version.Line, remotes ...string) (past, error) {
	var all []tagged
	for _, remote := range remotes {
		more, err := releases(ctx, root, remote)
		if err != nil {
			return past{}, err
		}
		all = append(all, more...)
	}
	all = slices.DeleteFunc(all, func(r tagged) bool { return line.Exceeds(r.version) })
	slices.SortStableFunc(all, func(a, b tagged) int { return b.version.Compare(a.version) })
	var found past
	var skipped tagged // skipped is the highest final release of the line that is not in the history.
	for _, r := range all {
		final := r.version.Stage() == version.Final
		before := r.commit == commit
		if !before {
			var err error
			if before, err = descends(ctx, root, commit, r.commit); err != nil {
				return past{}, err
			}
		}
		switch {
		case before && found.newest.IsZero():
			found.newest = r.version
		case !before && final && skipped.commit == "" && !line.IsZero() && line.Contains(r.version):
			skipped = r
		}
		switch {
		case !before || !final:
		case r.commit == commit && found.here.commit == "":
			found.here = r
		case r.commit != commit && found.base.commit == "":
			found.base = r
		}
		if found.base.commit != "" {
			break
		}
	}
	if skipped.commit != "" && found.here.commit == "" {
		return past{}, &publish.RefusedError{Err: fmt.Errorf(
			"%s is the last release of %s, and is not in the history of this commit: merge it into the branch, so that the next version has what it has",
			skipped.version.Go(), line.Branch())}
	}
	record, err := adopted.Read(root)
	if err != nil || record == nil {
		return found, exit.With(exit.Usage, err)
	}
	continued, err := version.Parse(record.Version)
	if err == nil && !line.Exceeds(continued) && (found.base.none() || continued.Compare(found.base.version) > 0) {
		found.base = tagged{version: continued}
	}
	return found, err
}

// releases returns the releases of a remote, pre-releases included, in no particular order.
func releases(ctx context.Context, root, remote string) ([]tagged, error) {
	tags, err := git.RemoteTags(ctx, root, remote, "refs/tags/v*")
	if err != nil {
		return nil, fmt.Errorf("the tags of the remote %s cannot be read, so the last release is unknown: %s", remote, git.Reason(err))
	}
	var all []tagged
	for name, commit := range tags {
		if v, err := version.ParseGoTag("", name); err == nil && v.Stage() != version.Preview {
			all = append(all, tagged{v, commit})
		}
	}
	return all, nil
}

// descends reports whether a commit has another one in its history. A commit that is missing in the clone is not in it; in a shallow
// clone that is an error, because it may be.
func descends(ctx context.Context, root, commit, from string) (bool, error) {
	_, err := git.Output(ctx, root, "merge-base", "--is-ancestor", from, commit)
	switch code := run.ExitCode(err); {
	case err == nil:
		return true, nil
	case ctx.Err() != nil:
		return false, context.Cause(ctx)
	case code == 1:
	case code != 128: // 128 means that the clone lacks the commit.
		return false, err
	}
	shallow, err := git.Output(ctx, root, "rev-parse", "--is-shallow-repository")
	if err == nil && strings.TrimSpace(shallow) == "true" {
		return false, errors.New("this clone is shallow and may lack the last release: run git fetch --unshallow --tags")
	}
	return false, err
}
