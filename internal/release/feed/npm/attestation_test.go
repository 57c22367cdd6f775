package npm

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// bundleOf is what a bundle of Sigstore about a tarball looks like. Nothing in it is signed, which no registry of the tests looks at.
func bundleOf(t *testing.T, a feed.Artifact, name, predicate string) []byte {
	t.Helper()
	content, err := os.ReadFile(a.Path)
	if err != nil {
		t.Fatal(err)
	}
	statement := fmt.Sprintf(`{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":%q,"digest":{"sha512":"%x"}}],"predicateType":%q}`, name, sha512.Sum512(content), predicate)
	return fmt.Appendf(nil, `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{"payload":%q,"payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AAAA"}]}}`,
		base64.StdEncoding.EncodeToString([]byte(statement)))
}

func TestAttestations(t *testing.T) {
	const purl = "pkg:npm/%40scope/thing@1.2.3"
	url, store := feedtest.ServeLocal(t)
	plain, err := New(httpfeed.Options{Name: "npm", URL: url + "/npm/", Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: store.Token()}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	f, a := Attesting{plain}, sound(t)
	held := func() string {
		t.Helper()
		got, err := f.Attestation(t.Context(), a.Package, a.Version, a.File)
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	for name, wrong := range map[string][]byte{
		"another package":   bundleOf(t, a, "pkg:npm/other@1.2.3", provenanceType),
		"another predicate": bundleOf(t, a, purl, "https://example.com/v1"),
		"other bytes":       bundleOf(t, packed(t), purl, provenanceType),
		"no signature":      []byte(strings.Replace(string(bundleOf(t, a, purl, provenanceType)), `{"sig":"AAAA"}`, "", 1)),
		"no bundle":         []byte(`{"mediaType":"application/json"}`),
	} {
		a.Attestation = wrong
		if err := f.Upload(t.Context(), a); err == nil || !strings.Contains(err.Error(), "HTTP 400: the attestation is") {
			t.Errorf("%s: %v", name, err)
		}
	}
	a.Attestation = []byte("no JSON")
	if err := f.Upload(t.Context(), a); err == nil || !strings.Contains(err.Error(), "it is not a bundle of Sigstore") {
		t.Errorf("no JSON: %v", err)
	}
	if got := held(); got != "" {
		t.Errorf("before the upload: %s", got)
	}
	a.Attestation = bundleOf(t, a, purl, provenanceType)
	if err := f.Upload(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if got := held(); got != string(a.Attestation) {
		t.Errorf("got %s, want %s", got, a.Attestation)
	}
}

// A registry that is not said to take attestations gets none.
func TestNoAttestations(t *testing.T) {
	var sent publication
	f := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Error(err)
		}
	})
	a := sound(t)
	a.Attestation = bundleOf(t, a, "pkg:npm/x@1", provenanceType)
	if err := f.Upload(t.Context(), a); err != nil || len(sent.Attachments) != 1 {
		t.Errorf("sent %d attachments, %v", len(sent.Attachments), err)
	}
}

func TestAnswersAboutAttestations(t *testing.T) {
	for answer, want := range map[string]string{
		`{"attestations": []}`: "", `404 {}`: "", `{"attestations": [{"predicateType": "https://example.com", "bundle": {}}]}`: "",
		`{"attestations": [{"predicateType": "https://slsa.dev/provenance/v1", "bundle": {"a": 1}}]}`: `{"a": 1}`,
		`{}`: "error: it is JSON without attestations", `<html>`: "error: not from a package feed", `500 oops`: "error: HTTP 500",
	} {
		f := Attesting{serve(t, routes{"GET /-/npm/v1/attestations/@scope%2fthing@1.2.3": answer}.ServeHTTP)}
		got, err := f.Attestation(t.Context(), pkg, version, file)
		why, wrong := strings.CutPrefix(want, "error: ")
		if wrong != (err != nil) || wrong && !strings.Contains(err.Error(), why) || !wrong && string(got) != want {
			t.Errorf("%s: got %s, %v", answer, got, err)
		}
	}
}
