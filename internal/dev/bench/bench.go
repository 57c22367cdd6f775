// Package bench measures the pipeline beside its peers: generate and breaking beside plain buf, the server of the API beside a bare one,
// the clients beside bare stubs, and how all of it grows with the contract. Each pair is measured in one run, in turns, so that their
// ratio does not depend on the speed of the machine.
//
// A part returns rows; nothing is judged or formatted but in [Row] and [Result]. docs/performance.md says what the floors are and why.
package bench

import (
	"context"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// part measures something.
type part struct {
	name    string
	measure func(ctx context.Context, b *bencher) ([]Row, error)
}

// parts are what is measured, by their names in -only, in the order of the table.
var parts = []part{
	{"generate", measureGenerate}, {"setup", measureSetup}, {"compat", measureCompat}, {"api", measureAPI}, {"clients", measureClients},
	{"scale", measureScale},
}

// bencher is what the parts share.
type bencher struct {
	root   string
	rounds int
	report *progress.Reporter
	copied *workspace // copied is the workspace, if a part has needed it.
}

// workspace returns the copy of the repository.
func (b *bencher) workspace(ctx context.Context) (*workspace, error) {
	if b.copied == nil {
		opened, err := open(ctx, b.root, b.report)
		if err != nil {
			return nil, err
		}
		b.copied = opened
	}
	return b.copied, nil
}

// Options selects what is measured.
type Options struct {
	Only   []string // Only are names of parts; empty is all of them.
	Rounds int      // Rounds is how often each contender runs.
	Format string   // Format is text or json.
}

// Check returns an error for invalid options.
func (o Options) Check() error {
	for _, only := range o.Only {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == only }) {
			return exit.Usagef("-only=%s: choose %s", only, names())
		}
	}
	switch {
	case o.Rounds < 1:
		return exit.Usagef("-rounds=%d: want at least 1", o.Rounds)
	case o.Format != "text" && o.Format != "json":
		return exit.Usagef("-format=%s: choose text or json", o.Format)
	}
	return nil
}

func names() string {
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = p.name
	}
	return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
}

// Run measures. Steps are reported as they end.
func Run(ctx context.Context, root string, report *progress.Reporter, o Options) (*Result, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	b := &bencher{root: root, rounds: o.Rounds, report: report}
	result := newResult(o.Rounds)
	watching := newWatch()
	for _, p := range parts {
		if len(o.Only) > 0 && !slices.Contains(o.Only, p.name) {
			continue
		}
		step := report.Start(p.name)
		rows, err := p.measure(ctx, b)
		if step.End("", err) != nil {
			return nil, err
		}
		for _, row := range rows {
			row.Part = p.name
			result.Rows = append(result.Rows, row)
		}
	}
	if others, known := watching.others(); known {
		result.Others = &others
	}
	return result, nil
}
