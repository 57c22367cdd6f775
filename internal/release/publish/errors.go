package publish

import (
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// RefusedError says that a release can't begin. Nothing was changed, and nothing of it is out.
type RefusedError struct{ Err error }

func (e *RefusedError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

// ConflictError says that a feed holds other bytes under this version, or that a git tag stands for another commit. It can't
// be mended: what is out under a version stays.
type ConflictError struct {
	Version   string
	Preview   bool
	Conflicts []Target
	Done      []Target // Done is what is out with the planned bytes.
}

func (e *ConflictError) Error() string {
	var b strings.Builder
	for _, t := range e.Conflicts {
		fmt.Fprintf(&b, "%s: %s\n", t, t.Detail)
	}
	if e.Preview {
		fmt.Fprintf(&b, "%s is taken by another preview of the pull request: plan again, and the next number is taken", e.Version)
		return b.String()
	}
	if len(e.Done) > 0 {
		fmt.Fprintf(&b, "%s is taken, and a part of this release is out: release the next version, and deprecate this one", e.Version)
	} else {
		fmt.Fprintf(&b, "%s is taken, and nothing was changed: release the next version", e.Version)
	}
	return b.String()
}

// ExitCode is [exit.Conflict].
func (e *ConflictError) ExitCode() exit.Code { return exit.Conflict }

// PartialError says that a part of a release is out, or may be. Running it again goes on from there.
type PartialError struct {
	Version string
	Done    []Target
	Missing []Target
	Err     error // Err is why it stopped.
}

func (e *PartialError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d parts of %s are done:\n", len(e.Done), len(e.Done)+len(e.Missing), e.Version)
	for _, t := range e.Done {
		fmt.Fprintf(&b, "  done     %s\n", t)
	}
	for _, t := range e.Missing {
		word := "missing"
		if t.State == Failed { // It may be there, and not verify.
			word = "failed"
		}
		fmt.Fprintf(&b, "  %-7s  %s\n", word, t)
	}
	fmt.Fprintf(&b, "%v\nrun the same command again to finish", e.Err)
	return b.String()
}

// Unwrap gives the cause.
func (e *PartialError) Unwrap() error { return e.Err }

// ExitCode is [exit.Partial].
func (e *PartialError) ExitCode() exit.Code { return exit.Partial }
