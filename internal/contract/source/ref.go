package source

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// ErrNoRelease says that there is nothing to compare with yet.
var ErrNoRelease = errors.New("nothing is released yet: no tag vX.Y.Z is in the history of HEAD (git fetch --tags gets those that the clone lacks)")

// LastRelease is the tag of the last release in the history of HEAD: the base of a comparison for which none is named. It is
// [ErrNoRelease] where there is none.
func LastRelease(ctx context.Context, root string) (string, error) {
	release, err := git.LatestRelease(ctx, root)
	switch {
	case err != nil && ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", fmt.Errorf("the last release can't be found: %s", gitSays(err))
	case release.Tag == "" && release.Shallow:
		return "", errors.New("the last release can't be found: the clone is shallow and has no tag vX.Y.Z; git fetch --unshallow --tags")
	case release.Tag == "":
		return "", ErrNoRelease
	}
	return release.Tag, nil
}

// ref compiles a commit.
func (l loader) ref(ctx context.Context, ref string) (*Source, error) {
	s := &Source{Name: ref, Kind: Ref}
	revision := ref
	if ours, theirs, ok := cutMergeBase(ref); ok {
		s.Name = "the merge base of " + ours + " and " + theirs
		base, err := l.mergeBase(ctx, ours, theirs)
		if err != nil {
			return nil, err
		}
		revision = base
	}
	objects, err := git.OpenObjects(ctx, l.at(""))
	if err != nil {
		return nil, err
	}
	defer objects.Close()
	commit, err := objects.Get(revision+"^{commit}", maxConfig)
	if err != nil {
		return nil, l.noCommit(ctx, ref, err)
	}
	s.Commit = commit.ID

	modules, trees, err := modulesOf(objects, commit.ID)
	if err != nil {
		return nil, l.broken(ctx, s.Name, err)
	}
	key, err := json.Marshal(map[string]any{"modules": modules, "trees": trees})
	if err != nil {
		return nil, err
	}
	built := build{name: s.Name, advice: "compare with another commit, or with an image of this one", key: "ref " + string(key)}
	built.tree = func() (*tree, error) {
		found, err := gather(modules, func(m module, most int64) (map[string][]byte, error) {
			return objects.Files(commit.ID, m.Path, m.keeps, most)
		})
		if err != nil {
			return nil, l.broken(ctx, s.Name, err)
		}
		if len(found.files) == 0 {
			return nil, fmt.Errorf("%s has no .proto file where its buf.yaml says: compare with another commit", s.Name)
		}
		return found, nil
	}
	return s, l.compile(ctx, s, built)
}

// modulesOf reads the modules of a commit, with the hashes of their folders.
func modulesOf(objects *git.Objects, commit string) ([]module, []string, error) {
	modules := whole
	config, err := objects.Get(git.At(commit, "buf.yaml"), maxConfig)
	var missing *git.MissingError
	switch {
	case errors.As(err, &missing):
	case err != nil:
		return nil, nil, err
	case config.Kind != "blob":
		return nil, nil, errors.New("buf.yaml is not a file")
	default:
		if modules, err = parseWorkspace(config.Content); err != nil {
			return nil, nil, fmt.Errorf("buf.yaml: %w", err)
		}
	}
	trees := make([]string, len(modules))
	for i, m := range modules {
		folder, err := objects.Get(git.At(commit, m.Path), maxFolder)
		if errors.As(err, &missing) || err == nil && folder.Kind != "tree" {
			return nil, nil, noFolder(m)
		}
		if err != nil {
			return nil, nil, err
		}
		trees[i] = folder.ID
	}
	return modules, trees, nil
}

// maxFolder bounds the list of what is in one folder.
const maxFolder = 16 << 20

// cutMergeBase takes REF... and OURS...THEIRS apart, in which HEAD may be left out.
func cutMergeBase(ref string) (ours, theirs string, ok bool) {
	// No ref has two dots in a row, but a search for a commit (HEAD^{/text}) can have them.
	before, after, ok := strings.Cut(ref, "...")
	if !ok || strings.ContainsAny(before, "{:") {
		return "", "", false
	}
	switch {
	case before == "" && after == "":
		return "", "", false
	case after == "":
		return "HEAD", before, true
	case before == "":
		return "HEAD", after, true
	}
	return before, after, true
}

func (l loader) mergeBase(ctx context.Context, ours, theirs string) (string, error) {
	base, err := l.git(ctx, "merge-base", "--end-of-options", ours, theirs)
	if err == nil {
		return base, nil
	}
	for _, ref := range []string{theirs, ours} {
		if _, err := l.git(ctx, "rev-parse", "--quiet", "--verify", "--end-of-options", ref+"^{commit}"); err != nil {
			return "", l.noCommit(ctx, ref, err)
		}
	}
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case run.ExitCode(err) == 1 && l.shallow(ctx):
		return "", fmt.Errorf("the clone is shallow and lacks the commit where %s and %s parted: git fetch --unshallow", ours, theirs)
	case run.ExitCode(err) == 1:
		return "", fmt.Errorf("%s and %s have no commit in common: name one to compare with", ours, theirs)
	}
	return "", fmt.Errorf("where %s and %s parted can't be found: %s", ours, theirs, gitSays(err))
}

// noCommit says in one line why a ref can't be read and what to do.
func (l loader) noCommit(ctx context.Context, ref string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, notGit := l.git(ctx, "rev-parse", "--git-dir"); notGit != nil {
		return fmt.Errorf("there is no file or folder %s, and it can't be looked up as a commit: %s", ref, gitSays(notGit))
	}
	var missing *git.MissingError
	if errors.As(err, &missing) && missing.Ambiguous {
		return fmt.Errorf("%s is the beginning of several commits: write more of the hash", ref)
	}
	if !errors.As(err, &missing) && run.ExitCode(err) != 1 && run.ExitCode(err) != 128 {
		return fmt.Errorf("%s can't be read: %s", ref, gitSays(err))
	}
	what := fmt.Sprintf("%s is neither a file or folder nor a tag, branch or commit", oneLine(ref))
	switch {
	case l.unborn(ctx):
		return fmt.Errorf("%s: nothing is committed yet", what)
	case l.remote(ctx, ref) != "":
		return fmt.Errorf("%s here: write %s", what, l.remote(ctx, ref))
	case l.shallow(ctx):
		return fmt.Errorf("%s of this clone, which is shallow: git fetch --unshallow --tags", what)
	}
	return fmt.Errorf("%s of this clone: git fetch --tags, if it was pushed", what)
}

// broken says in one line why a commit can't be read.
func (l loader) broken(ctx context.Context, name string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%s can't be read: %s", name, gitSays(err))
}

func (l loader) shallow(ctx context.Context) bool {
	said, err := l.git(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && said == "true"
}

// unborn says whether there is no commit that HEAD could be.
func (l loader) unborn(ctx context.Context) bool {
	_, err := l.git(ctx, "rev-parse", "--quiet", "--verify", "HEAD")
	return run.ExitCode(err) == 1
}

// remote is the branch of that name at a remote, such as origin/main, or empty. CI often has no others.
func (l loader) remote(ctx context.Context, ref string) string {
	all, err := l.git(ctx, "for-each-ref", "--format=%(refname:strip=2)", "refs/remotes/*/"+ref)
	if err != nil || strings.ContainsAny(ref, "*?[\\") {
		return ""
	}
	for branch := range strings.Lines(all) {
		if branch = strings.TrimSpace(branch); path.Base(branch) == path.Base(ref) {
			return branch
		}
	}
	return ""
}

func (l loader) git(ctx context.Context, args ...string) (string, error) {
	out, err := git.Output(ctx, l.at(""), args...)
	return strings.TrimSpace(out), err
}

// gitSays is the reason of a failure in one line.
func gitSays(err error) string {
	reason := oneLine(git.Reason(err))
	if failed := (*run.Error)(nil); !errors.As(err, &failed) || strings.HasPrefix(reason, "git ") {
		return reason
	}
	return "git says " + reason
}
