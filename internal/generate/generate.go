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
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Options choose what to generate.
type Options struct {
	Root    string   // Root is the repository, an absolute path.
	Outputs []string // Outputs are some of [manifest.Outputs]; the others stay as they are. Empty means all.
	Force   bool     // Force runs the generators although nothing changed since the last run.
}

// Result is what a run did to gen. Paths are relative to gen, with slashes.
type Result struct {
	UpToDate  bool     `json:"up_to_date"` // UpToDate reports that nothing had to be run.
	Written   []string `json:"written"`    // Written are new files.
	Changed   []string `json:"changed"`    // Changed are files with new content.
	Removed   []string `json:"removed"`    // Removed are generated files whose proto was removed.
	Unchanged int      `json:"unchanged"`
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
	if err := tools.Ensure(ctx, toolchain.Generation...); err != nil {
		return nil, err
	}
	unlock, err := lock(ctx, opts.Root)
	if err != nil {
		return nil, err
	}
	defer unlock()
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
}

func (g *generator) path(elements ...string) string {
	return filepath.Join(append([]string{g.opts.Root}, elements...)...)
}

func (g *generator) run(ctx context.Context) (*Result, error) {
	if err := g.sweep(); err != nil {
		return nil, err
	}
	key, err := stampKey(g.opts.Root, g.opts.Outputs)
	if err != nil {
		return nil, err
	}
	if !g.opts.Force {
		upToDate, unchanged, err := fresh(g.opts.Root, key)
		if err != nil {
			return nil, err
		}
		if upToDate {
			return &Result{UpToDate: true, Unchanged: unchanged}, nil
		}
	}
	image, key, err := g.prepare(ctx, key)
	if err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(g.path(toolchain.CacheDir), stagingPattern)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(staging) //nolint:errcheck // The next run removes what is left.

	// The linter runs beside the generators: it needs little of one core, and they do not need its result.
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() error { return buf.Lint(groupCtx, g.tools, g.report, g.opts.Root) })
	group.Go(func() error { return g.plugins(groupCtx, image, staging) })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := g.tsRuntime(ctx, filepath.Join(staging, "gen")); err != nil {
		return nil, err
	}
	if err := g.manifests(image, staging); err != nil {
		return nil, err
	}
	step := g.report.Start("swap")
	result, err := g.swap(staging)
	if step.End("", err) != nil {
		return nil, err
	}
	if len(result.Foreign) == 0 {
		return result, writeStamp(g.opts.Root, key)
	}
	return result, nil
}

// stagingPattern names the staging folders. Each run has its own: the processes of a killed run may live on for a moment and write
// into theirs.
const stagingPattern = "staging-*"

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
func (g *generator) prepare(ctx context.Context, key string) (image, compiled string, err error) {
	var formatted bool
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		formatted, err = buf.Formatted(groupCtx, g.tools, g.report, g.opts.Root)
		return err
	})
	group.Go(func() (err error) {
		image, err = g.image(groupCtx)
		return err
	})
	if err := group.Wait(); err != nil || formatted {
		return image, key, err
	}
	if err := buf.Format(ctx, g.tools, g.report, g.opts.Root); err != nil {
		return "", "", err
	}
	if key, err = stampKey(g.opts.Root, g.opts.Outputs); err != nil {
		return "", "", err
	}
	image, err = g.image(ctx)
	return image, key, err
}

// plugins runs all generators, in one run of buf for the contract and one for what the contract does not own.
func (g *generator) plugins(ctx context.Context, image, staging string) error {
	step := g.report.Start("buf generate")
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() error { return g.buf(groupCtx, staging, "contract", g.opts.Outputs, image) })
	if ts := string(lang.TypeScript); slices.Contains(g.opts.Outputs, ts) {
		// The details of errors. Go and Python users have them from packages of Google, and npm has no such package.
		dependencies := g.path(toolchain.CacheDir, "proto")
		group.Go(func() error {
			return g.buf(groupCtx, staging, "errors", []string{ts}, dependencies, "--path", filepath.Join(dependencies, errorDetails))
		})
	}
	return step.End(strings.Join(g.opts.Outputs, ", "), group.Wait())
}

// errorDetails is the file with the details of errors, in the folder of the dependency protos.
const errorDetails = "google/rpc/error_details.proto"

// buf runs the generators of some outputs on an input. The name is that of its template.
func (g *generator) buf(ctx context.Context, staging, name string, outputs []string, input ...string) error {
	content, err := templateFor(g.path("buf.gen.yaml"), outputs)
	if err != nil {
		return err
	}
	template := filepath.Join(staging, name+".gen.json")
	if err := os.WriteFile(template, content, 0o644); err != nil {
		return err
	}
	args := append([]string{g.tools.Tool("buf"), "generate"}, input...)
	return run.Run(ctx, run.Cmd{
		Args: append(args, "--template", template, "--output", staging),
		Dir:  g.opts.Root,
		Env:  append(g.tools.Env(), buf.Env),
	})
}

// manifests renders the files of the staged tree that the plugins do not make.
func (g *generator) manifests(image, staging string) error {
	step := g.report.Start("manifests")
	return step.End("", func() error {
		gen := filepath.Join(staging, "gen")
		in, err := g.manifestInput(image, gen)
		if err != nil {
			return err
		}
		var group errgroup.Group
		for _, output := range g.opts.Outputs {
			group.Go(func() error {
				files, err := manifest.Render(in, output)
				if err != nil {
					return err
				}
				for name, content := range files {
					if err := file.Write(filepath.Join(gen, filepath.FromSlash(name)), content); err != nil {
						return err
					}
				}
				return nil
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
		return removeParts(gen)
	}())
}

func (g *generator) manifestInput(imagePath, gen string) (manifest.Input, error) {
	in := manifest.Input{Config: g.config, Templates: os.DirFS(g.path("templates")), Runtime: os.DirFS(g.path("runtime")), Generated: os.DirFS(gen)}
	var encoded []byte
	for path, into := range map[string]*[]byte{
		imagePath:                 &encoded,
		g.path("tools/go/go.mod"): &in.GoMod,
		g.path("tools/go/go.sum"): &in.GoSum,
		g.path("LICENSE"):         &in.License,
	} {
		content, err := os.ReadFile(path)
		if err != nil {
			return in, err
		}
		*into = content
	}
	var err error
	in.Contract, err = image.FromEncoded(encoded)
	return in, err
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
