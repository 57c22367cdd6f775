//go:build unix

package stop

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain has this program be one that works until its context is canceled by SIGINT, as a target of mage is.
func TestMain(m *testing.M) {
	if os.Getenv("STOP_TEST") == "" {
		os.Exit(m.Run())
	}
	Guard()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	time.Sleep(2 * young)
	fmt.Println("ready")
	<-ctx.Done()
	cancel()
	if cause, ok := Reason().(Cause); ok { //nolint:errorlint // It is never wrapped.
		fmt.Println(cause)
		os.Exit(cause.ExitStatus())
	}
	os.Exit(1)
}

func TestSignals(t *testing.T) {
	handled := make(chan os.Signal, 1)
	signal.Notify(handled, syscall.SIGHUP) // Under nohup children would ignore it; they have the default for what is handled.
	defer signal.Stop(handled)
	for sent, want := range map[syscall.Signal]struct {
		text string
		code int
	}{
		syscall.SIGTERM: {"by SIGTERM", 143}, syscall.SIGINT: {"by SIGINT", 130}, syscall.SIGHUP: {"by SIGHUP", 129},
	} {
		var output strings.Builder
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env, cmd.Stderr = append(os.Environ(), "STOP_TEST=1"), &output
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		buffer := make([]byte, 1000)
		n, _ := stdout.Read(buffer)
		if err := cmd.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		m, _ := stdout.Read(buffer[n:])
		_ = cmd.Wait() // Its state has the code.
		if code := cmd.ProcessState.ExitCode(); code != want.code || !strings.Contains(string(buffer[:n+m]), want.text) {
			t.Errorf("%v: exit %d with %q, %s", sent, code, buffer[:n+m], output.String())
		}
	}
}

// A process whose parent had ended before it looked stops as well.
func TestParentThatHasEnded(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "STOP_TEST=1", ParentVar+"=1000000000")
	output, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 143 || !strings.Contains(string(output), "has ended") {
		t.Errorf("exit %d with %q", code, output)
	}
}
