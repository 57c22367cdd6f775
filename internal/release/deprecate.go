package release

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// Deprecation is what is said to users of a version.
type Deprecation struct {
	Version string
	Reason  string // Reason is one line for users, in place of another one.
	Undo    bool   // Undo takes the warning back.
	Dry     bool   // Dry plans alone.
}

// Deprecate warns the users of a version in every feed that supports it, and adds a retraction to sdk.yaml, from which users of Go
// learn of it with the next release; or it takes that back. It writes dist/deprecation.json first. Calling it again finishes one that was
// interrupted. The offer is the command that moves latest away from the version, if that is useful.
func (c *Checkout) Deprecate(ctx context.Context, o Options, asked Deprecation) (warned *publish.Warned, offer string, err error) {
	settings, err := config.Load(c.Root)
	if err != nil {
		return nil, "", err
	}
	v, err := version.Parse(asked.Version)
	if err != nil {
		return nil, "", exit.With(exit.Usage, err)
	}
	at, err := c.destination(ctx, settings, o, "")
	if err != nil {
		return nil, "", err
	}
	d := deprecation(settings.SDKs, v, asked, at)
	if err := plan.WriteDeprecation(c.Root, d); err != nil {
		return nil, "", exit.With(exit.Usage, err)
	}
	// Compute the new sdk.yaml first, so that a mistake in it stops before any feed is changed.
	retracted, err := c.retracted(d)
	if err != nil {
		return nil, "", err
	}
	w := publish.Warning{Plan: d, Feeds: at.byName(), Progress: c.Progress, Redact: c.Secrets.Text}
	if asked.Dry {
		warned, err = w.Look(ctx)
		return warned, "", err
	}
	warned, err = w.Run(ctx)
	if err != nil {
		return warned, "", err
	}
	if allAbsent(warned.Targets) {
		return nil, "", &publish.RefusedError{Err: fmt.Errorf("no feed has %s, so there are no users to warn", v)}
	}
	if at.local {
		c.Progress.Printf("%s is not changed: a go.mod cannot warn users of the local feeds", config.File)
	} else if err := c.retract(retracted, asked.Undo); err != nil {
		return warned, "", err
	}
	if !asked.Undo {
		offer, err = c.offer(ctx, settings, at, v)
	}
	return warned, offer, err
}

func allAbsent(targets []publish.Target) bool {
	for _, t := range targets {
		if t.State != publish.Absent {
			return false
		}
	}
	return true
}

func deprecation(sdks config.SDKs, v version.Version, asked Deprecation, at *destination) *plan.Deprecation {
	d := &plan.Deprecation{
		SchemaVersion: plan.SchemaVersion, Reason: asked.Reason, Undo: asked.Undo,
		Version: plan.Version{NPM: v.String(), Python: v.Python(), Go: v.Go()},
	}
	for l, w := range wirings.Ordered() {
		for _, e := range at.of(l.ID) {
			if !w.warns {
				continue
			}
			d.Feeds = append(d.Feeds, e.Feed)
			d.Targets = append(d.Targets, plan.Deprecated{
				Language: l.ID, Feed: e.Name, Package: sdks.Package(l.ID), Version: v.In(l.Dialect),
			})
		}
	}
	if v.Stage() != version.Preview { // A preview has no tag that a go.mod could retract.
		d.Retract = []plan.Retraction{{Module: string(sdks.Go.Module), Version: v.Go(), Reason: asked.Reason}}
	}
	return d
}

// retracted returns sdk.yaml with the retractions, or without those that are taken back. mage generate writes them to the go.mod of the
// SDK.
func (c *Checkout) retracted(d *plan.Deprecation) ([]byte, error) {
	content, err := os.ReadFile(filepath.Join(c.Root, config.File))
	for _, r := range d.Retract {
		switch v := config.Version(r.Version[1:]); {
		case err != nil:
		case d.Undo:
			content, err = config.WithoutRetraction(content, v)
		default:
			content, err = config.WithRetraction(content, config.Retraction{Version: v, Reason: config.Line(r.Reason)})
		}
	}
	return content, err
}

func (c *Checkout) retract(after []byte, undo bool) error {
	path := filepath.Join(c.Root, config.File)
	if before, err := os.ReadFile(path); err != nil || bytes.Equal(before, after) {
		return err
	}
	now := "now retracts it"
	if undo {
		now = "no longer retracts it"
	}
	c.Progress.Printf("%s %s: run mage generate and commit both; the next release tells users of Go", config.File, now)
	return file.Write(path, after)
}
