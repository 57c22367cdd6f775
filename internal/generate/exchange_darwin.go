package generate

import (
	"errors"

	"golang.org/x/sys/unix"
)

// exchange swaps two directories in one step: renamex_np(2) with RENAME_SWAP.
func exchange(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	if errors.Is(err, unix.ENOTSUP) {
		return exchangeInTwo(a, b)
	}
	return err
}
