package local

import (
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

// The feeds take attestations as npm's registry and PyPI do, and refuse those that are not about the file. They know no keys, so they verify no
// signature.

// attestationSuffix ends the name of an attestation in a body of npm.
const attestationSuffix = ".sigstore"

func isAttestation(name string) bool { return strings.HasSuffix(name, attestationSuffix) }

// envelope is the signed statement in a bundle of Sigstore.
type envelope struct {
	Payload     []byte `json:"payload"` // Payload is base64 in JSON.
	PayloadType string `json:"payloadType"`
	Signatures  []struct {
		Signature []byte `json:"sig"`
	} `json:"signatures"`
}

// signed is a statement of in-toto, as far as the feeds read it.
type signed struct {
	PredicateType string `json:"predicateType"`
	Subject       []struct {
		Name   string            `json:"name"`
		Digest map[string]string `json:"digest"`
	} `json:"subject"`
}

// is reports whether a statement is about one file.
func (s signed) is(predicate, name, kind, digest string) error {
	switch {
	case s.PredicateType != predicate:
		return bad("the attestation is a %.100q, not a %s", s.PredicateType, predicate)
	case len(s.Subject) != 1 || s.Subject[0].Name != name:
		return bad("the attestation is not about %s alone", name)
	case s.Subject[0].Digest[kind] != digest:
		return bad("the attestation is about %s with the %s %.200q, but the file has %s", name, kind, s.Subject[0].Digest[kind], digest)
	}
	return nil
}

// npmAttestation checks the attestation of a tarball.
func npmAttestation(text, name, version string, tarball []byte) error {
	var bundle struct {
		MediaType string   `json:"mediaType"`
		Envelope  envelope `json:"dsseEnvelope"`
	}
	if err := json.Unmarshal([]byte(text), &bundle); err != nil {
		return bad("the attestation is not a bundle of Sigstore: %v", err)
	}
	var statement signed
	err := json.Unmarshal(bundle.Envelope.Payload, &statement)
	if err != nil || !strings.HasPrefix(bundle.MediaType, "application/vnd.dev.sigstore.bundle") || len(bundle.Envelope.Signatures) != 1 {
		return bad("the attestation is not a bundle of Sigstore with a signed statement")
	}
	sum := sha512.Sum512(tarball)
	return statement.is("https://slsa.dev/provenance/v1", "pkg:npm/"+strings.ReplaceAll(name, "@", "%40")+"@"+version, "sha512", hex.EncodeToString(sum[:]))
}

// npmAttestations serves /-/npm/v1/attestations/<name>@<version>.
func (h *handler) npmAttestations(w http.ResponseWriter, path string) error {
	at := strings.LastIndex(path, "@")
	if at <= 0 {
		return unknown(path)
	}
	held, err := h.store.read(NPM, path[:at])
	if err != nil {
		return err
	}
	release := held.Versions[path[at+1:]]
	if release == nil || len(release.Files[0].Attestation) == 0 {
		return unknown("an attestation of " + path)
	}
	return writeJSON(w, http.StatusOK, map[string]any{"attestations": []map[string]any{{
		"predicateType": "https://slsa.dev/provenance/v1", "bundle": release.Files[0].Attestation,
	}}})
}

// pythonAttestation returns the attestation in the field of a form, a list with one; nil if the field is missing.
func pythonAttestation(field, file, sha256 string) (json.RawMessage, error) {
	if field == "" {
		return nil, nil
	}
	var all []json.RawMessage
	if err := json.Unmarshal([]byte(field), &all); err != nil || len(all) != 1 {
		return nil, bad("attestations is not a list of one attestation in JSON")
	}
	var attestation struct {
		Version  int `json:"version"`
		Material struct {
			Certificate []byte            `json:"certificate"`
			Entries     []json.RawMessage `json:"transparency_entries"`
		} `json:"verification_material"`
		Envelope struct {
			Statement []byte `json:"statement"`
			Signature []byte `json:"signature"`
		} `json:"envelope"`
	}
	if err := json.Unmarshal(all[0], &attestation); err != nil {
		return nil, bad("the attestation is not one of PEP 740: %v", err)
	}
	var statement signed
	err := json.Unmarshal(attestation.Envelope.Statement, &statement)
	if err != nil || attestation.Version != 1 || len(attestation.Material.Certificate) == 0 || len(attestation.Material.Entries) == 0 || len(attestation.Envelope.Signature) == 0 {
		return nil, bad("the attestation is not one of PEP 740, version 1, with a certificate, an entry of a log and a signed statement")
	}
	return all[0], statement.is(attest.PublishType, file, "sha256", sha256)
}

// pythonProvenance serves /pypi/integrity/<project>/<version>/<file>/provenance.
func (h *handler) pythonProvenance(w http.ResponseWriter, path string) error {
	parts := strings.Split(path, "/")
	if len(parts) != 4 || parts[3] != "provenance" {
		return unknown(path)
	}
	held, err := h.store.read(Python, normalPython(parts[0]))
	if err != nil {
		return err
	}
	f, ok := held.file(parts[2])
	if !ok || len(f.Attestation) == 0 {
		return unknown("an attestation of " + parts[2])
	}
	return writeJSON(w, http.StatusOK, map[string]any{"version": 1, "attestation_bundles": []map[string]any{{
		"publisher": map[string]string{"kind": "local"}, "attestations": []json.RawMessage{f.Attestation},
	}}})
}

// provenanceOf returns the address of the attestation of a Python file, relative to the page of its project; nil if there is none.
func provenanceOf(project, version string, f stored) any {
	if len(f.Attestation) == 0 {
		return nil
	}
	return "../../integrity/" + project + "/" + url.PathEscape(version) + "/" + url.PathEscape(f.Name) + "/provenance"
}
