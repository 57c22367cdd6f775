package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// TestReportsCountForTheirPlanAlone has a report of a verification that counts, until it is about something else.
func TestReportsCountForTheirPlanAlone(t *testing.T) {
	s := newSetting(t)
	c := &Checkout{Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}}
	planned, err := c.opened(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	counts := func() bool {
		t.Helper()
		report, err := readReport(s.repo, "npm", planned.plan)
		if err != nil {
			t.Fatal(err)
		}
		return report != nil
	}
	write := func() {
		t.Helper()
		if err := writeReport(s.repo, "npm", planned.plan, &verify.Report{Language: "ts", Version: released}); err != nil {
			t.Fatal(err)
		}
	}
	if counts() {
		t.Error("it was verified before anything")
	}
	write()
	if !counts() {
		t.Error("a report does not count")
	}
	r := c.publication(planned.settings, planned.plan, planned.feeds)
	if err := r.Verify["npm"](t.Context()); err != nil {
		t.Errorf("what was verified is verified again: %v", err)
	}
	if err := r.Uploading("npm"); err != nil || counts() {
		t.Errorf("a report counts for files that are uploaded anew (%v)", err)
	}
	write()
	planned.plan.Commit = "0123456789abcdef0123456789abcdef01234567"
	if counts() {
		t.Error("a report counts for another plan")
	}
	if err := os.WriteFile(filepath.Join(s.repo, "dist", "verified", "npm.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if counts() {
		t.Error("a report counts that can't be read")
	}
	if err := os.Truncate(filepath.Join(s.repo, "dist", "verified", "npm.json"), mostReport+1); err != nil {
		t.Fatal(err)
	}
	if _, err := readReport(s.repo, "npm", planned.plan); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("of a report that is too large: %v", err)
	}
}
