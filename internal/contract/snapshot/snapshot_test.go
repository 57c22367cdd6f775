package snapshot

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

var update = flag.Bool("update", false, "rewrite the snapshot")

const (
	protos   = "../../../proto"
	snapshot = "testdata/contract"
)

// compiled is the contract, compiled once for all tests.
var compiled = sync.OnceValues(func() (*image.Image, error) { return image.FromDir(context.Background(), protos) })

func contract(t *testing.T) *image.Image {
	t.Helper()
	from, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	return from
}

func facts(t *testing.T, from *image.Image) map[string][]byte {
	t.Helper()
	all, err := Snapshot(from)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestContractIsAsTheSnapshotSays(t *testing.T) {
	got := facts(t, contract(t))
	if *update {
		write(t, got)
	}
	want := read(t)
	differences, err := Compare(want, got)
	if err != nil {
		t.Fatal(err)
	}
	for _, difference := range differences {
		t.Error(difference)
	}
	if len(differences) > 0 {
		t.Log("where this is meant: go test ./internal/contract/snapshot -update, and have the snapshot reviewed")
		return
	}
	for name := range got {
		if !bytes.Equal(want[name], got[name]) {
			t.Errorf("%s: the facts are right, but formatted differently: go test ./internal/contract/snapshot -update", name)
		}
	}
}

// read returns the snapshot by the path of the proto file.
func read(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	tree := os.DirFS(snapshot)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		all[strings.TrimSuffix(name, path.Ext(name))+".proto"] = content
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// write replaces the snapshot.
func write(t *testing.T, all map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(snapshot); err != nil {
		t.Fatal(err)
	}
	for name, content := range all {
		to := filepath.Join(snapshot, strings.TrimSuffix(filepath.FromSlash(name), ".proto")+".yaml")
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSnapshotIsTheSameEveryTime(t *testing.T) {
	first := facts(t, contract(t))
	for range 3 {
		for name, content := range facts(t, contract(t)) {
			if !bytes.Equal(content, first[name]) {
				t.Fatalf("%s: two snapshots of one image differ", name)
			}
		}
	}
}
