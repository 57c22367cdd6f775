//go:build !unix

package local

import "syscall"

func ownSession() *syscall.SysProcAttr { return nil }
