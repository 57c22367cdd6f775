// Package run runs other programs without a shell, in an environment that [environ] makes for their kind. They are killed with their
// process group when the context ends, and errors carry the command line and the output.
package run

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/trace"
)

// Cmd is one program to run. Only Args is required.
type Cmd struct {
	Args   []string     // Args[0] is the program, looked up in PATH unless it has a slash.
	Dir    string       // Dir is the working directory; empty means the caller's.
	Kind   environ.Kind // Kind decides which of the caller's variables the program gets; if empty, that of its name does.
	Env    []string     // Env is added to these, "KEY=value" each. A credential gets to a program only here.
	Stdin  io.Reader    // Stdin is empty if nil.
	Stdout io.Writer    // Stdout receives standard output; if nil, it is kept for the error.
	Stderr io.Writer    // Stderr receives standard error as well; it is always kept for the error.
	Usage  *Usage       // Usage receives the resources that the program used, if it is not nil.
}

// Usage is what a program used.
type Usage struct {
	Time   time.Duration // Time is the wall-clock time.
	CPU    time.Duration // CPU is the processor time.
	Memory int64         // Memory is the peak in bytes; 0 if the system does not report it.
}

// Error reports a program that could not be started or has failed.
type Error struct {
	Args   []string
	Output string // Output is standard error, or standard output if that is empty.
	Err    error  // Err is the cause: an *exec.ExitError, exec.ErrNotFound or the context's error.
}

func (e *Error) Error() string {
	if e.Output != "" {
		return fmt.Sprintf("%s: %v\n%s", strings.Join(e.Args, " "), e.Err, e.Output)
	}
	return fmt.Sprintf("%s: %v", strings.Join(e.Args, " "), e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// maxKept bounds the output that is kept for the error, in bytes.
const maxKept = 64 << 10

// Run runs the program to its end. A failure is an *Error.
func Run(ctx context.Context, c Cmd) error {
	cmd := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	cmd.Dir = c.Dir
	cmd.Env = append(environ.For(cmp.Or(c.Kind, environ.Of(c.Args[0]))), c.Env...)
	// exec looks the program up in the caller's PATH, but the PATH of the program itself decides.
	if path := lookPath(c.Args[0], cmd.Env); path != "" {
		cmd.Path, cmd.Err = path, nil
	}
	cmd.Stdin = c.Stdin
	var stdout, stderr tail
	cmd.Stdout, cmd.Stderr = io.Writer(&stdout), io.Writer(&stderr)
	if c.Stdout != nil {
		cmd.Stdout = c.Stdout
	}
	if c.Stderr != nil {
		cmd.Stderr = io.MultiWriter(c.Stderr, &stderr)
	}
	ownGroup(cmd)
	cmd.WaitDelay = 5 * time.Second
	// On Linux the program is killed when the thread that started it ends, so keep that thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start, traced := time.Now(), trace.Begin(trace.Process, named(c.Args))
	err := cmd.Run()
	usage := Usage{Time: time.Since(start), Memory: memoryOf(cmd.ProcessState)}
	if state := cmd.ProcessState; state != nil { // It is nil if the program did not start.
		usage.CPU = state.UserTime() + state.SystemTime()
	}
	traced(map[string]any{"cpu_ms": usage.CPU.Milliseconds(), "memory_mb": usage.Memory >> 20})
	if c.Usage != nil {
		*c.Usage = usage
	}
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return &Error{Args: c.Args, Err: cause}
	}
	output := strings.TrimSpace(stderr.String())
	if output == "" {
		output = strings.TrimSpace(stdout.String())
	}
	return &Error{Args: c.Args, Output: output, Err: err}
}

// named returns the name of a program with its command, for a trace. Further arguments may be long.
func named(args []string) string {
	name := filepath.Base(args[0])
	if len(args) > 1 && !strings.HasPrefix(args[1], "-") && !strings.ContainsRune(args[1], os.PathSeparator) {
		name += " " + args[1]
	}
	return name
}

// Output runs the program and returns its standard output.
func Output(ctx context.Context, c Cmd) ([]byte, error) {
	var out bytes.Buffer
	c.Stdout = &out
	err := Run(ctx, c)
	return out.Bytes(), err
}

// ExitCode returns the exit code of the program of a failed Run, or -1 if it did not exit by itself.
func ExitCode(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return -1
}

var fullDisk = regexp.MustCompile(`(?i)no space left on device|ENOSPC|disk quota exceeded`)

// IsFullDisk reports whether the error, or the output of a program in it, is about a full disk.
func IsFullDisk(err error) bool { return err != nil && fullDisk.MatchString(err.Error()) }

func lookPath(name string, env []string) string {
	if strings.ContainsRune(name, os.PathSeparator) {
		return ""
	}
	for _, variable := range slices.Backward(env) { // The last one counts.
		dirs, ok := strings.CutPrefix(variable, "PATH=")
		if !ok {
			continue
		}
		for dir := range strings.SplitSeq(dirs, string(os.PathListSeparator)) {
			path := dir + string(os.PathSeparator) + name
			if info, err := os.Stat(path); err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
				return path
			}
		}
		return ""
	}
	return ""
}

// tail keeps the last maxKept bytes that are written to it.
type tail struct {
	buf []byte
	cut bool // cut is true if there was more.
}

func (t *tail) Write(p []byte) (int, error) {
	t.buf = append(t.buf, p...)
	if over := len(t.buf) - maxKept; over > 0 {
		t.buf, t.cut = append(t.buf[:0], t.buf[over:]...), true
	}
	return len(p), nil
}

// String returns whole lines only. Secrets are masked in what is kept, and the rest of one that was cut would not be recognized.
func (t *tail) String() string {
	if !t.cut {
		return string(t.buf)
	}
	_, whole, _ := strings.Cut(string(t.buf), "\n")
	return "…\n" + whole
}
