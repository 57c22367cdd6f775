package pypi

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// bundleOf is what a bundle of Sigstore about a file looks like. Nothing in it is signed, which no index of the tests looks at.
func bundleOf(predicate, name, sha256 string) []byte {
	statement := fmt.Sprintf(`{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":%q,"digest":{"sha256":%q}}],"predicateType":%q,"predicate":null}`, name, sha256, predicate)
	return fmt.Appendf(nil, `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"certificate":{"rawBytes":"AAAA"},"tlogEntries":[{"logIndex":"1"}]},`+
		`"dsseEnvelope":{"payload":%q,"payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"BBBB"}]}}`, base64.StdEncoding.EncodeToString([]byte(statement)))
}

func TestAttestations(t *testing.T) {
	url, store := feedtest.ServeLocal(t)
	yanking, err := NewYanking(httpfeed.Options{Name: "pypi", URL: url + "/pypi/simple/", Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: store.Token()}, nil
	}}, url+"/pypi/legacy/")
	if err != nil {
		t.Fatal(err)
	}
	f := yanking.Attesting()
	if _, deprecates := f.(feed.Deprecator); !deprecates {
		t.Error("an index with attestations cannot yank")
	}
	held := func(file string) string {
		t.Helper()
		got, err := f.(feed.Attester).Attestation(t.Context(), pkg, number, file)
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	a, plain := soundWheel(t), soundSdist(t)
	right := bundleOf(attest.PublishType, a.File, a.SHA256)
	for want, wrong := range map[string][]byte{
		"the attestation is not about " + a.File: bundleOf(attest.PublishType, plain.File, a.SHA256),
		`the attestation is a "https://example`:  bundleOf("https://example.com/v1", a.File, a.SHA256),
		"the attestation is about " + a.File:     bundleOf(attest.PublishType, a.File, plain.SHA256),
		"the attestation is not one of PEP 740":  []byte(strings.Replace(string(right), `"sig":"BBBB"`, `"sig":""`, 1)),
		"its attestation cannot be used":         []byte(strings.Replace(string(right), `"signatures":[{"sig":"BBBB"}]`, `"signatures":[]`, 1)),
	} {
		a.Attestation = wrong
		if err := f.Upload(t.Context(), a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	a.Attestation = right
	for _, artifact := range []feed.Artifact{a, plain} {
		if err := f.Upload(t.Context(), artifact); err != nil {
			t.Fatal(err)
		}
	}
	var got, want any
	if err := json.Unmarshal([]byte(held(a.File)), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(right, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := held(plain.File); got != "" {
		t.Errorf("a file that was uploaded without one has %s", got)
	}
}

func TestAnswersAboutAttestations(t *testing.T) {
	page := `{"meta": {"api-version": "1.3"}, "files": [{"filename": "` + wheel + `", "url": "/files/x", "provenance": "/files/provenance"}]}`
	f := serve(t, index(typeJSON, page))
	if _, err := f.Feed.Attesting().Attestation(t.Context(), pkg, number, wheel); err == nil || !strings.Contains(err.Error(), "not the expected JSON") {
		t.Errorf("an answer that is none: %v", err)
	}
	for answer, want := range map[string]string{
		`{"version": 2}`: "not of version 1 of PEP 740", `{"version": 1}`: "has no certificate, statement or signature", `[]`: "cannot unmarshal",
	} {
		if _, err := toBundle([]byte(answer)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", answer, err, want)
		}
	}
}

// An index may have several attestations of a file; the one of the publisher counts.
func TestAttestationOfThePublisher(t *testing.T) {
	attestation := func(predicate string) string {
		statement := base64.StdEncoding.EncodeToString(fmt.Appendf(nil, `{"predicateType":%q}`, predicate))
		return fmt.Sprintf(`{"version": 1, "verification_material": {"certificate": "AAAA"}, "envelope": {"statement": %q, "signature": "BBBB"}}`, statement)
	}
	page := `{"meta": {"api-version": "1.3"}, "files": [{"filename": "` + wheel + `", "url": "/files/x", "provenance": "/provenance"}]}`
	built, published := attestation("https://slsa.dev/provenance/v1"), attestation(attest.PublishType)
	for all, want := range map[string]bool{built + "," + published: true, published + "," + built: true, built: false} {
		f := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/provenance" {
				w.Header().Set("Content-Type", "application/json")
				fmt.Fprintf(w, `{"version": 1, "attestation_bundles": [{"attestations": [%s]}]}`, all)
				return
			}
			index(typeJSON, page)(w, r)
		})
		got, err := f.Feed.Attesting().Attestation(t.Context(), pkg, number, wheel)
		if err != nil {
			t.Fatal(err)
		}
		if publishes(got) != want || !want && got != nil {
			t.Errorf("%s: got %s", all, got)
		}
	}
}
