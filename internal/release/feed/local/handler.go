package local

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"time"
)

// handler serves a store.
type handler struct{ store *Store }

// Handler serves the store: npm below /npm/, Python below /pypi/, Go below /go/, and a page for people at /.
func (s *Store) Handler() http.Handler {
	h, mux := &handler{s}, http.NewServeMux()
	mux.HandleFunc("/npm/", answer(h.serveNPM, "/npm/", npmError))
	mux.HandleFunc("/pypi/", answer(h.servePython, "/pypi/", plainError))
	mux.HandleFunc("/go/", answer(h.serveGo, "/go/", plainError))
	mux.HandleFunc("/{$}", answer(h.servePage, "/", plainError))
	return mux
}

// answer returns a handler that reports errors in the form that the clients of an ecosystem understand.
func answer(serve func(w http.ResponseWriter, r *http.Request, path string) error, prefix string, tell func(http.ResponseWriter, *refusal)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := serve(w, r, strings.TrimPrefix(r.URL.Path, prefix))
		if err == nil {
			return
		}
		refused := refusalOf(err)
		if refused.status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", `Basic realm="local feeds"`)
		}
		tell(w, refused)
	}
}

func plainError(w http.ResponseWriter, r *refusal) { http.Error(w, r.reason, r.status) }

func npmError(w http.ResponseWriter, r *refusal) {
	writeJSON(w, r.status, map[string]string{"error": r.reason}) //nolint:errcheck // The client may have gone.
}

func isRead(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// authorize compares the token of a request with that of the store in constant time.
func (h *handler) authorize(r *http.Request) error {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		_, given, _ = r.BasicAuth()
	}
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(h.store.token))
	if subtle.ConstantTimeCompare(a[:], b[:]) == 1 {
		return nil
	}
	return refuse(http.StatusUnauthorized, "a write needs the token of this feed as a bearer token or password: see the file %s in its state folder", tokenFile)
}

// sendFile sends a file that the index names.
func (h *handler) sendFile(w http.ResponseWriter, r *http.Request, ecosystem, name, file string) error {
	held, err := h.store.read(ecosystem, name)
	if err != nil {
		return err
	}
	f, ok := held.file(file)
	if !ok {
		return unknown(file)
	}
	return h.send(w, r, ecosystem, name, f)
}

func (h *handler) send(w http.ResponseWriter, r *http.Request, ecosystem, name string, f stored) error {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("ETag", `"`+f.SHA256+`"`)
	content, err := os.Open(h.store.path(ecosystem, name, f))
	if err != nil {
		return err
	}
	defer content.Close() //nolint:errcheck // It was only read.
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

// sendNow sends current content, which clients must revalidate.
func sendNow(w http.ResponseWriter, r *http.Request, contentType string, content []byte) error {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	return nil
}

func writeJSON(w http.ResponseWriter, status int, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(content) //nolint:errcheck // The client may have gone.
	return nil
}

// unread returns the error for a request body that cannot be read.
func unread(err error) error {
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return err
	}
	return bad("the request body is incomplete: %v", err)
}
