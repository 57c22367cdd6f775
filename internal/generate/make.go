package generate

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/entries"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// batch is one run of buf: entries that make the same directories, so that each plugin starts once.
type batch struct {
	entries []units.Entry
	dirs    []string
	units   []units.Unit
	input   []string // input are the arguments of buf that name the input.
}

// batches sorts units by the directories that their entries have to make. Who makes all directories of the contract goes with those that see
// it as a whole.
func batches(missing []units.Unit, all []string) []*batch {
	type work struct {
		entry units.Entry
		dirs  []string
		units []units.Unit
	}
	var works []*work
	for _, u := range missing {
		last := len(works) - 1
		if last < 0 || !works[last].entry.Is(u.Entry) {
			works = append(works, &work{entry: u.Entry})
			last++
		}
		works[last].dirs = append(works[last].dirs, u.Directory)
		works[last].units = append(works[last].units, u)
	}
	var runs []*batch
	for _, w := range works {
		if slices.Equal(w.dirs, all) {
			w.dirs = []string{units.Whole}
		}
		at := slices.IndexFunc(runs, func(b *batch) bool { return slices.Equal(b.dirs, w.dirs) })
		if at < 0 {
			at = len(runs)
			runs = append(runs, &batch{dirs: w.dirs})
		}
		runs[at].entries = append(runs[at].entries, w.entry)
		runs[at].units = append(runs[at].units, w.units...)
	}
	return runs
}

// produce runs the plugins for what is missing, in as few runs of buf as there are different sets of directories. What they make is kept.
func (g *generator) produce(ctx context.Context, p *plan, missing, details []units.Unit, work string) (map[outputs.Key]outputs.Files, error) {
	if len(missing)+len(details) == 0 {
		return map[outputs.Key]outputs.Files{}, nil
	}
	var programs []string
	for _, u := range slices.Concat(missing, details) {
		programs = append(programs, u.Entry.Programs...)
	}
	if err := g.tools.Ensure(ctx, toolchain.Providers(programs...)...); err != nil {
		return nil, err
	}
	runs, err := g.images(p, batches(missing, p.contract.Directories()), work)
	if err != nil {
		return nil, err
	}
	for _, b := range batches(details, nil) {
		dependencies := g.path(toolchain.CacheDir, "proto")
		b.input = []string{dependencies, "--path", filepath.Join(dependencies, filepath.FromSlash(errorDetails))}
		runs = append(runs, b)
	}
	step := g.report.Start("buf generate")
	made, mu := map[outputs.Key]outputs.Files{}, sync.Mutex{}
	group, groupCtx := errgroup.WithContext(ctx)
	for i, b := range runs {
		group.Go(func() error {
			files, err := g.runBatch(groupCtx, p.template, b, filepath.Join(work, fmt.Sprint("run", i)))
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			for key, files := range files {
				made[key] = files
			}
			return nil
		})
	}
	if err := step.End(describe(p, missing), group.Wait()); err != nil {
		return nil, err
	}
	return made, g.opts.Store.Put(ctx, made)
}

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

// images writes the images that batches need. A part of the contract is read faster than all of it.
func (g *generator) images(p *plan, runs []*batch, work string) ([]*batch, error) {
	for i, b := range runs {
		encoded, dirs := p.encoded, b.dirs
		if slices.Contains(dirs, units.Whole) {
			dirs = nil
		} else {
			var err error
			if encoded, err = p.contract.Image(dirs); err != nil {
				return nil, err
			}
		}
		image := filepath.Join(work, fmt.Sprint("image", i, ".binpb"))
		if err := os.WriteFile(image, encoded, 0o600); err != nil {
			return nil, err
		}
		b.input = []string{image}
		for _, dir := range dirs {
			for _, name := range p.contract.Files(dir) { // A directory may have another one in it.
				b.input = append(b.input, "--path", name)
			}
		}
	}
	return runs, nil
}

// runBatch runs buf, and returns the files of each unit.
func (g *generator) runBatch(ctx context.Context, template *units.Template, b *batch, work string) (map[outputs.Key]outputs.Files, error) {
	content, err := template.For(b.entries)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
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
		Env:  append(g.tools.Env(), buf.Env),
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
		for name, content := range files {
			made[owner.Key][name] = content
		}
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
