package bench

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/scale"
)

// sizes are how many protos are put beside those of this contract.
var sizes = []int{100, 1000, 8000}

// sizeOf is a contract with so many files, with chains of imports that show what follows every path of them: there are thousands from a file.
func sizeOf(files int) scale.Size { return scale.Size{Files: files, Messages: 4, Depth: 12, Seed: 21} }

// mostAtOnce is how many files buf is handed at once: it and the plugins hold all that they make in memory, 5 GB for so many.
const mostAtOnce = 1000

// operation is a command that is timed at each size.
type operation struct {
	what string
	ours *contender
	peer *contender // peer may be nil.
}

// measureScale times what people do at several sizes of the contract, and how fast the time grows. The largest one takes minutes, so
// each is measured once, after a round that fills the caches.
func measureScale(ctx context.Context, b *bencher) ([]Row, error) { return atSizes(ctx, b, sizes) }

func atSizes(ctx context.Context, b *bencher, sizes []int) (rows []Row, err error) {
	w, err := b.workspace(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if failed := w.reset(ctx); err == nil {
			err = failed
		}
	}()
	measured := map[string][]Row{}
	var order []string
	for _, files := range sizes {
		found, err := b.atSize(ctx, w, files)
		if err != nil {
			return nil, fmt.Errorf("%d files: %w", files, err)
		}
		for _, row := range found {
			if measured[row.What] == nil {
				order = append(order, row.What)
			}
			measured[row.What] = append(measured[row.What], row)
		}
	}
	for _, what := range order {
		for i, row := range measured[what] {
			row.What = fmt.Sprintf("%s, %d files", what, sizes[i])
			rows = append(rows, row)
		}
		rows = append(rows, growth(what, sizes, measured[what]))
	}
	return rows, nil
}

// growth is the row about how the time of an operation grows between the two largest sizes.
func growth(what string, sizes []int, rows []Row) Row {
	last := len(sizes) - 1
	small, big := float64(sizes[last-1]), float64(sizes[last])
	exponent := math.Log(rows[last].Ours/rows[last-1].Ours) / math.Log(big/small)
	// n log n grows by this exponent between the two.
	most := math.Log(big*math.Log(big)/(small*math.Log(small))) / math.Log(big/small)
	return Row{
		What: what + ", growth", Unit: Exponent, Ours: exponent, Low: exponent, High: exponent,
		Floor: &Floor{Most: math.Round(100*most) / 100, Value: true},
	}.judged()
}

// atSize measures all operations on one size.
func (b *bencher) atSize(ctx context.Context, w *workspace, files int) ([]Row, error) {
	step := b.report.Start(fmt.Sprintf("%d files", files))
	rows, err := w.operations(ctx, files)
	return rows, step.End("", err)
}

func (w *workspace) operations(ctx context.Context, files int) ([]Row, error) {
	if err := w.reset(ctx); err != nil {
		return nil, err
	}
	if err := os.CopyFS(filepath.Join(w.root, "proto"), scale.Contract(sizeOf(files))); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work) //nolint:errcheck // A folder in the system's temporary one.
	before, after, err := writePair(ctx, w, work, sizeOf(files))
	if err != nil {
		return nil, err
	}
	cold := w.mage("generate")
	cold.before = w.forget
	edited := w.mage("generate")
	edited.before = w.settled(func(round int) error { return w.comment(leaf, round) })
	nothing := w.mage("generate")
	nothing.before = func(ctx context.Context) error { return w.mage("generate").run(ctx, w.root, false) }
	lint := w.mage("lint", "-contract")
	lint.before = cold.before
	var whole *contender
	if files <= mostAtOnce {
		whole = w.buf("generate", "--output", filepath.Join(work, "out"))
	}
	var rows []Row
	for _, o := range []operation{
		{"generate, no caches", cold, whole},
		{"generate, one comment", edited, nil},
		{"generate, nothing changed", nothing, nil},
		{"lint", lint, w.buf("lint", "proto")},
		{"diff", w.diff(after, before), w.breaking(after, before)},
		{"catalog", w.mage("catalog", "-format=json"), w.buf("build", "--output", filepath.Join(work, "image.binpb"))},
	} {
		row, err := o.measure(ctx, w)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// measure runs the two sides once.
func (o operation) measure(ctx context.Context, w *workspace) (Row, error) {
	if o.peer == nil {
		err := o.ours.run(ctx, w.root, true)
		if err != nil {
			return Row{}, err
		}
		return o.ours.alone(o.what, nil), nil
	}
	both := w.contest(o.peer, o.ours)
	both.warm = false
	if err := both.run(ctx, 1); err != nil {
		return Row{}, err
	}
	return o.ours.beside(o.peer, o.what, nil), nil
}
