package run

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestErrorCarriesCommandAndOutput(t *testing.T) {
	err := Run(t.Context(), Cmd{Args: []string{"sh", "-c", "echo out; echo err >&2; exit 3"}})
	var e *Error
	if !errors.As(err, &e) || e.Output != "err" || ExitCode(err) != 3 {
		t.Fatalf("got %#v, exit code %d", err, ExitCode(err))
	}
	if !strings.Contains(err.Error(), "sh -c") {
		t.Errorf("the command line is missing: %v", err)
	}
}

func TestMissingProgram(t *testing.T) {
	err := Run(t.Context(), Cmd{Args: []string{"no-such-program"}})
	if !errors.Is(err, exec.ErrNotFound) {
		t.Fatalf("got %v, want exec.ErrNotFound", err)
	}
}

func TestProgramIsFoundInTheGivenPath(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "hello-run"), []byte("#!/bin/sh\necho hello\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := Output(t.Context(), Cmd{Args: []string{"hello-run"}, Env: []string{"PATH=" + dir + ":/usr/bin:/bin"}})
	if err != nil || string(out) != "hello\n" {
		t.Fatalf("got %q, %v", out, err)
	}
}

func TestCancelEndsTheWholeGroup(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started := filepath.Join(t.TempDir(), "started")
	done := make(chan error, 1)
	go func() {
		done <- Run(ctx, Cmd{Args: []string{"sh", "-c", "(sleep 600 & wait) & touch " + started + "; wait"}})
	}()
	for {
		if _, err := os.Stat(started); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
}

func TestOutputIsBounded(t *testing.T) {
	err := Run(t.Context(), Cmd{Args: []string{"sh", "-c", "yes long | head -c 1000000 >&2; exit 1"}})
	if len(err.Error()) > maxKept+1000 {
		t.Fatalf("%d bytes kept", len(err.Error()))
	}
}

func TestIsFullDisk(t *testing.T) {
	full := Run(t.Context(), Cmd{Args: []string{"sh", "-c", "echo 'write x: No space left on device' >&2; exit 1"}})
	if !IsFullDisk(full) || !IsFullDisk(syscall.ENOSPC) || IsFullDisk(syscall.EACCES) || IsFullDisk(nil) {
		t.Errorf("told wrong, of %v among others", full)
	}
}

func TestUsage(t *testing.T) {
	var usage Usage
	if err := Run(t.Context(), Cmd{Args: []string{"sh", "-c", "true"}, Usage: &usage}); err != nil {
		t.Fatal(err)
	}
	if usage.Time <= 0 || usage.Memory < 64<<10 || usage.Memory > 1<<30 {
		t.Errorf("got %+v", usage)
	}
	if err := Run(t.Context(), Cmd{Args: []string{"no-such-program"}, Usage: &usage}); err == nil || usage.Memory != 0 {
		t.Errorf("got %+v, %v", usage, err)
	}
}

// Secrets are masked in the output that was kept, so none may be cut in two before that.
func TestOutputIsCutBetweenLines(t *testing.T) {
	const secret = "pa55word-of-the-feed"
	for after := range 2 * len(secret) {
		var kept tail
		for _, text := range []string{"first\nAuthorization: " + secret, "\n" + strings.Repeat("y", maxKept-after-2), "\n"} {
			if _, err := kept.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		got := kept.String()
		if strings.Contains(got, secret) {
			continue
		}
		for n := 4; n < len(secret); n++ {
			if strings.Contains(got, secret[n:]+"\n") || strings.Contains(got, secret[:n]) {
				t.Fatalf("with %d bytes of room: %.40q", after, got)
			}
		}
		if !strings.HasSuffix(got, "y\n") {
			t.Fatalf("the rest is missing: %.40q", got)
		}
	}
}
