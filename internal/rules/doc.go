// Package rules holds the repository to its own rules: which package imports which, what no file may contain, how tools are
// pinned. It has tests only.
package rules
