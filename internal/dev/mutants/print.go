package mutants

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
)

// Formats lists the formats of Write, the default first.
var Formats = []string{"text", "json"}

// Write prints the results: a table by package, then each survivor with its place.
func Write(w io.Writer, format string, results []Result) error {
	if format == "json" {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(results)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "package\tmutants\tkilled\tof these timed out\tsurvived\tshare killed")
	for _, r := range results {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d %%\n", r.Package, r.Mutants, r.Killed, r.TimedOut, len(r.Survivors), r.Share())
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, r := range results {
		for _, m := range r.Survivors {
			if _, err := fmt.Fprintf(w, "%s:%d: %s: %s\n", m.File, m.Line, m.Change, m.Code); err != nil {
				return err
			}
		}
	}
	return nil
}
