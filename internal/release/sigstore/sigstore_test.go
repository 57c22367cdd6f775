package sigstore_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore/sigstoretest"
)

var statement = json.RawMessage(`{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{"sha256":"00"}}],"predicateType":"https://example.com/v1"}`)

func TestSignAndVerify(t *testing.T) {
	service, other := sigstoretest.New(t), sigstoretest.New(t)
	signer := sigstoretest.Signer
	made := service.Bundles(t, signer, statement, statement)
	got, err := service.Verify(t.Context(), signer, made...)
	if err != nil || len(got) != 2 || !bytes.Equal(got[0], statement) {
		t.Fatalf("got %s, %v", got, err)
	}

	// change returns a bundle with another text in place of one of its values.
	change := func(change func(b map[string]any)) sigstore.Bundle {
		var b map[string]any
		if err := json.Unmarshal(made[0], &b); err != nil {
			t.Fatal(err)
		}
		change(b)
		changed, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	within := func(b map[string]any, key string) map[string]any { return b[key].(map[string]any) }
	elsewhere := signer
	elsewhere.Identity = strings.Replace(signer.Identity, "refs/heads/main", "refs/pull/7/merge", 1)
	issuer := signer
	issuer.Issuer = "https://accounts.example.com"
	tests := map[string]struct {
		bundle sigstore.Bundle
		want   string
	}{
		"another branch":   {service.Bundles(t, elsewhere, statement)[0], `is not signed by https://github.com/qdrant/`},
		"another issuer":   {service.Bundles(t, issuer, statement)[0], `is not signed by https://github.com/qdrant/`},
		"another Sigstore": {other.Bundles(t, signer, statement)[0], "the transparency log does not confirm it"},
		"another statement": {change(func(b map[string]any) {
			within(b, "dsseEnvelope")["payload"] = base64.StdEncoding.EncodeToString(bytes.Replace(statement, []byte("00"), []byte("01"), 1))
		}), "the transparency log does not confirm it"},
		"no log": {change(func(b map[string]any) { delete(within(b, "verificationMaterial"), "tlogEntries") }), "the transparency log does not confirm it"},
		"another key": {change(func(b map[string]any) {
			var second map[string]any
			if err := json.Unmarshal(made[1], &second); err != nil {
				t.Fatal(err)
			}
			within(b, "verificationMaterial")["certificate"] = within(second, "verificationMaterial")["certificate"]
		}), "the transparency log does not confirm it"},
		"no bundle":    {json.RawMessage(`{"mediaType":"application/json"}`), "is not a bundle of Sigstore"},
		"no JSON":      {json.RawMessage(`<html>`), "is not a bundle of Sigstore: it is not JSON"},
		"no statement": {change(func(b map[string]any) { within(b, "dsseEnvelope")["payloadType"] = "text/plain" }), "it has no in-toto statement"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := service.Verify(t.Context(), signer, made[0], test.bundle)
			var refused *sigstore.RefusedError
			if got != nil || !errors.As(err, &refused) || refused.N != 1 || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %s, %v", got, err)
			}
		})
	}
}

// An expired root, and one that is no root.
func TestTrustedRoot(t *testing.T) {
	service := sigstoretest.New(t)
	made := service.Bundles(t, sigstoretest.Signer, statement)
	content, err := os.ReadFile(service.TrustedRoot)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(content, &root); err != nil {
		t.Fatal(err)
	}
	for _, authority := range root["certificateAuthorities"].([]any) {
		authority.(map[string]any)["validFor"] = map[string]string{"start": "2020-01-01T00:00:00Z", "end": "2021-01-01T00:00:00Z"}
	}
	old, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		string(old): "its certificate was not valid when it was signed, or is not from an authority of the trusted root",
		"{}":        "is no trusted root",
	} {
		file := filepath.Join(t.TempDir(), "root.json")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		changed := service.Service
		changed.TrustedRoot = file
		if _, err := changed.Verify(t.Context(), sigstoretest.Signer, made...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestSignWithoutIdentity(t *testing.T) {
	service := sigstoretest.New(t)
	if _, err := service.Sign(t.Context(), func(string) string { return "" }, statement); err == nil || !strings.Contains(err.Error(), "id-token: write") {
		t.Errorf("got %v", err)
	}
	wrong := service.Variables(sigstoretest.Signer)
	wrong["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "planted-secret"
	_, err := service.Sign(t.Context(), func(name string) string { return wrong[name] }, statement)
	if err == nil || !strings.Contains(err.Error(), "GitHub gives no token of the workflow: HTTP 400") || strings.Contains(err.Error(), "planted-secret") {
		t.Errorf("got %v", err)
	}
}
