package release

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// TestSecondRegistry releases to two npm registries: one more entry in sdk.yaml has the package uploaded to both, and verified
// and made latest in both.
func TestSecondRegistry(t *testing.T) {
	twin, store := feedtest.NewLocal(t)
	mirror := httptest.NewServer(twin)
	t.Cleanup(mirror.Close)
	s := newSetting(t)
	path := filepath.Join(s.repo, config.File)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	one := `token: ` + npmToken + `}]`
	two := `token: ` + npmToken + `}, {name: npm-mirror, url: "` + mirror.URL + `/npm/", token: MIRROR_TOKEN}]`
	changed := strings.Replace(string(content), one, two, 1)
	if changed == string(content) {
		t.Fatalf("%q is not in sdk.yaml:\n%s", one, content)
	}
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	verified := map[string]int{}
	c := &Checkout{
		Root: s.repo, Progress: progress.Discard(), Secrets: &redact.Secrets{},
		Getenv: func(name string) string {
			if name == "MIRROR_TOKEN" {
				return store.Token()
			}
			return s.getenv(name)
		},
		publishing: func(r *publish.Release, at *destination) {
			quickly(r, at)
			for name, check := range r.Verify {
				r.Verify[name] = func(ctx context.Context) error {
					verified[name]++
					return check(ctx)
				}
			}
		},
	}
	before, err := plan.Read(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := config.Load(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	at, err := c.destination(t.Context(), settings, Options{}, before.Commit)
	if err != nil {
		t.Fatal(err)
	}
	v, err := version.Parse(released)
	if err != nil {
		t.Fatal(err)
	}
	// A plan has the digest of gen/, which the clone does not have.
	for name, text := range map[string]string{"gen/text": "generated", ".git/info/exclude": "/gen/\n"} {
		if err := file.Write(filepath.Join(s.repo, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	var packed []pack.Artifact
	for _, a := range before.Artifacts {
		packed = append(packed, pack.Artifact{
			Language: a.Language, Package: a.Package, Version: a.Version, File: a.File, Path: a.Path, Size: a.Size, SHA256: a.SHA256,
		})
	}
	if _, err := c.plan(settings, decision{version: v, commit: commit{hash: before.Commit, time: time.Unix(1_700_000_000, 0)}}, at, packed, Options{}); err != nil {
		t.Fatal(err)
	}
	done, _, err := c.do(t.Context(), request{section: publishing})
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]publish.State{}
	for _, target := range done.session.Ledger().Targets {
		if target.Language == lang.TypeScript {
			states[target.Where+" "+string(target.Kind)] = target.State
		}
	}
	for _, name := range []string{"npm", "npm-mirror"} {
		if states[name+" file"] != publish.Verified || states[name+" dist-tag"] != publish.Tagged || verified[name] != 1 {
			t.Errorf("%s: verified %d times, %v", name, verified[name], states)
		}
		versions, err := at.named(name).lists.Versions(t.Context(), npmName)
		if err != nil || len(versions) != 1 || versions[0] != released {
			t.Errorf("%s has %v, %v", name, versions, err)
		}
	}
}
