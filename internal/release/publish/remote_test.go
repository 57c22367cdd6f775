package publish

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
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

// TestStepsHaveAnEnd: a verification whose downloads trickle in does not go on for ever.
func TestStepsHaveAnEnd(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	r := w.release(newPlan(t, root, "one"), root)
	r.Limit = 200 * time.Millisecond
	r.Verify["pypi"] = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	_, err := r.Run(t.Context())
	if exit.Of(err) != exit.Partial || !strings.Contains(err.Error(), "this step did not end within 200ms") {
		t.Errorf("exit %d with %v", exit.Of(err), err)
	}
	if strings.Contains(err.Error(), "interrupted") {
		t.Errorf("nobody has interrupted it: %v", err)
	}
}

// TestLongWaits: a feed that asks for more patience than a release has is an error that says until when, and how to go on.
func TestLongWaits(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.fault = script(map[string][]fault{"upload pypi": {{before: &feed.Error{Feed: "pypi", Doing: "upload", Status: 429, What: "slow down", Retry: true, RetryAfter: time.Hour}}}})
	r := w.release(newPlan(t, root, "one"), root)
	_, err := r.Run(t.Context())
	if exit.Of(err) != exit.Partial || !strings.Contains(err.Error(), "wait for 1h0m0s: run the same command again after ") {
		t.Errorf("exit %d with %v", exit.Of(err), err)
	}
	at := time.Date(2026, 1, 2, 23, 30, 0, 0, time.UTC)
	if text := later(&feed.Error{RetryAfter: time.Hour}, at).Error(); !strings.Contains(text, "after 00:30:00 UTC on 3 January 2026") {
		t.Errorf("got %s", text)
	}
	if _, err := r.Run(t.Context()); err != nil {
		t.Errorf("again: %v", err)
	}
}
