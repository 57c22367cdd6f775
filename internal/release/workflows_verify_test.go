//go:build unix

package release

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/launch"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// quickVerification is a file for the targets of the clone: it verifies a package without installing it, where the file that it names is there.
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

// verifiesQuickly gives the clone targets that can verify without installing anything: those of this tree, with a few lines more.
func (r *runner) verifiesQuickly(t *testing.T) {
	t.Helper()
	here := filepath.Join(r.top, "internal", "release")
	text, err := os.ReadFile(filepath.Join(here, "publish.go"))
	if err != nil {
		t.Fatal(err)
	}
	const before = "\tapi, err := image.FromDir("
	const quick = "\tif quick, err := c.quickly(ctx, p, planned, name); quick != nil || err != nil {\n\t\treturn quick, err\n\t}\n"
	if strings.Count(string(text), before) != 1 {
		t.Fatal("publish.go does not have the place where packages are installed for verification")
	}
	dir := t.TempDir()
	replaced := map[string]string{} // In the form of go build -overlay.
	for name, content := range map[string]string{"publish.go": strings.Replace(string(text), before, quick+before, 1), "quickly.go": quickVerification} {
		replaced[filepath.Join(here, name)] = filepath.Join(dir, name)
		gittest.Write(t, dir, name, content)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		t.Fatal(err)
	}
	gittest.Write(t, dir, "overlay.json", string(overlay))

	program, kept := launch.Program(r.root)
	if !kept {
		t.Fatal("the targets of the clone are compiled each time")
	}
	// mage writes beside the magefiles, so these are others.
	magefiles := filepath.Join(filepath.Dir(r.root), "magefiles")
	err = errors.Join(os.RemoveAll(magefiles), os.CopyFS(magefiles, os.DirFS(filepath.Join(r.top, "magefiles"))), os.MkdirAll(filepath.Dir(program), 0o755))
	if err != nil {
		t.Fatal(err)
	}
	err = run.Run(t.Context(), run.Cmd{
		Args: []string{"go", "tool", "mage", "-d", magefiles, "-ldflags", "-s -w", "-compile", program}, Dir: r.top, Kind: environ.Tests,
		Env: []string{"GOFLAGS=-trimpath -buildvcs=false -overlay=" + filepath.Join(dir, "overlay.json")},
	})
	if err := errors.Join(err, os.RemoveAll(magefiles)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if all, err := filepath.Glob(filepath.Join(r.root, toolchain.CacheDir, "mage", "*", filepath.Base(program))); err != nil || len(all) != 1 {
			t.Errorf("the clone has compiled targets of its own: %q, %v", all, err)
		}
	})
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
