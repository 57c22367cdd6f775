package check

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiversion"
	"github.com/qdrant/qdrant-cloud-public-api/internal/gittree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/progress"
)

// protoFolder has the contract, from the root of the repository.
const protoFolder = "proto"

// APIVersions finds services that have changed since the last release while their api_version has not gone up. What it
// finds is a *Findings. Before the first release there is nothing to find.
func APIVersions(ctx context.Context, report *progress.Reporter, root string) error {
	step := report.Start("api versions")
	detail, err := apiVersions(ctx, root)
	return step.End(detail, err)
}

func apiVersions(ctx context.Context, root string) (detail string, err error) {
	release, err := gittree.LatestRelease(ctx, root)
	if err != nil {
		return "", err
	}
	if release.Tag == "" {
		detail = "no release yet"
		if release.Shallow {
			detail += " in what this shallow clone has of the history; git fetch --unshallow --tags gets the rest"
		}
		return detail, nil
	}
	base, err := released(ctx, root, release.Tag)
	if err != nil {
		return "", err
	}
	now, err := image.FromDir(ctx, filepath.Join(root, protoFolder))
	if err != nil {
		return "", err
	}
	found, err := apiversion.Check(release.Tag, base, now)
	if err != nil || len(found) == 0 {
		return "since " + release.Tag, err
	}
	lines := make([]string, len(found))
	for i, finding := range found {
		finding.File = path.Join(protoFolder, finding.File)
		lines[i] = finding.String()
	}
	return "", &Findings{Text: strings.Join(lines, "\n"), Summary: "services have changed, their versions have not"}
}

// released compiles the contract as it was released.
func released(ctx context.Context, root, tag string) (*image.Image, error) {
	tree, err := gittree.FS(ctx, root, tag, protoFolder)
	if err != nil {
		return nil, err
	}
	base, err := image.FromFS(ctx, tree)
	if mistakes, ok := errors.AsType[image.Errors](err); ok {
		return nil, fmt.Errorf("the contract of %s does not compile any more, so service versions can't be compared with it: %w; "+
			"keep what it imports among the dependencies until the next release, or delete the tag if it is no release", tag, mistakes[0])
	}
	return base, err
}
