package generate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
)

// Options choose what to generate.
type Options struct {
	Root    string   // Root is the repository, an absolute path.
	Outputs []string // Outputs are some of [manifest.Outputs]; the others stay as they are. Empty means all.
	Force   bool     // Force runs the generators although what they make is known.
	Store   Store    // Store keeps what was made. Without one, it is kept in the cache of the repository.

	mostFiles int // mostFiles is for tests: see the constant.
}

// Result is what a run did to gen. Paths are relative to gen, with slashes.
type Result struct {
	UpToDate  bool     `json:"up_to_date"` // UpToDate reports that nothing had to be run.
	Written   []string `json:"written"`    // Written are new files.
	Changed   []string `json:"changed"`    // Changed are files with new content.
	Removed   []string `json:"removed"`    // Removed are generated files whose proto was removed.
	Unchanged int      `json:"unchanged"`
	Made      []string `json:"made"`    // Made are the plugins that ran, each with the package that it ran for.
	Foreign   []string `json:"foreign"` // Foreign are files in gen that nothing produced. They stay.
}

// Tools are the pinned tools of the checkout; *toolchain.Toolchain has them.
type Tools interface {
	buf.Tools
	Ensure(ctx context.Context, sets ...toolchain.Set) error // Ensure installs the tools that are missing.
}

// Run generates. If it fails, gen is unchanged. Two runs at once wait for each other.
func Run(ctx context.Context, tools Tools, report *progress.Reporter, opts Options) (*Result, error) {
	if len(opts.Outputs) == 0 {
		opts.Outputs = manifest.Outputs()
	}
	for _, output := range opts.Outputs {
		if !slices.Contains(manifest.Outputs(), output) {
			return nil, &OutputError{Output: output}
		}
	}
	cfg, err := config.Load(opts.Root)
	if err != nil {
		return nil, err
	}
	unlock, err := lock(ctx, opts.Root)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if opts.Store == nil {
		opts.Store = localStore(opts.Root, func(warning string) { report.Printf("%s", warning) })
	}
	g := &generator{tools: tools, report: report, opts: opts, config: cfg}
	result, err := g.run(ctx)
	if err != nil {
		return nil, explain(err)
	}
	return result, nil
}

// OutputError reports that there is no such output.
type OutputError struct{ Output string }

func (e *OutputError) Error() string {
	return fmt.Sprintf("-only=%s: there is no such output; use some of %s", e.Output, strings.Join(manifest.Outputs(), ","))
}

// ExitCode is [exit.Usage].
func (*OutputError) ExitCode() exit.Code { return exit.Usage }

type generator struct {
	tools  Tools
	report *progress.Reporter
	opts   Options
	config *config.Config
	made   []units.Unit // made are the units that plugins ran for.
}

func (g *generator) path(elements ...string) string {
	return filepath.Join(append([]string{g.opts.Root}, elements...)...)
}

func (g *generator) run(ctx context.Context) (*Result, error) {
	if err := g.sweep(); err != nil {
		return nil, err
	}
	key, present, err := g.inputs(ctx)
	if err != nil {
		return nil, err
	}
	if !g.opts.Force && fresh(g.opts.Root, key, present) {
		return &Result{UpToDate: true, Unchanged: present.count()}, nil
	}
	if err := g.tools.Ensure(ctx, toolchain.Buf, toolchain.Protos, toolchain.House); err != nil {
		return nil, err
	}
	image, key, err := g.prepare(ctx, key)
	if err != nil {
		return nil, err
	}
	p, err := g.plan(image)
	if err != nil {
		return nil, err
	}
	// What the linter needs is little, and nothing needs its result but the swap.
	lint := startBeside(ctx, func(ctx context.Context) error {
		return buf.Lint(ctx, g.tools, g.report, g.opts.Root, p.contract.Code(units.Nowhere))
	})
	defer lint.stop()
	staging, err := os.MkdirTemp(g.path(toolchain.CacheDir), stagingPattern)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(staging) //nolint:errcheck // The next run removes what is left.
	t := &stage{gen: g.path("gen"), staged: filepath.Join(staging, "gen"), present: present, made: hashes{}}
	spare := g.path(toolchain.CacheDir, spareDir)
	if err := t.reuse(spare); err != nil {
		return nil, err
	}
	assembled, err := g.assemble(lint.context(), p, t, staging) //nolint:contextcheck // It ends with that of the run.
	if err := lint.join(err); err != nil {
		return nil, err
	}
	step := g.report.Start("swap")
	result, now, err := g.swap(t)
	if step.End("", err) != nil {
		return nil, err
	}
	_ = os.Rename(t.staged, spare) // Without it, the next run makes the whole tree.
	for _, unit := range g.made {
		result.Made = append(result.Made, unit.String())
	}
	if err := assembled.write(g.opts.Root); err != nil || len(result.Foreign) > 0 {
		return result, err
	}
	return result, writeStamp(g.opts.Root, key, now)
}

// inputs returns the key of what the run depends on, and what gen has.
func (g *generator) inputs(ctx context.Context) (key string, present hashes, err error) {
	group, _ := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		key, err = stampKey(g.opts.Root, g.opts.Outputs)
		return err
	})
	group.Go(func() (err error) {
		present, err = hashTree(g.path("gen"))
		return err
	})
	return key, present, group.Wait()
}

// stagingPattern names the staging folders. Each run has its own: the processes of a killed run may live on for a moment and write
// into theirs.
const stagingPattern = "staging-*"

// spareDir has the tree that gen replaced. The next run takes it for its staged tree.
const spareDir = "spare"

// sweep removes the staging folders of killed runs, and puts gen back if one of them ended between the two renames that an exchange
// takes on some systems.
func (g *generator) sweep() error {
	left, err := filepath.Glob(g.path(toolchain.CacheDir, stagingPattern))
	if err != nil {
		return err
	}
	for _, dir := range left {
		if _, err := os.Stat(g.path("gen")); errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(filepath.Join(dir, "gen"+oldSuffix), g.path("gen")); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		// A generator of the killed run may still be writing. Then a later run removes the rest.
		_ = os.RemoveAll(dir)
	}
	return nil
}

// prepare formats the contract and compiles it. The check of the format writes nothing, so it runs beside the compiler; the contract
// is compiled a second time only if files had to be formatted.
//
// key is the stamp of the inputs as they are now; prepare returns the stamp of those that were compiled. It is computed before they
// are read: after a change in the meantime the next run generates again.
func (g *generator) prepare(ctx context.Context, key string) (image []byte, compiled string, err error) {
	var formatted bool
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		formatted, err = buf.Formatted(groupCtx, g.tools, g.report, g.opts.Root)
		return err
	})
	group.Go(func() (err error) {
		image, err = buf.Image(groupCtx, g.tools, g.report, g.opts.Root)
		return err
	})
	if err := group.Wait(); err != nil || formatted {
		return image, key, err
	}
	if err := buf.Format(ctx, g.tools, g.report, g.opts.Root); err != nil {
		return nil, "", err
	}
	if key, err = stampKey(g.opts.Root, g.opts.Outputs); err != nil {
		return nil, "", err
	}
	image, err = buf.Image(ctx, g.tools, g.report, g.opts.Root)
	return image, key, err
}

func lock(ctx context.Context, root string) (unlock func(), err error) {
	dir := filepath.Join(root, toolchain.CacheDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	unlock, err = file.Lock(ctx, filepath.Join(dir, "generate.lock"))
	if err != nil {
		return nil, fmt.Errorf("wait for another run of generate: %w", err)
	}
	return unlock, nil
}

// explain turns failures of the machine into one line.
func explain(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("stopped; gen is unchanged: %w", context.Canceled)
	case run.IsFullDisk(err):
		return errors.New("gen: no space left on the disk; it is unchanged: free some space and run again")
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("gen: unchanged, because a file cannot be written: %w", err)
	}
	return err
}
