package pypi

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// Attesting is an index that takes the attestation of a file with its upload and serves it (PEP 740). It is also a [feed.Attester].
type Attesting struct{ *Feed }

// Attesting returns the index as one that takes attestations.
func (f *Feed) Attesting() Attesting {
	f.attests = true
	return Attesting{f}
}

// Attestation returns the attestation of a file as a bundle. The index says where it is (PEP 740, key provenance).
func (f Attesting) Attestation(ctx context.Context, pkg, version, file string) ([]byte, error) {
	doing := "look up the attestations of " + file
	links, err := f.links(ctx, doing, pkg, version)
	if err != nil {
		return nil, err
	}
	for _, l := range links {
		if l.Name == file && l.provenance != "" {
			return f.attestation(ctx, doing, l.provenance)
		}
	}
	return nil, nil
}

func (f Attesting) attestation(ctx context.Context, doing, address string) ([]byte, error) {
	var answer struct {
		Bundles *[]struct {
			Attestations []json.RawMessage `json:"attestations"`
		} `json:"attestation_bundles"`
	}
	err := f.client.JSON(ctx, httpfeed.Request{Doing: doing, URL: address}, &answer)
	switch {
	case httpfeed.Status(err) == http.StatusNotFound:
		return nil, nil
	case err != nil:
		return nil, err
	case answer.Bundles == nil:
		return nil, f.client.Wrong(doing, "the answer is not from a package feed: it is JSON without attestation bundles")
	}
	for _, b := range *answer.Bundles {
		for _, a := range b.Attestations {
			made, err := toBundle(a)
			if err != nil {
				return nil, f.client.Wrong(doing, "%w", err)
			}
			if publishes(made) {
				return made, nil
			}
		}
	}
	return nil, nil
}

// publishes reports whether a bundle is the attestation that publishers make of a file. An index may have others of it, such as one of how it
// was built.
func publishes(made []byte) bool {
	var b struct {
		Envelope struct {
			Payload []byte `json:"payload"`
		} `json:"dsseEnvelope"`
	}
	var statement struct {
		PredicateType string `json:"predicateType"`
	}
	return json.Unmarshal(made, &b) == nil && json.Unmarshal(b.Envelope.Payload, &statement) == nil && statement.PredicateType == attest.PublishType
}

// provenance returns the URL of attestations in an index; empty if there is none.
func provenance(base *url.URL, address string) string {
	if address == "" {
		return ""
	}
	to, err := base.Parse(address)
	if err != nil {
		return ""
	}
	return withoutFragment(*to)
}

// attestation is that of PEP 740 (https://packaging.python.org/specifications/index-hosted-attestations).
type attestation struct {
	Version  int      `json:"version"`
	Material material `json:"verification_material"`
	Envelope envelope `json:"envelope"`
}

type material struct {
	Certificate string            `json:"certificate"`
	Entries     []json.RawMessage `json:"transparency_entries"`
}

type envelope struct {
	Statement string `json:"statement"`
	Signature string `json:"signature"`
}

// bundle is what a bundle of Sigstore and an attestation have in common.
type bundle struct {
	MediaType string         `json:"mediaType"`
	Material  bundleMaterial `json:"verificationMaterial"`
	Envelope  bundleEnvelope `json:"dsseEnvelope"`
}

type bundleMaterial struct {
	Certificate struct {
		RawBytes string `json:"rawBytes"`
	} `json:"certificate"`
	Entries []json.RawMessage `json:"tlogEntries"`
}

type bundleEnvelope struct {
	Payload     string            `json:"payload"`
	PayloadType string            `json:"payloadType"`
	Signatures  []bundleSignature `json:"signatures"`
}

type bundleSignature struct {
	Signature string `json:"sig"`
}

const (
	bundleType  = "application/vnd.dev.sigstore.bundle.v0.3+json"
	payloadType = "application/vnd.in-toto+json"
)

// fromBundle converts a bundle to an attestation.
func fromBundle(content []byte) ([]byte, error) {
	var b bundle
	if err := json.Unmarshal(content, &b); err != nil {
		return nil, err
	}
	if b.Material.Certificate.RawBytes == "" || len(b.Material.Entries) == 0 || b.Envelope.PayloadType != payloadType || len(b.Envelope.Signatures) != 1 {
		return nil, errors.New("it is not a bundle of Sigstore with a certificate, an entry of a log and one signature of a statement")
	}
	return json.Marshal(attestation{
		1, material{b.Material.Certificate.RawBytes, b.Material.Entries}, envelope{b.Envelope.Payload, b.Envelope.Signatures[0].Signature},
	})
}

// toBundle converts an attestation to a bundle.
func toBundle(content []byte) ([]byte, error) {
	var a attestation
	if err := json.Unmarshal(content, &a); err != nil {
		return nil, err
	}
	if a.Version != 1 {
		return nil, errors.New("the attestation is not of version 1 of PEP 740")
	}
	for _, encoded := range []string{a.Material.Certificate, a.Envelope.Statement, a.Envelope.Signature} {
		if _, err := base64.StdEncoding.DecodeString(encoded); err != nil || encoded == "" {
			return nil, errors.New("the attestation has no certificate, statement or signature in base64")
		}
	}
	b := bundle{MediaType: bundleType, Envelope: bundleEnvelope{a.Envelope.Statement, payloadType, []bundleSignature{{a.Envelope.Signature}}}}
	b.Material.Certificate.RawBytes, b.Material.Entries = a.Material.Certificate, a.Material.Entries
	return json.Marshal(b)
}

var (
	_ feed.Attester = Attesting{}
	_ feed.Attester = attestingYanking{}
)

// attestingYanking is an [Attesting] that can yank.
type attestingYanking struct {
	*Yanking

	attesting Attesting
}

// Attesting returns the index as one that takes attestations.
func (y *Yanking) Attesting() feed.Feed { return attestingYanking{y, y.Feed.Attesting()} }

// Attestation returns the attestation of a file as a bundle.
func (y attestingYanking) Attestation(ctx context.Context, pkg, version, file string) ([]byte, error) {
	return y.attesting.Attestation(ctx, pkg, version, file)
}
