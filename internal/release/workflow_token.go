package release

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// appVariable is the environment variable in which a workflow names the GitHub App whose token git pushes with.
const appVariable = "RELEASE_APP"

// gitTags are the tags of a remote. In a workflow of GitHub that pushes with its own token, the preflight knows what GitHub refuses.
func (c *Checkout) gitTags(remote string) publish.GitTags {
	tags := git.Remote{Repo: c.Root, Name: remote}
	if c.Getenv("GITHUB_ACTIONS") == "" || c.Getenv(appVariable) != "" {
		return tags
	}
	return workflowTags{tags}
}

// workflowTags are tags that a workflow of GitHub pushes with its own token.
type workflowTags struct{ git.Remote }

// Preflight returns an error if [git.Remote.Push] would be refused. A dry push does not show that GitHub lets the token of a workflow add no
// commit whose workflows are those of no branch: it looks like a change of a workflow.
func (w workflowTags) Preflight(ctx context.Context, commit string, names []string) error {
	return errors.Join(w.onBranch(ctx, commit), w.Remote.Preflight(ctx, commit, names))
}

// onBranch compares the workflows of a commit with those of the branches of the remote.
func (w workflowTags) onBranch(ctx context.Context, commit string) error {
	address, err := git.Output(ctx, w.Repo, "remote", "get-url", "--push", w.Name)
	if err == nil && isSSH(strings.TrimSpace(address)) {
		return nil // It pushes with a deploy key.
	}
	here, err := w.workflows(ctx, commit)
	if err != nil {
		return err
	}
	branches, err := git.RemoteBranches(ctx, w.Repo, w.Name)
	if err != nil {
		return fmt.Errorf("the branches of %s cannot be read: %s", w.Name, git.Reason(err))
	}
	for _, tip := range branches {
		there, err := w.workflows(ctx, tip)
		if err == nil && there == here {
			return nil
		}
	}
	return fmt.Errorf("GitHub would refuse the tags: this workflow pushes with its own token, and .github/workflows of commit %.12s is that of no branch; "+
		"push with a GitHub App (docs/releasing.md, First set-up), or release the newest commit of a branch", commit)
}

// workflows returns the id of the tree of the workflows of a commit; empty if it has none.
func (w workflowTags) workflows(ctx context.Context, commit string) (string, error) {
	if _, err := git.Output(ctx, w.Repo, "cat-file", "-e", commit+"^{commit}"); err != nil {
		return "", fmt.Errorf("commit %.12s is not in this clone: fetch it", commit)
	}
	out, err := git.Output(ctx, w.Repo, "rev-parse", "--quiet", "--verify", commit+":.github/workflows")
	if run.ExitCode(err) == 1 {
		return "", nil
	}
	return strings.TrimSpace(out), err
}

// isSSH reports whether an address of a remote is reached by ssh: ssh://… or user@host:path.
func isSSH(address string) bool {
	before, _, colon := strings.Cut(address, ":")
	return strings.HasPrefix(address, "ssh://") || colon && strings.Contains(before, "@") && !strings.Contains(before, "/")
}
