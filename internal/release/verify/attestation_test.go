package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// files is a feed of files by name.
type files map[string][]byte

func (f files) Fetch(_ context.Context, _, _, file string, to io.Writer) error {
	_, err := to.Write(f[file])
	return err
}

// TestAttested: attestations are compared with what the feed serves, by the digests that users compute.
func TestAttested(t *testing.T) {
	zip, err := archive.Zip([]archive.Member{{Name: "m@v1/go.mod", Content: []byte("module m\n")}})
	if err != nil {
		t.Fatal(err)
	}
	served := files{"v1.zip": zip, "v1.mod": []byte("module m\n"), "v1.info": []byte("{}")}
	want, refuse := map[string]attest.Digests{}, error(nil)
	p := Package{Language: lang.Go, Name: "m", Version: "v1", Feed: served}
	for name, content := range served {
		if want[name], err = attest.DigestsOf(name, content); err != nil {
			t.Fatal(err)
		}
		p.Files = append(p.Files, feed.File{Name: name, Size: int64(len(content)), SHA256: want[name].SHA256})
	}
	if want["v1.zip"].DirHash == "" || want["v1.mod"].DirHash == "" || want["v1.info"].DirHash != "" {
		t.Errorf("the hashes of go.sum are %v", want)
	}
	p.Attested = func(_ context.Context, got map[string]attest.Digests) ([]string, error) {
		if diff := cmp.Diff(want, got); diff != "" {
			return nil, fmt.Errorf("the feed serves other digests:\n%s", diff)
		}
		return []string{"v1.zip"}, refuse
	}
	w := &visit{User: User{Package: p}, verifier: &Verifier{}, report: &Report{}}
	if w.digests, err = compare(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := w.attested(t.Context()); err != nil || len(w.report.Signed) != 1 {
		t.Errorf("got %v, signed is %q", err, w.report.Signed)
	}
	refuse = errors.New("it was signed by somebody else")
	if err := w.attested(t.Context()); !errors.Is(err, refuse) {
		t.Errorf("got %v", err)
	}
	w.Attested, w.report = nil, &Report{}
	if err := w.attested(t.Context()); err != nil || w.report.Signed != nil {
		t.Errorf("an unsigned package: %v, signed is %q", err, w.report.Signed)
	}
}
