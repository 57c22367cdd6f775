package npm

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// What becomes of an upload on a bad day: whether it has arrived, and whether the error says that another try makes sense.
func TestUploadsOnABadDay(t *testing.T) {
	tests := map[string]struct {
		fault   feedtest.Action
		arrived bool
		retry   bool
		after   time.Duration
	}{
		"cut before":        {feedtest.CutBefore(), false, true, 0},
		"cut in the body":   {feedtest.CutBody(100), false, true, 0},
		"cut after":         {feedtest.CutAfter(), true, true, 0},
		"cut in the answer": {feedtest.CutAnswer(3), true, true, 0},
		"gateway":           {feedtest.Answer(http.StatusBadGateway, "bad"), false, true, 0},
		"gateway, arrived":  {feedtest.AnswerAfter(http.StatusBadGateway, "bad"), true, true, 0},
		"too many":          {feedtest.TooMany("3"), false, true, 3 * time.Second},
		"full":              {feedtest.Full(), false, false, 0},
		"over quota":        {feedtest.OverQuota(), false, false, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			twin, store := feedtest.NewLocal(t, feedtest.Fault{On: feedtest.Upload, Do: test.fault})
			server := httptest.NewServer(twin)
			t.Cleanup(server.Close)
			f, err := New(httpfeed.Options{Name: "npm", URL: server.URL + "/npm/", Credentials: func(context.Context) (feed.Login, error) {
				return feed.Login{Secret: store.Token()}, nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			a := sound(t)
			var of *feed.Error
			if err := f.Upload(t.Context(), a); !errors.As(err, &of) || of.Retry != test.retry || of.RetryAfter != test.after {
				t.Errorf("got %v", err)
			}
			held, err := f.Look(t.Context(), a.Package, a.Version)
			if err != nil || (len(held) == 1) != test.arrived {
				t.Errorf("it holds %v, %v", held, err)
			}
			if err := f.Upload(t.Context(), a); errors.Is(err, feed.ErrExists) != test.arrived || !test.arrived && err != nil {
				t.Errorf("the next upload: %v", err)
			}
		})
	}
}

// A token that runs out between two requests costs one request more, and nothing else.
func TestATokenThatRunsOut(t *testing.T) {
	twin, store := feedtest.NewLocal(t)
	twin.ExpireTokens(store.Token(), 1)
	server := httptest.NewServer(twin)
	t.Cleanup(server.Close)
	f, err := New(httpfeed.Options{Name: "npm", URL: server.URL + "/npm/", Credentials: func(ctx context.Context) (feed.Login, error) {
		if feed.RefusedLogin(ctx).Secret != "" {
			return feed.Login{Secret: twin.Renew()}, nil
		}
		return feed.Login{Secret: twin.Token()}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	a := sound(t)
	for _, err := range []error{
		f.Preflight(t.Context(), a.Package), f.Upload(t.Context(), a), f.Tag(t.Context(), a.Package, "latest", a.Version),
		f.Deprecate(t.Context(), a.Package, a.Version, "it is broken"),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	for write, n := range twin.Writes() {
		if n > 2 { // The upload and the deprecation are the same request.
			t.Errorf("%s arrived %d times", write, n)
		}
	}
}
