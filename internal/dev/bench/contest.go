package bench

import (
	"context"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// contender is a command that is timed as a whole process.
type contender struct {
	name   string
	args   []string
	kind   environ.Kind
	env    []string
	before func(ctx context.Context) error // before prepares a run, and is not timed.
	exits  []int                           // exits are the codes besides 0 that count as success, because they report findings.

	times  []float64 // times are in seconds, by round.
	memory int64     // memory is the peak of all rounds.
}

// contest runs contenders in turn, so that whatever else the machine does meets all of them. Every other round goes backwards: none
// is always the one that finds the caches of another.
type contest struct {
	dir        string
	contenders []*contender
	warm       bool // warm adds a round at the front that does not count.
}

func (c *contest) run(ctx context.Context, rounds int) error {
	warm := 0
	if c.warm {
		warm = 1
	}
	for round := range rounds + warm {
		order := slices.Clone(c.contenders)
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, contender := range order {
			if err := contender.run(ctx, c.dir, round >= warm); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *contender) run(ctx context.Context, dir string, counts bool) error {
	if c.before != nil {
		if err := c.before(ctx); err != nil {
			return err
		}
	}
	var usage run.Usage
	err := run.Run(ctx, run.Cmd{Args: c.args, Dir: dir, Kind: c.kind, Env: c.env, Usage: &usage})
	if err != nil && !slices.Contains(c.exits, run.ExitCode(err)) {
		return err
	}
	if counts {
		c.times, c.memory = append(c.times, usage.Time.Seconds()), max(c.memory, usage.Memory)
	}
	return nil
}

// beside returns the row of a contender beside a peer.
func (c *contender) beside(peer *contender, what string, floor *Floor) Row {
	row := c.alone(what, nil)
	_, row.Theirs, _ = interval(peer.times)
	ratios := make([]float64, len(c.times))
	for round := range ratios {
		ratios[round] = c.times[round] / peer.times[round]
	}
	low, ratio, high := interval(ratios)
	row.Peer, row.Ratio, row.Floor = peer.name, ratio, floor
	if floor == nil || !floor.Value {
		row.Low, row.High = low, high
	}
	return row.judged()
}

// alone returns the row of a contender that has no peer.
func (c *contender) alone(what string, floor *Floor) Row {
	low, ours, high := interval(c.times)
	return Row{What: what, Unit: Seconds, Ours: ours, Low: low, High: high, Memory: c.memory, Floor: floor}.judged()
}
