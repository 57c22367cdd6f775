package generate

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
)

// batch is one run of buf: entries that make the same directories, so that each plugin starts once.
type batch struct {
	entries []units.Entry
	dirs    []string
	units   []units.Unit
	protos  int      // protos is how many files are generated from.
	input   []string // input are the arguments of buf that name the input.
}

// mostFiles is how many protos a batch has at most, but for those that see the contract as a whole. What the plugins hold in memory grows
// with it: all of them together take 10 GB for 2,000 files at once.
const mostFiles = 400

// batches sorts units by the directories that their entries have to make, in batches of no more than so many protos. In a contract that is
// no larger, who makes all directories goes with those that see it as a whole.
func batches(missing []units.Unit, contract *units.Contract, most int) []*batch {
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
	all, small := contract.Directories(), len(contract.Files(units.Whole)) <= most
	var runs []*batch
	for _, w := range works {
		if small && slices.Equal(w.dirs, all) {
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
	var shards []*batch
	for _, b := range runs {
		shards = append(shards, b.split(contract, most)...)
	}
	return shards
}

// split divides a batch into some of no more than so many protos. A directory is never divided, and neither is the whole contract.
func (b *batch) split(contract *units.Contract, most int) []*batch {
	var shards []*batch
	of := map[string]*batch{}
	files := 0
	for _, dir := range b.dirs {
		files += len(contract.Files(dir))
		if len(shards) == 0 || files > most {
			shards = append(shards, &batch{entries: b.entries})
			files = len(contract.Files(dir))
		}
		last := shards[len(shards)-1]
		last.dirs = append(last.dirs, dir)
		of[dir] = last
	}
	for _, u := range b.units {
		shard := of[u.Directory]
		if shard == nil { // Of the whole contract.
			shard = shards[0]
		}
		shard.units = append(shard.units, u)
	}
	return shards
}

// writeImage writes the image that a batch needs. A part of the contract is read faster than all of it.
func (b *batch) writeImage(p *plan, path string) error {
	encoded, whole := p.encoded, slices.Contains(b.dirs, units.Whole)
	if !whole {
		var err error
		if encoded, err = p.contract.Image(b.dirs); err != nil {
			return err
		}
	}
	if err := os.WriteFile(path, encoded, 0o600); err != nil {
		return err
	}
	b.input = []string{path}
	for _, dir := range b.dirs {
		names := p.contract.Files(dir)
		b.protos += len(names)
		if whole {
			continue
		}
		for _, name := range names { // A directory may have another one in it.
			b.input = append(b.input, "--path", name)
		}
	}
	return nil
}

// fromDependencies names the protos of the details of errors as the input of a batch.
func (b *batch) fromDependencies(folder string) {
	b.input = []string{folder, "--path", filepath.Join(folder, filepath.FromSlash(errorDetails))}
}
