package generate

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/entries"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// produce runs the plugins for what is missing, in as few runs of buf as there are different sets of directories, and in more if these
// are large. place gets what a run made, so that not all of a large contract is in memory at once. What is made is kept.
func (g *generator) produce(ctx context.Context, p *plan, missing, details []units.Unit, work string, place func(map[outputs.Key]outputs.Files) error) error {
	if len(missing)+len(details) == 0 {
		return nil
	}
	var programs []string
	for _, u := range slices.Concat(missing, details) {
		programs = append(programs, u.Entry.Programs...)
	}
	if err := g.tools.Ensure(ctx, toolchain.Providers(programs...)...); err != nil {
		return err
	}
	runs := batches(missing, p.contract, cmp.Or(g.opts.mostFiles, mostFiles))
	step := g.report.Start("buf generate")
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, b := range slices.Concat(runs, batches(details, p.contract, mostFiles)) {
		group.Go(func() error {
			work := filepath.Join(work, fmt.Sprint("run", i))
			defer os.RemoveAll(work) //nolint:errcheck // The folder around it goes as well.
			if err := os.MkdirAll(work, 0o755); err != nil {
				return err
			}
			if i >= len(runs) {
				b.fromDependencies(g.path(toolchain.CacheDir, "proto"))
			} else if err := b.writeImage(p, filepath.Join(work, "image.binpb")); err != nil {
				return err
			}
			made, err := g.runBatch(groupCtx, p.template, b, work)
			if err != nil {
				return err
			}
			if err := place(made); err != nil {
				return err
			}
			return g.opts.Store.Put(groupCtx, made)
		})
	}
	return step.End(describe(p, missing), group.Wait())
}

// atOnce is how many runs of buf there are at once. Each has several plugins, which run at once as well.
const atOnce = 2

// describe says how much had to be made.
func describe(p *plan, missing []units.Unit) string {
	dirs := map[string]bool{}
	whole := 0
	for _, u := range missing {
		if u.Directory == units.Whole {
			whole++
		} else {
			dirs[u.Directory] = true
		}
	}
	text := fmt.Sprintf("%d of %d packages", len(dirs), len(p.contract.Directories()))
	if len(dirs) == 0 && whole > 0 {
		return "what spans all packages"
	}
	return text
}

// runBatch runs buf in a folder, and returns the files of each unit.
func (g *generator) runBatch(ctx context.Context, template *units.Template, b *batch, work string) (map[outputs.Key]outputs.Files, error) {
	content, err := template.For(b.entries)
	if err != nil {
		return nil, err
	}
	settings := filepath.Join(work, "buf.gen.json")
	if err := os.WriteFile(settings, content, 0o600); err != nil {
		return nil, err
	}
	args := append([]string{g.tools.Tool("buf"), "generate"}, b.input...)
	err = run.Run(ctx, run.Cmd{
		Args: append(args, "--template", settings, "--output", work),
		Dir:  g.opts.Root,
		Env:  append(g.tools.Env(), buf.Env(b.protos)...),
	})
	if err != nil {
		return nil, err
	}
	made := map[outputs.Key]outputs.Files{}
	for _, u := range b.units {
		made[u.Key] = outputs.Files{} // A directory without services has no clients, for one.
	}
	for i, entry := range b.entries {
		if err := collect(filepath.Join(work, units.Folder(i)), entry, b.units, made); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// collect reads what an entry wrote and finds the unit of each file.
func collect(dir string, entry units.Entry, all []units.Unit, made map[outputs.Key]outputs.Files) error {
	names, err := listFiles(dir)
	if err != nil {
		return err
	}
	owners := units.OwnersOf(entry, all)
	for _, name := range names {
		owner := owners.Of(name)
		if owner == nil {
			return fmt.Errorf("%s wrote gen/%s, which is in the folder of no package that it was run for: "+
				"list it in internal/generate/units/generators.go as one that needs the whole contract", entry.Name(), path.Join(entry.Output, name))
		}
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		files, err := finished(entry.Output, name, content)
		if err != nil {
			return err
		}
		maps.Copy(made[owner.Key], files)
	}
	return nil
}

// finished returns the files that gen has in the place of one that a plugin wrote.
func finished(output, name string, content []byte) (outputs.Files, error) {
	if output != string(lang.TypeScript) {
		return outputs.Files{name: content}, nil
	}
	return entries.Forms(name, content)
}

// writeParts writes what a unit has for the manifests alone.
func writeParts(dir string, files outputs.Files) error {
	for name, content := range files {
		if !fs.ValidPath(name) || strings.HasPrefix(name, "../") {
			return fmt.Errorf("%s: a generator writes outside of its folder", name)
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
