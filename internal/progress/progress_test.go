package progress

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

func clock() func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time { now = now.Add(250 * time.Millisecond); return now }
}

func TestPlainLines(t *testing.T) {
	var out bytes.Buffer
	r := &Reporter{out: &out, now: clock()}
	r.Start("format").Done("26 files")
	if err := r.Start("lint").End("", errors.New("bad")); err == nil {
		t.Error("the error is lost")
	}
	r.Printf("summary")
	want := "ok     format               0.25s  26 files\nfailed lint                 0.25s\nsummary\n"
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
}

func TestLiveLineLeavesNothingBehind(t *testing.T) {
	var out bytes.Buffer
	r := &Reporter{out: &out, live: true, now: clock()}
	a, b := r.Start("python"), r.Start("node")
	a.Done("")
	b.Done("")
	shown := out.String()
	if !strings.Contains(shown, "python, node") {
		t.Errorf("running steps are not shown together: %q", shown)
	}
	if !strings.HasSuffix(shown, "\n") || strings.Count(shown, "\r\x1b[K") == 0 {
		t.Errorf("the live line is left on the screen: %q", shown)
	}
	if strings.Contains(shown, "\x1b[3") {
		t.Errorf("colours though they are off: %q", shown)
	}
}
