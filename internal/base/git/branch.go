package git

import (
	"context"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Branch returns the branch that is checked out. A detached HEAD has none, and is what workflows of GitHub check out in many cases: they
// name the branch in variables, for a pull request the one that it goes to.
func Branch(ctx context.Context, repo string, getenv func(string) string) (string, error) {
	out, err := Output(ctx, repo, "symbolic-ref", "--quiet", "--short", "HEAD")
	switch {
	case err == nil:
		return strings.TrimSpace(out), nil
	case run.ExitCode(err) != 1:
		return "", err
	case getenv("GITHUB_BASE_REF") != "":
		return getenv("GITHUB_BASE_REF"), nil
	case getenv("GITHUB_REF_TYPE") == "tag":
		return "", nil
	}
	return getenv("GITHUB_REF_NAME"), nil
}
