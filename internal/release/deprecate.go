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

// Deprecate warns the users of a version in every feed that supports it, and adds a retraction to sdk.yaml, from which users of Go
// learn of it with the next release. It writes dist/deprecation.json first. Calling it again finishes one that was interrupted.
func (c *Checkout) Deprecate(ctx context.Context, o Options, text, reason string) (*publish.Warned, error) {
	settings, err := config.Load(c.Root)
	if err != nil {
		return nil, err
	}
	v, err := version.Parse(text)
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	at, err := c.destination(ctx, settings, o, "")
	if err != nil {
		return nil, err
	}
	d := deprecation(settings.SDKs, v, reason, at)
	if err := plan.WriteDeprecation(c.Root, d); err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	// Compute the new sdk.yaml first, so that a mistake in it stops before any feed is changed.
	retracted, err := c.retracted(d.Retract)
	if err != nil {
		return nil, err
	}
	warned, err := publish.Warning{
		Plan: d, Feeds: at.byName(), Progress: c.Progress, Redact: c.Secrets.Text,
	}.Run(ctx)
	if err != nil {
		return warned, err
	}
	switch {
	case allAbsent(warned.Targets):
		return nil, &publish.RefusedError{Err: fmt.Errorf("no feed has %s, so there are no users to warn", v)}
	case at.local:
		c.Progress.Printf("%s is not changed: a go.mod cannot warn users of the local feeds", config.File)
		return warned, nil
	}
	return warned, c.retract(retracted)
}

func allAbsent(targets []publish.Target) bool {
	for _, t := range targets {
		if t.State != publish.Absent {
			return false
		}
	}
	return true
}

func deprecation(sdks config.SDKs, v version.Version, reason string, at *destination) *plan.Deprecation {
	d := &plan.Deprecation{
		SchemaVersion: plan.SchemaVersion, Reason: reason,
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
		d.Retract = []plan.Retraction{{Module: string(sdks.Go.Module), Version: v.Go(), Reason: reason}}
	}
	return d
}

// retracted returns sdk.yaml with the retractions, from which mage generate writes them to the go.mod of the SDK.
func (c *Checkout) retracted(all []plan.Retraction) ([]byte, error) {
	content, err := os.ReadFile(filepath.Join(c.Root, config.File))
	for _, r := range all {
		if err == nil {
			content, err = config.WithRetraction(content, config.Retraction{Version: config.Version(r.Version[1:]), Reason: config.Line(r.Reason)})
		}
	}
	return content, err
}

func (c *Checkout) retract(after []byte) error {
	path := filepath.Join(c.Root, config.File)
	if before, err := os.ReadFile(path); err != nil || bytes.Equal(before, after) {
		return err
	}
	c.Progress.Printf("%s now retracts it: run mage generate and commit both; the next release warns users of Go", config.File)
	return file.Write(path, after)
}
