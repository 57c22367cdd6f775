package verify

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// waits give an index, and what caches it on the way here, a minute to catch up with an upload.
var waits = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second, 30 * time.Second}

// patiently tries until what is looked for is there, or the waits are over. Other failures are not tried again.
func (w *visit) patiently(ctx context.Context, try func(again bool) error) error {
	left := w.verifier.Waits
	if left == nil {
		left = waits
	}
	for again := false; ; again = true {
		err := try(again)
		if err == nil || len(left) == 0 || !isLate(err, w.language.Late) {
			return err
		}
		timer := time.NewTimer(left[0])
		left = left[1:]
		select {
		case <-ctx.Done():
			timer.Stop()
			return context.Cause(ctx)
		case <-timer.C:
		}
	}
}

// isLate says whether a feed, or a client in its words, has not found something.
func isLate(err error, words *regexp.Regexp) bool {
	var served *feed.Error
	if errors.As(err, &served) {
		return served.Retry || served.Status == http.StatusNotFound
	}
	var said *run.Error
	return errors.As(err, &said) && words.MatchString(said.Output)
}

// most is the length of what is told of an error on one line.
const most = 300

// brief is an error on one line: of a program its name and what it said. What matters of a long one is at its ends: compilers
// begin with it, tracebacks end with it. Secrets are masked first, because a part of one would not be recognized.
func brief(err error, secrets *redact.Secrets) string {
	text := err.Error()
	var said *run.Error
	if errors.As(err, &said) && said.Output != "" {
		text = said.Args[0] + " says: " + said.Output
	}
	text = strings.Join(strings.Fields(secrets.Text(text)), " ")
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most/2], "") + " ... " + strings.ToValidUTF8(text[len(text)-most/2:], "")
}
