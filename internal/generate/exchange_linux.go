package generate

import (
	"errors"

	"golang.org/x/sys/unix"
)

// exchange swaps two directories in one step: renameat2(2) with RENAME_EXCHANGE.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return exchangeInTwo(a, b) // Some network file systems lack it.
	}
	return err
}
