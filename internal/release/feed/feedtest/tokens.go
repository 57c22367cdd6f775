package feedtest

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"strings"
	"sync"
)

// tokens are short-lived stand-ins for the token of the feed behind.
type tokens struct {
	mu    sync.Mutex
	real  string // real is what the feed behind wants.
	now   string
	lives int // lives is for how many requests each token is good.
	left  int
}

// ExpireTokens has clients use tokens of the twin's own, each of which is good for a number of requests with it, and is 401 from
// then on. The feed behind gets its real one in their place.
func (t *Twin) ExpireTokens(realToken string, requests int) {
	t.tokens = &tokens{real: realToken, lives: requests}
	t.Renew()
}

// Token is the token of the twin, which may have expired already. Without [Twin.ExpireTokens] it is empty.
func (t *Twin) Token() string {
	if t.tokens == nil {
		return ""
	}
	t.tokens.mu.Lock()
	defer t.tokens.mu.Unlock()
	return t.tokens.now
}

// Renew makes a fresh token, ends the one before, and returns the fresh one.
func (t *Twin) Renew() string {
	t.tokens.mu.Lock()
	defer t.tokens.mu.Unlock()
	t.tokens.now, t.tokens.left = rand.Text(), t.tokens.lives
	return t.tokens.now
}

// exchange gives a request the real token in place of a good one. It says no to an expired one; a request without credentials
// goes on as it is.
func (t *tokens) exchange(r *http.Request) bool {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		_, given, ok = r.BasicAuth()
	}
	if !ok {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left == 0 || subtle.ConstantTimeCompare([]byte(given), []byte(t.now)) != 1 {
		return false
	}
	t.left--
	r.Header.Set("Authorization", "Bearer "+t.real)
	return true
}

// UseToken makes a token that is given the one of the twin.
func (t *Twin) UseToken(token string) {
	t.tokens.mu.Lock()
	defer t.tokens.mu.Unlock()
	t.tokens.now, t.tokens.left = token, t.tokens.lives
}
