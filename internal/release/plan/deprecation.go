package plan

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// deprecationFile is the path of the deprecation, from the root of the repository, for people to read.
const deprecationFile = "dist/deprecation.json"

// Deprecation is a version whose users will be warned, or will not be any more. Like a release, it is planned before anything happens.
type Deprecation struct {
	SchemaVersion int     `json:"schema_version"`
	Version       Version `json:"version"`
	Reason        string  `json:"reason"`         // Reason is one line for users; empty if the deprecation is taken back.
	Undo          bool    `json:"undo,omitempty"` // Undo takes the deprecation back.

	Feeds   []Feed       `json:"feeds"`
	Targets []Deprecated `json:"targets"`
	Retract []Retraction `json:"retract"` // Retract are the retractions for the next go.mod, which is how Go warns users.
}

// Deprecated is a version of a package in a feed.
type Deprecated struct {
	Language lang.ID `json:"language"`
	Feed     string  `json:"feed"`
	Package  string  `json:"package"`
	Version  string  `json:"version"`
}

// Retraction is a version that the next version of a Go module retracts (https://go.dev/ref/mod#go-mod-file-retract).
type Retraction struct {
	Module  string `json:"module"`
	Version string `json:"version"`
	Reason  string `json:"reason"`
}

// Line returns the directive for go.mod.
func (r Retraction) Line() string { return fmt.Sprintf("retract %s // %s", r.Version, r.Reason) }

// WriteDeprecation writes the deprecation to dist/deprecation.json under root, in one step.
func WriteDeprecation(root string, d *Deprecation) error {
	if err := d.check(); err != nil {
		return fmt.Errorf("the deprecation cannot be written: %w", err)
	}
	e := *d
	e.Feeds, e.Targets, e.Retract = list(d.Feeds), list(d.Targets), list(d.Retract)
	content, err := encode(&e)
	if err != nil {
		return err
	}
	return file.Write(filepath.Join(root, filepath.FromSlash(deprecationFile)), content)
}

// mostReason limits a reason, in bytes: feeds cut or refuse longer ones.
const mostReason = 500

func (d *Deprecation) check() error {
	parsed, err := version.Parse(d.Version.NPM)
	switch {
	case d.SchemaVersion != SchemaVersion:
		return fmt.Errorf("schema_version is %d, not %d", d.SchemaVersion, SchemaVersion)
	case err != nil:
		return fmt.Errorf("version.npm: %w", err)
	case parsed.Python() != d.Version.Python:
		return fmt.Errorf("version.python is %q, but %s is %s for Python", d.Version.Python, d.Version.NPM, parsed.Python())
	case d.Undo && d.Reason != "":
		return errors.New("a deprecation that is taken back has no reason")
	case !d.Undo && strings.TrimSpace(d.Reason) == "":
		return errors.New("the reason is missing: users need it to know what to do")
	case len(d.Reason) > mostReason || strings.ContainsFunc(d.Reason, isControl):
		return fmt.Errorf("the reason is not one line of at most %d bytes", mostReason)
	}
	p := Plan{Feeds: d.Feeds}
	if err := p.checkFeeds(); err != nil {
		return err
	}
	for _, target := range d.Targets {
		if _, known := p.FeedNamed(target.Feed); !known || !name(target.Package) || !name(target.Version) {
			return fmt.Errorf("targets has %q %q in the feed %q, which is not a package in one of the feeds", target.Package, target.Version, target.Feed)
		}
	}
	for _, r := range d.Retract {
		if !name(r.Module) || !name(r.Version) || strings.ContainsFunc(r.Reason, isControl) {
			return fmt.Errorf("retract has %q of %q, which is not a version of a module", r.Version, r.Module)
		}
	}
	return nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }
