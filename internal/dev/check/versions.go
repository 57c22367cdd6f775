package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// APIVersions reports services that changed since the last release without a sufficient raise of their api_version. Its findings
// are a *buf.Findings. Before the first release it reports nothing.
func APIVersions(ctx context.Context, report *progress.Reporter, root string) error {
	step := report.Start("api versions")
	detail, err := apiVersions(ctx, root)
	return step.End(detail, err)
}

func apiVersions(ctx context.Context, root string) (detail string, err error) {
	line, err := gate.LineOf(ctx, root, "", os.Getenv)
	if err != nil {
		return "", err
	}
	release, err := git.LatestRelease(ctx, root, gate.Within(line))
	if err != nil {
		return "", err
	}
	against, name := "git:"+release.Tag, release.Tag
	record, err := adopted.Read(root)
	if err != nil {
		return "", err
	}
	switch {
	case !release.Shallow && gate.Continues(record, release.Tag) && gate.Within(line)(record.Tag()):
		against, name = source.AdoptedSpec, record.Tag()
	case release.Tag == "":
		detail = "no release yet"
		if release.Shallow {
			detail += " in the history of this shallow clone: run git fetch --unshallow --tags"
		}
		return detail, nil
	}
	r, err := gate.Run(ctx, gate.Options{Root: root, Against: against, Notes: os.Getenv("PULL_REQUEST_BODY")})
	var broken *source.CompileError
	if errors.As(err, &broken) && broken.Name == name {
		return "", fmt.Errorf("the contract of %s no longer compiles, so service versions cannot be compared with it: %w; "+
			"keep its imports among the dependencies until the next release, or delete the tag if it is not a release", name, broken.Mistakes[0])
	}
	if err != nil {
		return "", err
	}
	found, err := unraised(r)
	if err != nil || len(found) == 0 {
		return "since " + name, err
	}
	lines := make([]string, len(found))
	for i, f := range found {
		lines[i] = f.String()
		if os.Getenv("GITHUB_ACTIONS") == "true" {
			lines[i] = f.Annotation()
		}
	}
	return "", &buf.Findings{Text: strings.Join(lines, "\n"), Summary: "services changed, but their api_version was not raised enough"}
}

// unraised returns a finding for each service whose version is too low, sorted by file and line.
func unraised(r *gate.Review) ([]buf.Finding, error) {
	if option := string(r.Config.Compatibility.APIVersion); r.New.Extension(option) == nil {
		return nil, &config.Error{
			File: config.File, Key: "compatibility.api_version", What: fmt.Sprintf("the contract does not declare the option %s", option),
		}
	}
	var found []buf.Finding
	for _, change := range r.Report.Services {
		service := r.New.Service(change.Name)
		if service == nil {
			continue // It was removed with its version.
		}
		if message := complaint(r, service.Name(), change); message != "" {
			at := schema.Locate(service)
			found = append(found, buf.Finding{
				Path: r.Head.Place(service.In().Path), Line: at.Line, Column: at.Column, EndLine: at.Line,
				Rule: "API_VERSION", Message: message,
			})
		}
	}
	slices.SortStableFunc(found, func(a, b buf.Finding) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
	})
	return found, nil
}

// complaint returns what is wrong with the version of a service, or "".
func complaint(r *gate.Review, name string, service judge.ServiceChange) string {
	switch {
	case service.Before == "":
		return "" // It is new, or had no version.
	case service.After == "":
		return fmt.Sprintf("%s has no api_version any more, it was %s in %s: set it to that or higher", name, service.Before, r.Base.Name)
	case service.WentDown():
		return fmt.Sprintf("the api_version of %s is lower than %s in %s: raise %s to that or higher", name, service.Before, r.Base.Name, service.After)
	}
	due := service.Due()
	if due == "" {
		return ""
	}
	return fmt.Sprintf("%s %s since %s, but its api_version is %s: raise %s, to %s or higher; %s",
		name, what[service.Level], r.Base.Name, service.After, part(service.Before, due), due, reason(r, service))
}

// part returns the name of the first number in which two versions differ.
func part(before, due string) string {
	was := strings.Split(before, ".")
	for i, number := range strings.Split(due, ".") {
		if i >= len(was) || number != was[i] {
			return []string{"major", "minor", "patch"}[min(i, 2)]
		}
	}
	return "patch"
}

// what describes the change of a service by its level.
var what = map[version.Level]string{
	version.Major: "breaks its callers",
	version.Minor: "has additions",
	version.Patch: "has changed",
}

// reason returns the worst change of a service.
func reason(r *gate.Review, service judge.ServiceChange) string {
	change, found := r.Report.Worst(service)
	if !found {
		return "run mage diff to see why"
	}
	return fmt.Sprintf("%s (%s)", change.Message(), change.Rule)
}
