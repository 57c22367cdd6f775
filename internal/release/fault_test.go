package release

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
)

// TestFaults has the feeds fail in one way each, and runs the release until it is done: the world is always the same then, and
// everything was taken once.
func TestFaults(t *testing.T) {
	undisturbed := newSetting(t).withoutGit()
	if code := undisturbed.release(t); code != 0 {
		t.Fatalf("without a fault the exit code is %d", code)
	}
	want, wantWrites := undisturbed.held(t), undisturbed.writes(t)
	if len(want) != 17 {
		t.Fatalf("the release has made %d things:\n%s", len(want), describe(want))
	}
	// The first two uploads ask whether one would be taken: an index for Python, and the forge.
	upload, tag, look, download := feedtest.Upload, feedtest.Tag, feedtest.Look, feedtest.Download
	always := feedtest.Always
	tests := []struct {
		name   string
		script []feedtest.Fault
		exits  []int // exits are the exit codes of the runs; before the second one the feeds are repaired.
	}{
		{"cut before the body", []feedtest.Fault{{On: upload, Nth: 4, Do: feedtest.CutBefore()}}, []int{0}},
		{"cut in the body", []feedtest.Fault{{On: upload, Nth: 4, Do: feedtest.CutBody(100)}}, []int{0}},
		{"cut in the body of each first try", []feedtest.Fault{
			{On: upload, Path: "/npm/", Do: feedtest.CutBody(100)}, {On: upload, Path: "/pypi/", Do: feedtest.CutBody(100)},
			{On: upload, Path: ".zip", Do: feedtest.CutBody(100)},
		}, []int{0}},
		{"cut after the body, npm", []feedtest.Fault{{On: upload, Path: "/npm/", Do: feedtest.CutAfter()}}, []int{0}},
		{"cut after the body, Python", []feedtest.Fault{{On: upload, Path: "/pypi/", Do: feedtest.CutAfter()}}, []int{0}},
		{"cut after the body, Go", []feedtest.Fault{{On: upload, Path: "/go/", Do: feedtest.CutAfter()}}, []int{0}},
		{"cut after the body, every upload", []feedtest.Fault{{On: upload, Nth: 3, Times: always, Do: feedtest.CutAfter()}}, []int{0}},
		{"500", []feedtest.Fault{{On: upload, Nth: 3, Times: 3, Do: feedtest.Answer(500, "oops")}}, []int{0}},
		{"502 though it has arrived", []feedtest.Fault{{On: upload, Nth: 3, Times: always, Do: feedtest.AnswerAfter(502, "bad gateway")}}, []int{0}},
		{"503 for good", []feedtest.Fault{{On: upload, Nth: 5, Times: always, Do: feedtest.Answer(503, "down")}}, []int{4, 0}},
		{"429 with Retry-After", []feedtest.Fault{{On: upload, Nth: 3, Do: feedtest.TooMany("0")}}, []int{0}},
		{"429 with an hour to wait", []feedtest.Fault{{On: upload, Nth: 3, Do: feedtest.TooMany("3600")}}, []int{4, 0}},
		{"429 with a date long ago", []feedtest.Fault{{On: upload, Nth: 3, Do: feedtest.TooMany("Fri, 31 Dec 1999 23:59:59 GMT")}}, []int{0}},
		{"a look fails", []feedtest.Fault{{On: look, Nth: 2, Times: 2, Do: feedtest.Answer(503, "down")}}, []int{0}},
		{"a look is cut in its answer", []feedtest.Fault{{On: look, Nth: 8, Do: feedtest.CutAnswer(10)}}, []int{0}},
		{"an index is late by one write", []feedtest.Fault{{On: look, Nth: 6, Times: 4, Do: feedtest.Stale(1)}}, []int{0}},
		{"an index is late, and the upload was cut", []feedtest.Fault{
			{On: upload, Path: "/npm/", Do: feedtest.CutAfter()}, {On: look, Path: "/npm/", Nth: 4, Do: feedtest.Stale(1)},
		}, []int{0}},
		{"the feed is full", []feedtest.Fault{{On: upload, Nth: 5, Times: always, Do: feedtest.Full()}}, []int{4, 0}},
		{"over the quota", []feedtest.Fault{{On: upload, Path: "/pypi/", Nth: 2, Times: always, Do: feedtest.OverQuota()}}, []int{4, 0}},
		{"no right from the start", []feedtest.Fault{{On: upload, Times: always, Do: feedtest.Answer(403, "no")}}, []int{1, 0}},
		{"as Artifact Registry", []feedtest.Fault{
			{On: upload, Path: "/npm/", Times: always, Do: feedtest.ArtifactRegistry()}, {On: upload, Path: "/pypi/", Times: always, Do: feedtest.ArtifactRegistry()},
		}, []int{0}},
		{"a download is wrong in one byte", []feedtest.Fault{{On: download, Path: ".tgz", Do: feedtest.Corrupt()}}, []int{4, 0}},
		{"a download is cut", []feedtest.Fault{{On: download, Path: ".whl", Do: feedtest.CutAnswer(50)}}, []int{4, 0}},
		{"the forge cuts every answer to a write", []feedtest.Fault{{On: upload, Path: "/github/", Nth: 2, Times: 5, Do: feedtest.CutAfter()}}, []int{0}},
		{"the forge is down", []feedtest.Fault{{On: upload, Path: "/github/", Nth: 3, Times: always, Do: feedtest.Answer(503, "down")}}, []int{4, 0}},
		{"the forge has a secondary limit", []feedtest.Fault{
			{On: upload, Path: "/github/", Nth: 4, Do: feedtest.Answer(403, `{"message":"secondary rate limit"}`, "Retry-After", "0")},
		}, []int{0}},
		{"the forge wants an hour", []feedtest.Fault{
			{On: upload, Path: "/github/", Nth: 2, Times: always, Do: feedtest.Answer(403, `{"message":"secondary rate limit"}`, "Retry-After", "3600")},
		}, []int{4, 0}},
		{"no right on the forge", []feedtest.Fault{{On: upload, Path: "/github/", Times: always, Do: feedtest.Answer(403, "no")}}, []int{1, 0}},
		{"latest is not moved", []feedtest.Fault{{On: tag, Times: 2, Do: feedtest.Answer(500, "oops")}}, []int{0}},
		{"latest has moved though the answer was an error", []feedtest.Fault{{On: tag, Do: feedtest.AnswerAfter(504, "time-out")}}, []int{0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSetting(t, test.script...).withoutGit()
			var exits []int
			for range test.exits {
				exits = append(exits, s.release(t))
				s.twin.Script() // Whatever was wrong is over.
			}
			if diff := cmp.Diff(test.exits, exits); diff != "" {
				t.Errorf("exit codes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want, s.held(t)); diff != "" {
				t.Errorf("the world is another one than without a fault (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(wantWrites, s.writes(t)); diff != "" {
				t.Errorf("what was taken (-want +got):\n%s", diff)
			}
			if code := s.release(t); code != 0 {
				t.Errorf("once more: the exit code is %d", code)
			}
			t.Logf("%-50s exits %v, the world is as without it", test.name, exits)
		})
	}
}

// release publishes the plan of the setting in this process.
func (s *setting) release(t *testing.T) int {
	t.Helper()
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	err = releaseOf(t.Context(), s.repo, s.getenv, out, s.publishing)
	if err != nil {
		t.Logf("%v", err)
	}
	return int(exit.Of(err))
}

// TestTokenThatExpires has tokens that are good for some requests only.
func TestTokenThatExpires(t *testing.T) {
	undisturbed := newSetting(t).withoutGit()
	undisturbed.release(t)
	want := undisturbed.held(t)
	for _, lives := range []int{1, 3, 8, 13} { // The environment has a fresh one whenever it is asked.
		s := newSetting(t).withoutGit()
		s.twin.ExpireTokens(s.store.Token(), lives)
		s.fresh = s.twin.Renew
		if code := s.release(t); code != 0 {
			t.Errorf("tokens for %d requests: the exit code is %d", lives, code)
		}
		if diff := cmp.Diff(want, s.held(t)); diff != "" {
			t.Errorf("tokens for %d requests (-want +got):\n%s", lives, diff)
		}
		t.Logf("tokens for %2d requests, renewed            exits [0], the same world", lives)
	}
	for _, lives := range []int{25, 30, 45} { // Somebody sets a fresh one when the release has stopped.
		s := newSetting(t).withoutGit()
		s.twin.ExpireTokens(s.store.Token(), lives)
		var exits []int
		for len(exits) < 10 && (len(exits) == 0 || exits[len(exits)-1] != 0) {
			token := s.twin.Renew()
			s.env = map[string]string{npmToken: token, pythonToken: token, goToken: token, forgeToken: token}
			exits = append(exits, s.release(t))
		}
		if diff := cmp.Diff(want, s.held(t)); diff != "" {
			t.Errorf("tokens for %d requests, exits %v (-want +got):\n%s", lives, exits, diff)
		}
		s.writes(t)
		t.Logf("tokens for %2d requests, exchanged by hand  exits %v, the same world", lives, exits)
	}
}

// TestOtherBytes has a feed hold something else under the version, in each feed in turn: nothing else is changed.
func TestOtherBytes(t *testing.T) {
	for _, name := range []string{"go", "npm", "pypi"} {
		s := newSetting(t)
		other := filepath.Join(s.dir, "other")
		s.clone(t, other, "other")
		c := &Checkout{Root: other, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}}
		planned, err := c.opened(t, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range planned.plan.Artifacts {
			if a.Feed != name {
				continue
			}
			err := planned.feeds.byName()[name].Upload(t.Context(), feed.Artifact{
				Package: a.Package, Version: a.Version, File: a.File, Path: filepath.Join(other, a.Path), Size: a.Size, SHA256: a.SHA256,
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		before, requests := s.held(t), len(s.twin.Requests())
		if code := s.release(t); code != 3 {
			t.Errorf("%s: the exit code is %d, not 3", name, code)
		}
		if diff := cmp.Diff(before, s.held(t)); diff != "" {
			t.Errorf("%s: something was changed (-before +after):\n%s", name, diff)
		}
		for _, r := range s.twin.Requests()[requests:] {
			if r.Method != http.MethodGet && r.Method != http.MethodHead {
				t.Errorf("%s: %s %s was tried", name, r.Method, r.Path)
			}
		}
		t.Logf("other bytes in %-5s exits 3, nothing was changed", name)
	}
}

// TestTokensWithTheEndOfTheirLine is what comes of a variable that was read from a file.
func TestTokensWithTheEndOfTheirLine(t *testing.T) {
	s := newSetting(t)
	for name := range s.env {
		s.env[name] += "\n"
	}
	if code := s.release(t); code != 0 {
		t.Errorf("the exit code is %d", code)
	}
}
