package npm

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// provenanceType is the predicate of the attestation that is uploaded. Registries serve others beside it, which they sign themselves.
const provenanceType = "https://slsa.dev/provenance/v1"

// Attesting is a registry that takes the provenance of a tarball with its upload, as npm's own does. It is also a [feed.Attester].
type Attesting struct{ *Feed }

// Upload publishes a tarball with its attestation.
func (f Attesting) Upload(ctx context.Context, a feed.Artifact) error { return f.upload(ctx, a) }

// Attestation returns the provenance of a version.
func (f Attesting) Attestation(ctx context.Context, pkg, version, _ string) ([]byte, error) {
	doing := "look up the attestations of " + pkg + " " + version
	escaped, err := f.escaped(doing, pkg)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Attestations *[]struct {
			PredicateType string          `json:"predicateType"`
			Bundle        json.RawMessage `json:"bundle"`
		} `json:"attestations"`
	}
	err = f.client.JSON(ctx, httpfeed.Request{Doing: doing, URL: f.client.URL("-", "npm", "v1", "attestations", escaped+"@"+version)}, &answer)
	switch {
	case httpfeed.Status(err) == http.StatusNotFound:
		return nil, nil
	case err != nil:
		return nil, err
	case answer.Attestations == nil:
		return nil, f.client.Wrong(doing, "the answer is not from a package feed: it is JSON without attestations")
	}
	for _, a := range *answer.Attestations {
		if a.PredicateType == provenanceType {
			return a.Bundle, nil
		}
	}
	return nil, nil
}

// mediaTypeOf returns the type that a bundle says it has.
func mediaTypeOf(bundle []byte) (string, error) {
	var of struct {
		MediaType string `json:"mediaType"`
	}
	if err := json.Unmarshal(bundle, &of); err != nil || of.MediaType == "" {
		return "", errors.New("it is not a bundle of Sigstore")
	}
	return of.MediaType, nil
}
