package mutants

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// bench builds and runs the tests of one package.
type bench struct {
	p       goPackage
	dir     string        // dir has what is built.
	timeout time.Duration // timeout is CPU time, so that a busy machine does not count as a killed mutant.
}

// selectedBy is the environment variable that selects a mutant in a program with many.
const selectedBy = "MUTANT"

// selection is a file that is added to the package to read the selected mutant.
const selection = `package %s

import (
	"os"
	"strconv"
)

var mutantsSelected, _ = strconv.Atoi(os.Getenv("` + selectedBy + `"))
`

// together builds one program with all mutants inside functions, which saves a build for each: a function begins with a copy of
// its body for each of its mutants and runs the selected one. Mutants count from 1. Mutants outside functions, or in functions
// with labels, which cannot be repeated, are left to [bench.alone].
func (b bench) together(ctx context.Context, all []Mutant) (string, error) {
	texts := map[string][]byte{}
	inserted := map[string][]insertion{}
	for i, m := range all {
		if !m.inFunction() {
			continue
		}
		text, err := os.ReadFile(m.path)
		if err != nil {
			return "", err
		}
		texts[m.path] = text
		body := m.applied(text, m.within.open, m.within.end-1)
		if !m.within.results {
			body = append(body, "\nreturn"...)
		}
		inserted[m.path] = append(inserted[m.path], insertion{m.within.open + 1, fmt.Sprintf("\nif mutantsSelected == %d %s\n}\n", i+1, body)})
	}
	for path, text := range texts {
		texts[path] = insert(text, inserted[path])
	}
	texts[filepath.Join(b.p.Dir, "mutants_selected.go")] = fmt.Appendf(nil, selection, b.p.Name)
	return b.build(ctx, "together", texts)
}

func (m Mutant) inFunction() bool { return m.within != nil && !m.within.labels }

// alone builds a program with one mutant.
func (b bench) alone(ctx context.Context, name string, m Mutant) (string, error) {
	text, err := os.ReadFile(m.path)
	if err != nil {
		return "", err
	}
	return b.build(ctx, name, map[string][]byte{m.path: m.applied(text, 0, len(text))})
}

type insertion struct {
	at   int
	text string
}

func insert(text []byte, all []insertion) []byte {
	slices.SortStableFunc(all, func(a, b insertion) int { return cmp.Compare(a.at, b.at) })
	var made []byte
	from := 0
	for _, one := range all {
		made = append(append(made, text[from:one.at]...), one.text...)
		from = one.at
	}
	return append(made, text[from:]...)
}

// build builds the tests with the given texts in place of the files at their paths.
func (b bench) build(ctx context.Context, name string, texts map[string][]byte) (string, error) {
	replace := map[string]string{}
	for i, path := range slices.Sorted(maps.Keys(texts)) {
		changed := filepath.Join(b.dir, fmt.Sprintf("%s%d.go", name, i))
		if err := os.WriteFile(changed, texts[path], 0o600); err != nil {
			return "", err
		}
		replace[path] = changed
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list, program := filepath.Join(b.dir, name+".json"), filepath.Join(b.dir, name+".test")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return "", err
	}
	return program, run.Run(ctx, run.Cmd{
		Args: []string{"go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", list, "-o", program, b.p.ImportPath}, Dir: b.p.Dir,
	})
}

// limited starts a test program with limits on memory and CPU time, because a mutant may loop forever.
const limited = `ulimit -d 4000000; ulimit -t "$1"; shift; exec "$@"`

// run runs the tests with the selected mutant. It returns only errors of the context.
func (b bench) run(ctx context.Context, program string, selected int) (outcome, run.Usage, error) {
	var usage run.Usage
	wait, cancel := context.WithTimeout(ctx, 20*b.timeout)
	defer cancel()
	err := run.Run(wait, run.Cmd{
		Args: []string{"sh", "-c", limited, "sh", strconv.Itoa(int(b.timeout.Seconds()) + 1), program, "-test.failfast", "-test.timeout=0"},
		Dir:  b.p.Dir, Kind: environ.Tests, Env: []string{fmt.Sprintf("%s=%d", selectedBy, selected)}, Usage: &usage,
	})
	switch {
	case ctx.Err() != nil:
		return survived, usage, ctx.Err()
	case err == nil:
		return survived, usage, nil
	case run.ExitCode(err) < 0: // The program hit a limit and was killed by a signal.
		return timedOut, usage, nil
	case selected == 0:
		return killed, usage, err
	default:
		return killed, usage, nil
	}
}
