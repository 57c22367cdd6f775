package publish

import (
	"context"
	"path"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Attestations reach a feed that takes them with the upload of their file, and only then: a registry adds none to a version that it has. So a
// version that was published without one is no fault of the release, whose attestation is kept.

// attestation returns the attestation to upload with a file; empty where the file has none.
func (w *work) attestation(a plan.Artifact) ([]byte, error) {
	if w.Plan.Signer == nil || a.Bundle() == "" {
		return nil, nil
	}
	return w.Attestations.Of(a)
}

// lookAttestations reads which attestations the feeds serve, of the files that they have.
func (w *work) lookAttestations(ctx context.Context) error {
	for _, i := range w.targets(Attestation) {
		state, detail, err := w.attestationOf(ctx, w.target(i))
		if err != nil {
			return w.orUnknown([]int{i}, err)
		}
		w.set(i, state, detail)
	}
	return nil
}

func (w *work) attestationOf(ctx context.Context, t Target) (State, string, error) {
	at := slices.IndexFunc(w.Plan.Artifacts, func(a plan.Artifact) bool { return a.Feed == t.Where && path.Base(a.Bundle()) == t.Name })
	a := w.Plan.Artifacts[at]
	attester, takes := w.Feeds[a.Feed].(feed.Attester)
	detail := ""
	if takes && w.target(at).there() {
		var held []byte
		err := w.Patience.try(ctx, func() (err error) {
			held, err = attester.Attestation(ctx, a.Package, a.Version, a.File)
			return err
		})
		switch {
		case err != nil:
			return Unknown, "", err
		case len(held) > 0:
			return Attested, "", nil
		}
		detail = "the feed does not show one for this file"
	}
	released := slices.ContainsFunc(w.targets(Forge), func(i int) bool { return w.target(i).State == Published })
	if _, err := w.Attestations.Of(a); err != nil && !released {
		return Absent, w.line(err), nil
	}
	if takes && !w.target(at).there() {
		return Absent, "", nil // It is uploaded with the file.
	}
	return Kept, detail, nil
}
