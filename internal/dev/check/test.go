package check

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
)

// TestOptions choose what is tested.
type TestOptions struct {
	Root  string
	Env   []string // Env has the pinned tools; a quick run needs none.
	Quick bool     // Quick leaves out what package fulltest marks.
	Out   io.Writer
}

// Test runs the tests of the repository. It prints a line for each package when it ends, the output of tests that fail, and in the
// end how long the packages took. A full run in which a test is left out has failed.
func Test(ctx context.Context, o TestOptions) error {
	// All checks of vet, in place of the few that go test chooses: a go vet of its own would analyze each package again. The longest
	// packages install and use SDKs for minutes, and on a slow machine no test may fail by the clock.
	args := []string{"go", "test", "-json", "-vet=all", "-timeout=60m"}
	if o.Quick {
		args = append(args, "-short")
	}
	t := &testOutput{out: o.Out, running: map[string]*testPackage{}}
	err := run.Run(ctx, run.Cmd{Args: append(args, "./..."), Dir: o.Root, Env: o.Env, Stdout: t, Stderr: os.Stderr})
	t.summary()
	if run.ExitCode(err) > 0 {
		return &buf.Findings{Summary: fmt.Sprintf("tests of %d packages failed (see above)", t.failed)}
	}
	if err == nil && !o.Quick && len(t.skipped) > 0 {
		return &buf.Findings{Text: strings.Join(t.skipped, "\n"), Summary: "a full run skips no test"}
	}
	return err
}

// testEvent is a line of go test -json: see go doc test2json.
type testEvent struct {
	Action     string
	Package    string
	ImportPath string // ImportPath is what Package is in the events of a build.
	Test       string
	Output     string
	Elapsed    float64
}

// testPackage is what is known of a package.
type testPackage struct {
	name    string
	elapsed time.Duration
	cached  bool
	output  map[string]*strings.Builder // output is that of each test; that of the package itself is under "".
}

// testOutput reads what go test -json writes, and prints it for people.
type testOutput struct {
	out     io.Writer
	rest    []byte // rest is a line without its end.
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
			fmt.Fprintln(t.out, line) // Something that is not of a test, such as an error of the go command.
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

// end prints the line of a package.
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

// summary prints how long packages took, the slowest first, as far as it matters.
func (t *testOutput) summary() {
	const least = 100 * time.Millisecond
	slices.SortStableFunc(t.ended, func(a, b *testPackage) int { return cmp.Compare(b.elapsed, a.elapsed) })
	var sum, small time.Duration
	cached, few := 0, 0
	fmt.Fprintln(t.out, "\nslowest packages:")
	for _, p := range t.ended {
		sum += p.elapsed
		switch {
		case p.cached:
			cached++
		case p.elapsed < least:
			few++
			small += p.elapsed
		default:
			fmt.Fprintf(t.out, "%9s  %s\n", progress.Seconds(p.elapsed), p.name)
		}
	}
	fmt.Fprintf(t.out, "%9s  %d others below %s\n", progress.Seconds(small), few, progress.Seconds(least))
	fmt.Fprintf(t.out, "%d packages, %d cached, %s of tests", len(t.ended), cached, progress.Seconds(sum))
	if len(t.skipped) > 0 {
		fmt.Fprintf(t.out, ", %d tests are for a full run", len(t.skipped))
	}
	fmt.Fprintln(t.out)
}

// shortName is the folder of a package.
func shortName(pkg string) string {
	const module = "github.com/qdrant/qdrant-cloud-public-api/"
	return strings.TrimPrefix(pkg, module)
}
