package bench

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/table"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/trace"
)

// Trace generates everything anew in the copy of the repository, writes where the time went to a file, and prints the longest parts.
func Trace(ctx context.Context, root, path string, report *progress.Reporter, out io.Writer) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	w, err := open(ctx, root, report)
	if err != nil {
		return err
	}
	// What comes first installs and compiles what the traced run only uses.
	if err := w.mage("generate").run(ctx, w.root, false); err != nil {
		return err
	}
	if err := trace.Create(path); err != nil {
		return err
	}
	traced := w.mage("generate", "-force")
	traced.env = append(traced.env, trace.Variable+"="+path)
	if err := traced.run(ctx, w.root, true); err != nil {
		return err
	}
	events, err := trace.Read(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	whole, err := json.MarshalIndent(events, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, append(whole, '\n'), 0o644); err != nil {
		return err
	}
	_, err = io.WriteString(out, longest(events)+fmt.Sprintf("\n%s has all of it: open it with Perfetto, or with chrome://tracing.\n", path))
	return err
}

// longest formats events, the longest first.
func longest(events []trace.Event) string {
	const most = 25
	events = slices.Clone(events)
	slices.SortStableFunc(events, func(a, b trace.Event) int { return cmp.Compare(b.Duration, a.Duration) })
	rows := [][]string{{"WHAT", "KIND", "TIME", "CPU"}}
	for _, e := range events[:min(most, len(events))] {
		cpu := ""
		if millis, ok := e.Args["cpu_ms"].(float64); ok {
			cpu = duration(millis / 1000)
		}
		rows = append(rows, []string{e.Name, e.Category, duration((time.Duration(e.Duration) * time.Microsecond).Seconds()), cpu})
	}
	return table.Format(rows)
}
