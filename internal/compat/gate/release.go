package gate

import (
	"context"
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Release is the version that a release has, with its reasons.
type Release struct {
	Version string        `json:"version"`
	Python  string        `json:"python"` // Python is the version in the form of PEP 440.
	GoTag   string        `json:"go_tag"`
	Last    string        `json:"last"` // Last is the last release; empty before the first one.
	Level   version.Level `json:"level"`
	Reasons []Reason      `json:"reasons"` // Reasons are the changes of that level.
}

// Reason is a change that asks for the level.
type Reason struct {
	Rule    string `json:"rule"`
	Element string `json:"element"`
	Message string `json:"message"`

	Accepted string `json:"accepted,omitempty"` // Accepted is the reason for which a break was accepted.
}

// First is the first release: it has the version of sdk.yaml.
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

// Release is the version that a release of the head has: the next one by what has changed, and at least that of sdk.yaml. At
// level none it is the last one, where sdk.yaml does not raise it: there is nothing to release.
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
			reasons = append(reasons, Reason{string(c.Rule), c.Element, c.Message, c.Accepted})
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
		reasons = append(reasons, Reason{"version.raised", config.File, fmt.Sprintf("%s has the version %s", config.File, raised), ""})
	}
	release := named(next)
	release.Last, release.Level = last.String(), level
	release.Reasons = append(release.Reasons, reasons...)
	return release, nil
}

// repacked are the SDKs whose files are others than at the base although nothing that is judged has changed, such as a README:
// users get them only by a release.
func (r *Review) repacked(ctx context.Context, root string) ([]Reason, error) {
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

// mostReasons is how many reasons a person is shown.
const mostReasons = 10

// Text is the release for people: the version alone on the first line.
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

// Stale are the acceptances in sdk.yaml that match no break, one line each. Those of commits and pull requests are history
// and may stay. An entry is about what the next release breaks, so that only a comparison of the work tree with a release
// shows that it is of no use.
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
	return fmt.Sprintf("%s: %s of %s is accepted, and there is no such break any more: remove the entry", a.Where, a.Rule, a.Element)
}

// sdkFolders are what the SDKs are packed from.
func sdkFolders() []string {
	var folders []string
	for _, l := range lang.All {
		folders = append(folders, l.Dir())
	}
	return folders
}
