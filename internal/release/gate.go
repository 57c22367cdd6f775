package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/changelog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// changelogFile is the changelog, from the root of the repository.
const changelogFile = "CHANGELOG.md"

// gate refuses what must not be released: breaks that nobody has accepted and, in the feeds of sdk.yaml, a version without notes of its
// own and a commit that nobody could find.
func (c *Checkout) gate(ctx context.Context, settings *config.Config, d decision, at *destination, o Options) error {
	if d.version.Stage() == version.Preview || d.released {
		return nil
	}
	if d.refused != nil {
		return &publish.RefusedError{Err: d.refused}
	}
	if at.local {
		return nil
	}
	if _, err := c.notes(d.version, at, o); err != nil {
		return err
	}
	if err := c.onBranch(ctx, string(settings.Release.Remote), d.commit.hash); err != nil {
		return err
	}
	c.warnOfChecks(ctx, settings, at, d.commit.hash)
	return nil
}

// mostChecking limits how long the forge may take to report the checks of a commit.
const mostChecking = 30 * time.Second

// warnOfChecks warns of required checks that have not passed on the commit, as far as the forge can be asked.
func (c *Checkout) warnOfChecks(ctx context.Context, settings *config.Config, at *destination, commit string) {
	if at.forge == nil || c.secret(settings.Release.Forge.Token) == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, mostChecking)
	defer cancel()
	switch unpassed, err := at.forge.Unpassed(ctx, commit); {
	case err != nil:
		c.Progress.Printf("%s", c.Secrets.Text(fmt.Sprintf("warning: whether the required checks of commit %.12s have passed is unknown: %v", commit, err)))
	case len(unpassed) > 0:
		c.Progress.Printf("warning: required checks have not passed on commit %.12s: %s", commit, strings.Join(unpassed, ", "))
	}
}

// notes returns the section of a version in CHANGELOG.md. Where it has not been cut, that is an error, unless the options allow it, the
// release is local or it is a pre-release: then the section Unreleased takes its place.
func (c *Checkout) notes(v version.Version, at *destination, o Options) (string, error) {
	content, err := os.ReadFile(filepath.Join(c.Root, changelogFile))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	parsed, err := changelog.Parse(changelogFile, string(content))
	if err != nil {
		return "", exit.With(exit.Usage, err)
	}
	if notes, err := changelog.Notes(parsed, v.Core().String()); err == nil {
		return notes, nil
	}
	if v.Stage() == version.Final && !at.local && !o.AllowUncut {
		latest := ""
		if len(parsed.Releases) > 1 {
			latest = fmt.Sprintf(" (its newest is %s)", parsed.Releases[1].Version)
		}
		return "", &publish.RefusedError{Err: fmt.Errorf(
			"%s has no section for %s%s, so the release would have no notes of its own: run mage changelog -release, review and commit it; -uncut releases with what is under Unreleased",
			changelogFile, v, latest)}
	}
	notes, err := changelog.Notes(parsed, "Unreleased")
	if err == nil && strings.TrimSpace(notes) == "" {
		c.Progress.Printf("%s has no section for %s, and nothing under Unreleased: the release notes are empty", changelogFile, v)
	}
	return notes, exit.With(exit.Usage, err)
}

// onBranch refuses a commit that is on no branch of the remote: the tag would stand for a commit that nobody can find.
func (c *Checkout) onBranch(ctx context.Context, remote, commit string) error {
	branches, err := git.RemoteBranches(ctx, c.Root, remote)
	if err != nil {
		return &publish.RefusedError{Err: fmt.Errorf("the branches of the remote %s cannot be read: %s", remote, git.Reason(err))}
	}
	unknown := 0
	for _, head := range branches {
		if _, err := git.Output(ctx, c.Root, "cat-file", "-e", head+"^{commit}"); err != nil {
			unknown++
			continue
		}
		switch on, err := descends(ctx, c.Root, head, commit); {
		case err != nil:
			return err
		case on:
			return nil
		}
	}
	advice := "push it, and release it after its review"
	if unknown > 0 {
		advice = fmt.Sprintf("push it; or run git fetch, because this clone lacks %d of the branches", unknown)
	}
	return &publish.RefusedError{Err: fmt.Errorf("commit %.12s is on no branch of %s: %s", commit, remote, advice)}
}
