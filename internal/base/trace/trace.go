// Package trace writes where the time of a run goes: the steps of the targets and the programs that they start, each with its beginning
// and its end. All processes of a run write to one file, which the variable [Variable] names; without it nothing is written.
//
// A line is one event of the trace event format of Chrome, which its viewer and Perfetto read ("JSON Array Format": the end of the
// array may be missing, so that a process needs to know nothing of the others).
package trace

import (
	"encoding/json"
	"os"
	"sync"
	"time"
)

// Variable names the file. Every kind of child process gets it.
const Variable = "QDRANT_SDK_TRACE"

// Event is one span.
type Event struct {
	Name     string         `json:"name"`
	Category string         `json:"cat"` // Category is step or process.
	Phase    string         `json:"ph"`  // Phase is X: a span with its duration.
	Start    int64          `json:"ts"`  // Start is in microseconds since 1970.
	Duration int64          `json:"dur"` // Duration is in microseconds.
	Process  int            `json:"pid"`
	Lane     int            `json:"tid"` // Lane is where it is drawn: spans that overlap have lanes of their own.
	Args     map[string]any `json:"args,omitempty"`
}

// The categories of events.
const (
	Step    = "step"    // Step is one that people see.
	Process = "process" // Process is a program that was started.
)

var (
	mu    sync.Mutex
	lanes []bool // lanes says which are taken.
)

// Begin begins a span, and returns what ends it; its argument has what else there is to know.
func Begin(category, name string) (end func(args map[string]any)) {
	path := os.Getenv(Variable)
	if path == "" {
		return func(map[string]any) {}
	}
	lane, start := take(), time.Now()
	return func(args map[string]any) {
		give(lane)
		line, err := json.Marshal(Event{
			Name: name, Category: category, Phase: "X", Start: start.UnixMicro(), Duration: time.Since(start).Microseconds(),
			Process: os.Getpid(), Lane: lane, Args: args,
		})
		if err == nil {
			add(path, line)
		}
	}
}

// take returns the first free lane.
func take() int {
	mu.Lock()
	defer mu.Unlock()
	for lane, taken := range lanes {
		if !taken {
			lanes[lane] = true
			return lane
		}
	}
	lanes = append(lanes, true)
	return len(lanes) - 1
}

func give(lane int) {
	mu.Lock()
	defer mu.Unlock()
	lanes[lane] = false
}

// add appends a line in one write, which other processes cannot tear. A trace that cannot be written stops nobody: what runs is not
// about it.
func add(path string, line []byte) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer file.Close() //nolint:errcheck // See above.
	_, _ = file.Write(append(append(line, ','), '\n'))
}

// Create begins a trace in a new file.
func Create(path string) error { return os.WriteFile(path, []byte("[\n"), 0o644) }

// Read returns the events of a trace, in the order in which they ended.
func Read(path string) ([]Event, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var events []Event
	err = json.Unmarshal(append(trimComma(content), ']'), &events)
	return events, err
}

func trimComma(content []byte) []byte {
	for len(content) > 0 && (content[len(content)-1] == '\n' || content[len(content)-1] == ',') {
		content = content[:len(content)-1]
	}
	return content
}
