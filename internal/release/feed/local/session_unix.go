//go:build unix

package local

import "syscall"

// ownSession keeps a program from the signals of the terminal and of the group that starts it. See setsid(2).
func ownSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
