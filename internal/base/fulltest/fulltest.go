// Package fulltest marks the tests that only a full run has. A quick run (mage test -quick, go test -short) leaves them out: they
// install packages, start compilers of other languages, kill processes in a loop, or take many seconds.
//
// It is the one place in which a test is left out, so that a full run leaves out none.
package fulltest

import "testing"

// Only leaves the test out of a quick run. The reason completes "This test ...", such as "installs packages with npm".
func Only(t testing.TB, reason string) {
	t.Helper()
	if testing.Short() {
		t.Skip("full run only: this test " + reason)
	}
}
