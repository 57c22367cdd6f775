//go:build unix

package launch

import "syscall"

func signaled(status syscall.WaitStatus) int {
	if !status.Signaled() {
		return 0
	}
	return int(status.Signal())
}
