package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The protos whose comments are changed: one that nothing imports, and the one that everything does.
const (
	leaf   = "proto/qdrant/cloud/booking/v1/booking.proto"
	shared = "proto/qdrant/cloud/common/v1/common.proto"
)

// The floors of generate.
var (
	nothingChanged = &Floor{Most: 0.25, Value: true}
	oneComment     = &Floor{Most: 0.25}
	noSlower       = &Floor{Most: 1}
	coldStart      = &Floor{Most: 1.05}
)

// measureGenerate times generate as people run it, beside a full run and beside plain buf with the same plugins and template.
func measureGenerate(ctx context.Context, b *bencher) ([]Row, error) {
	w, err := b.workspace(ctx)
	if err != nil {
		return nil, err
	}
	out, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(out) //nolint:errcheck // A folder in the system's temporary one.
	plain := w.buf("generate", "--output", out)
	byHand := w.byHand(out)
	full := w.mage("generate", "-force")
	launcher := w.mage("-version")
	nothing := w.mage("generate")
	nothing.before = func(ctx context.Context) error { return w.mage("generate").run(ctx, w.root, false) }
	comment, common := w.mage("generate"), w.mage("generate")
	comment.before = w.settled(func(round int) error { return w.comment(leaf, round) })
	common.before = w.settled(func(round int) error { return w.comment(shared, round) })
	cold := w.mage("generate")
	cold.before = w.forget
	if err := w.contest(plain, byHand, full, launcher, nothing, comment, common, cold).run(ctx, b.rounds); err != nil {
		return nil, err
	}
	return []Row{
		nothing.beside(launcher, "nothing changed", nothingChanged),
		comment.beside(full, "one comment, in a proto of its own", oneComment),
		comment.beside(plain, "one comment, in a proto of its own", noSlower),
		common.beside(full, "one comment, in the proto that all import", oneComment),
		cold.beside(plain, "no caches", coldStart),
		cold.beside(byHand, "no caches", coldStart),
		full.beside(plain, "all anew", nil),
	}, nil
}

// byHand is what a person would run for the same result without this repository's targets: the check of the format, lint and all plugins.
func (w *workspace) byHand(out string) *contender {
	const commands = `"$0" format --diff --exit-code proto >/dev/null && "$0" lint proto && "$0" generate --output "$1"`
	return &contender{
		name: "buf format, lint, generate", args: []string{"sh", "-c", commands, w.tools.Tool("buf"), out}, env: w.tools.Env(),
	}
}

// settled returns what prepares a run by an edit: gen is up to date before it. The edit gets the number of the run.
func (w *workspace) settled(edit func(round int) error) func(context.Context) error {
	round := 0
	return func(ctx context.Context) error {
		if err := w.mage("generate").run(ctx, w.root, false); err != nil {
			return err
		}
		round++
		return edit(round)
	}
}

// comment gives the first comment of a proto a new end.
func (w *workspace) comment(name string, round int) error {
	path := filepath.Join(w.root, filepath.FromSlash(name))
	original, err := os.ReadFile(filepath.Join(w.from, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	at := strings.Index(string(original), "// ")
	if at < 0 {
		return fmt.Errorf("%s: it has no comment to change", name)
	}
	return os.WriteFile(path, fmt.Appendf(nil, "%s// Edit %d. %s", original[:at], round, original[at+3:]), 0o644)
}
