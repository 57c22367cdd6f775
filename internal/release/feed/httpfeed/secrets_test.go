package httpfeed

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// A feed may repeat the login in a long answer. Wherever the answer is cut, no part of the login is shown.
func TestNoPartOfALoginIsShown(t *testing.T) {
	const token = "pw-7Hq2Zk9Lx4Vd8Rt1Ns6Bm3"
	for name, form := range map[string]struct{ kind, before, after string }{
		"text": {"text/plain", "", ""}, "JSON": {"application/json", `{"error":"`, `"}`}, "page": {"text/html", "<p>", "</p>"},
	} {
		t.Run(name, func(t *testing.T) {
			at := 0
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", form.kind)
				w.WriteHeader(http.StatusBadRequest)
				_, _ = w.Write([]byte(form.before + strings.Repeat("x", at) + " " + r.Header.Get("Authorization") + " " + strings.Repeat("y", 2*mostLine) + form.after))
			})
			for _, user := range []string{"", "robot"} {
				c := open(t, Options{Name: "test", URL: url, Credentials: func(context.Context) (feed.Login, error) {
					return feed.Login{User: user, Secret: token}, nil
				}})
				for at = mostLine - 120; at <= mostLine+1; at++ {
					_, err := c.Do(t.Context(), Request{Doing: "look", URL: c.URL("x")})
					shows(t, at, err, token)
				}
			}
			// Here the end of what is read of an answer cuts the login.
			if form.kind == "text/html" {
				c := open(t, Options{Name: "test", URL: serve(t, func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Type", form.kind)
					w.WriteHeader(http.StatusBadRequest)
					_, _ = w.Write([]byte("<!--" + strings.Repeat("x", at) + "-->" + r.Header.Get("Authorization") + strings.Repeat(" ", mostRefusal)))
				}), Credentials: func(context.Context) (feed.Login, error) { return feed.Login{Secret: token}, nil }})
				for at = mostRefusal - len(token) - 20; at < mostRefusal; at++ {
					_, err := c.Do(t.Context(), Request{Doing: "look", URL: c.URL("x")})
					shows(t, at, err, token)
				}
			}
		})
	}
}

// shows fails where an error has six characters in a row of a token, or of the pair that basic authentication makes of it.
func shows(t *testing.T, at int, err error, token string) {
	t.Helper()
	for _, form := range []string{token, base64.StdEncoding.EncodeToString([]byte("robot:" + token))} {
		for i := range len(form) - 5 {
			if strings.Contains(err.Error(), form[i:i+6]) {
				t.Fatalf("at %d: %s", at, err)
			}
		}
	}
}
