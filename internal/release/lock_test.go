package release

import (
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// Of two processes in one checkout one waits for the other, and then finds that all is done.
func TestTwoReleasesInOneCheckout(t *testing.T) {
	s := newSetting(t)
	for i, c := range []*child{s.start(t, s.repo), s.start(t, s.repo)} {
		if code := c.wait(); code != 0 {
			t.Errorf("process %d: exit %d with %s", i, code, c.out.String())
		}
	}
	if writes := s.writes(t); len(writes) == 0 { // It fails where the feeds have taken anything twice.
		t.Error("the feeds have taken nothing")
	}
}

func TestAloneWaits(t *testing.T) {
	log, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	c := &Checkout{Root: t.TempDir(), Progress: progress.New(log)}
	var ended atomic.Bool
	second := make(chan error, 1)
	err = c.Alone(t.Context(), func() error {
		go func() {
			second <- c.Alone(t.Context(), func() error {
				if !ended.Load() {
					t.Error("the second one did not wait")
				}
				return nil
			})
		}()
		for text := ""; !strings.Contains(text, "waiting"); time.Sleep(time.Millisecond) {
			content, err := os.ReadFile(log.Name())
			if err != nil {
				return err
			}
			text = string(content)
		}
		ended.Store(true)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := <-second; err != nil {
		t.Error(err)
	}
}
