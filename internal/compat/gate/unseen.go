package gate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/changelog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// mostAnswer limits how long remotes may take to list their tags, and mostRemotes how many are asked.
const (
	mostAnswer  = 5 * time.Second
	mostRemotes = 4
)

// beginning is the version of a first release, unless sdk.yaml names another one under sdks.go.split.
const beginning = "0.1.0"

// LastRelease returns the last release of a line as [source.Load] reads it: a tag, or the version that was adopted from another tree if no
// tag in the history is above it. It returns [source.ErrNoRelease] if there is none, and no sign of one either.
func LastRelease(ctx context.Context, root string, settings *config.Config, line version.Line) (string, error) {
	tag, err := source.LastRelease(ctx, root, Within(line))
	missing := errors.Is(err, source.ErrNoRelease)
	if err != nil && !missing {
		return "", err
	}
	record, readErr := adopted.Read(root)
	if readErr != nil {
		return "", readErr
	}
	if record != nil && !Within(line)(record.Tag()) {
		record = nil
	}
	if missing {
		if err := unseen(ctx, root, settings, record); err != nil {
			return "", err
		}
	}
	switch {
	case Continues(record, tag):
		return source.AdoptedSpec, nil
	case missing:
		return "", err
	}
	return "git:" + tag, nil
}

// Continues reports whether an adopted version is the last release: no tag, which is empty if there is none, is above it.
func Continues(record *adopted.Record, tag string) bool {
	return record != nil && semver.Compare(record.Tag(), tag) > 0
}

// unseen returns an error if there are signs of a release whose tag the clone lacks: that no release is known here does not prove
// that there is none. A clone that nothing was released from has no such sign, also one whose first section of the changelog is
// already cut, and one that continues the versions of an earlier tree (sdks.go.split).
func unseen(ctx context.Context, root string, settings *config.Config, record *adopted.Record) error {
	sign, err := sign(ctx, root, settings, record)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	if sign == "" {
		return nil
	}
	return exit.Usagef("the last release cannot be found: the clone has no tag vX.Y.Z, but %s: run git fetch --tags", sign)
}

func sign(ctx context.Context, root string, settings *config.Config, record *adopted.Record) (string, error) {
	tag, answered := remoteRelease(ctx, root, string(settings.Release.Remote))
	if tag != "" {
		return tag, nil
	}
	current, err := version.Parse(string(settings.Version))
	if err != nil {
		return "", err
	}
	if section := releasedSection(root, current.String(), record); section != "" {
		return fmt.Sprintf("%s has a section of %s", changelogFile, section), nil
	}
	first := beginning
	if split := string(settings.SDKs.Go.Split); split != "" {
		first = split
	}
	begins, err := version.Parse(first)
	if err != nil || answered || current.Compare(begins) <= 0 {
		return "", err
	}
	return fmt.Sprintf("%s has the version %s, a first release is %s, and no remote answers that it has no tag", config.File, current, begins), nil
}

// remoteRelease asks the remotes for a release in the history of HEAD. It returns a sentence, and whether a remote answered; offline
// none does.
func remoteRelease(ctx context.Context, root, configured string) (sign string, answered bool) {
	remotes, err := git.Remotes(ctx, root)
	if err != nil {
		return "", false
	}
	if !slices.Contains(remotes, configured) && strings.ContainsAny(configured, ":/") {
		remotes = append([]string{configured}, remotes...)
	}
	ctx, cancel := context.WithTimeout(ctx, mostAnswer)
	defer cancel()
	var group sync.WaitGroup
	var lock sync.Mutex
	for _, remote := range remotes[:min(len(remotes), mostRemotes)] {
		group.Go(func() {
			tag, err := git.RemoteRelease(ctx, root, remote)
			lock.Lock()
			defer lock.Unlock()
			answered = answered || err == nil
			if found := fmt.Sprintf("%s has %s", remote, tag); err == nil && tag != "" && (sign == "" || found < sign) {
				sign = found
			}
		})
	}
	group.Wait()
	return sign, answered
}

// releasedSection returns a version that the changelog has a section of, other than the one of sdk.yaml and those up to the adopted
// version: the section of a first release is cut before its tag exists, and has that version.
func releasedSection(root, first string, record *adopted.Record) string {
	content, err := os.ReadFile(filepath.Join(root, changelogFile))
	if err != nil {
		return ""
	}
	parsed, err := changelog.Parse(changelogFile, string(content))
	if err != nil {
		return "" // The target that needs the changelog reports what is wrong with it.
	}
	for _, release := range parsed.Releases[1:] {
		if release.Version != first && (record == nil || semver.Compare("v"+release.Version, record.Tag()) > 0) {
			return release.Version
		}
	}
	return ""
}
