//go:build unix && !linux

package run

import (
	"os/exec"
	"syscall"
)

// ownGroup gives the program a process group of its own, so that what it started ends with it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
