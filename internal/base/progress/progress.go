// Package progress shows what a target is doing: one line for each step with its duration, animated on a terminal and plain
// elsewhere.
package progress

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/trace"
)

// Reporter prints steps. Its methods may be called from several goroutines. Concurrent steps share one live line while they run, and
// are printed in the order in which they end.
type Reporter struct {
	out   io.Writer
	live  bool
	color bool
	now   func() time.Time

	mu      sync.Mutex
	running []*Step
	drawn   bool
	frame   int
	stop    chan struct{}
}

// New returns a Reporter that prints to a file. It animates only on a terminal outside CI, and uses colour only if NO_COLOR
// (https://no-color.org) is not set.
func New(file *os.File) *Reporter {
	terminal := term.IsTerminal(int(file.Fd())) && os.Getenv("TERM") != "dumb"
	return &Reporter{
		out:   file,
		live:  terminal && os.Getenv("CI") == "",
		color: terminal && os.Getenv("NO_COLOR") == "",
		now:   time.Now,
	}
}

// Discard returns a Reporter that prints nothing.
func Discard() *Reporter { return &Reporter{out: io.Discard, now: time.Now} }

// Step is one running piece of work.
type Step struct {
	reporter *Reporter
	name     string
	start    time.Time
	hidden   *time.Timer // hidden, if not nil, will show the step.
	traced   func(map[string]any)
}

// Start begins a step.
func (r *Reporter) Start(name string) *Step {
	step := &Step{reporter: r, name: name, start: r.now(), traced: trace.Begin(trace.Step, name)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.show(step)
	return step
}

// StartLate begins a step that is shown only if it takes longer than the delay.
func (r *Reporter) StartLate(name string, delay time.Duration) *Step {
	step := &Step{reporter: r, name: name, start: r.now(), traced: trace.Begin(trace.Step, name)}
	r.mu.Lock()
	defer r.mu.Unlock()
	step.hidden = time.AfterFunc(delay, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		if step.hidden != nil {
			step.hidden = nil
			r.show(step)
			if !r.live {
				fmt.Fprintln(r.out, name+" ...")
			}
		}
	})
	return step
}

// show draws a step from now on.
func (r *Reporter) show(step *Step) {
	r.running = append(r.running, step)
	if r.live && r.stop == nil {
		r.stop = make(chan struct{})
		go r.animate(r.stop)
	}
	r.draw()
}

// Done ends the step successfully; detail is its result and may be empty.
func (s *Step) Done(detail string) { s.end("ok", "32", detail) }

// Fail ends the step as failed. The caller prints the error.
func (s *Step) Fail() { s.end("failed", "31", "") }

// End calls Done or Fail, depending on the error, and returns the error.
func (s *Step) End(detail string, err error) error {
	if err != nil {
		s.Fail()
	} else {
		s.Done(detail)
	}
	return err
}

func (s *Step) end(word, color, detail string) {
	s.traced(nil)
	r := s.reporter
	r.mu.Lock()
	defer r.mu.Unlock()
	if s.hidden != nil {
		s.hidden.Stop()
		s.hidden = nil // A timer that fires now has nothing to show.
		return
	}
	r.erase()
	r.running = slices.DeleteFunc(r.running, func(x *Step) bool { return x == s })
	line := fmt.Sprintf("%s %-18s %7s", r.paint(color, fmt.Sprintf("%-6s", word)), s.name, Seconds(r.now().Sub(s.start)))
	if detail != "" {
		line += "  " + detail
	}
	fmt.Fprintln(r.out, line)
	if len(r.running) == 0 && r.stop != nil {
		close(r.stop)
		r.stop = nil
	}
	r.draw()
}

// Printf prints a line between the steps.
func (r *Reporter) Printf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.erase()
	fmt.Fprintf(r.out, format+"\n", args...)
	r.draw()
}

// Seconds formats a duration for people: "0.04s", "12.3s".
func Seconds(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.2fs", d.Seconds())
	}
	return fmt.Sprintf("%.1fs", d.Seconds())
}

var frames = []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}

func (r *Reporter) animate(stop chan struct{}) {
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
			r.mu.Lock()
			if r.stop == stop {
				r.frame++
				r.erase()
				r.draw()
			}
			r.mu.Unlock()
		}
	}
}

// draw draws the live line of the running steps at the cursor, without a line break.
func (r *Reporter) draw() {
	if !r.live || len(r.running) == 0 {
		return
	}
	r.erase()
	names := make([]string, len(r.running))
	for i, step := range r.running {
		names[i] = step.name
	}
	line := fmt.Sprintf("%s %s %s", frames[r.frame%len(frames)], strings.Join(names, ", "),
		Seconds(r.now().Sub(r.running[0].start)))
	if len(line) > 100 {
		line = line[:100]
	}
	fmt.Fprint(r.out, r.paint("36", line))
	r.drawn = true
}

func (r *Reporter) erase() {
	if r.drawn {
		fmt.Fprint(r.out, "\r\x1b[K")
		r.drawn = false
	}
}

func (r *Reporter) paint(code, text string) string {
	if !r.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
