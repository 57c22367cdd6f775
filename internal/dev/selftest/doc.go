// Package selftest tests the repository itself: the import rules, what no file may contain, and that the documentation matches the
// code: examples are run, and everything that is named must exist. It has only tests.
package selftest
