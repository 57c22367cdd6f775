package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/dirhash"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// TestDirHash compares what is attested of a Go module with what the go command writes into go.sum for it.
func TestDirHash(t *testing.T) {
	goMod, _ := archive.Find(goModule, "go.mod")
	made, err := buildGo(Options{GoVersion: "v1.2.3", Commit: strings.Repeat("0", 40), Time: time.Unix(1_700_000_000, 0)}, goModule)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{".info": "", ".mod": fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%x  go.mod\n", sha256.Sum256(goMod))))}
	for _, a := range made {
		if strings.HasSuffix(a.file, ".zip") {
			path := filepath.Join(t.TempDir(), "module.zip")
			if err := os.WriteFile(path, a.content, 0o644); err != nil {
				t.Fatal(err)
			}
			sum, err := dirhash.HashZip(path, dirhash.Hash1)
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(sum, "h1:"))
			if err != nil || len(decoded) != sha256.Size {
				t.Fatal(sum, err)
			}
			want[".zip"] = hex.EncodeToString(decoded)
		}
	}
	if len(made) != 3 || len(want) != 3 {
		t.Fatalf("%d files were made: %v", len(made), want)
	}
	for _, a := range made {
		if got, err := a.dirHash(); err != nil || got != want[filepath.Ext(a.file)] {
			t.Errorf("%s: got %q, %v, want %q", a.file, got, err, want[filepath.Ext(a.file)])
		}
	}
	module := made[slices.IndexFunc(made, func(a *Made) bool { return a.kind == moduleKind })]
	subjects, err := module.subjects(made)
	if err != nil {
		t.Fatal(err)
	}
	var hashes bytes.Buffer
	for _, s := range subjects {
		hashes.WriteString(s.DirHash)
	}
	if got := hashes.String(); !strings.Contains(got, want[".zip"]) || !strings.Contains(got, want[".mod"]) {
		t.Errorf("the provenance has the hashes %q", got)
	}
}
