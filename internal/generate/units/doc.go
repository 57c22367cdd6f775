// Package units divides generation into units: what one generator makes of one directory of protos, or of the whole contract. Each has
// a key, which is a hash of all that decides its output, so that a unit is made once and then remembered.
//
// In: buf.gen.yaml and the compiled contract. Out: the units with their keys. A key is the same on every machine: it holds no path,
// no time and no system, but the version of Go, whose printer formats what generators in Go write.
//
// What a generator reads is said in generators.go, and a test of package generate proves it with the real ones.
package units
