package verify

import (
	"encoding/pem"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// TestLoginGo is on Linux alone: the go command sends a login over TLS only, and elsewhere no variable makes it trust a
// certificate.
func TestLoginGo(t *testing.T) {
	fulltest.Only(t, "installs the SDKs")
	t.Parallel()
	const secret = "a-planted-secret-0x5eed"
	for name, login := range map[string]feed.Login{"user": {User: "somebody", Secret: secret}, "token": {Secret: secret}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRegistry(need(t, planned), nil)
			r.login = login
			r.Server = httptest.NewTLSServer(r)
			t.Cleanup(r.Close)
			trusted := filepath.Join(t.TempDir(), "certificate.pem")
			encoded := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: r.Certificate().Raw})
			if err := os.WriteFile(trusted, encoded, 0o600); err != nil {
				t.Fatal(err)
			}
			v := verifier(t, "SSL_CERT_FILE="+trusted)
			seen := 0
			r.seen = func() {
				seen++
				noTrace(t, v.Scratch, secret)
			}
			install := func() error {
				dir, err := os.MkdirTemp(v.Scratch, "") //nolint:usetesting // It has to be below the scratch folder.
				if err != nil {
					return err
				}
				if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
					return err
				}
				_, err = takeGo(User{Package: r.of("go"), env: v.Env, dir: dir, login: login}).Install(t.Context(), false)
				return err
			}
			if err := install(); err != nil || seen == 0 {
				t.Fatalf("%d requests: %v", seen, err)
			}
			r.login.Secret = "another one"
			if err := install(); err == nil || strings.Contains(err.Error(), secret) {
				t.Errorf("with a wrong login: %v", err)
			} else {
				t.Log(err)
			}
		})
	}
}
