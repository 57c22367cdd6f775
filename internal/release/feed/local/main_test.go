package local

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// TestMain makes two more programs of the test binary, for tests with several processes: "serve DIR" is mage feeds, and "write DIR"
// publishes versions until it is killed, and prints each one that was acknowledged.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "serve" {
		if os.Getenv("RELEASE_TOKEN") != "" {
			fmt.Println("the server has got a credential of the release")
		}
		if err := Serve(context.Background(), Options{Dir: os.Args[2], Idle: time.Minute}, os.Stdout); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if len(os.Args) == 3 && os.Args[1] == "write" {
		if err := writeForEver(os.Args[2]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// site is a store with its handler.
type site struct {
	*Store

	handler http.Handler
}

func newSite(t *testing.T) site {
	t.Helper()
	store, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return site{store, store.Handler()}
}

// do makes a request, with the token unless it is a read, and returns the response.
func (s site) do(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(body))
	r.Host = "feeds.test"
	if !isRead(r) {
		r.Header.Set("Authorization", "Bearer "+s.Token())
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// get reads a path and returns the body; the status has to be a success.
func (s site) get(t *testing.T, path string, headers ...string) string {
	t.Helper()
	answer := s.do(http.MethodGet, path, "", headers...)
	if answer.Code >= 300 {
		t.Fatalf("%s: %d %s", path, answer.Code, answer.Body)
	}
	return answer.Body.String()
}

// Token returns the token that every write needs.
func (s *Server) Token() string { return s.store.Token() }

// Close ends the server and waits until it has ended.
func (s *Server) Close() error {
	s.stop(errStopped)
	return s.Wait()
}
