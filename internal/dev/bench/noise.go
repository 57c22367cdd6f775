package bench

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// watch looks at how busy the machine is with other work, where the system says it (Linux, proc(5)).
type watch struct {
	began time.Time
	start usage
	known bool
}

// usage is processor time since the machine has started: of all programs, and of this one with those that it has run.
type usage struct{ all, own time.Duration }

func newWatch() watch {
	start, known := read()
	return watch{began: time.Now(), start: start, known: known}
}

// others returns which part of the machine's processors other programs have used since, and whether that is known.
func (w watch) others() (part float64, known bool) {
	now, known := read()
	if !known || !w.known {
		return 0, false
	}
	foreign := (now.all - w.start.all) - (now.own - w.start.own)
	return max(0, foreign.Seconds()/(time.Since(w.began).Seconds()*float64(runtime.NumCPU()))), true
}

func read() (usage, bool) {
	all, err := os.ReadFile("/proc/stat")
	if err != nil {
		return usage{}, false
	}
	own, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return usage{}, false
	}
	return parse(all, own)
}

// tick is the unit of both files on every Linux that Go supports (USER_HZ).
const tick = time.Second / 100

// parse reads the first line of /proc/stat (user, nice, system, idle, iowait, irq, softirq, steal), of which all but idle and iowait
// is work, of this machine or, as steal, of others on the same hardware; and utime, stime, cutime and cstime of /proc/self/stat, whose
// fields are counted behind the name of the program, which ends in the last parenthesis.
func parse(all, own []byte) (usage, bool) {
	first, _, _ := bytes.Cut(all, []byte("\n"))
	machine := strings.Fields(string(first))
	program := strings.Fields(string(own[bytes.LastIndexByte(own, ')')+1:]))
	if len(machine) < 9 || machine[0] != "cpu" || len(program) < 15 {
		return usage{}, false
	}
	busy, ok := sum(machine[1], machine[2], machine[3], machine[6], machine[7], machine[8])
	mine, both := sum(program[11:15]...)
	return usage{busy, mine}, ok && both
}

func sum(fields ...string) (total time.Duration, ok bool) {
	for _, field := range fields {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, false
		}
		total += time.Duration(n) * tick
	}
	return total, true
}
