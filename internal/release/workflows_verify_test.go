//go:build unix

package release

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// quickVerification is a file for the clone: it verifies a package without installing it, where the file that it names is there.
const quickVerification = `package release

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

func (c *Checkout) quickly(ctx context.Context, p verify.Package, planned *plan.Plan, name string) (*verify.Report, error) {
	if _, err := os.Stat(filepath.Join(c.Root, "` + quickMark + `")); err != nil {
		return nil, nil
	}
	report := &verify.Report{Language: p.Language, Package: p.Name, Version: p.Version, Source: p.URL}
	for _, f := range p.Files {
		sum := sha256.New()
		if err := p.Feed.Fetch(ctx, p.Name, p.Version, f.Name, sum); err != nil {
			return nil, err
		}
		if hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
			return nil, fmt.Errorf("%s is served with other bytes", f.Name)
		}
		report.Compared++
	}
	return report, writeReport(c.Root, name, planned, report)
}
`

// quickMark is the file that is there while the clone verifies without installing.
const quickMark = ".cache/verifies-quickly"

// verifiesQuickly lets the clone verify without installing anything.
func (r *runner) verifiesQuickly(t *testing.T) {
	t.Helper()
	dir := filepath.Join(r.root, "internal", "release")
	path := filepath.Join(dir, "publish.go")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const before = "\tapi, err := image.FromDir("
	const quick = "\tif quick, err := c.quickly(ctx, p, planned, name); quick != nil || err != nil {\n\t\treturn quick, err\n\t}\n"
	if strings.Count(string(text), before) != 1 {
		t.Fatalf("%s does not have the place where packages are installed for verification", path)
	}
	changed := strings.Replace(string(text), before, quick+before, 1)
	if err := errors.Join(file.Write(path, []byte(changed)), file.Write(filepath.Join(dir, "quickly.go"), []byte(quickVerification))); err != nil {
		t.Fatal(err)
	}
}

// installs says whether verification installs the packages from now on.
func (r *runner) installs(t *testing.T, really bool) {
	t.Helper()
	path := filepath.Join(r.root, filepath.FromSlash(quickMark))
	err := os.RemoveAll(path)
	if !really {
		err = file.Write(path, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}
