package release

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// history is a clone with four commits, a remote, and tags on both.
type history struct {
	dir, clone, remote string
	commits            []string
}

func newHistory(t *testing.T) *history {
	t.Helper()
	dir := t.TempDir()
	h := &history{dir: dir, clone: filepath.Join(dir, "clone"), remote: filepath.Join(dir, "remote.git")}
	gittest.Run(t, dir, "init", "--quiet", "--bare", "remote.git")
	gittest.Run(t, dir, "init", "--quiet", "--initial-branch=main", "clone")
	for range 4 {
		gittest.Run(t, h.clone, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty",
			"--message=commit "+string(rune('a'+len(h.commits))))
		h.commits = append(h.commits, gittest.Run(t, h.clone, "rev-parse", "HEAD"))
	}
	gittest.Run(t, h.clone, "push", "--quiet", h.remote, "main")
	return h
}

func (h *history) tag(t *testing.T, name string, commit int) {
	t.Helper()
	gittest.Run(t, h.remote, "tag", name, h.commits[commit])
}

func TestLookBack(t *testing.T) {
	h := newHistory(t)
	h.tag(t, "v0.1.0", 0)
	gittest.Run(t, h.remote, "-c", "user.name=Test", "-c", "user.email=test@example.com", "tag", "--annotate", "--message=x", "v0.2.0", h.commits[1])
	h.tag(t, "v0.10.0", 2)
	for _, other := range []string{"v1.0.0-rc.1", "v3", "version", "gen/go/v9.9.9", "v2.0.0+meta"} {
		h.tag(t, other, 2)
	}
	// Of another branch, and of a commit that this clone does not have.
	gittest.Run(t, h.clone, "checkout", "--quiet", "-b", "side", h.commits[0])
	gittest.Run(t, h.clone, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty", "--message=side")
	gittest.Run(t, h.clone, "push", "--quiet", h.remote, "side")
	gittest.Run(t, h.remote, "tag", "v7.0.0", "side")
	// The clone has a tag that was never pushed.
	gittest.Run(t, h.clone, "tag", "v5.0.0", h.commits[1])

	for commit, want := range []struct{ here, base string }{
		{"v0.1.0", ""}, {"v0.2.0", "v0.1.0"}, {"v0.10.0", "v0.2.0"}, {"", "v0.10.0"},
	} {
		got, err := lookBack(t.Context(), h.clone, h.commits[commit], version.Line{}, h.remote)
		if err != nil {
			t.Fatal(err)
		}
		if got.here.version.Go() != want.here || got.base.version.Go() != want.base {
			t.Errorf("commit %d: got %s after %s, want %s after %s", commit, got.here.version.Go(), got.base.version.Go(), want.here, want.base)
		}
	}

	if got, err := lookBack(t.Context(), h.clone, h.commits[3], version.Line{}, h.remote, h.clone); err != nil || got.base.version.Go() != "v5.0.0" {
		t.Errorf("with the tags of the clone: got %s, %v", got.base.version.Go(), err)
	}

	gittest.Run(t, h.dir, "clone", "--quiet", "--depth=1", "--branch=main", "file://"+h.remote, "shallow")
	if _, err := lookBack(t.Context(), filepath.Join(h.dir, "shallow"), h.commits[3], version.Line{}, h.remote); err == nil || !strings.Contains(err.Error(), "git fetch --unshallow") {
		t.Errorf("a shallow clone: got %v", err)
	}
	if _, err := lookBack(t.Context(), h.clone, h.commits[3], version.Line{}, filepath.Join(h.dir, "nowhere")); err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("a remote that is not there: got %v", err)
	}
}

// TestHeadWhateverGitIsSetTo has a clone whose git says more of a commit than it is asked for, and less of the work tree.
func TestHeadWhateverGitIsSetTo(t *testing.T) {
	h := newHistory(t)
	gpg := filepath.Join(h.dir, "gpg")
	if err := os.WriteFile(gpg, []byte("#!/bin/sh\necho gpg: a good signature >&2\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	text := gittest.Run(t, h.clone, "cat-file", "commit", "HEAD")
	signed := filepath.Join(h.dir, "signed")
	if err := os.WriteFile(signed, []byte(strings.Replace(text, "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n", 1)+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := gittest.Run(t, h.clone, "hash-object", "-t", "commit", "-w", signed)
	gittest.Run(t, h.clone, "reset", "--quiet", want)
	for name, value := range map[string]string{"log.showSignature": "true", "gpg.program": gpg, "status.showUntrackedFiles": "no"} {
		gittest.Run(t, h.clone, "config", name, value)
	}
	// The git of a user, not that of package git, which overrides these settings.
	plain, err := run.Output(t.Context(), run.Cmd{Args: []string{"git", "show", "--no-patch", "--format=%H", "HEAD"}, Dir: h.clone})
	if err != nil || !strings.Contains(string(plain), "good signature") {
		t.Fatalf("the settings have no effect: %s, %v", plain, err)
	}
	if head, err := headOf(t.Context(), h.clone); err != nil || head.hash != want || head.dirty {
		t.Errorf("got %+v, %v", head, err)
	}
	if err := os.WriteFile(filepath.Join(h.clone, "new"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if head, err := headOf(t.Context(), h.clone); err != nil || !head.dirty {
		t.Errorf("with a new file: %+v, %v", head, err)
	}
}

// versions is a feed that has had these.
type versions []string

func (v versions) Versions(context.Context, string) ([]string, error) { return v, nil }

func TestNumberOfAPreview(t *testing.T) {
	next, err := version.Parse("0.4.3")
	if err != nil {
		t.Fatal(err)
	}
	head := commit{hash: "0123456789abcdef0123456789abcdef01234567"}
	for _, test := range []struct {
		had  versions
		want string
	}{
		{nil, "0.4.3-pr.12.1.g0123456789ab"},
		{versions{"0.4.2", "0.4.3-rc.1", "not a version"}, "0.4.3-pr.12.1.g0123456789ab"},
		{versions{"0.4.3-pr.12.1.gabcdefabcdef", "0.4.3-pr.12.9.gabcdefabcdef", "0.4.3-pr.12.10.gabcdefabcdee"}, "0.4.3-pr.12.11.g0123456789ab"},
		{versions{"0.4.3-pr.13.7.gabcdefabcdef", "0.4.3-pr.1.8.g0123456789ab"}, "0.4.3-pr.12.1.g0123456789ab"},
		{versions{"0.4.3-pr.12.3.g0123456789ab", "0.4.3-pr.12.5.gabcdefabcdef"}, "0.4.3-pr.12.3.g0123456789ab"}, // It has one.
		{versions{"0.4.2-pr.12.3.g0123456789ab"}, "0.4.3-pr.12.4.g0123456789ab"},                                // That one leads up to another release.
	} {
		got, err := decision{commit: head, version: next}.asPreview(t.Context(), 12, test.had, npmName)
		if err != nil || got.version.String() != test.want {
			t.Errorf("after %v: got %s, %v, want %s", test.had, got.version, err, test.want)
		}
	}
}

func TestNameOfAPullRequest(t *testing.T) {
	if n, err := pullRequest("pr.123"); err != nil || n != 123 {
		t.Errorf("got %d, %v", n, err)
	}
	for _, name := range []string{"123", "pr.", "pr.0", "pr.01", "pr.12x", "pr.9999999999", "PR.1", "pr.1 ", "pr.1\n"} {
		if _, err := pullRequest(name); exit.Of(err) != 2 || !strings.Contains(err.Error(), "write it like pr.123") {
			t.Errorf("%q: got %v", name, err)
		}
	}
}
