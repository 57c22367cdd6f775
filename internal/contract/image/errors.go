package image

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/bufbuild/protocompile/reporter"
)

// Error is one mistake in a proto file.
type Error struct {
	File   string
	Line   int // Line counts from 1; 0 where the whole file is meant.
	Column int // Column counts from 1; 0 where the whole line is meant.
	What   string
}

// Error returns "file:line:column: what", the form that editors and CI turn into a link.
func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.What)
	case e.Column == 0:
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What)
	default:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.What)
	}
}

// Errors are the mistakes of a tree, at least one, each once, sorted by their place.
type Errors []*Error

// Error returns one line for each mistake.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, mistake := range e {
		lines[i] = mistake.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the single mistakes, for [errors.As].
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, mistake := range e {
		all[i] = mistake
	}
	return all
}

// collector collects what the compiler reports, from several goroutines.
type collector struct {
	root string

	mu    sync.Mutex
	found Errors
}

// add keeps a mistake and lets the compiler go on, so that one run shows them all.
func (c *collector) add(mistake reporter.ErrorWithPos) error {
	position := mistake.GetPosition()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found = append(c.found, &Error{
		File:   filepath.Join(c.root, filepath.FromSlash(position.Filename)),
		Line:   position.Line,
		Column: position.Col,
		What:   mistake.Unwrap().Error(),
	})
	return nil
}

// result returns all reported mistakes as one error, or the compiler's own error if there are none.
func (c *collector) result(last error) error {
	if mistake, ok := errors.AsType[reporter.ErrorWithPos](last); ok {
		_ = c.add(mistake)
	}
	if len(c.found) == 0 {
		return last
	}
	slices.SortFunc(c.found, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.What, b.What))
	})
	return slices.CompactFunc(c.found, func(a, b *Error) bool { return *a == *b })
}
