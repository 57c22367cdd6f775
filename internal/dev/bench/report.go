package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/table"
)

// Result is what a run has measured.
type Result struct {
	System string   `json:"system"` // System is GOOS/GOARCH.
	Cores  int      `json:"cores"`
	Rounds int      `json:"rounds"`
	Others *float64 `json:"others,omitempty"` // Others is the part of the processors that other programs used; absent if unknown.
	Rows   []Row    `json:"rows"`
}

func newResult(rounds int) *Result {
	return &Result{System: runtime.GOOS + "/" + runtime.GOARCH, Cores: runtime.NumCPU(), Rounds: rounds, Rows: []Row{}}
}

// mostOthers is the part of the processors that other programs may use on a quiet machine.
const mostOthers = 0.10

// Write writes the result as text or json.
func (r *Result) Write(out io.Writer, format string) error {
	if format == "json" {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(r)
	}
	_, err := io.WriteString(out, r.text())
	return err
}

func (r *Result) text() string {
	rows := [][]string{{"WHAT", "OURS", "PEER", "RATIO", "FLOOR", ""}}
	for _, row := range r.Rows {
		line := []string{row.Part + ": " + row.What, quantity(row.Ours, row.Unit), "", "", "", ""}
		if row.Memory > 0 {
			line[0] += fmt.Sprintf(", %d MB", row.Memory>>20)
		}
		if row.Peer != "" {
			line[2] = quantity(row.Theirs, row.Unit) + " " + row.Peer
			line[3] = fmt.Sprintf("%.2f", row.Ratio)
		}
		if row.Floor != nil {
			line[4], line[5] = row.Floor.text(row.Unit), words[row.Met]
		}
		rows = append(rows, line)
	}
	return table.Format(rows) + "\n" + r.Summary() + "\n"
}

var words = map[Met]string{Yes: "ok", No: "missed", Noisy: "noisy"}

// Missed counts the rows whose floor was missed.
func (r *Result) Missed() int { return r.count(No) }

func (r *Result) count(met Met) int {
	n := 0
	for _, row := range r.Rows {
		if row.Met == met {
			n++
		}
	}
	return n
}

// Summary says how many floors were reached, and whether the machine was quiet enough to tell.
func (r *Result) Summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d floors met", r.count(Yes), r.count(Yes)+r.count(No)+r.count(Noisy))
	if n := r.count(No); n > 0 {
		fmt.Fprintf(&b, ", %d missed", n)
	}
	if n := r.count(Noisy); n > 0 {
		fmt.Fprintf(&b, ", %d cannot be told: the rounds differ too much", n)
	}
	fmt.Fprintf(&b, "; medians of %d rounds, %d cores", r.Rounds, r.Cores)
	if r.Others != nil && *r.Others > mostOthers {
		fmt.Fprintf(&b, "\nOther programs used %.0f %% of the processors: measure again on a quiet machine.", 100**r.Others)
	}
	return b.String()
}
