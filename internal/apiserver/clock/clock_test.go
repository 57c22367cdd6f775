package clock

import (
	"math"
	"testing"
	"time"
)

var start = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// machine is a source of real time that a test moves.
type machine struct{ now time.Time }

func (m *machine) read() time.Time { return m.now }

func TestClock(t *testing.T) {
	m := &machine{start}
	c := From(m.read)
	for _, step := range []struct {
		name string
		do   func() error
		want time.Duration // want is the time since the start.
	}{
		{"it begins with real time", func() error { return nil }, 0},
		{"it runs with real time", func() error { m.now = m.now.Add(time.Minute); return nil }, time.Minute},
		{"it runs faster", func() error {
			err := c.SetSpeed(60)
			m.now = m.now.Add(time.Second)
			return err
		}, 2 * time.Minute},
		{"it advances", func() error { _, err := c.Advance(time.Hour); return err }, time.Hour + 2*time.Minute},
		{"it never goes back", func() error { m.now = m.now.Add(-time.Hour); return nil }, time.Hour + 2*time.Minute},
		{"it goes on from there", func() error { m.now = m.now.Add(time.Second); return nil }, time.Hour + 3*time.Minute},
		{"it stands still", func() error {
			err := c.SetSpeed(0)
			m.now = m.now.Add(time.Hour)
			return err
		}, time.Hour + 3*time.Minute},
		{"it reaches a time", func() error { c.Reach(start.Add(2 * time.Hour)); return nil }, 2 * time.Hour},
		{"it has reached earlier ones", func() error { c.Reach(start); return nil }, 2 * time.Hour},
	} {
		if err := step.do(); err != nil {
			t.Errorf("%s: %v", step.name, err)
		}
		if got := c.Now(); !got.Equal(start.Add(step.want)) {
			t.Errorf("%s: got %v, want %v", step.name, got.Sub(start), step.want)
		}
	}
}

func TestStill(t *testing.T) {
	c := Still(start)
	if c.Now() != start || c.Speed() != 0 {
		t.Errorf("it shows %v at speed %v", c.Now(), c.Speed())
	}
	if got, err := c.Advance(time.Second); err != nil || got != start.Add(time.Second) {
		t.Errorf("advanced to %v, %v", got, err)
	}
}

func TestBounds(t *testing.T) {
	c := Still(start)
	for _, speed := range []float64{-1, MaxSpeed + 1, math.NaN(), math.Inf(1)} {
		if c.SetSpeed(speed) == nil {
			t.Errorf("the speed %v was set", speed)
		}
	}
	for _, by := range []time.Duration{-1, MaxAdvance + 1} {
		if _, err := c.Advance(by); err == nil {
			t.Errorf("advanced by %v", by)
		}
	}
	c.Reach(end.Add(-time.Hour))
	for range 3 {
		if got, err := c.Advance(MaxAdvance); err != nil || got != end {
			t.Errorf("after the end: %v, %v", got, err)
		}
	}
	m := &machine{start}
	fast := From(m.read)
	if err := fast.SetSpeed(MaxSpeed); err != nil {
		t.Fatal(err)
	}
	m.now = m.now.Add(24 * time.Hour)
	if got := fast.Now(); got.Sub(start) < 250*365*24*time.Hour || got.After(end) {
		t.Errorf("a day at the highest speed leads to %v", got)
	}
}
