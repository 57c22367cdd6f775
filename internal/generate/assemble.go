package generate

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Store keeps what was made, by the hash of what decides it; *outputs.Store is one.
type Store interface {
	Get(ctx context.Context, keys []outputs.Key) (map[outputs.Key]outputs.Files, error)
	Put(ctx context.Context, made map[outputs.Key]outputs.Files) error
}

// assembly fills the new tree: what is in gen stays, what is in the store is taken, and the rest is made.
type assembly struct {
	*generator

	plan *plan
	tree *stage
	work string // work is a folder for what is no part of gen.

	old   record
	homes map[outputs.Key]home // homes has where the files of each unit belong.

	mu     sync.Mutex
	now    record
	placed map[outputs.Key]bool // placed are the units whose files are in the tree, or among the parts.
}

// home is where files belong: in the folder of an output in gen or, if only the manifests need them, in that of the parts.
type home struct {
	output string
	part   bool
}

func (g *generator) assemble(ctx context.Context, p *plan, t *stage, work string) (record, error) {
	a := &assembly{generator: g, plan: p, tree: t, work: work, now: record{}, placed: map[outputs.Key]bool{}, homes: homes(p)}
	last := readRecord(g.opts.Root)
	t.last = last.files()
	if !g.opts.Force {
		a.old = last
	}
	missing, details, err := a.look(ctx)
	if err != nil {
		return nil, err
	}
	g.made = slices.Concat(missing, details)
	if err := g.produce(ctx, p, missing, details, work, a.place); err != nil {
		return nil, err
	}
	step := g.report.Start("manifests")
	if err := step.End("", a.fill(ctx)); err != nil {
		return nil, err
	}
	for key, unit := range last {
		if !slices.Contains(g.opts.Outputs, unit.Output) {
			a.now[key] = unit
		}
	}
	return a.now, nil
}

func homes(p *plan) map[outputs.Key]home {
	all := map[outputs.Key]home{p.runtime: {output: string(lang.TypeScript)}}
	for output, key := range p.manifests {
		all[key] = home{output: output}
	}
	for _, u := range slices.Concat(p.units, p.details) {
		all[u.Key] = home{u.Entry.Output, part(u)}
	}
	return all
}

// parts is the folder of what only the manifests need, below that of the work.
const parts = "parts"

// part reports whether a unit has files that only the manifests need: the OpenAPI documents of the files, which are joined.
func part(u units.Unit) bool { return u.Entry.Output == manifest.OpenAPI }

// look asks the store for what is not in gen, and returns the units that it has not.
func (a *assembly) look(ctx context.Context) (missing, details []units.Unit, err error) {
	var keys []outputs.Key
	want := func(key outputs.Key) {
		if key != "" && !a.old.inPlace(key, a.tree.present) {
			keys = append(keys, key)
		}
	}
	for _, key := range a.plan.manifests {
		want(key)
	}
	want(a.plan.runtime)
	for _, u := range slices.Concat(a.plan.units, a.plan.details) {
		if !part(u) {
			want(u.Key)
		}
	}
	if err := a.get(ctx, keys); err != nil {
		return nil, nil, err
	}
	keys = nil
	for _, u := range a.plan.units {
		if part(u) && !a.has(a.plan.manifests[u.Entry.Output]) {
			keys = append(keys, u.Key)
		}
	}
	if err := a.get(ctx, keys); err != nil {
		return nil, nil, err
	}
	lacks := func(all []units.Unit) []units.Unit {
		return slices.DeleteFunc(slices.Clone(all), func(u units.Unit) bool {
			return a.has(u.Key) || part(u) && a.has(a.plan.manifests[u.Entry.Output])
		})
	}
	return lacks(a.plan.units), lacks(a.plan.details), nil
}

// get takes entries out of the store, some at a time. With -force it takes none but the runtime, which no plugin makes.
func (a *assembly) get(ctx context.Context, keys []outputs.Key) error {
	if a.opts.Force {
		keys = slices.DeleteFunc(keys, func(key outputs.Key) bool { return key != a.plan.runtime })
	}
	for some := range slices.Chunk(keys, mostEntries) {
		found, err := a.opts.Store.Get(ctx, some)
		if err != nil {
			return err
		}
		if err := a.place(found); err != nil {
			return err
		}
	}
	return nil
}

// mostEntries is how many entries of the store are in memory at once.
const mostEntries = 1000

// place puts files where they belong.
func (a *assembly) place(all map[outputs.Key]outputs.Files) error {
	for key, files := range all {
		home := a.homes[key]
		if home.part {
			if err := writeParts(filepath.Join(a.work, parts, home.output), files); err != nil {
				return err
			}
		} else {
			a.note(key, recordOf(home.output, files))
			for name, content := range files {
				if err := a.tree.put(path.Join(home.output, name), content); err != nil {
					return err
				}
			}
		}
		a.mu.Lock()
		a.placed[key] = true
		a.mu.Unlock()
	}
	return nil
}

func (a *assembly) isPlaced(key outputs.Key) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.placed[key]
}

// has reports whether the files of a unit are where they belong, or in gen already.
func (a *assembly) has(key outputs.Key) bool {
	return a.isPlaced(key) || a.old.inPlace(key, a.tree.present)
}

// fill writes all outputs, some at once.
func (a *assembly) fill(ctx context.Context) error {
	var contract *image.Image
	lacks := func(output string) bool { return a.plan.manifests[output] != "" && !a.has(a.plan.manifests[output]) }
	if lacks(manifest.OpenAPI) || lacks(manifest.Image) {
		var err error
		if contract, err = image.FromEncoded(a.plan.encoded); err != nil {
			return err
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, output := range a.opts.Outputs {
		group.Go(func() error { return a.output(ctx, output, contract) })
	}
	return group.Wait()
}

func (a *assembly) output(ctx context.Context, output string, contract *image.Image) error {
	for _, u := range slices.Concat(a.plan.units, a.plan.details) {
		if u.Entry.Output == output && !part(u) {
			if err := a.keep(u.Key); err != nil {
				return err
			}
		}
	}
	if output == string(lang.TypeScript) {
		if err := a.runtime(ctx, output); err != nil {
			return err
		}
	}
	// The manifests list what is there.
	if err := a.tree.prune(output + "/"); err != nil {
		return err
	}
	return a.manifests(ctx, output, contract)
}

// keep keeps the files of a unit that gen has, unless others were placed.
func (a *assembly) keep(key outputs.Key) error {
	if a.isPlaced(key) {
		return nil
	}
	a.note(key, a.old[key])
	for name := range a.old[key].Files {
		if err := a.tree.keep(name); err != nil {
			return err
		}
	}
	return nil
}

func (a *assembly) note(key outputs.Key, files recorded) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.now[key] = files
}

// offer places what was made just now, and keeps it for later runs.
func (a *assembly) offer(ctx context.Context, key outputs.Key, files outputs.Files) error {
	made := map[outputs.Key]outputs.Files{key: files}
	if err := a.place(made); err != nil {
		return err
	}
	return a.opts.Store.Put(ctx, made)
}

// runtime adds the compiled runtime of TypeScript beside the client that was generated; without one there is nothing to do.
func (a *assembly) runtime(ctx context.Context, output string) error {
	if !a.tree.has(path.Join(output, tsClient)) {
		return nil
	}
	if a.has(a.plan.runtime) {
		return a.keep(a.plan.runtime)
	}
	details, err := os.ReadFile(filepath.Join(a.tree.staged, output, filepath.FromSlash(detailsTypes)))
	if err != nil {
		return err
	}
	files, err := a.compileRuntime(ctx, details, a.work)
	if err != nil {
		return err
	}
	return a.offer(ctx, a.plan.runtime, files)
}

// manifests adds what makes a package of an output.
func (a *assembly) manifests(ctx context.Context, output string, contract *image.Image) error {
	key := a.plan.manifests[output]
	if a.has(key) {
		return a.keep(key)
	}
	in, err := a.manifestInput(output, contract)
	if err != nil {
		return err
	}
	rendered, err := manifest.Render(in, output)
	if err != nil {
		return err
	}
	files := outputs.Files{}
	for name, content := range rendered {
		files[strings.TrimPrefix(name, output+"/")] = content
	}
	return a.offer(ctx, key, files)
}

// manifestInput has the sources of the manifests of an output. Only those that are said to read the contract get it.
func (a *assembly) manifestInput(output string, contract *image.Image) (manifest.Input, error) {
	generated := a.tree.staged
	if output == manifest.OpenAPI {
		generated = filepath.Join(a.work, parts)
	}
	in := manifest.Input{
		Config:    a.config,
		Templates: os.DirFS(a.path("templates")), Runtime: os.DirFS(a.path("runtime")), Generated: os.DirFS(generated),
	}
	if _, reads := readContract[output]; reads {
		in.Files, in.Contract = a.plan.contract.Own(), contract
	}
	for name, into := range map[string]*[]byte{"tools/go/go.mod": &in.GoMod, "tools/go/go.sum": &in.GoSum, "LICENSE": &in.License} {
		content, err := os.ReadFile(a.path(name))
		if err != nil {
			return in, err
		}
		*into = content
	}
	return in, nil
}
