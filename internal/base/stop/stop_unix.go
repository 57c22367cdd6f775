//go:build unix

package stop

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func leadsSession() bool {
	session, err := unix.Getsid(0)
	return err == nil && session == os.Getpid()
}

func interrupt() { _ = syscall.Kill(os.Getpid(), syscall.SIGINT) }
