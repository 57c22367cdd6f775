package release

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore/sigstoretest"
)

// signedSetting is a release whose plan has to be signed, with a Sigstore on this machine.
type signedSetting struct {
	*setting

	sigstore *sigstoretest.Sigstore
}

func newSignedSetting(t *testing.T, attests bool) *signedSetting {
	t.Helper()
	s := &signedSetting{newSetting(t), sigstoretest.New(t)}
	maps.Copy(s.env, s.sigstore.Variables(sigstoretest.Signer))
	maps.Copy(s.env, map[string]string{
		"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "qdrant/qdrant-cloud-public-api", "GITHUB_REF": "refs/heads/main",
		"GITHUB_SHA": strings.Repeat("c", 40), "GITHUB_WORKFLOW_REF": strings.TrimPrefix(sigstoretest.Signer.Identity, "https://github.com/"),
		"GITHUB_EVENT_NAME": "workflow_dispatch", "RUNNER_ENVIRONMENT": "github-hosted", "GITHUB_REPOSITORY_ID": "1",
		"GITHUB_REPOSITORY_OWNER_ID": "2", "GITHUB_RUN_ID": "3", "GITHUB_RUN_ATTEMPT": "1",
	})
	path := filepath.Join(s.repo, config.File)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	workflow, _, _ := strings.Cut(sigstoretest.Signer.Identity, "@")
	signing := "  signing: {workflow: \"" + workflow + "\", refs: [refs/heads/main, refs/heads/release/*], issuer: \"" + sigstoretest.Signer.Issuer + "\", fulcio: \"" +
		s.sigstore.Fulcio + "\", rekor: \"" + s.sigstore.Rekor + "\", trusted_root: \"" + s.sigstore.TrustedRoot + "\"}\n  forge:"
	changed := strings.Replace(string(text), "  forge:", signing, 1)
	if attests {
		changed = strings.NewReplacer("yank: true}", "yank: true, attestations: true}", "token: "+npmToken+"}", "token: "+npmToken+", attestations: true}").Replace(changed)
	}
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	p.Signer = (*plan.Signer)(&sigstoretest.Signer)
	for _, a := range withBundles(p) {
		p.Release.Assets = append(p.Release.Assets, plan.Asset{Name: filepath.Base(a.Bundle()), Path: a.Bundle(), About: true, Signed: true})
	}
	if err := plan.Write(s.repo, p); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *signedSetting) checkout(t *testing.T) *Checkout {
	t.Helper()
	top, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return &Checkout{
		Root: s.repo, Tools: toolchain.New(top, progress.Discard()), Progress: progress.Discard(), Getenv: func(name string) string { return s.env[name] },
		Secrets: &redact.Secrets{}, publishing: quickly,
	}
}

func TestAttest(t *testing.T) {
	s := newSignedSetting(t, false)
	c := s.checkout(t)
	made, err := c.Attest(t.Context())
	if err != nil || len(made) != 5 {
		t.Fatalf("made %q, %v", made, err)
	}
	read := func() map[string]string {
		held := map[string]string{}
		for _, path := range made {
			content, err := os.ReadFile(filepath.Join(s.repo, path))
			if err != nil {
				t.Fatal(err)
			}
			held[path] = string(content)
		}
		return held
	}
	before := read()
	// What is there and right is kept; what is not is made again.
	if err := os.WriteFile(filepath.Join(s.repo, made[0]), []byte(before[made[1]]), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Attest(t.Context()); err != nil {
		t.Fatal(err)
	}
	for path, content := range read() {
		if same := content == before[path]; same != (path != made[0]) {
			t.Errorf("%s is the same: %t", path, same)
		}
	}

	s.env["GITHUB_WORKFLOW_REF"] = "somebody/fork/.github/workflows/release.yml@refs/heads/main"
	if _, err := c.Attest(t.Context()); err == nil || !strings.Contains(err.Error(), "but this is https://github.com/somebody/fork/") {
		t.Errorf("another workflow: %v", err)
	}
	p, err := plan.Read(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	p.Signer, p.Release = nil, nil
	if err := plan.Write(s.repo, p); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Attest(t.Context()); err == nil || !strings.Contains(err.Error(), "is not to be signed: it was made outside of the workflow") {
		t.Errorf("an unsigned plan: %v", err)
	}
}

// TestSignerOfAPlan: only the workflow of sdk.yaml makes a plan that is to be signed.
func TestSignerOfAPlan(t *testing.T) {
	s := newSignedSetting(t, false)
	c := s.checkout(t)
	settings, err := config.Load(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	at, release := &destination{}, &plan.Plan{}
	if got := c.signer(settings, at, release); got == nil || *got != plan.Signer(sigstoretest.Signer) {
		t.Errorf("in the workflow: %v", got)
	}
	if got := c.signer(settings, &destination{local: true}, release); got != nil {
		t.Errorf("for the local feeds: %v", got)
	}
	if got := c.signer(settings, at, &plan.Plan{Preview: true}); got != nil {
		t.Errorf("a preview: %v", got)
	}
	running := s.env["GITHUB_WORKFLOW_REF"]
	for ref, signs := range map[string]bool{"release/0.174": true, "release/a/b": false, "feature": false, "main2": false} {
		s.env["GITHUB_WORKFLOW_REF"] = strings.Replace(running, "refs/heads/main", "refs/heads/"+ref, 1)
		if got := c.signer(settings, at, release); (got != nil) != signs || signs && !strings.HasSuffix(got.Identity, "@refs/heads/"+ref) {
			t.Errorf("on %s: %v", ref, got)
		}
	}
	delete(s.env, "GITHUB_WORKFLOW_REF")
	if got := c.signer(settings, at, release); got != nil {
		t.Errorf("on a laptop: %v", got)
	}
}

// TestVerifyAttestations has attestations that are not accepted, each with why.
func TestVerifyAttestations(t *testing.T) {
	s := newSignedSetting(t, false)
	c := s.checkout(t)
	if _, err := c.Attest(t.Context()); err != nil {
		t.Fatal(err)
	}
	v, err := c.opened(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	served, err := c.packedDigests(v.plan)
	if err != nil {
		t.Fatal(err)
	}
	workflow, err := attest.WorkflowOf(c.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{"go": "go-v1.2.3.zip", "npm": "acme-sdk-1.2.3.tgz", "pypi": "acme_sdk-1.2.3-py3-none-any.whl"}
	check := func(feed string) error {
		_, err := c.attested(v.settings, v.plan, v.feeds, v.feeds.named(feed))(t.Context(), served)
		return err
	}
	sign := func(by sigstore.Signer, claim attest.Claim) sigstore.Bundle {
		statement, err := claim.Statement(workflow)
		if err != nil {
			t.Fatal(err)
		}
		return s.sigstore.Bundles(t, by, statement)[0]
	}
	fork := sigstoretest.Signer
	fork.Identity = "https://github.com/somebody/fork/.github/workflows/release.yml@refs/heads/main"
	other := map[string]attest.Digests{}
	for name, d := range served {
		d.SHA512, d.SHA256, d.DirHash = strings.Repeat("9", 128), strings.Repeat("9", 64), strings.Repeat("9", 64)
		other[name] = d
	}
	for feed, name := range names {
		if err := check(feed); err != nil {
			t.Errorf("%s: %v", feed, err)
		}
		path := filepath.Join(s.repo, plan.BundlesDir, name+".sigstore.json")
		right, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for i, a := range v.plan.Artifacts {
			if a.AssetName() == name {
				at = i
			}
		}
		a := v.plan.Artifacts[at]
		own := claims[a.Language](v.plan, a, served)
		for why, test := range map[string]struct {
			bundle sigstore.Bundle
			want   string
		}{
			"another workflow": {sign(fork, own), "is not accepted: it is not signed by " + sigstoretest.Signer.Identity},
			"other bytes":      {sign(sigstoretest.Signer, claims[a.Language](v.plan, a, other)), "with other bytes"},
			"changed":          {json.RawMessage(strings.Replace(string(right), `"payload":"e`, `"payload":"f`, 1)), "is not accepted"},
			"missing":          {nil, "has no attestation: neither the release v1.2.3 on github nor " + plan.BundlesDir + "/" + name},
		} {
			if test.bundle == nil {
				err = os.Remove(path)
			} else {
				err = os.WriteFile(path, test.bundle, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := check(feed); err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s, %s: %v", feed, why, err)
			}
			if err := c.checkBundles(t.Context(), v.settings, v.plan); err == nil || !strings.Contains(err.Error(), path[len(s.repo)+1:]+" cannot be published") {
				t.Errorf("%s, %s, before it is published: %v", feed, why, err)
			}
		}
		if err := os.WriteFile(path, right, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// What a feed serves in place of what was signed.
	served["acme-sdk-1.2.3.tgz"] = other["acme-sdk-1.2.3.tgz"]
	if err := check("npm"); err == nil || !strings.Contains(err.Error(), "with other bytes") {
		t.Errorf("npm serves other bytes: %v", err)
	}
	if c.attested(v.settings, &plan.Plan{}, v.feeds, v.feeds.named("npm")) != nil {
		t.Error("an unsigned plan has attestations")
	}
}

// TestReleaseWithAttestations: feeds that take attestations serve them, the others leave them to the release on the forge, and each user finds
// one that is accepted.
func TestReleaseWithAttestations(t *testing.T) {
	for name, attests := range map[string]bool{"taken": true, "kept": false} {
		t.Run(name, func(t *testing.T) {
			s := newSignedSetting(t, attests)
			c := s.checkout(t)
			release := func() (*values, error) {
				v, _, err := c.do(t.Context(), request{section: publishing})
				return v, err
			}
			if _, err := release(); err == nil || !strings.Contains(err.Error(), "dist/attestations/acme-sdk-1.2.3.tgz.sigstore.json cannot be published: it does not exist") {
				t.Fatalf("unsigned: %v", err)
			}
			if len(s.writes(t)) > 0 {
				t.Fatalf("an unsigned release was published: %v", s.writes(t))
			}
			if _, err := c.Attest(t.Context()); err != nil {
				t.Fatal(err)
			}
			v, err := release()
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]publish.State{"go": publish.Kept, "npm": publish.Kept, "pypi": publish.Kept}
			if attests {
				want["npm"], want["pypi"] = publish.Attested, publish.Attested
			}
			for _, target := range v.session.Ledger().Targets {
				if target.Kind == publish.Attestation && target.State != want[target.Where] {
					t.Errorf("%s is %s: %s", target, target.State, target.Detail)
				}
			}
			// A user has no dist. What is taken from the feed or from the release is accepted.
			if err := os.RemoveAll(filepath.Join(s.repo, filepath.FromSlash(plan.BundlesDir))); err != nil {
				t.Fatal(err)
			}
			served, err := c.packedDigests(v.plan)
			if err != nil {
				t.Fatal(err)
			}
			for feed, n := range map[string]int{"go": 1, "npm": 1, "pypi": 2} {
				e := v.feeds.named(feed)
				signed, err := c.attested(v.settings, v.plan, v.feeds, e)(t.Context(), served)
				if err != nil || len(signed) != n {
					t.Errorf("%s: %q are signed, %v", feed, signed, err)
				}
			}
			for _, a := range withBundles(v.plan) {
				if a.Language == plan.Programs { // No feed has it.
					continue
				}
				_, where, err := c.bundle(t.Context(), v.plan, v.feeds, v.feeds.named(a.Feed), a)
				if fromFeed := where == v.feeds.named(a.Feed).feed.Name(); err != nil || fromFeed != (want[a.Feed] == publish.Attested) {
					t.Errorf("%s comes from %s, %v", a.File, where, err)
				}
			}
			// Once it is released, it is, also without dist/attestations.
			again, err := release()
			if err != nil || again.session.Ledger().Changed || !again.session.Complete() {
				t.Errorf("again: %v\n%s", err, again.session.Ledger().Text())
			}
		})
	}
}

// TestAttestationsOfArtifactRegistry: a feed that is not known to take attestations is not sent any.
func TestAttestationsOfArtifactRegistry(t *testing.T) {
	c := &Checkout{Getenv: func(string) string { return "token" }, Secrets: &redact.Secrets{}}
	f := config.Feed{Name: "npm", URL: "https://us-npm.pkg.dev/project/npm/", Token: "NPM_FEED_TOKEN", Attestations: "true", Line: 7}
	_, err := c.known(t.Context(), f, f.URL, nil, nil)
	if exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "sdk.yaml:7: Artifact Registry is not known to take attestations") {
		t.Errorf("got %v", err)
	}
}
