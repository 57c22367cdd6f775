package forge

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// TestSignedFiles: attestations have other bytes each time, so those that are there stay, and are read as they are.
func TestSignedFiles(t *testing.T) {
	s := newStage(t)
	s.write(t, "sdk.sigstore.json", "the first signature")
	s.release.Assets = append(s.release.Assets, plan.Asset{Name: "sdk.sigstore.json", Path: "sdk.sigstore.json", About: true, Signed: true})
	g := s.client(t, writer)
	var got bytes.Buffer
	if found, err := g.Download(t.Context(), s.release, "sdk.sigstore.json", 100, &got); found || err != nil {
		t.Errorf("before there is a release: %t, %v", found, err)
	}
	if err := g.Publish(t.Context(), s.release); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.root, "sdk.sigstore.json"), []byte("another signature, which is longer"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context(), s.release); err != nil {
		t.Fatal(err)
	}
	if ok, detail, err := g.Look(t.Context(), s.release); !ok || detail != "" || err != nil {
		t.Errorf("a look shows %t %q, %v", ok, detail, err)
	}
	if found, err := g.Download(t.Context(), s.release, "sdk.sigstore.json", 100, &got); !found || err != nil || got.String() != "the first signature" {
		t.Errorf("got %q, %t, %v", &got, found, err)
	}
	if found, err := g.Download(t.Context(), s.release, "other", 100, &got); found || err != nil {
		t.Errorf("a file that is not there: %t, %v", found, err)
	}
	if _, err := g.Download(t.Context(), s.release, "sdk.sigstore.json", 3, &got); err == nil || !strings.Contains(err.Error(), "too much for such a file") {
		t.Errorf("a large file: %v", err)
	}
	if len(s.hub.Wrong()) > 0 {
		t.Errorf("wrong: %q", s.hub.Wrong())
	}
}
