package source

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// ErrNoRelease reports that there is no release to compare with.
var ErrNoRelease = errors.New("no release found: the history of HEAD has no tag vX.Y.Z (run git fetch --tags if the clone lacks tags)")

// LastRelease returns the tag of the last release in the history of HEAD, which is the default base of a comparison. It returns
// [ErrNoRelease] if there is none. Only tags that all of keep accept count.
func LastRelease(ctx context.Context, root string, keep ...func(tag string) bool) (string, error) {
	release, err := git.LatestRelease(ctx, root, keep...)
	switch {
	case err != nil && ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", fmt.Errorf("the last release cannot be found: %s", gitSays(err))
	case release.Tag == "" && release.Shallow:
		return "", errors.New("the last release cannot be found: the clone is shallow and has no tag vX.Y.Z: run git fetch --unshallow --tags")
	case release.Tag == "" && withoutTags(ctx, root):
		return "", errors.New("the last release cannot be found: the clone was made without tags: run git fetch --tags, and git config --unset-all remote.origin.tagOpt")
	case release.Tag == "":
		return "", ErrNoRelease
	}
	return release.Tag, nil
}

// withoutTags reports whether git was told to fetch no tags, so that missing ones prove nothing.
func withoutTags(ctx context.Context, root string) bool {
	said, err := loader{Options: Options{Root: root}}.git(ctx, "config", "--get-regexp", `^remote\..*\.tagopt$`)
	return err == nil && strings.Contains(said, "--no-tags")
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
	if err := l.manage(s, s.Name+": "+generators, "", modules, inCommit(ctx, objects, commit.ID)); err != nil {
		return nil, err
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
			return nil, fmt.Errorf("%s has no .proto file in the folders that its buf.yaml names: compare with another commit", s.Name)
		}
		return found, nil
	}
	return s, l.compile(ctx, s, built)
}

// modulesOf returns the modules of a commit and the hashes of their folders.
func modulesOf(objects *git.Objects, commit string) ([]module, []string, error) {
	var modules []module
	config, err := objects.Get(git.At(commit, "buf.yaml"), maxConfig)
	var missing *git.MissingError
	switch {
	case errors.As(err, &missing):
		if modules, err = workOf(objects, commit); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", workspaces, err)
		}
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

// workOf returns the modules that the buf.work.yaml of a commit lists, or the commit as the only one.
func workOf(objects *git.Objects, commit string) ([]module, error) {
	read := func(name string) ([]byte, error) {
		object, err := objects.Get(git.At(commit, name), maxConfig)
		if missing := (*git.MissingError)(nil); errors.As(err, &missing) {
			return nil, fs.ErrNotExist
		}
		return object.Content, err
	}
	content, err := read(workspaces)
	if errors.Is(err, fs.ErrNotExist) {
		return whole, nil
	}
	if err != nil {
		return nil, err
	}
	return parseWork(content, read)
}

// maxFolder bounds the size of one git tree object.
const maxFolder = 16 << 20

// cutMergeBase splits REF... and OURS...THEIRS. HEAD is the default for either side.
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
		return "", fmt.Errorf("the clone is shallow and lacks the merge base of %s and %s: run git fetch --unshallow", ours, theirs)
	case run.ExitCode(err) == 1:
		return "", fmt.Errorf("%s and %s have no common ancestor: name a commit to compare with", ours, theirs)
	}
	return "", fmt.Errorf("the merge base of %s and %s cannot be found: %s", ours, theirs, gitSays(err))
}

// noCommit returns a one-line error with the reason why a ref cannot be read and what to do.
func (l loader) noCommit(ctx context.Context, ref string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, notGit := l.git(ctx, "rev-parse", "--git-dir"); notGit != nil {
		return fmt.Errorf("there is no file or folder %s, and it cannot be looked up as a commit: %s", ref, gitSays(notGit))
	}
	var missing *git.MissingError
	if errors.As(err, &missing) && missing.Ambiguous {
		return fmt.Errorf("%s matches several commits: use a longer hash", ref)
	}
	if !errors.As(err, &missing) && run.ExitCode(err) != 1 && run.ExitCode(err) != 128 {
		return fmt.Errorf("%s cannot be read: %s", ref, gitSays(err))
	}
	what := fmt.Sprintf("%s is not a file, folder, tag, branch or commit", oneLine(ref))
	switch {
	case l.unborn(ctx):
		return fmt.Errorf("%s: the repository has no commits yet", what)
	case l.remote(ctx, ref) != "":
		return fmt.Errorf("%s here: use %s", what, l.remote(ctx, ref))
	case l.shallow(ctx):
		return fmt.Errorf("%s in this shallow clone: run git fetch --unshallow --tags", what)
	}
	return fmt.Errorf("%s in this clone: run git fetch --tags if it was pushed", what)
}

// broken returns a one-line error with the reason why a commit cannot be read.
func (l loader) broken(ctx context.Context, name string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%s cannot be read: %s", name, gitSays(err))
}

func (l loader) shallow(ctx context.Context) bool {
	said, err := l.git(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && said == "true"
}

// unborn reports whether the repository has no commit yet.
func (l loader) unborn(ctx context.Context) bool {
	_, err := l.git(ctx, "rev-parse", "--quiet", "--verify", "HEAD")
	return run.ExitCode(err) == 1
}

// remote returns the remote branch of that name, such as origin/main, or "". In CI there is often no local branch.
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

// gitSays returns the reason of a failure in one line.
func gitSays(err error) string {
	reason := oneLine(git.Reason(err))
	if failed := (*run.Error)(nil); !errors.As(err, &failed) || strings.HasPrefix(reason, "git ") {
		return reason
	}
	return "git: " + reason
}
