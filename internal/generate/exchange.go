package generate

import (
	"errors"
	"os"
)

// oldSuffix marks the tree that was replaced, while exchangeInTwo is at work.
const oldSuffix = ".old"

// exchangeInTwo swaps b with a where the system cannot do that in one step. Between its first two renames b is missing; if a run ends
// there, the next one puts b back.
func exchangeInTwo(a, b string) error {
	old := a + oldSuffix
	if err := os.Rename(b, old); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(old, b))
	}
	_ = os.Rename(old, a) // The exchange is done; without it, the next run makes the whole tree.
	return nil
}
