package gate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Release is the version of a release, with the reasons for it.
type Release struct {
	Version string        `json:"version"`
	Python  string        `json:"python"` // Python is the version in the form of PEP 440.
	GoTag   string        `json:"go_tag"`
	Last    string        `json:"last"` // Last is the last release; empty before the first one.
	Level   version.Level `json:"level"`
	Reasons []Reason      `json:"reasons"` // Reasons are the changes of that level.
}

// Reason is a change that requires the level of the release.
type Reason struct {
	Rule    string `json:"rule"`
	Element string `json:"element"`
	Message string `json:"message"`

	Accepted string `json:"accepted,omitempty"` // Accepted is the reason for which a break was accepted.
}

// First returns the first release, which has the version of sdk.yaml.
func First(root string) (Release, error) {
	settings, err := config.Load(root)
	if err != nil {
		return Release{}, err
	}
	first, err := version.Parse(string(settings.Version))
	if err != nil {
		return Release{}, err
	}
	return named(first), nil
}

func named(v version.Version) Release {
	return Release{Version: v.String(), Python: v.Python(), GoTag: v.GoTag(lang.Go.Language().Dir()), Reasons: []Reason{}}
}

// Release computes the next release of the head: the version follows from the level of the changes and is at least that of
// sdk.yaml. At level none it is the last version, unless sdk.yaml raises it.
func (r *Review) Release(ctx context.Context, root string) (Release, error) {
	raised, err := version.Parse(string(r.Config.Version))
	if err != nil {
		return Release{}, err
	}
	last, err := r.last()
	if err != nil {
		return Release{}, err
	}
	level := r.Report.Level
	var reasons []Reason
	for _, c := range r.Report.Changes {
		if c.Counted() == level {
			reasons = append(reasons, Reason{string(c.Rule), c.Element, c.Message(), c.Accepted})
		}
	}
	if level == version.None {
		if reasons, err = r.repacked(ctx, root); err != nil {
			return Release{}, err
		}
		if len(reasons) > 0 {
			level = version.Patch
		}
	}
	policy := version.Policy{First: raised}
	if err := policy.ZeroMajor.UnmarshalText([]byte(r.Config.Compatibility.BelowOne)); err != nil {
		return Release{}, err
	}
	next, err := version.Next(last, level, policy)
	if err != nil {
		return Release{}, err
	}
	if next.Compare(raised) < 0 {
		next, level = raised, max(level, version.Patch)
		reasons = append(reasons, Reason{"version.raised", config.File, fmt.Sprintf("%s sets the version %s", config.File, raised), ""})
	}
	if !r.Line.IsZero() && !r.Line.Exceeds(next) && next.Compare(r.Line.First()) < 0 {
		next, level = r.Line.First(), max(level, version.Patch)
		reasons = append(reasons, Reason{"version.raised", r.Line.Branch(), fmt.Sprintf("%s begins with %s", r.Line.Branch(), next), ""})
	}
	if !r.Line.Contains(next) {
		return Release{}, &LineError{r.Line, last, next, reasons}
	}
	release := named(next)
	release.Last, release.Level = last.String(), level
	release.Reasons = append(release.Reasons, reasons...)
	return release, nil
}

// repacked returns a reason for each SDK whose files changed although no change was judged, such as a README: users get the files
// only with a release.
func (r *Review) repacked(ctx context.Context, root string) ([]Reason, error) {
	if r.Base.Kind == source.Adopted {
		reasons := make([]Reason, len(sdkFolders()))
		for i, folder := range sdkFolders() {
			reasons[i] = Reason{"sdk.content", folder, fmt.Sprintf("%s is made anew, %s was released from another tree", folder, r.Base.Name), ""}
		}
		return reasons, nil
	}
	args := []string{"diff", "--name-only", r.Base.Commit}
	if r.Head.Kind == source.Ref {
		args = append(args, r.Head.Commit)
	}
	args = append(args, "--")
	for _, language := range sdkFolders() {
		args = append(args, ":/"+language)
	}
	changed, err := git.Output(ctx, root, args...)
	if err != nil {
		return nil, err
	}
	files := map[string]int{}
	for path := range strings.Lines(changed) {
		for _, folder := range sdkFolders() {
			if strings.HasPrefix(path, folder+"/") {
				files[folder]++
			}
		}
	}
	var reasons []Reason
	for _, folder := range sdkFolders() {
		if n := files[folder]; n > 0 {
			reasons = append(reasons, Reason{"sdk.content", folder, fmt.Sprintf("%s has changed in %s", folder, count(n, "file")), ""})
		}
	}
	return reasons, nil
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// mostReasons limits how many reasons the text lists.
const mostReasons = 10

// Text formats the release for people, with only the version on the first line.
func (r Release) Text() string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Version)
	switch {
	case r.Last == "":
		fmt.Fprintln(&b, "the first release; its version is that of sdk.yaml")
	case r.Level == version.None:
		fmt.Fprintf(&b, "nothing has changed since %s\n", r.Last)
	default:
		fmt.Fprintf(&b, "%s since %s, because\n", r.Level, r.Last)
	}
	for i, reason := range r.Reasons {
		if i == mostReasons {
			fmt.Fprintf(&b, "  and %d more; mage diff shows them all\n", len(r.Reasons)-i)
			break
		}
		fmt.Fprintf(&b, "  %s (%s)\n", reason.Message, reason.Rule)
	}
	return b.String()
}

// Stale returns one line for each acceptance in sdk.yaml that matches no break. Acceptances in commits and pull requests are history
// and may stay. An entry accepts what the next release breaks, so only a comparison of the work tree with a release can show that
// it is stale.
func (r *Review) Stale() []string {
	if _, err := r.last(); err != nil || r.Head.Name != workTree {
		return nil
	}
	var all []string
	for _, a := range r.Report.Stale {
		if strings.HasPrefix(a.Where, config.File+":") {
			all = append(all, stale(a))
		}
	}
	return all
}

func stale(a judge.Acceptance) string {
	return fmt.Sprintf("%s: %s of %s is accepted, but this break no longer exists: remove the entry", a.Where, a.Rule, a.Element)
}

// sdkFolders returns the folders that the SDKs are packed from.
func sdkFolders() []string {
	var folders []string
	for _, l := range lang.All {
		folders = append(folders, l.Dir())
	}
	return folders
}

// UnacceptedError reports that changes break users, and that nobody has accepted them.
type UnacceptedError struct {
	Breaks []Reason
	Stale  []string // Stale are acceptances of breaks that do not exist; see [Review.Stale].
}

func (e *UnacceptedError) Error() string {
	lines := slices.Clone(e.Stale)
	for i, b := range e.Breaks {
		if i == mostReasons {
			lines = append(lines, fmt.Sprintf("and %d more breaks; mage breaking shows them all", len(e.Breaks)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s (%s): this breaks users", b.Message, b.Rule))
	}
	if len(e.Breaks) > 0 {
		lines = append(lines, fmt.Sprintf("revert %s, or accept it with a reason: in sdk.yaml under compatibility.accept, or by a commit whose message has the line"+
			" \"Accept-break: %s %s REASON\"", map[bool]string{true: "the break", false: "each break"}[len(e.Breaks) == 1], e.Breaks[0].Rule, e.Breaks[0].Element))
	}
	return strings.Join(lines, "\n")
}

// ExitCode returns [exit.No].
func (e *UnacceptedError) ExitCode() exit.Code { return exit.No }

// Unaccepted returns an *UnacceptedError for changes that nobody has accepted; nil if there are none.
func (r *Review) Unaccepted() error {
	e := &UnacceptedError{Stale: r.Stale()}
	for _, c := range r.Report.Changes {
		if c.Breaking() {
			e.Breaks = append(e.Breaks, Reason{string(c.Rule), c.Element, c.Message(), ""})
		}
	}
	if len(e.Breaks)+len(e.Stale) == 0 {
		return nil
	}
	return e
}

// Accepted returns the breaks that somebody has accepted.
func (r *Review) Accepted() []Reason {
	var all []Reason
	for _, c := range r.Report.Changes {
		if c.Accepted != "" {
			all = append(all, Reason{string(c.Rule), c.Element, c.Message(), c.Accepted})
		}
	}
	return all
}
