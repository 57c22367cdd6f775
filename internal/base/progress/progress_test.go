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

func TestStepThatEndsInTimeIsNotShown(t *testing.T) {
	var out bytes.Buffer
	r := &Reporter{out: &out, now: clock()}
	r.StartLate("read", time.Hour).Done("")
	if err := r.StartLate("read", time.Hour).End("", errors.New("bad")); err == nil {
		t.Error("the error is lost")
	}
	if out.Len() > 0 || len(r.running) > 0 {
		t.Errorf("shown: %q", out.String())
	}
}

func TestLateStepIsShownWithItsWholeTime(t *testing.T) {
	shown := make(chan string, 2)
	r := &Reporter{out: lines(shown), now: clock()}
	step := r.StartLate("read", 0)
	if got := <-shown; got != "read ...\n" {
		t.Errorf("got %q", got)
	}
	step.Done("")
	if got, want := <-shown, "ok     read                 0.25s\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

type lines chan string

func (l lines) Write(p []byte) (int, error) {
	l <- string(p)
	return len(p), nil
}
