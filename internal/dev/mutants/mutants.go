// Package mutants measures whether the tests of a package detect small mistakes in it: it changes one operator, constant, condition
// or statement at a time and runs the package's own tests on the result. A mutant that no test detects survives.
//
// Files of the checkout are never written: the go command reads the changed file through its overlay.
package mutants

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Options configures [Measure]. Every field but Root and Packages may be left empty.
type Options struct {
	Root     string        // Root is the folder of the module.
	Packages []string      // Packages are as the go command takes them, such as ./internal/contract/schema.
	Sample   int           // Sample is how many mutants of each package are tested; 0 means all.
	Seed     uint64        // Seed selects the sample.
	Parallel int           // Parallel is how many mutants are tested at once; 0 means 2.
	Slack    time.Duration // Slack is the CPU time that the tests may take in addition to four times the normal one; 0 means 10 seconds.
}

// Result is the result of one package. Mutants that do not compile are not counted.
type Result struct {
	Package   string   `json:"package"`
	Mutants   int      `json:"mutants"`
	Killed    int      `json:"killed"`    // Killed counts the mutants that a test detected, or that took too much time or memory.
	TimedOut  int      `json:"timed_out"` // TimedOut counts the part of Killed that ran out of time.
	Survivors []Mutant `json:"survivors"` // Survivors are in the order of files and lines.
}

// Share returns the percentage of killed mutants, rounded down.
func (r Result) Share() int {
	if r.Mutants == 0 {
		return 100
	}
	return 100 * r.Killed / r.Mutants
}

type outcome int

const (
	survived outcome = iota
	killed
	timedOut
)

// Measure mutates each package. The packages' tests have to pass.
func Measure(ctx context.Context, report *progress.Reporter, o Options) ([]Result, error) {
	if o.Parallel == 0 {
		o.Parallel = 2
	}
	if o.Slack == 0 {
		o.Slack = 10 * time.Second
	}
	packages, err := list(ctx, o.Root, o.Packages...)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, p := range packages {
		step := report.Start("mutants of " + p.ImportPath)
		result, err := measure(ctx, p, o)
		if err := step.End(fmt.Sprintf("%d of %d killed", result.Killed, result.Mutants), err); err != nil {
			return nil, err
		}
		results = append(results, result)
	}
	return results, nil
}

func measure(ctx context.Context, p goPackage, o Options) (Result, error) {
	result := Result{Package: p.ImportPath}
	if len(p.TestGoFiles)+len(p.XTestGoFiles) == 0 {
		return result, fmt.Errorf("%s has no tests", p.ImportPath)
	}
	all, err := sample(ctx, p, o)
	if err != nil {
		return result, err
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return result, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	b := bench{p: p, dir: dir, timeout: time.Hour}
	program, err := b.together(ctx, all)
	if err != nil {
		return result, err
	}
	got, usage, err := b.run(ctx, program, 0)
	if got == killed {
		return result, fmt.Errorf("%s: the tests fail without any mutant, fix them first: %w", p.ImportPath, err)
	} else if err != nil {
		return result, err
	}
	b.timeout = 4*usage.CPU + o.Slack
	outcomes, err := b.runAll(ctx, program, all, o.Parallel)
	if err != nil {
		return result, err
	}
	for i, m := range all {
		result.Mutants++
		switch outcomes[i] {
		case survived:
			result.Survivors = append(result.Survivors, m)
		case timedOut:
			result.TimedOut++
			result.Killed++
		case killed:
			result.Killed++
		}
	}
	return result, nil
}

// sample selects mutants that compile, by file and line. The same seed selects the same mutants.
func sample(ctx context.Context, p goPackage, o Options) ([]Mutant, error) {
	c, err := newChecker(ctx, o.Root, p)
	if err != nil {
		return nil, err
	}
	var all []Mutant
	for _, file := range p.GoFiles {
		path := filepath.Join(p.Dir, file)
		name, err := filepath.Rel(o.Root, path)
		if err != nil {
			return nil, err
		}
		found, err := ofFile(path, filepath.ToSlash(name))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	random := rand.New(rand.NewPCG(o.Seed, 0)) //nolint:gosec // The same seed takes the same sample.
	var chosen []int
	for _, i := range random.Perm(len(all)) {
		if o.Sample > 0 && len(chosen) == o.Sample {
			break
		}
		ok, err := c.compiles(all[i])
		if err != nil {
			return nil, err
		}
		if ok {
			chosen = append(chosen, i)
		}
	}
	slices.Sort(chosen)
	var mutants []Mutant
	for _, i := range chosen {
		mutants = append(mutants, all[i])
	}
	return mutants, nil
}

// runAll tests the mutants concurrently.
func (b bench) runAll(ctx context.Context, program string, all []Mutant, parallel int) ([]outcome, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	outcomes := make([]outcome, len(all))
	next := make(chan int)
	var group sync.WaitGroup
	for worker := range parallel {
		group.Go(func() {
			for i := range next {
				use, err := program, error(nil)
				if !all[i].inFunction() {
					use, err = b.alone(ctx, fmt.Sprint(worker), all[i])
				}
				switch {
				case run.ExitCode(err) > 0 && !run.IsFullDisk(err):
					outcomes[i], err = killed, nil // The tests do not compile with it.
				case err == nil:
					outcomes[i], _, err = b.run(ctx, use, i+1)
				}
				if err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	group.Wait()
	return outcomes, context.Cause(ctx)
}
