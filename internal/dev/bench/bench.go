// Package bench times the pipeline beside plain buf, the server of the API beside a bare one, and the clients beside bare stubs, each
// pair in one run. It reports their ratio, which does not depend on the machine's speed.
package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// part measures something and returns a table.
type part struct {
	name    string
	measure func(ctx context.Context, tools *toolchain.Toolchain, root string, rounds int) (string, error)
}

// parts lists what is measured, by its name in -only.
var parts = []part{{"generate", Generate}, {"compat", Compat}, {"api", API}, {"clients", Clients}}

// Options selects what is measured.
type Options struct {
	Only   string // Only is generate, compat, api or clients; empty is all of them.
	Rounds int    // Rounds is how often each contender runs.
}

// Check returns an error for invalid options.
func (o Options) Check() error {
	switch {
	case o.Only != "" && !slices.ContainsFunc(parts, func(p part) bool { return p.name == o.Only }):
		return exit.Usagef("-only=%s: choose generate, compat, api or clients", o.Only)
	case o.Rounds < 1:
		return exit.Usagef("-rounds=%d: want at least 1", o.Rounds)
	}
	return nil
}

// Run measures, and prints a table after each part.
func Run(ctx context.Context, tools *toolchain.Toolchain, root string, o Options, out io.Writer) error {
	if err := o.Check(); err != nil {
		return err
	}
	for _, p := range parts {
		if o.Only != "" && o.Only != p.name {
			continue
		}
		table, err := p.measure(ctx, tools, root, o.Rounds)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, table); err != nil {
			return err
		}
	}
	return nil
}

// Generate times `mage generate -force` and plain `buf generate` with the same plugins and template, and reports the medians and
// their ratio.
func Generate(ctx context.Context, tools *toolchain.Toolchain, root string, rounds int) (string, error) {
	out, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(out) //nolint:errcheck // A folder in the system's temporary one.
	mage, err := os.Executable()
	if err != nil {
		return "", err
	}
	contenders := []*contender{
		{name: "plain buf generate", args: []string{tools.Tool("buf"), "generate", "--output", out}},
		{name: "generate -force", args: []string{mage, "generate", "-force"}},
		{name: "generate -force, cold caches", args: []string{mage, "generate", "-force"}, before: func() error { return forget(root) }},
		{name: "generate, up to date", args: []string{mage, "generate"}},
	}
	if err := compete(ctx, tools, root, rounds, contenders); err != nil {
		return "", err
	}
	return table(contenders), nil
}

// compete runs contenders in turn. The first round warms up and does not count.
func compete(ctx context.Context, tools *toolchain.Toolchain, dir string, rounds int, contenders []*contender) error {
	for round := range rounds + 1 {
		for _, c := range contenders {
			if err := c.run(ctx, tools, dir, round > 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// run runs a contender once.
func (c *contender) run(ctx context.Context, tools *toolchain.Toolchain, dir string, counts bool) error {
	if c.before != nil {
		if err := c.before(); err != nil {
			return err
		}
	}
	var usage run.Usage
	err := run.Run(ctx, run.Cmd{Args: c.args, Dir: dir, Env: tools.Env(), Usage: &usage})
	if code := run.ExitCode(err); err != nil && (code < 0 || code != c.exit) {
		return err
	}
	if counts {
		c.times, c.memory = append(c.times, usage.Time), max(c.memory, usage.Memory)
	}
	return nil
}

// table formats the times; the others are compared with the first contender.
func table(contenders []*contender) string {
	var report strings.Builder
	fmt.Fprintf(&report, "%-38s %8s %8s %8s %8s %9s\n", "", "min", "median", "max", "ratio", "memory")
	for _, c := range contenders {
		slices.Sort(c.times)
	}
	base := contenders[0].median().Seconds()
	for _, c := range contenders {
		fmt.Fprintf(&report, "%-38s %8s %8s %8s %7.2fx %5d MiB\n", c.name, progress.Seconds(c.times[0]), progress.Seconds(c.median()),
			progress.Seconds(c.times[len(c.times)-1]), c.median().Seconds()/base, c.memory>>20)
	}
	return report.String()
}

// contender is a command that is timed.
type contender struct {
	name   string
	args   []string
	before func() error // before runs before each round, and is not timed.
	exit   int          // exit is an exit code besides 0 that counts as success, because it reports findings.
	times  []time.Duration
	memory int64
}

// median returns the middle of the sorted times.
func (c *contender) median() time.Duration { return c.times[len(c.times)/2] }

// forget removes the caches of generate, but not the tools.
func forget(root string) error {
	for _, name := range []string{"passed-format", "passed-lint", "image.binpb", "image.binpb.key", "generated"} {
		if err := os.RemoveAll(filepath.Join(root, toolchain.CacheDir, name)); err != nil {
			return err
		}
	}
	return nil
}
