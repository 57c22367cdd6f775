package check

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
)

// TestOptions configures [Test].
type TestOptions struct {
	Root  string
	Env   []string // Env has the pinned tools; a quick run needs none.
	Quick bool     // Quick leaves out the tests that package fulltest marks.
	Out   io.Writer
}

// Test runs the tests of the repository. It prints a line for each package, the output of failed tests, and a summary of the
// slowest packages. A full run fails if a test is skipped.
func Test(ctx context.Context, o TestOptions) error {
	// The timeout is generous, because some packages install and use SDKs for minutes. Debug information and symbols are for a
	// debugger, and take a third of the time of the linker, which links a program for each package in every run. Without the paths of
	// the checkout, the tests take what was compiled for another one, or for the targets.
	args := []string{"go", "test", "-json", "-trimpath", "-timeout=60m", "-ldflags=-s -w"}
	if o.Quick {
		args = append(args, "-short")
	} else {
		// A separate go vet would analyze each package again. A quick run has the checks that go test chooses.
		args = append(args, "-vet=all")
		// Nothing comes from the cache of go test: many tests start programs, and what these read decides nothing there. To look at all
		// paths that tests have opened, a million of them, takes the go command half a minute besides.
		args = append(args, "-count=1")
		// Most of the time of the slow packages is that of their children, and some wait for deadlines and servers. One package more
		// than there are processors takes up what is left idle.
		args = append(args, fmt.Sprintf("-p=%d", runtime.GOMAXPROCS(0)+1))
	}
	packages, err := packages(ctx, o)
	if err != nil {
		return err
	}
	past := readTimes(o)
	past.order(packages)
	t := &testOutput{out: o.Out, running: map[string]*testPackage{}}
	temporary, remove := inMemory(o.Root, memory, enough, os.Getenv)
	defer remove()
	err = run.Run(ctx, run.Cmd{
		Args: append(args, packages...), Dir: o.Root, Kind: environ.Tests, Stdout: t, Stderr: os.Stderr,
		Env: slices.Concat(rarelyCollecting(os.Getenv), temporary, o.Env),
	})
	t.summary()
	if told := past.write(t.ended); told != nil {
		err = errors.Join(err, told)
	}
	if run.ExitCode(err) > 0 {
		return &buf.Findings{Summary: fmt.Sprintf("tests of %d packages failed (see above)", t.failed)}
	}
	if err == nil && !o.Quick && len(t.skipped) > 0 {
		return &buf.Findings{Text: strings.Join(t.skipped, "\n"), Summary: "a full run skips no test"}
	}
	return err
}

// rarelyCollecting are settings for the go command, its compiler and the tests, none of which runs for long or holds much: to collect garbage
// at each doubling of the memory takes a seventh of their time. What people have set themselves stays.
func rarelyCollecting(getenv func(string) string) []string {
	var all []string
	for _, setting := range []string{"GOGC=400", "GOMEMLIMIT=3GiB"} {
		if name, _, _ := strings.Cut(setting, "="); getenv(name) == "" {
			all = append(all, setting)
		}
	}
	return all
}

// packages returns all packages, those first whose tests have the most dependencies.
func packages(ctx context.Context, o TestOptions) ([]string, error) {
	out, err := run.Output(ctx, run.Cmd{Args: []string{"go", "list", "-e", "-test", "-f", "{{len .Deps}} {{.ImportPath}}", "./..."}, Dir: o.Root, Env: o.Env, Stderr: os.Stderr})
	if err != nil {
		return nil, err
	}
	dependencies := map[string]int{}
	for line := range strings.Lines(string(out)) {
		count, path, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.Contains(path, " ") {
			continue // A package as it is compiled for the tests of another one.
		}
		number, err := strconv.Atoi(count)
		if err != nil {
			return nil, fmt.Errorf("go list printed %q: %w", line, err)
		}
		path = strings.TrimSuffix(path, ".test") // The program that runs the tests of a package is listed beside the package.
		dependencies[path] = max(dependencies[path], number)
	}
	return slices.SortedFunc(maps.Keys(dependencies), func(a, b string) int {
		return cmp.Or(cmp.Compare(dependencies[b], dependencies[a]), strings.Compare(a, b))
	}), nil
}

// testEvent is a line of go test -json: see go doc test2json.
type testEvent struct {
	Action     string
	Package    string
	ImportPath string // ImportPath replaces Package in the events of a build.
	Test       string
	Output     string
	Elapsed    float64
}

// testPackage is the state of a package.
type testPackage struct {
	name    string
	elapsed time.Duration
	cached  bool
	output  map[string]*strings.Builder // output is the output of each test; the key of the package itself is "".
}

// testOutput reads what go test -json writes, and prints it for people.
type testOutput struct {
	out     io.Writer
	rest    []byte // rest is an incomplete line.
	running map[string]*testPackage
	ended   []*testPackage
	failed  int
	skipped []string
}

func (t *testOutput) Write(content []byte) (int, error) {
	t.rest = append(t.rest, content...)
	for {
		line, rest, whole := strings.Cut(string(t.rest), "\n")
		if !whole {
			return len(content), nil
		}
		t.rest = []byte(rest)
		var e testEvent
		if json.Unmarshal([]byte(line), &e) != nil {
			fmt.Fprintln(t.out, line) // Not an event, for example an error of the go command.
			continue
		}
		t.event(e)
	}
}

func (t *testOutput) event(e testEvent) {
	if e.Package == "" {
		if e.Action == "build-output" {
			fmt.Fprint(t.out, e.Output)
		}
		return
	}
	p := t.running[e.Package]
	if p == nil {
		p = &testPackage{name: shortName(e.Package), output: map[string]*strings.Builder{}}
		t.running[e.Package] = p
	}
	switch e.Action {
	case "output":
		if p.output[e.Test] == nil {
			p.output[e.Test] = &strings.Builder{}
		}
		p.output[e.Test].WriteString(e.Output)
		p.cached = p.cached || e.Test == "" && strings.Contains(e.Output, "\t(cached)")
	case "skip":
		if e.Test != "" {
			t.skipped = append(t.skipped, p.name+": "+e.Test+" was skipped")
		}
		fallthrough
	case "pass":
		if e.Test == "" {
			t.end(p, e, "ok")
		}
		delete(p.output, e.Test)
	case "fail":
		if e.Test == "" {
			t.failed++
			t.end(p, e, "FAIL")
		}
		t.print(p.output[e.Test])
		delete(p.output, e.Test)
	}
}

// end prints the line of a package that has ended.
func (t *testOutput) end(p *testPackage, e testEvent, mark string) {
	p.elapsed = time.Duration(e.Elapsed * float64(time.Second))
	took := progress.Seconds(p.elapsed)
	switch {
	case e.Action == "skip":
		took = "no tests"
	case p.cached:
		took = "cached"
	}
	fmt.Fprintf(t.out, "%-5s %9s  %s\n", mark, took, p.name)
	t.ended = append(t.ended, p)
	delete(t.running, e.Package)
}

func (t *testOutput) print(output *strings.Builder) {
	if output != nil {
		fmt.Fprint(t.out, output.String())
	}
}

// mostListed is how many packages the summary lists.
const mostListed = 10

// summary prints how long the slowest packages took.
func (t *testOutput) summary() {
	slices.SortStableFunc(t.ended, func(a, b *testPackage) int { return cmp.Compare(b.elapsed, a.elapsed) })
	var sum, others time.Duration
	cached, ran := 0, 0
	fmt.Fprintln(t.out, "\nslowest packages:")
	for _, p := range t.ended {
		sum += p.elapsed
		if p.cached {
			cached++
			continue
		}
		if ran++; ran > mostListed {
			others += p.elapsed
			continue
		}
		fmt.Fprintf(t.out, "%9s  %s\n", progress.Seconds(p.elapsed), p.name)
	}
	if ran > mostListed {
		fmt.Fprintf(t.out, "%9s  %d others\n", progress.Seconds(others), ran-mostListed)
	}
	fmt.Fprintf(t.out, "%d packages, %d cached, %s of tests", len(t.ended), cached, progress.Seconds(sum))
	if len(t.skipped) > 0 {
		fmt.Fprintf(t.out, ", %d tests are for a full run", len(t.skipped))
	}
	fmt.Fprintln(t.out)
}

// shortName returns the folder of a package.
func shortName(pkg string) string {
	const module = "github.com/qdrant/qdrant-cloud-public-api/"
	return strings.TrimPrefix(pkg, module)
}
