package publish

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
)

func TestFailuresOfThisMachine(t *testing.T) {
	for text, want := range map[string]bool{
		"npm error code ENOSPC": true, "OSError: [Errno 28] No space left on device": true, "fork/exec: cannot allocate memory": true,
		"dial tcp: connect: network is unreachable": true, "npm error EAI_AGAIN": true, "go build: signal: killed": true,
		"404 Not Found": false, "expected out of 3": false, "connection refused": false, "TypeError: x is not a function": false,
	} {
		if got := ofThisMachine(errors.New(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if !ofThisMachine(fmt.Errorf("write: %w", syscall.ENOSPC)) || ofThisMachine(nil) {
		t.Error("a full disk is of the machine, and no error is not")
	}
}
