// Package selftest holds the repository to its own rules: what may import what, what no file may contain, and that the
// documentation says what the code does: what can run is run, and what is named has to exist. It has tests only.
package selftest
