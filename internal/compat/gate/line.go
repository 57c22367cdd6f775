package gate

import (
	"context"
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// LineOf returns the line of versions that is released: the named one, such as 0.174, or else that of the branch, such as release/0.174. See
// [git.Branch] about the variables; a nil getenv has none.
func LineOf(ctx context.Context, root, named string, getenv func(string) string) (version.Line, error) {
	if named != "" {
		l, err := version.ParseLine(named)
		if err != nil {
			return l, exit.Usagef("-line=%s: %w", named, err)
		}
		return l, nil
	}
	if getenv == nil {
		getenv = func(string) string { return "" }
	}
	branch, err := git.Branch(ctx, root, getenv)
	if err != nil && ctx.Err() == nil {
		return version.Line{}, nil // Without a repository there are no branches.
	}
	return version.LineOfBranch(branch), ctx.Err()
}

// Within returns a function that accepts the tags of the final versions that a line may count on from: those in it and below it.
func Within(line version.Line) func(tag string) bool {
	return func(tag string) bool {
		v, err := version.ParseGoTag("", tag)
		return line.IsZero() || err == nil && !line.Exceeds(v)
	}
}

// LineError reports that changes need a version that is not in the line of the branch.
type LineError struct {
	Line       version.Line
	Last, Next version.Version
	Reasons    []Reason
}

func (e *LineError) Error() string {
	lines := []string{fmt.Sprintf("the changes since %s need %s, and %s has only versions %s: release them from the main branch, or remove them from this one",
		e.Last, e.Next, e.Line.Branch(), e.Line.Pattern())}
	for i, reason := range e.Reasons {
		if i == mostReasons {
			lines = append(lines, fmt.Sprintf("and %d more; mage diff shows them all", len(e.Reasons)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s (%s)", reason.Message, reason.Rule))
	}
	return strings.Join(lines, "\n")
}

// pre returns the pre-release that leads up to a release, such as rc or rc.2. Its number is one more than that of the tags that the clone
// has, or the one of HEAD.
func (r Release) pre(ctx context.Context, root, text string) (Release, error) {
	stage, number, err := version.ParsePre(text)
	if err != nil {
		return r, exit.Usagef("-pre=%s: %w", text, err)
	}
	final, err := version.Parse(r.Version)
	if err != nil {
		return r, err
	}
	if number == 0 {
		if number, err = nextNumber(ctx, root, final, stage); err != nil {
			return r, err
		}
	}
	next, err := final.WithStage(stage, number)
	if err != nil {
		return r, err
	}
	made := named(next)
	made.Last, made.Level, made.Reasons = r.Last, r.Level, r.Reasons
	return made, nil
}

func nextNumber(ctx context.Context, root string, final version.Version, stage version.Stage) (uint64, error) {
	most := uint64(0)
	for _, which := range [][]string{{"--points-at=HEAD"}, nil} {
		tags, err := git.Output(ctx, root, append([]string{"tag", "--list"}, which...)...)
		if err != nil {
			return 0, err
		}
		for tag := range strings.Lines(tags) {
			v, err := version.ParseGoTag("", strings.TrimSpace(tag))
			if err == nil && v.Core() == final && v.Stage() == stage {
				most = max(most, v.Number())
			}
		}
		if most > 0 && which != nil {
			return most, nil // The commit has one already.
		}
	}
	return most + 1, nil
}
