package bench

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// Row is a line of the table: what was measured, beside what, and whether that is good enough.
type Row struct {
	Part   string  `json:"part"`
	What   string  `json:"what"`
	Unit   Unit    `json:"unit"`
	Ours   float64 `json:"ours"`             // Ours is the median of ours, in the unit.
	Peer   string  `json:"peer,omitempty"`   // Peer is what it is compared with; empty if with nothing.
	Theirs float64 `json:"theirs,omitempty"` // Theirs is the median of the peer, in the unit.
	Ratio  float64 `json:"ratio,omitempty"`  // Ratio is the median of ours/theirs over the rounds, each of which has both.
	Low    float64 `json:"low,omitempty"`    // Low and High are the bounds of what the floor is about, with a confidence of 95 %.
	High   float64 `json:"high,omitempty"`
	Memory int64   `json:"memory_bytes,omitempty"` // Memory is the peak of ours, 0 if unknown.
	Floor  *Floor  `json:"floor,omitempty"`
	Met    Met     `json:"met,omitempty"` // Met is empty without a floor.
}

// Unit is what a row is measured in.
type Unit string

// The units.
const (
	Seconds  Unit = "s"
	Rate     Unit = "calls/s"
	Exponent Unit = "exponent" // Exponent is that of the growth: time is proportional to size to the power of it.
)

// Floor is what the pipeline must reach: the ratio to the peer or, without a peer, the value itself is at most or at least this. A
// ratio holds on every machine; a value is for a quiet one with two cores.
type Floor struct {
	Most  float64 `json:"most,omitempty"`
	Least float64 `json:"least,omitempty"`
	Value bool    `json:"value,omitempty"` // Value says that the floor is about ours, and not about the ratio.
}

// Met says whether a floor was reached.
type Met string

// What a measurement says about its floor.
const (
	Yes   Met = "yes"
	No    Met = "no"
	Noisy Met = "noisy" // Noisy says that the rounds differ too much to tell.
)

// holds reports whether a value reaches the floor.
func (f Floor) holds(value float64) bool {
	return (f.Most == 0 || value <= f.Most) && (f.Least == 0 || value >= f.Least)
}

// verdict says whether the floor is reached by a median that lies between two bounds.
func (f Floor) verdict(low, median, high float64) Met {
	switch {
	case f.holds(low) != f.holds(high):
		return Noisy
	case f.holds(median):
		return Yes
	}
	return No
}

func (f Floor) text(unit Unit) string {
	of := func(value float64) string {
		if f.Value && unit == Seconds {
			return duration(value)
		}
		return trimmed(value)
	}
	if f.Least > 0 {
		return "≥ " + of(f.Least)
	}
	return "≤ " + of(f.Most)
}

// judged returns the row with the verdict about its floor.
func (r Row) judged() Row {
	if r.Floor == nil {
		return r
	}
	median := r.Ratio
	if r.Floor.Value {
		median = r.Ours
	}
	r.Met = r.Floor.verdict(r.Low, median, r.High)
	return r
}

func duration(seconds float64) string {
	if seconds < 0.01 {
		return time.Duration(seconds * float64(time.Second)).Round(10 * time.Microsecond).String()
	}
	return progress.Seconds(time.Duration(seconds * float64(time.Second)))
}

func trimmed(value float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", value), "0"), ".")
}

// quantity formats a value in a unit.
func quantity(value float64, unit Unit) string {
	switch unit {
	case Seconds:
		return duration(value)
	case Rate:
		return fmt.Sprintf("%.0f/s", value)
	default:
		return fmt.Sprintf("%.2f", value)
	}
}

// interval returns the median of some values, and the bounds between which the true one lies with a confidence of 95 %: the values
// whose places in the order are 1.96 standard deviations of a fair coin away from the middle. Of fewer than six values it is all.
func interval(values []float64) (low, median, high float64) {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	median = (sorted[(n-1)/2] + sorted[n/2]) / 2
	first := max(0, int(float64(n)/2-1.96*math.Sqrt(float64(n))/2))
	return sorted[first], median, sorted[n-1-first]
}
