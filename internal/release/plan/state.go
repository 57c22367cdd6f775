package plan

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// State is the state of the checkout, with which a plan is compared.
type State struct {
	Head    string   // Head is the full hash of the commit that is checked out; empty if there is none.
	Changed []string // Changed are the files that differ from it or are untracked.

	Files map[string]Digest // Files has the artifacts, programs and locks of the plan that exist, by path.
}

// Digest is the content of a file.
type Digest struct {
	Size   int64
	SHA256 string
}

// StaleError reports that a plan does not fit the checkout any more.
type StaleError struct {
	Reasons []string // Reasons are for people, one line each.
}

func (e *StaleError) Error() string { return strings.Join(e.Reasons, "\n") }

// Check compares a plan with the checkout. If the commit, the artifacts or the locks of tools differ, or changes are not committed, it
// returns a *StaleError with a line for each difference.
func Check(p *Plan, now State) error {
	var reasons []string
	no := func(format string, args ...any) { reasons = append(reasons, fmt.Sprintf(format, args...)) }
	switch {
	case now.Head == "":
		no("this repository has no commit, and the plan is of %s: check that out", short(p.Commit))
	case now.Head != p.Commit:
		no("the plan is of commit %s, but %s is checked out: check out the planned one, or %s", short(p.Commit), short(now.Head), again)
	}
	if p.Dirty {
		no("the plan was made from a work tree with uncommitted changes: commit them and %s", again)
	}
	if n := len(now.Changed); n > 0 {
		no("%s is not committed%s: commit it and %s, or discard the change", now.Changed[0], andMore(n-1), again)
	}
	for _, a := range slices.Concat(p.Artifacts, p.Programs()) {
		switch got, ok := now.Files[a.Path]; {
		case !ok:
			no("%s does not exist: run mage pack, or %s", a.Path, again)
		case got != (Digest{a.Size, a.SHA256}):
			no("%s differs from the plan (SHA-256 %s, planned %s): run mage pack, or %s", a.Path, short(got.SHA256), short(a.SHA256), again)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(p.Locks)) {
		switch got, ok := now.Files[path]; {
		case !ok:
			no("%s, which pins tools, does not exist: check it out", path)
		case got.SHA256 != p.Locks[path]:
			no("%s pins other tools than when the plan was made: %s", path, again)
		}
	}
	if len(reasons) > 0 {
		return &StaleError{reasons}
	}
	return nil
}

func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (nor are %d more)", n)
}

// Observe reads the state of the checkout in root, for [Check].
func Observe(ctx context.Context, root string, p *Plan) (State, error) {
	var now State
	head, err := git.Output(ctx, root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
	if err != nil && run.ExitCode(err) != 1 {
		return State{}, err
	}
	now.Head = strings.TrimSpace(head)
	// New files count, whatever git is set to show.
	status, err := git.Output(ctx, root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal")
	if err != nil {
		return State{}, err
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(status, "\x00"), "\x00") {
		if len(entry) > 3 { // Two letters and a space stand before the path.
			now.Changed = append(now.Changed, entry[3:])
		}
	}
	paths := slices.Collect(maps.Keys(p.Locks))
	for _, a := range slices.Concat(p.Artifacts, p.Programs()) {
		paths = append(paths, a.Path)
	}
	now.Files, err = Digests(root, paths)
	return now, err
}

// Digests returns the digests of the files at these paths, which have slashes and are relative to root. Missing files are left out.
func Digests(root string, paths []string) (map[string]Digest, error) {
	digests := map[string]Digest{}
	for _, path := range paths {
		digest, err := digestOf(filepath.Join(root, filepath.FromSlash(path)))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w", path, err)
		}
		digests[path] = digest
	}
	return digests, nil
}

func digestOf(path string) (Digest, error) {
	file, err := os.Open(path)
	if err != nil {
		return Digest{}, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	return Digest{size, hex.EncodeToString(sum.Sum(nil))}, err
}

// short shortens a hash for people.
func short(hash string) string { return hash[:min(len(hash), 12)] }
