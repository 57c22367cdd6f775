// Package launch runs the targets of magefiles/ as mage does, and differs in three ways.
//
// It compiles a copy of the magefiles under a lock, because mage writes mage_output_file.go beside them, where two runs at once, or
// one after a kill, meet half a file. It keeps the program by the content of all that it is made of, so that a run without changes
// starts no go command. And it passes signals on, which mage does not. Everything else is left to mage.
package launch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/magefile/mage/mage"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/stop"
)

const mageModule = "github.com/magefile/mage"

// Main runs what the arguments ask for, and returns the exit code.
func Main(args []string) int {
	if os.Getenv(generateVar) != "" {
		return generateOnly(args)
	}
	invocation, command, err := mage.Parse(io.Discard, io.Discard, args)
	if err == nil && command == mage.Version {
		fmt.Printf("Mage Build Tool %s\nbuilt with: %s\n", mageVersion(), runtime.Version())
		return 0
	}
	p, ok := projectOf(invocation)
	if err != nil || command != mage.None || !ok || invocation.Keep || invocation.Debug {
		return mage.ParseAndRun(os.Stdout, os.Stderr, os.Stdin, args)
	}
	if invocation.List || invocation.Help || invocation.Autocomplete {
		return p.describe(invocation)
	}
	stops := stop.Notify()
	program, remove, err := prepare(stops, p, invocation)
	if err == nil {
		defer remove()
		var code int
		if code, err = start(stops, program, invocation); err == nil {
			return code
		}
	}
	fmt.Fprintln(os.Stderr, "Error:", err)
	if cause := (stop.Cause{}); errors.As(err, &cause) {
		return cause.Code
	}
	return 1
}

// describe has mage print what it reads in the magefiles.
func (p project) describe(invocation mage.Invocation) int {
	work, copied, err := p.copied()
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		return 1
	}
	defer os.RemoveAll(work) //nolint:errcheck // It is removed with the old ones.
	invocation.Dir, invocation.Stdout, invocation.Stderr, invocation.Stdin = copied, os.Stdout, os.Stderr, os.Stdin
	invocation.HashFast = true
	self, err := os.Executable()
	if err == nil {
		var restore func()
		if restore, err = standIn(invocation.GoCmd, true); err == nil {
			defer restore()
			invocation.GoCmd = self
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		return 1
	}
	return mage.Invoke(invocation)
}

// prepare returns the compiled program, and what removes it if it is not kept.
func prepare(stops <-chan stop.Cause, p project, invocation mage.Invocation) (program string, remove func(), err error) {
	ctx, cancel := context.WithCancelCause(context.Background())
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		select {
		case cause := <-stops:
			cancel(cause)
		case <-done:
		}
	}()
	program, remove, err = p.compiled(ctx, invocation.Force, invocation.GoCmd)
	close(done)
	<-stopped // It must not take a signal that is for the program.
	if cause := context.Cause(ctx); cause != nil {
		if err == nil {
			remove()
		}
		return "", nil, cause
	}
	return program, remove, err
}

// start runs the program with signals passed on, and returns its exit code. SIGINT becomes SIGTERM on the way: where a terminal has
// sent it to all processes, a second SIGINT would have mage give up without any cleanup.
func start(stops <-chan stop.Cause, program string, invocation mage.Invocation) (int, error) {
	cmd := exec.Command(program, invocation.Args...) //nolint:noctx // It ends itself when it is told to stop.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Dir = invocation.WorkDir
	if cmd.Dir == "" {
		cmd.Dir = invocation.Dir
	}
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", stop.ParentVar, os.Getpid()), "MAGEFILE_GOCMD="+invocation.GoCmd)
	if invocation.Verbose {
		cmd.Env = append(cmd.Env, "MAGEFILE_VERBOSE=1")
	}
	if invocation.Timeout > 0 {
		cmd.Env = append(cmd.Env, "MAGEFILE_TIMEOUT="+invocation.Timeout.String())
	}
	if err := cmd.Start(); err != nil {
		return 0, fmt.Errorf("start the targets: %w", err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // The state has it.
		close(ended)
	}()
	var cause *stop.Cause
	for {
		select {
		case c := <-stops:
			if cause == nil {
				cause = &c
			}
			_ = cmd.Process.Signal(syscall.SIGTERM)
		case <-ended:
			code := cmd.ProcessState.ExitCode()
			switch status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); {
			case cause != nil && code != 0:
				return cause.Code, nil
			case code < 0 && ok && signaled(status) > 0:
				return 128 + signaled(status), fmt.Errorf("the targets were ended by signal %d", signaled(status))
			}
			return code, nil
		}
	}
}

func mageVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == mageModule {
				return module.Version
			}
		}
	}
	return "(unknown)"
}

// project is a module with magefiles.
type project struct {
	root     string // root holds go.mod.
	magefile string // magefile is the folder of the magefiles, below root.
}

// projectOf finds the magefiles as mage does. It reports false for those that are not in a folder magefiles of a module.
func projectOf(invocation mage.Invocation) (project, bool) {
	dir, err := filepath.Abs(invocation.Dir)
	if err != nil {
		return project{}, false
	}
	if inside := filepath.Join(dir, mage.MagefilesDirName); isDir(inside) {
		if beside, err := mage.Magefiles(dir, "", "", false); err != nil || len(beside) > 0 {
			return project{}, false
		}
		dir = inside
	}
	if filepath.Base(dir) != mage.MagefilesDirName {
		return project{}, false
	}
	for root := filepath.Dir(dir); ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			below, err := filepath.Rel(root, dir)
			return project{root, filepath.ToSlash(below)}, err == nil
		}
		if root == filepath.Dir(root) {
			return project{}, false
		}
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// generateVar has this program stand in for the go command of mage, which it names. It skips the build unless buildsVar is set.
const (
	generateVar = "MAGE_LAUNCHER_GENERATES"
	buildsVar   = "MAGE_LAUNCHER_BUILDS"
)

// standIn has the next calls of this program stand in for the go command, until restore is called. mage would give that command all
// that a person has set.
func standIn(goCommand string, builds bool) (restore func(), err error) {
	set := map[string]string{generateVar: goCommand}
	if builds {
		set[buildsVar] = "1"
	}
	for name, value := range set {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	return func() {
		for name := range set {
			_ = os.Unsetenv(name) // Its name is valid.
		}
	}, nil
}

func generateOnly(args []string) int {
	if len(args) > 0 && args[0] == "build" && os.Getenv(buildsVar) == "" {
		return 0
	}
	cmd := exec.Command(os.Getenv(generateVar), args...) //nolint:noctx // It is the go command that mage was told to use.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = environ.For(environ.Go)
	if err := cmd.Run(); err != nil {
		return 1
	}
	return 0
}
