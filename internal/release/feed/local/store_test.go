package local

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// model is the expected state of an npm package.
type model struct {
	versions map[string]string // versions has the reason of each deprecation; empty if there is none.
	tags     map[string]string
}

// TestStoreIsLikeItsModel does random operations through two stores on one folder, and compares the state with a model after each.
func TestStoreIsLikeItsModel(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	one := newSite(t)
	other := must(Open(one.dir))
	sites := []site{one, {other, other.Handler()}}
	want := model{map[string]string{}, map[string]string{}}
	for range 150 {
		s, text, tag := sites[random.IntN(2)], fmt.Sprintf("1.0.%d", random.IntN(8)), []string{latest, "next", "beta"}[random.IntN(3)]
		_, known := want.versions[text]
		_, tagged := want.tags[tag]
		var status int
		var said string
		var expected bool
		var operation string
		switch random.IntN(4) {
		case 0:
			operation, expected = "publish "+text+" as "+tag, !known
			status, said = s.send(npmUpload("thing", text, tag, packageOf("thing", text)))
			if expected {
				want.versions[text], want.tags[tag] = "", text
				if want.tags[latest] == "" {
					want.tags[latest] = text
				}
			}
		case 1:
			operation, expected = "tag "+text+" as "+tag, known
			status, said = s.send(upload{method: "PUT", path: "/npm/-/package/thing/dist-tags/" + tag, body: `"` + text + `"`})
			if expected {
				want.tags[tag] = text
			}
		case 2:
			operation, expected = "remove the tag "+tag, tagged && tag != latest
			status, said = s.send(upload{method: "DELETE", path: "/npm/-/package/thing/dist-tags/" + tag})
			if expected {
				delete(want.tags, tag)
			}
		case 3:
			reason := []string{"", "broken", "old"}[random.IntN(3)]
			operation, expected = "deprecate "+text+" as "+reason, known
			status, said = s.send(upload{method: "PUT", path: "/npm/thing", body: fmt.Sprintf(`{"name":"thing","versions":{%q:{"deprecated":%q}}}`, text, reason)})
			if expected {
				want.versions[text] = reason
			}
		}
		if (status < 300) != expected {
			t.Fatalf("%s: %d %s", operation, status, said)
		}
		if got := modelOf(t, sites[random.IntN(2)]); cmp.Diff(want, got, cmp.AllowUnexported(model{})) != "" {
			t.Fatalf("%s: (-want +got)\n%s", operation, cmp.Diff(want, got, cmp.AllowUnexported(model{})))
		}
	}
}

// modelOf returns the state that a client sees.
func modelOf(t *testing.T, s site) model {
	t.Helper()
	got := model{map[string]string{}, map[string]string{}}
	answer := s.do("GET", "/npm/thing", "")
	if answer.Code == 404 {
		return got
	}
	var document struct {
		Tags     map[string]string `json:"dist-tags"`
		Versions map[string]struct {
			Deprecated string
			Dist       struct{ Tarball, Integrity string }
		}
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	got.tags = document.Tags
	for text, manifest := range document.Versions {
		got.versions[text] = manifest.Deprecated
		path, ours := strings.CutPrefix(manifest.Dist.Tarball, "http://feeds.test")
		if content := s.get(t, path); !ours || content != string(packageOf("thing", text)) {
			t.Errorf("the tarball of %s at %s differs", text, manifest.Dist.Tarball)
		}
	}
	return got
}

// TestWritersAtOnce publishes the same versions from many goroutines through stores of their own: each version is accepted once.
func TestWritersAtOnce(t *testing.T) {
	first := newSite(t)
	var mu sync.Mutex
	taken := map[string]int{}
	var wait sync.WaitGroup
	for range 4 {
		store := must(Open(first.dir))
		s := site{store, store.Handler()}
		wait.Go(func() {
			for i := range 6 {
				text := fmt.Sprintf("1.0.%d", i)
				status, said := s.send(npmUpload("thing", text, latest, packageOf("thing", text)))
				mu.Lock()
				switch status {
				case 201:
					taken[text]++
				case 403:
				default:
					t.Errorf("%s: %d %s", text, status, said)
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	for _, text := range versionsOf(NPM, must(first.read(NPM, "thing"))) {
		if taken[text] != 1 {
			t.Errorf("%s was accepted %d times", text, taken[text])
		}
	}
	if len(taken) != 6 {
		t.Errorf("%v were accepted", slices.Sorted(maps.Keys(taken)))
	}
}

func TestDistTags(t *testing.T) {
	s := newSite(t)
	publish := func(text, tag string) {
		t.Helper()
		if status, said := s.send(npmUpload("thing", text, tag, packageOf("thing", text))); status != 201 {
			t.Fatal(status, said)
		}
	}
	check := func(want string) {
		t.Helper()
		if got := s.get(t, "/npm/-/package/thing/dist-tags"); got != want {
			t.Errorf("the tags are %s, want %s", got, want)
		}
	}
	publish("1.0.0", "beta") // The first version is latest in any case.
	check(`{"beta":"1.0.0","latest":"1.0.0"}`)
	publish("1.1.0", "beta")
	check(`{"beta":"1.1.0","latest":"1.0.0"}`)
	publish("1.2.0", "")
	check(`{"beta":"1.1.0","latest":"1.2.0"}`)
}

// TestDependenciesAreThoseOfTheTarball publishes a manifest with other dependencies than the package.json in the tarball.
func TestDependenciesAreThoseOfTheTarball(t *testing.T) {
	s := newSite(t)
	tarball := must(archiveOf(`{"name":"thing","version":"1.0.0","dependencies":{"real":"1"}}`))
	status, said := s.send(npmUpload("thing", "1.0.0", "", tarball, func(body map[string]any) {
		manifest := within(body, "versions", "1.0.0")
		manifest["dependencies"] = map[string]string{"claimed": "1"}
		manifest["optionalDependencies"] = map[string]string{"claimed": "1"}
	}))
	if status != 201 {
		t.Fatal(said)
	}
	var manifest map[string]any
	if err := json.Unmarshal([]byte(s.get(t, "/npm/thing/latest")), &manifest); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"real": "1"}, manifest["dependencies"]); diff != "" || manifest["optionalDependencies"] != nil {
		t.Errorf("the manifest is %v", manifest)
	}
}
