package generate

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// bareTools are those of a machine without Node.js and Python.
type bareTools struct{ fakeTools }

func (bareTools) Ensure(_ context.Context, sets ...toolchain.Set) error {
	for _, set := range sets {
		if set == toolchain.Node || set == toolchain.Python {
			return errors.New("Node.js or Python is to be installed")
		}
	}
	return nil
}

// A fresh machine with a bucket generates without what generated it, and whatever has become of the bucket, generates the same.
func TestFreshMachineWithABucket(t *testing.T) {
	fulltest.Only(t, "compiles the program for buckets in folders")
	checkout, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	shared := toolchain.New(checkout, progress.Discard())
	machine := func(tools Tools, mode outputs.Mode) (root string, warnings *[]string, err error) {
		root = repository(t)
		if err := os.RemoveAll(filepath.Join(root, "gen")); err != nil {
			t.Fatal(err)
		}
		var warned []string
		store := outputs.New(root, shared, outputs.Settings{URL: config.BucketURL("file://" + filepath.ToSlash(folder)), Mode: mode},
			func(line string) { warned = append(warned, line) })
		_, err = Run(t.Context(), tools, progress.Discard(), Options{Root: root, Store: store})
		store.Flush(t.Context())
		return root, &warned, err
	}
	first, warned, err := machine(fakeTools{}, outputs.Write)
	if err != nil || len(*warned) > 0 {
		t.Fatal(err, *warned)
	}
	made := func(root string) map[string]string {
		files := map[string]string{}
		for path, content := range tree(t, root) {
			files[strings.TrimPrefix(path, root)] = content
		}
		return files
	}
	want := made(first)

	if _, _, err := machine(bareTools{}, outputs.Local); err == nil {
		t.Fatal("a machine without Node.js, Python and the bucket generates: the test shows nothing")
	}
	fresh, warned, err := machine(bareTools{}, outputs.Read)
	if err != nil || len(*warned) > 0 {
		t.Fatal(err, *warned)
	}
	if diff := cmp.Diff(want, made(fresh)); diff != "" {
		t.Errorf("what came from the bucket (-want +got):\n%s", diff)
	}

	var objects []string
	if err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			objects = append(objects, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func(i int, content []byte) []byte{
		"truncated": func(_ int, content []byte) []byte { return content[:len(content)/2] },
		"poisoned":  func(_ int, content []byte) []byte { content[len(content)-1] ^= 1; return content },
		"swapped": func(i int, content []byte) []byte {
			other, err := os.ReadFile(objects[(i+1)%len(objects)])
			if err != nil {
				t.Fatal(err)
			}
			return other
		},
		"login pages": func(int, []byte) []byte { return []byte("<html>Sign in</html>") },
	} {
		t.Run(name, func(t *testing.T) {
			for i, path := range objects {
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, damage(i, content), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			root, warned, err := machine(fakeTools{}, outputs.ReadWrite)
			if err != nil || len(*warned) != 1 {
				t.Fatal(err, *warned)
			}
			if diff := cmp.Diff(want, made(root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			// The damage is repaired.
			if root, warned, err := machine(bareTools{}, outputs.Read); err != nil || len(*warned) > 0 || !cmp.Equal(want, made(root)) {
				t.Errorf("after the repair: %v, %q", err, *warned)
			}
		})
	}
}
