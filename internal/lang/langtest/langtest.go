// Package langtest checks that tables over languages are complete, and adds a language for the time of a test.
package langtest

import (
	"slices"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Complete fails the test for each language that a table lacks.
func Complete[T any](t testing.TB, name string, table lang.Table[T]) {
	t.Helper()
	for _, l := range lang.All {
		if _, ok := table[l.ID]; !ok {
			t.Errorf("the table %s has no entry for %s: see docs/add-a-language.md", name, l.Title)
		}
	}
}

// Add adds a language until the test ends. Such a test must not run beside others of its package.
func Add(t testing.TB, l lang.Language) {
	t.Helper()
	before := lang.All
	lang.All = append(slices.Clone(before), l)
	t.Cleanup(func() { lang.All = before })
}

// Enter adds an entry to a table until the test ends.
func Enter[T any](t testing.TB, table lang.Table[T], id lang.ID, entry T) {
	t.Helper()
	table[id] = entry
	t.Cleanup(func() { delete(table, id) })
}
