package generate

import (
	"errors"
	"os"
)

// oldSuffix marks the tree that was replaced, while exchangeInTwo is at work.
const oldSuffix = ".old"

// exchangeInTwo puts a in the place of b where the system can't swap them in one step. Between its two renames b is
// missing; the next run puts back what one that ended just there has left.
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
