// Package clock has the time of the server. Tests drive it: it runs at any speed, stands still, and moves ahead when it is told to.
package clock

import (
	"fmt"
	"sync"
	"time"
)

// The bounds of a clock.
const (
	// MaxSpeed is how many times faster than real time a clock runs at most: a day in less than a tenth of a second.
	MaxSpeed = 1_000_000
	// MaxAdvance is how far a clock moves ahead at once.
	MaxAdvance = 10 * 365 * 24 * time.Hour
)

// end is where every clock stops. No timestamp of protobuf is after the year 9999, and entities plan decades ahead.
var end = time.Date(9000, time.January, 1, 0, 0, 0, 0, time.UTC)

// Clock is a clock that never goes back. Its methods may be called from several goroutines.
type Clock struct {
	real func() time.Time

	mu    sync.Mutex
	speed float64
	shown time.Time // shown is what the clock showed at the real time of since.
	since time.Time
}

// New returns a clock that shows the time of the machine and runs with it.
func New() *Clock { return From(time.Now) }

// From returns a clock over another source of real time, which it shows at first.
func From(real func() time.Time) *Clock {
	now := real()
	return &Clock{real: real, speed: 1, shown: now, since: now}
}

// Still returns a clock that shows a time, and stands still until it is advanced or gets a speed.
func Still(at time.Time) *Clock {
	c := New()
	c.speed, c.shown = 0, at
	return c
}

// Now returns what the clock shows, in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.turn()
}

// turn brings the clock to the real time.
func (c *Clock) turn() time.Time {
	now := c.real()
	passed := now.Sub(c.since)
	c.since = now
	if passed > 0 && c.speed > 0 {
		c.move(float64(passed) * c.speed)
	}
	return c.shown.UTC().Round(0)
}

// move moves the clock ahead, not beyond the end. The time until then does not fit into a duration, so that steps lead there.
func (c *Clock) move(nanoseconds float64) {
	const step = float64(100 * 365 * 24 * time.Hour)
	for nanoseconds > 0 && c.shown.Before(end) {
		c.shown = c.shown.Add(time.Duration(min(nanoseconds, step)))
		nanoseconds -= step
	}
	if c.shown.After(end) {
		c.shown = end
	}
}

// Speed returns how many times faster than real time the clock runs.
func (c *Clock) Speed() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}

// SetSpeed changes the speed: 1 is real time, 0 stands still.
func (c *Clock) SetSpeed(speed float64) error {
	if err := CheckSpeed(speed); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn()
	c.speed = speed
	return nil
}

// CheckSpeed says whether a clock can have a speed.
func CheckSpeed(speed float64) error {
	if !(speed >= 0 && speed <= MaxSpeed) { // Not the opposite, because of NaN.
		return fmt.Errorf("the speed %v is not allowed: want 0 (the clock stands still) to %d times real time", speed, MaxSpeed)
	}
	return nil
}

// Advance moves the clock ahead and returns what it shows then.
func (c *Clock) Advance(by time.Duration) (time.Time, error) {
	if by < 0 || by > MaxAdvance {
		return time.Time{}, fmt.Errorf("the clock cannot advance by %v: want 0s to %v, as in 90s or 24h", by, MaxAdvance)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn()
	c.move(float64(by))
	return c.turn(), nil
}

// Reach moves the clock ahead to a time; one in the past changes nothing.
func (c *Clock) Reach(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.turn(); at.After(now) {
		c.shown = at
		c.move(0)
	}
}
