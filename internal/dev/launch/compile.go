package launch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/magefile/mage/mage"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

const (
	cacheDir = ".cache/mage" // cacheDir is below the root of the module, and not in git.
	program  = "targets"
	mainFile = "mage_output_file.go" // mainFile is what mage makes of the magefiles.
	kept     = 3                     // kept is how many programs stay, for those who change between branches.
)

func nothing() {}

// compiled returns the path of the program, which it compiles if there is none of this content.
func (p project) compiled(ctx context.Context, force bool, goCommand string) (path string, remove func(), err error) {
	key, known := p.key()
	path = p.path(key)
	if _, err := os.Stat(path); known && !force && err == nil {
		now := time.Now()
		_ = os.Chtimes(path, now, now) // The oldest are removed first.
		return path, nothing, nil
	}
	if err := os.MkdirAll(filepath.Join(p.root, cacheDir), 0o755); err != nil {
		return "", nil, err
	}
	unlock, err := file.Lock(ctx, filepath.Join(p.root, cacheDir, "lock"))
	if err != nil {
		return "", nil, fmt.Errorf("wait for another run that compiles the magefiles: %w", err)
	}
	defer unlock()
	key, known = p.key() // It may have changed in the meantime.
	path = p.path(key)
	if _, err := os.Stat(path); known && !force && err == nil {
		return path, nothing, nil
	}
	return p.compile(ctx, key, known, goCommand)
}

func (p project) path(key string) string { return filepath.Join(p.root, cacheDir, key, program) }

// compile compiles a copy of the magefiles, so that nothing is ever written beside them. It needs the lock.
func (p project) compile(ctx context.Context, key string, known bool, goCommand string) (path string, remove func(), err error) {
	p.removeOld()
	work, copied, err := p.copied()
	if err != nil {
		return "", nil, err
	}
	clean := func() { _ = os.RemoveAll(work) }
	defer func() {
		if err != nil {
			clean()
		}
	}()
	if err := generateMain(copied, goCommand); err != nil {
		return "", nil, err
	}
	files, err := mage.Magefiles(copied, "", "", true)
	if err != nil {
		return "", nil, err
	}
	out := filepath.Join(work, program)
	// Without what only debuggers read, which takes a third of the time to link. Without the paths of this checkout, so that all checkouts
	// of a machine share what is compiled.
	args := []string{goCommand, "build", "-trimpath", "-buildvcs=false", "-ldflags=-w", "-o", out}
	for _, name := range append(files, filepath.Join(copied, mainFile)) {
		args = append(args, filepath.Base(name))
	}
	if err := run.Run(ctx, run.Cmd{Args: args, Dir: copied, Kind: environ.Go}); err != nil {
		if failed := (*run.Error)(nil); errors.As(err, &failed) && failed.Output != "" {
			return "", nil, fmt.Errorf("the magefiles do not compile:\n%s", failed.Output)
		}
		return "", nil, err
	}
	if after, ok := p.key(); !known || !ok || after != key { // Somebody has changed a source in the meantime.
		return out, clean, nil
	}
	defer clean()
	if err := os.MkdirAll(filepath.Dir(p.path(key)), 0o755); err != nil {
		return "", nil, err
	}
	return p.path(key), nothing, os.Rename(out, p.path(key))
}

// copied copies the magefiles into a folder of its own in work, without what a killed mage has left among them.
func (p project) copied() (work, copied string, err error) {
	cache := filepath.Join(p.root, cacheDir)
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", "", err
	}
	if work, err = os.MkdirTemp(cache, "build-"); err != nil {
		return "", "", err
	}
	copied = filepath.Join(work, mage.MagefilesDirName)
	err = errors.Join(os.CopyFS(copied, os.DirFS(filepath.Join(p.root, p.magefile))), os.RemoveAll(filepath.Join(copied, mainFile)))
	if err != nil {
		return "", "", errors.Join(err, os.RemoveAll(work))
	}
	return work, copied, nil
}

// generateMain has mage write its main file into the folder, without compiling it.
func generateMain(dir, goCommand string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	restore, err := standIn(goCommand, false)
	if err != nil {
		return err
	}
	defer restore()
	var output bytes.Buffer
	code := mage.Invoke(mage.Invocation{
		Dir: dir, CompileOut: filepath.Join(dir, program), Keep: true, Force: true, HashFast: true, GoCmd: self,
		Stdout: &output, Stderr: &output,
	})
	if code != 0 {
		return fmt.Errorf("the magefiles cannot be read:\n%s", strings.TrimSpace(output.String()))
	}
	return nil
}

// removeOld removes what killed runs have left, and the programs that were not used for longest.
func (p project) removeOld() {
	dir := filepath.Join(p.root, cacheDir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	used := map[string]time.Time{}
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, entry.Name(), program)); err == nil && !strings.HasPrefix(entry.Name(), "build-") {
			used[entry.Name()] = info.ModTime()
		} else {
			p.removeBuild(filepath.Join(dir, entry.Name()))
		}
	}
	names := make([]string, 0, len(used))
	for name := range used {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return used[b].Compare(used[a]) })
	for _, name := range names[min(len(names), kept-1):] {
		_ = os.RemoveAll(filepath.Join(dir, name))
	}
}

// removeBuild removes the folder of a build unless a program in it may be running.
func (p project) removeBuild(dir string) {
	if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > time.Hour {
		_ = os.RemoveAll(dir)
	}
}
