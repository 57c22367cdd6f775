package git

import (
	"context"
	"regexp"
	"strings"
	"time"
)

// RemoteTags returns the tags of a remote, which is a name or an address, with the commits that they stand for. The patterns are those
// of git ls-remote, such as refs/tags/v*; without any, all tags are meant.
func RemoteTags(ctx context.Context, dir, remote string, patterns ...string) (map[string]string, error) {
	return references(ctx, dir, tagPrefix, append([]string{"--tags", "--", remote}, patterns...))
}

// RemoteBranches returns the branches of a remote with the commits at their tips.
func RemoteBranches(ctx context.Context, dir, remote string) (map[string]string, error) {
	return references(ctx, dir, "refs/heads/", []string{"--heads", "--", remote})
}

const tagPrefix = "refs/tags/"

// references lists what a remote has below a prefix. A list is read again if the connection fails.
func references(ctx context.Context, dir, prefix string, args []string) (map[string]string, error) {
	for n := 0; ; n++ {
		out, err := Output(ctx, dir, append([]string{"ls-remote"}, args...)...)
		switch {
		case err == nil:
			found := map[string]string{}
			for name, commit := range commitsOf(out) {
				if short, ok := strings.CutPrefix(name, prefix); ok {
					found[short] = commit
				}
			}
			return found, nil
		case n == len(pauses) || !lost.MatchString(err.Error()):
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(pauses[n]):
		}
	}
}

// commitsOf reads what git ls-remote prints. The commit of an annotated tag is on a line of its own, after that of the tag object.
func commitsOf(listed string) map[string]string {
	commits := map[string]string{}
	for line := range strings.Lines(listed) {
		if commit, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			commits[strings.TrimSuffix(name, "^{}")] = commit
		}
	}
	return commits
}

// pauses are the waits before another try.
var pauses = []time.Duration{time.Second, 3 * time.Second, 9 * time.Second}

// lost matches what git prints of a connection that failed, or of a server that is busy.
var lost = regexp.MustCompile(`(?i)could not resolve host|timed? ?out|connection (was )?(reset|refused|closed|aborted)|early EOF|RPC failed|hung up unexpectedly|returned error: (429|5\d\d)`)
