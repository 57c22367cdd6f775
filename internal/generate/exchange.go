package generate

import (
	"errors"
	"os"
)

// oldSuffix marks the tree that was replaced, while exchangeInTwo is at work.
const oldSuffix = ".old"

// exchangeInTwo replaces b with a where the system cannot swap them in one step. Between its two renames b is missing; if a run ends
// there, the next one puts b back.
func exchangeInTwo(a, b string) error {
	old := a + oldSuffix
	if err := os.Rename(b, old); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(old, b))
	}
	return nil
}
