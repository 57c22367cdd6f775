// Package lang is the one place that says which languages have an SDK, and what is particular to each.
//
// In: nothing. Out: a value for each language, by which every table of the other packages is keyed, and in version the
// spelling of a version in the ecosystem of each.
//
// Start reading in Language.
package lang
