package exit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

type own struct{}

func (own) Error() string  { return "own" }
func (own) ExitCode() Code { return Conflict }

func TestOf(t *testing.T) {
	plain := errors.New("plain")
	program := run.Run(t.Context(), run.Cmd{Args: []string{"sh", "-c", "exit 4"}})
	if run.ExitCode(program) != 4 {
		t.Fatalf("the program ends with %v", program)
	}
	for name, test := range map[string]struct {
		err  error
		want Code
	}{
		"none":                         {nil, Done},
		"plain":                        {plain, No},
		"stopped":                      {context.Canceled, No},
		"a program with another code":  {program, No},
		"with":                         {With(Partial, plain), Partial},
		"with none":                    {With(Usage, nil), Done},
		"wrapped":                      {fmt.Errorf("around: %w", With(Partial, plain)), Partial},
		"a type of its own":            {fmt.Errorf("around: %w", own{}), Conflict},
		"the outer one counts":         {With(Partial, Usagef("inner")), Partial},
		"joined, the first one counts": {errors.Join(plain, own{}, With(Usage, plain)), Conflict},
		"or":                           {Or(Usage, program), Usage},
		"or none":                      {Or(Usage, nil), Done},
		"or, with one":                 {Or(Usage, fmt.Errorf("around: %w", own{})), Conflict},
		"usage":                        {Usagef("-format=%s: %w", "x", fs.ErrNotExist), Usage},
	} {
		if got := Of(test.err); got != test.want {
			t.Errorf("%s: got %d, want %d", name, got, test.want)
		}
	}
}

func TestTextAndCauseStay(t *testing.T) {
	err := Usagef("-format=%s: %w", "x", fs.ErrNotExist)
	if err.Error() != "-format=x: file does not exist" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
