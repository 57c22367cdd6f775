package release

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore"
)

// The services of Sigstore that everybody may use.
const (
	publicFulcio = "https://fulcio.sigstore.dev"
	publicRekor  = "https://rekor.sigstore.dev"
)

// mostBundle bounds the size of an attestation in bytes.
const mostBundle = 4 << 20

// claims are what is signed of a file in each language. Digests are of all files of the package, by name.
var claims = lang.Table[func(p *plan.Plan, a plan.Artifact, digests map[string]attest.Digests) attest.Claim]{
	lang.Go: func(_ *plan.Plan, a plan.Artifact, digests map[string]attest.Digests) attest.Claim {
		return attest.Module(a.Package, a.Version, a.AssetName(), digests[a.File], digests[strings.TrimSuffix(a.File, ".zip")+".mod"])
	},
	lang.Python: func(_ *plan.Plan, a plan.Artifact, digests map[string]attest.Digests) attest.Claim {
		return attest.Distribution(a.File, digests[a.File])
	},
	lang.TypeScript: func(_ *plan.Plan, a plan.Artifact, digests map[string]attest.Digests) attest.Claim {
		return attest.Tarball(a.Package, a.Version, digests[a.File])
	},
}

// claimOf is what is signed of a file. Digests are of all files of the plan, by name.
func claimOf(p *plan.Plan, a plan.Artifact, digests map[string]attest.Digests) attest.Claim {
	if a.Language == plan.Programs {
		return attest.Program(a.File, digests[a.File])
	}
	return claims[a.Language](p, a, digests)
}

// signer returns who signs a plan: the workflow of sdk.yaml, if that runs now. A release that is packed elsewhere is unsigned.
func (c *Checkout) signer(settings *config.Config, at *destination, p *plan.Plan) *plan.Signer {
	by, running := settings.Release.Signing, c.builder()
	if at.local || p.Preview || !by.Signs(running) {
		return nil
	}
	return &plan.Signer{Identity: running, Issuer: string(by.Issuer)}
}

// sigstore returns the program that signs and verifies, with the services of sdk.yaml.
func (c *Checkout) sigstore(ctx context.Context, settings *config.Config) (sigstore.Service, error) {
	by := settings.Release.Signing
	s := sigstore.Service{
		Program: c.Tools.Tool("attester"), Cache: filepath.Join(c.Root, toolchain.CacheDir, "sigstore"),
		Fulcio: strings.TrimSuffix(cmp.Or(string(by.Fulcio), publicFulcio), "/"), Rekor: strings.TrimSuffix(cmp.Or(string(by.Rekor), publicRekor), "/"),
	}
	if s.TrustedRoot = string(by.TrustedRoot); s.TrustedRoot != "" && !filepath.IsAbs(s.TrustedRoot) {
		s.TrustedRoot = filepath.Join(c.Root, filepath.FromSlash(s.TrustedRoot))
	}
	return s, c.Tools.Ensure(ctx, toolchain.Sigstore)
}

// Attest signs the packages of dist/plan.json with the identity of the workflow that runs, and writes the attestations to [plan.BundlesDir].
// Those that exist and are right are kept. It returns their paths.
func (c *Checkout) Attest(ctx context.Context) ([]string, error) {
	v := new(values)
	var err error
	if v.settings, err = config.Load(c.Root); err != nil {
		return nil, err
	}
	if v.plan, err = plan.Read(c.Root); err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	if v.plan.Signer == nil {
		return nil, &publish.RefusedError{Err: fmt.Errorf(
			"%s is not to be signed: it was made outside of the workflow that release.signing in sdk.yaml names (%s)", plan.File, v.settings.Release.Signing.Workflow)}
	}
	now, err := plan.Observe(ctx, c.Root, v.plan)
	if err == nil {
		err = plan.Check(v.plan, now)
	}
	if err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	made, err := c.sign(ctx, v.settings, v.plan)
	if err != nil {
		return nil, &publish.RefusedError{Err: c.Secrets.Error(err)}
	}
	return made, nil
}

func (c *Checkout) sign(ctx context.Context, settings *config.Config, p *plan.Plan) ([]string, error) {
	workflow, err := attest.WorkflowOf(c.Getenv)
	if err != nil {
		return nil, err
	}
	if workflow.Identity() != p.Signer.Identity {
		return nil, fmt.Errorf("%s has to be signed by %s, but this is %s: run that workflow", plan.File, p.Signer.Identity, workflow.Identity())
	}
	service, err := c.sigstore(ctx, settings)
	if err != nil {
		return nil, err
	}
	digests, err := c.packedDigests(p)
	if err != nil {
		return nil, err
	}
	var missing []plan.Artifact
	var statements []json.RawMessage
	var all []string
	for _, a := range withBundles(p) {
		all = append(all, a.Bundle())
		claim := claimOf(p, a, digests)
		if held, err := c.heldBundle(a); err == nil && c.accept(ctx, service, p, claim, held) == nil {
			continue
		}
		statement, err := claim.Statement(workflow)
		if err != nil {
			return nil, err
		}
		missing, statements = append(missing, a), append(statements, statement)
	}
	if len(missing) == 0 {
		return all, nil
	}
	bundles, err := service.Sign(ctx, c.Getenv, statements...)
	if err != nil {
		return nil, err
	}
	for i, a := range missing {
		// A signature that nobody would accept must not be published.
		if err := c.accept(ctx, service, p, claimOf(p, a, digests), bundles[i]); err != nil {
			return nil, fmt.Errorf("the attestation of %s that was just made is not accepted: %w", a.File, err)
		}
		if err := file.Write(filepath.Join(c.Root, filepath.FromSlash(a.Bundle())), bundles[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// withBundles returns the artifacts that have an attestation, each once, wherever they go.
func withBundles(p *plan.Plan) []plan.Artifact {
	var all []plan.Artifact
	for _, a := range slices.Concat(p.Artifacts, p.Programs()) {
		if a.Bundle() != "" && !slices.ContainsFunc(all, func(b plan.Artifact) bool { return a.Bundle() == b.Bundle() }) {
			all = append(all, a)
		}
	}
	return all
}

// packedDigests returns the digests of the files in dist, by name. They are as planned, or it is an error.
func (c *Checkout) packedDigests(p *plan.Plan) (map[string]attest.Digests, error) {
	digests := map[string]attest.Digests{}
	for _, a := range slices.Concat(p.Artifacts, p.Programs()) {
		content, err := os.ReadFile(filepath.Join(c.Root, filepath.FromSlash(a.Path)))
		if err != nil {
			return nil, err
		}
		digestsOf := attest.DigestsOf
		if a.Language == plan.Programs {
			digestsOf = programDigests
		}
		d, err := digestsOf(a.File, content)
		if err != nil {
			return nil, err
		}
		if d.SHA256 != a.SHA256 {
			return nil, fmt.Errorf("%s differs from the plan: run mage plan again", a.Path)
		}
		digests[a.File] = d
	}
	return digests, nil
}

// programDigests are the digests of an archive with a program. A zip is no Go module here.
func programDigests(_ string, content []byte) (attest.Digests, error) {
	return attest.Digests{SHA256: archive.Member{Content: content}.SHA256()}, nil
}

// heldBundle returns the attestation in dist.
func (c *Checkout) heldBundle(a plan.Artifact) (sigstore.Bundle, error) {
	return archive.ReadFile(filepath.Join(c.Root, filepath.FromSlash(a.Bundle())), mostBundle)
}

// accept returns an error if a bundle is not signed by the signer of the plan, or claims something else.
func (c *Checkout) accept(ctx context.Context, service sigstore.Service, p *plan.Plan, claim attest.Claim, bundle sigstore.Bundle) error {
	statements, err := service.Verify(ctx, sigstore.Signer(*p.Signer), bundle)
	if err != nil {
		return err
	}
	return claim.Check(statements[0])
}

// checkBundles verifies the attestations in dist before anything is uploaded.
func (c *Checkout) checkBundles(ctx context.Context, settings *config.Config, p *plan.Plan) error {
	service, err := c.sigstore(ctx, settings)
	if err != nil {
		return err
	}
	digests, err := c.packedDigests(p)
	if err != nil {
		return err
	}
	var wrong []error
	for _, a := range withBundles(p) {
		held, err := c.heldBundle(a)
		if err == nil {
			err = c.accept(ctx, service, p, claimOf(p, a, digests), held)
		} else if errors.Is(err, os.ErrNotExist) {
			err = errors.New("it does not exist")
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s cannot be published: %w; the job of the workflow that runs mage attest makes it", a.Bundle(), err))
		}
	}
	return errors.Join(wrong...)
}

// attestations are those of a signed plan, in dist.
type attestations struct {
	checkout *Checkout
	settings *config.Config
	plan     *plan.Plan
}

// Check verifies the attestations in dist.
func (a attestations) Check(ctx context.Context) error {
	return a.checkout.checkBundles(ctx, a.settings, a.plan)
}

// Of returns the attestation of a file.
func (a attestations) Of(of plan.Artifact) ([]byte, error) {
	held, err := a.checkout.heldBundle(of)
	if errors.Is(err, os.ErrNotExist) {
		err = fmt.Errorf("%s does not exist: the job of the workflow that runs mage attest makes it", of.Bundle())
	}
	return held, err
}

// attested returns the check of what a feed serves by its attestations; nil for an unsigned plan.
func (c *Checkout) attested(settings *config.Config, p *plan.Plan, at *destination, e endpoint) func(context.Context, map[string]attest.Digests) ([]string, error) {
	if p.Signer == nil {
		return nil
	}
	return func(ctx context.Context, served map[string]attest.Digests) ([]string, error) {
		service, err := c.sigstore(ctx, settings)
		if err != nil {
			return nil, err
		}
		var signed []string
		for _, a := range p.Artifacts {
			if a.Feed != e.Name || a.Bundle() == "" {
				continue
			}
			bundle, where, err := c.bundle(ctx, p, at, e, a)
			if err != nil {
				return nil, err
			}
			if err := c.accept(ctx, service, p, claims[a.Language](p, a, served), bundle); err != nil {
				return nil, fmt.Errorf("the attestation of %s from %s is not accepted: %w", a.File, where, err)
			}
			signed = append(signed, a.File)
		}
		return signed, nil
	}
}

// bundle returns the attestation of a file as users find it, and where: in the feed, at the release on the forge, or in dist.
func (c *Checkout) bundle(ctx context.Context, p *plan.Plan, at *destination, e endpoint, a plan.Artifact) (sigstore.Bundle, string, error) {
	var places []string
	if attester, ok := e.feed.(feed.Attester); ok {
		held, err := attester.Attestation(ctx, a.Package, a.Version, a.File)
		if err != nil || len(held) > 0 {
			return held, e.feed.Name(), err
		}
		places = append(places, e.feed.Name())
	}
	var unread error
	if p.Release != nil && at.forge != nil {
		var held bytes.Buffer
		found, err := at.forge.Download(ctx, p.Release, path.Base(a.Bundle()), mostBundle, &held)
		if found && err == nil {
			return held.Bytes(), "the release " + p.Release.Tag + " on " + p.Release.Forge, nil
		}
		unread = err // The one in dist is as good.
		places = append(places, "the release "+p.Release.Tag+" on "+p.Release.Forge)
	}
	held, err := c.heldBundle(a)
	if err == nil {
		return held, a.Bundle(), nil
	}
	if unread != nil {
		return nil, "", unread
	}
	return nil, "", fmt.Errorf("%s has no attestation: neither %s nor %s has it; run the workflow's job Attest again, and the later ones",
		a.File, strings.Join(places, " nor "), a.Bundle())
}
