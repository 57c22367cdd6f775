//go:build unix && !linux

package run

import (
	"os/exec"
	"syscall"
)

// ownGroup gives the program its own process group, so that its children are killed with it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
