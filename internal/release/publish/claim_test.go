package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// TestAdviceIsSafe has another release under the version, which has a small file in common with this one. Nobody may be told to deprecate
// that release.
func TestAdviceIsSafe(t *testing.T) {
	other := strings.Repeat("f", 40)
	mod := "go/file/" + goName + "/v1.2.3/v1.2.3.mod"
	npm := "npm/file/" + npmName + "/1.2.3/sdk-1.2.3.tgz"
	tests := []struct {
		name  string
		held  map[string]string // held is there before, besides the .mod of this release.
		words []string
	}{
		{"whole", map[string]string{npm: "other", "git/v1.2.3": other, "git/gen/go/v1.2.3": other, "npm/tag/" + npmName + "/latest": "1.2.3"}, []string{"another release, which is whole and of commit ffffffffffff"}},
		{"whole, and latest has moved on", map[string]string{npm: "other", "git/v1.2.3": other, "git/gen/go/v1.2.3": other, "npm/tag/" + npmName + "/latest": "1.3.0"}, []string{"another release, which is whole and of commit ffffffffffff"}},
		{"not tagged yet", map[string]string{npm: "other", "npm/tag/" + npmName + "/latest": "1.2.3"}, []string{"1.2.3 is taken, and nothing was changed"}},
		{"only tags", map[string]string{"git/v1.2.3": other, "git/gen/go/v1.2.3": other}, []string{"another release, which is whole and of commit ffffffffffff"}},
		{"tags of two commits", map[string]string{npm: "other", "git/v1.2.3": other, "git/gen/go/v1.2.3": strings.Repeat("e", 40)}, []string{"1.2.3 is taken, and nothing was changed"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, root := newWorld(), t.TempDir()
			p := newPlan(t, root, "one")
			same, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.Artifacts[4].Path)))
			if err != nil {
				t.Fatal(err)
			}
			w.store.set(mod, same)
			for key, content := range test.held {
				w.store.set(key, []byte(content))
			}
			before := w.snapshot()
			_, err = w.release(p, root).Run(t.Context())
			if exit.Of(err) != exit.Conflict || strings.Contains(err.Error(), "deprecate") {
				t.Fatalf("exit %d with %v", exit.Of(err), err)
			}
			for _, want := range append(test.words, "release the next version") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("it does not say %q but %v", want, err)
				}
			}
			if !maps.Equal(before, w.snapshot()) {
				t.Error("something was changed")
			}
		})
	}
}

// TestNothingIsOutYet: a file in common with another release and a latest that has moved on do not make a refusal a release that is partly
// published.
func TestNothingIsOutYet(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	p := newPlan(t, root, "one")
	same, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.Artifacts[4].Path)))
	if err != nil {
		t.Fatal(err)
	}
	w.store.set("go/file/"+goName+"/v1.2.3/v1.2.3.mod", same)
	w.store.set("npm/tag/"+npmName+"/latest", []byte("1.3.0"))
	w.fault = script(map[string][]fault{"preflight npm": {{before: errors.New("wrong token")}}})
	_, err = w.release(p, root).Run(t.Context())
	if exit.Of(err) != exit.No {
		t.Errorf("exit %d with %v", exit.Of(err), err)
	}
}

// TestTheFirstFileIsDamaged is where the feed has taken the first file and serves other bytes: that is this release, although no file of it
// is as planned.
func TestTheFirstFileIsDamaged(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{"upload npm": {{wrong: true}}})
	_, err := w.release(newPlan(t, root, "one"), root).Run(t.Context())
	if exit.Of(err) != exit.Conflict || !strings.Contains(err.Error(), "a part of this release is published") {
		t.Errorf("exit %d with %v", exit.Of(err), err)
	}
}
