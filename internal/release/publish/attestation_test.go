package publish

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// fakeAttester is a feed that takes attestations.
type fakeAttester struct{ *fakeTagger }

func (f fakeAttester) Upload(ctx context.Context, a feed.Artifact) error {
	err := f.fakeTagger.Upload(ctx, a)
	key := f.key(a.Package, a.Version, a.File)
	if _, has := f.world.store.all(key)[key]; has && len(a.Attestation) > 0 && !errors.Is(err, feed.ErrExists) {
		f.world.store.create("attestation/"+key, a.Attestation)
		f.world.accept("attestation/"+key, fault{})
	}
	return err
}

func (f fakeAttester) Attestation(_ context.Context, pkg, version, file string) ([]byte, error) {
	f.world.step("attestation " + f.name)
	if err := f.world.fault("attestation " + f.name).before; err != nil {
		return nil, err
	}
	key := "attestation/" + f.key(pkg, version, file)
	return f.world.store.all(key)[key], nil
}

// fakeAttestations are those of all files, except for one.
type fakeAttestations struct{ missing string }

func (f *fakeAttestations) Check(context.Context) error {
	if f.missing != "" {
		return errors.New(f.missing + " cannot be published: it does not exist")
	}
	return nil
}

func (f *fakeAttestations) Of(a plan.Artifact) ([]byte, error) {
	if a.File == f.missing {
		return nil, fmt.Errorf("%s does not exist", a.Bundle())
	}
	return []byte("attestation of " + a.File), nil
}

// signed is a release that has to be signed, to a feed of npm that takes attestations and two that do not.
func (w *world) signed(p *plan.Plan, root string, of *fakeAttestations) Release {
	p.Signer = &plan.Signer{Identity: "https://example.com/release.yml", Issuer: "https://example.com"}
	r := w.release(p, root)
	r.Feeds["npm"] = fakeAttester{r.Feeds["npm"].(*fakeTagger)}
	r.Attestations, r.Parallel = of, 1
	return r
}

// attestationStates are the states of the attestations in a ledger, by the name of the file.
func attestationStates(l *Ledger) map[string]State {
	states := map[string]State{}
	for _, t := range l.Targets {
		if t.Kind == Attestation {
			states[strings.TrimSuffix(t.Name, ".sigstore.json")] = t.State
		}
	}
	return states
}

func TestFaultsOfAttestations(t *testing.T) {
	kept := map[string]State{
		"sdk-1.2.3.tgz": Attested, "acme_sdk-1.2.3-py3-none-any.whl": Kept, "acme_sdk-1.2.3.tar.gz": Kept, "go-v1.2.3.zip": Kept,
	}
	without := map[string]State{
		"sdk-1.2.3.tgz": Kept, "acme_sdk-1.2.3-py3-none-any.whl": Kept, "acme_sdk-1.2.3.tar.gz": Kept, "go-v1.2.3.zip": Kept,
	}
	for _, test := range []struct {
		name     string
		faults   map[string][]fault
		unsigned bool // unsigned has an earlier run upload without attestations.
		exits    []int
		want     map[string]State
	}{
		{name: "none", exits: []int{0}, want: kept},
		{name: "the upload arrived though the client saw an error", faults: map[string][]fault{"upload npm": {{after: cut}}}, exits: []int{0}, want: kept},
		{name: "the upload was cut", faults: map[string][]fault{"upload npm": {{during: cut}}}, exits: []int{0}, want: kept},
		{name: "a look fails", faults: map[string][]fault{"attestation npm": {{before: down}}}, exits: []int{0}, want: kept},
		{name: "looks fail for long", faults: map[string][]fault{"attestation npm": times(6, fault{before: down})}, exits: []int{4, 0}, want: kept},
		{name: "the version is there without one", unsigned: true, exits: []int{0}, want: without},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, root := newWorld(), t.TempDir()
			p := newPlan(t, root, "one")
			if test.unsigned {
				if _, err := w.release(p, root).Run(t.Context(), Upload); err != nil {
					t.Fatal(err)
				}
			}
			w.fault = script(test.faults)
			r := w.signed(p, root, &fakeAttestations{})
			var exits []int
			var last *Ledger
			for range test.exits {
				ledger, err := r.Run(t.Context())
				exits, last = append(exits, int(exit.Of(err))), ledger
			}
			if diff := cmp.Diff(test.exits, exits); diff != "" {
				t.Errorf("exit codes: %s", diff)
			}
			if diff := cmp.Diff(test.want, attestationStates(last)); diff != "" || !last.Complete() {
				t.Errorf("complete %t: %s", last.Complete(), diff)
			}
			w.eachOnce(t)
			again, err := r.Run(t.Context())
			if err != nil || again.Changed {
				t.Errorf("one more run: changed %t, %v", again.Changed, err)
			}
		})
	}
}

// TestMissingAttestation: nothing is published of a plan whose attestations are not there or not right.
func TestMissingAttestation(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	of := &fakeAttestations{missing: "sdk-1.2.3.tgz"}
	r := w.signed(newPlan(t, root, "one"), root, of)
	ledger, err := r.Run(t.Context())
	if exit.Of(err) != exit.No || !strings.Contains(err.Error(), "sdk-1.2.3.tgz cannot be published") || len(w.store.all("")) > 0 {
		t.Errorf("got %v, and the world holds %v", err, w.store.all(""))
	}
	if got := attestationStates(ledger)["sdk-1.2.3.tgz"]; got != Absent {
		t.Errorf("the attestation is %s", got)
	}
	of.missing = ""
	if _, err := r.Run(t.Context()); err != nil {
		t.Error(err)
	}
	r.Attestations = nil
	if _, err := r.Run(t.Context()); exit.Of(err) != exit.Usage {
		t.Errorf("without attestations: %v", err)
	}
	if got := path.Base(r.Plan.Artifacts[3].Bundle()); got != "go-v1.2.3.zip.sigstore.json" {
		t.Errorf("the attestation of the module is called %s", got)
	}
}
