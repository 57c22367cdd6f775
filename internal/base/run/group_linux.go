package run

import (
	"os/exec"
	"syscall"
)

// ownGroup gives the program a process group of its own, so that what it started ends with it; and it ends with the thread
// that starts it, so that nothing goes on working for a run that was killed. See prctl(2), PR_SET_PDEATHSIG.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
