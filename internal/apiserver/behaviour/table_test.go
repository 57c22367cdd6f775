package behaviour

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

var update = flag.Bool("update", false, "write the page of the documentation")

// page is where the table is published.
const page = "../../../docs/emulator-methods.md"

func TestTableIsCurrent(t *testing.T) {
	w := newWorld(t)
	table := w.set.Table()
	if *update {
		if err := os.WriteFile(page, table, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	published, err := os.ReadFile(page)
	if err != nil || !bytes.Equal(published, table) {
		t.Errorf("%s is not current (%v): go test ./internal/apiserver/behaviour -run Table -update", page, err)
	}
}

func TestTableIsComplete(t *testing.T) {
	w := newWorld(t)
	missing := 0
	for _, method := range w.set.api.Methods() {
		how, note := w.set.how(method)
		if note == "" || how == explicit && !strings.HasSuffix(note, ".") {
			t.Errorf("%s has the note %q, want a sentence", method.Name, note)
		}
		if how == notThere {
			missing++
		}
	}
	if missing >= 15 {
		t.Errorf("%d methods are not there, want fewer than 15", missing)
	}
	var kinds []string
	for _, custom := range w.set.customs() {
		kinds = append(kinds, custom.Kind)
	}
	slices.Sort(kinds)
	if described := slices.Sorted(maps.Keys(lives)); !slices.Equal(kinds, described) {
		t.Errorf("kinds with a life\n%q, described are\n%q", kinds, described)
	}
}

// TestAnotherContract has behaviours for a contract without any of the messages and methods that they are for.
func TestAnotherContract(t *testing.T) {
	api, err := rpc.New(&protoregistry.Files{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := For(api, access.New(api, access.Default()))
	if err != nil {
		t.Fatal(err)
	}
	if handlers := set.Handlers(); len(handlers) > 0 {
		t.Errorf("handlers of methods that are not there: %v", slices.Sorted(maps.Keys(handlers)))
	}
	w := newWorld(t)
	w.do(func(tx *store.Tx) error { return set.Seed(tx, w.now) })
}
