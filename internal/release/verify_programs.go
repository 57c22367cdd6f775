package release

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// verifyPrograms takes the programs of a plan from the release on the forge, as users do: it compares the bytes, verifies who has signed
// them, and runs the one for this machine. They are published last; before that there is nothing to verify, which is an error only for
// who asks for them alone.
func (c *Checkout) verifyPrograms(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination, alone bool) (*verify.Report, error) {
	report := &verify.Report{Language: plan.Programs, Package: "programs", Version: p.Version.NPM, Source: p.Release.Repository}
	for _, a := range p.Programs() {
		var held bytes.Buffer
		found, err := at.forge.Download(ctx, p.Release, a.File, a.Size, &held)
		switch {
		case err != nil:
			return nil, err
		case !found && !alone && report.Compared == 0:
			c.Progress.Printf("the programs are not published yet: they are files of the release %s on %s", p.Release.Tag, p.Release.Forge)
			return nil, nil //nolint:nilnil // There is nothing to verify, which is no error.
		case !found:
			return nil, fmt.Errorf("%s is not among the files of the release %s on %s: mage publish publishes them last", a.File, p.Release.Tag, p.Release.Forge)
		}
		digests, _ := programDigests(a.File, held.Bytes())
		if digests.SHA256 != a.SHA256 {
			return nil, fmt.Errorf("%s is served with other bytes (SHA-256 %.12s, planned %.12s)", a.File, digests.SHA256, a.SHA256)
		}
		report.Compared++
		if p.Signer != nil {
			if err := c.acceptProgram(ctx, settings, p, at, a, digests); err != nil {
				return nil, err
			}
			report.Signed = append(report.Signed, a.File)
		}
		if strings.Contains(a.File, "_"+runtime.GOOS+"_"+runtime.GOARCH+".") {
			if err := runs(ctx, a.File, held.Bytes(), p.Version.NPM); err != nil {
				return nil, fmt.Errorf("%s: %w", a.File, err)
			}
			report.Programs++
		}
	}
	return report, nil
}

// acceptProgram verifies the attestation at the release.
func (c *Checkout) acceptProgram(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination, a plan.Artifact, served attest.Digests) error {
	service, err := c.sigstore(ctx, settings)
	if err != nil {
		return err
	}
	var bundle bytes.Buffer
	found, err := at.forge.Download(ctx, p.Release, a.AssetName()+plan.BundleSuffix, mostBundle, &bundle)
	if err == nil && !found {
		err = errors.New("the release does not have it")
	}
	if err == nil {
		err = c.accept(ctx, service, p, claimOf(p, a, map[string]attest.Digests{a.File: served}), sigstore.Bundle(bundle.Bytes()))
	}
	if err != nil {
		return fmt.Errorf("the attestation of %s is not accepted: %w", a.File, err)
	}
	return nil
}

// runs unpacks a program and asks it for its version.
func runs(ctx context.Context, name string, content []byte, version string) error {
	members, err := program.Unpack(name, content)
	if err != nil {
		return err
	}
	dir, err := file.TempDir("", "program")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // What is left over is a temporary file.
	binary, _, _ := strings.Cut(name, "_"+version+"_")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	found, ok := archive.Find(members, binary)
	if !ok {
		return fmt.Errorf("it has no program %s", binary)
	}
	path := filepath.Join(dir, binary)
	if err := os.WriteFile(path, found, 0o700); err != nil {
		return err
	}
	said, err := run.Output(ctx, run.Cmd{Args: []string{path, "-version"}, Dir: dir, Kind: environ.Plain})
	if err == nil && !strings.Contains(string(said), version) {
		err = fmt.Errorf("%s -version says %.200q, and the version is %s", binary, said, version)
	}
	return err
}

// refuseVerified forgets the ledger, which may have what could not be verified as verified. It is a cache: without it, a release looks again.
func (c *Checkout) refuseVerified(err error) error {
	err = errors.Join(err, os.RemoveAll(filepath.Join(c.Root, filepath.FromSlash(publish.LedgerFile))))
	return &publish.RefusedError{Err: c.Secrets.Error(err)}
}
