package publish

import (
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// RefusedError reports that a release cannot begin. Nothing was changed, and nothing of it is published.
type RefusedError struct{ Err error }

func (e *RefusedError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

// ConflictError reports that a feed has other bytes under this version, or that a git tag is on another commit. It cannot be fixed, because
// published files are never replaced.
type ConflictError struct {
	Version   string
	Preview   bool
	Conflicts []Target
	Published bool   // Published is true if a part of this very release is published, and not only what another release has in common with it.
	Other     string // Other is the commit of another release that has all git tags of the version; empty if there is none.
}

func (e *ConflictError) Error() string {
	var b strings.Builder
	for _, t := range e.Conflicts {
		fmt.Fprintf(&b, "%s: %s\n", t, t.Detail)
	}
	if e.Preview {
		fmt.Fprintf(&b, "%s is taken by another preview of the pull request: run mage plan again to get the next number", e.Version)
		return b.String()
	}
	switch {
	case e.Published:
		fmt.Fprintf(&b, "%s is taken, and a part of this release is published: release the next version and deprecate this one", e.Version)
	case e.Other != "":
		fmt.Fprintf(&b, "%s is taken by another release, which is whole and of commit %.12s, and nothing was changed: release the next version", e.Version, e.Other)
	default:
		fmt.Fprintf(&b, "%s is taken, and nothing was changed: release the next version", e.Version)
	}
	return b.String()
}

// ExitCode is [exit.Conflict].
func (e *ConflictError) ExitCode() exit.Code { return exit.Conflict }

// PartialError reports that a part of a release is or may be published. Running it again continues from there.
type PartialError struct {
	Version string
	Done    []Target
	Missing []Target
	Err     error // Err is the reason why it stopped.
}

func (e *PartialError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d parts of %s are done:\n", len(e.Done), len(e.Done)+len(e.Missing), e.Version)
	for _, t := range e.Done {
		fmt.Fprintf(&b, "  done     %s\n", t)
	}
	for _, t := range e.Missing {
		word := "missing"
		if t.State == Failed { // It may exist, but fail its verification.
			word = "failed"
		}
		fmt.Fprintf(&b, "  %-7s  %s\n", word, t)
	}
	fmt.Fprintf(&b, "%v\nrun the same command again to finish", e.Err)
	return b.String()
}

// Unwrap returns the cause.
func (e *PartialError) Unwrap() error { return e.Err }

// ExitCode is [exit.Partial].
func (e *PartialError) ExitCode() exit.Code { return exit.Partial }
