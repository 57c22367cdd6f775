//go:build unix

package run

import (
	"os"
	"runtime"
	"syscall"
)

// memoryOf returns the peak resident set of an ended program in bytes. Linux counts in KiB, others in bytes.
func memoryOf(state *os.ProcessState) int64 {
	if state == nil {
		return 0
	}
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "linux" {
		return int64(usage.Maxrss) << 10 //nolint:unconvert // It has 32 bits on some systems.
	}
	return int64(usage.Maxrss) //nolint:unconvert // As above.
}
