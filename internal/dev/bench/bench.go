// Package bench measures the pipeline against what it stands on, as ratios within one run: the machine's speed cancels out.
package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Generate times `mage generate -force` and plain `buf generate` with the same plugins and template, in turn, and reports
// the medians and their ratio. The first round warms up and does not count.
func Generate(ctx context.Context, tools *toolchain.Toolchain, root string, rounds int) (string, error) {
	if rounds < 1 {
		return "", fmt.Errorf("-rounds=%d: want at least 1", rounds)
	}
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
		{name: "generate -force, nothing remembered", args: []string{mage, "generate", "-force"}, before: func() error { return forget(root) }},
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

// table shows the times; the first contender is what the others are compared with.
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

type contender struct {
	name   string
	args   []string
	before func() error
	exit   int // exit is a code besides 0 with which it may end: that of an answer which is no.
	times  []time.Duration
	memory int64
}

// median is the middle of the sorted times.
func (c *contender) median() time.Duration { return c.times[len(c.times)/2] }

// forget removes what generate remembers of earlier runs, but not the tools.
func forget(root string) error {
	for _, name := range []string{"passed-format", "passed-lint", "image.binpb", "image.binpb.key", "generated"} {
		if err := os.RemoveAll(filepath.Join(root, toolchain.CacheDir, name)); err != nil {
			return err
		}
	}
	return nil
}
