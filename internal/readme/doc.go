// Package readme holds the documentation to what the repository does: what can run is run, and what is named has to be there.
// It has tests only.
package readme
