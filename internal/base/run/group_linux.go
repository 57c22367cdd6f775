package run

import (
	"os/exec"
	"syscall"
)

// ownGroup gives the program its own process group, so that its children are killed with it. It is also killed when the thread
// that started it ends, so that nothing continues after a killed run. See prctl(2), PR_SET_PDEATHSIG.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
