//go:build unix

package local

import "syscall"

// ownSession keeps signals of the terminal and of the starting process group away from a program. See setsid(2).
func ownSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
