// Package exit has the exit codes of the targets, and errors that carry them.
package exit

import (
	"errors"
	"fmt"
)

// Code is the exit code of a target.
type Code int

// The codes. An error that carries none is a [No].
const (
	Done     Code = 0 // Done is yes as well.
	No       Code = 1 // No is an answer, such as failed tests or broken rules, or a failure of the machine.
	Usage    Code = 2 // Usage is a wrong flag, a mistake in sdk.yaml, or a comparison that has no answer.
	Conflict Code = 3 // Conflict is a feed that holds other bytes under the version of a release.
	Partial  Code = 4 // Partial is a release of which a part is done: the same command finishes it.
)

// Coder is an error that knows its code. The result is a [Code] and no int, because an *exec.ExitError has the method as well: the
// code of a program that a target runs is not the code of the target.
type Coder interface {
	error
	ExitCode() Code
}

type coded struct {
	error

	code Code
}

func (c *coded) Unwrap() error  { return c.error }
func (c *coded) ExitCode() Code { return c.code }

// With gives an error a code, which takes the place of one that it has. There is none for nil.
func With(code Code, err error) error {
	if err == nil {
		return nil
	}
	return &coded{err, code}
}

// Or gives an error a code where it has none.
func Or(code Code, err error) error {
	if coder := Coder(nil); errors.As(err, &coder) {
		return err
	}
	return With(code, err)
}

// Usagef is [fmt.Errorf] for an error with the code [Usage].
func Usagef(format string, args ...any) error { return With(Usage, fmt.Errorf(format, args...)) }

// Of returns the code of an error. Of several in a chain the outermost counts, and of joined ones the first.
func Of(err error) Code {
	if err == nil {
		return Done
	}
	if coder := Coder(nil); errors.As(err, &coder) {
		return coder.ExitCode()
	}
	return No
}
