package publish

import (
	"errors"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

type declined struct{}

func (declined) Error() string { return "the remote refuses the tags (pre-receive hook declined)" }
func (declined) Refused() bool { return true }

// TestTagsAreReadAgain: a lost connection to the remote is no end, neither where tags are read nor where they are pushed.
func TestTagsAreReadAgain(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	lost := []fault{{before: errors.New("connection reset")}, {before: errors.New("connection reset")}}
	w.fault = script(map[string][]fault{"look git": lost, "push git": lost})
	if ledger, err := w.release(newPlan(t, root, "one"), root).Run(t.Context()); err != nil || !ledger.Complete() {
		t.Errorf("got %v", err)
	}
}

// TestRefusedPush: what a hook rejects is not tried again, and a preflight that knows of it comes before any upload.
func TestRefusedPush(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	pushes := 0
	w.fault = func(op string) fault {
		if op != "push git" {
			return fault{}
		}
		pushes++
		return fault{before: declined{}}
	}
	_, err := w.release(newPlan(t, root, "one"), root).Run(t.Context())
	if exit.Of(err) != exit.Partial || !strings.Contains(err.Error(), "hook declined") || pushes != 1 {
		t.Errorf("exit %d after %d pushes with %v", exit.Of(err), pushes, err)
	}
	w, root = newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{"preflight git": {{before: declined{}}}})
	if _, err := w.release(newPlan(t, root, "one"), root).Run(t.Context()); exit.Of(err) != exit.No || len(w.accepted) > 0 {
		t.Errorf("got %v, and %v was changed", err, w.accepted)
	}
}
