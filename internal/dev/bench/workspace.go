package bench

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// workspace is a copy of the repository that is edited while it is measured, so that nothing happens to the files of people.
type workspace struct {
	from  string // from is the repository.
	root  string // root is the copy.
	tools *toolchain.Toolchain
}

// folder of the workspace in the cache. It stays there, so that the tools that are installed in it are there the next time.
const folder = "bench"

// open copies the repository as it is in the work tree, with its own tools.
func open(ctx context.Context, root string, report *progress.Reporter) (*workspace, error) {
	w := &workspace{from: root, root: filepath.Join(root, toolchain.CacheDir, folder, "repository")}
	w.tools = toolchain.New(w.root, report)
	if err := w.reset(ctx); err != nil {
		return nil, err
	}
	return w, w.tools.Ensure(ctx, toolchain.Generation...)
}

// reset makes the copy equal to the repository, with one commit. Files with the same content are left alone.
func (w *workspace) reset(ctx context.Context) error {
	listed, err := git.Output(ctx, w.from, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(strings.Trim(listed, "\x00"), "\x00") {
		wanted[name] = true
		if err := w.copy(name); err != nil && !errors.Is(err, fs.ErrNotExist) { // It may be removed, but not yet from the index.
			return err
		}
	}
	if err := w.prune(wanted); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"init", "--quiet"}, {"add", "--all"},
		{"-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--allow-empty", "--no-verify", "--message", "The work tree"},
	} {
		if _, err := git.Output(ctx, w.root, args...); err != nil {
			return err
		}
	}
	return nil
}

func (w *workspace) copy(name string) error {
	from, to := filepath.Join(w.from, name), filepath.Join(w.root, name)
	info, err := os.Lstat(from)
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if present, err := os.ReadFile(to); err == nil && bytes.Equal(present, content) {
		return nil
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, content, info.Mode().Perm())
}

// prune removes the files that the repository does not have, but for what the pipeline keeps in the copy.
func (w *workspace) prune(wanted map[string]bool) error {
	return filepath.WalkDir(w.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(w.root, path)
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == ".git" || name == toolchain.CacheDir):
			return fs.SkipDir
		case entry.IsDir() || wanted[filepath.ToSlash(name)]:
			return nil
		}
		return os.Remove(path) //nolint:gosec // The folder is this one's own.
	})
}

// mage is a target as people start it: a whole process, with the part of the go command.
func (w *workspace) mage(name string, args ...string) *contender {
	return &contender{name: "mage " + strings.Join(append([]string{name}, args...), " "), args: append([]string{"go", "tool", "mage", name}, args...)}
}

// buf is the pinned buf, as a person would run it by hand.
func (w *workspace) buf(args ...string) *contender {
	return &contender{name: "buf " + args[0], args: append([]string{w.tools.Tool("buf")}, args...), env: w.tools.Env()}
}

// contest prepares a contest in the workspace.
func (w *workspace) contest(contenders ...*contender) *contest {
	return &contest{dir: w.root, contenders: contenders, warm: true}
}

// forget removes what generate remembers, but not the tools.
func (w *workspace) forget(ctx context.Context) error { return generate.Forget(ctx, w.root) }
