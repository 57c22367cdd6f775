package redact

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const token = `npm_s3cr3t/+ "t&ken"=%`

func secrets() *Secrets {
	s := &Secrets{}
	s.Add(token)
	return s
}

func TestForms(t *testing.T) {
	quoted, err := json.Marshal(map[string]string{"token": token})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth("__token__", token)
	plain := &strings.Builder{}
	encoder := json.NewEncoder(plain)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(token); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"itself":               "a" + token + "b",
		"JSON":                 string(quoted),
		"JSON without HTML":    plain.String(),
		"a query":              "https://127.0.0.1/?" + url.Values{"t": {token}}.Encode(),
		"a path":               "https://127.0.0.1/" + url.PathEscape(token) + "/x",
		"a user":               (&url.URL{Scheme: "https", Host: "h", User: url.UserPassword("u", token)}).String(),
		"lower-case percent":   percent.ReplaceAllStringFunc(url.QueryEscape(token), strings.ToLower),
		"spaces as percent":    strings.ReplaceAll(url.QueryEscape(token), "+", "%20"),
		"base64":               base64.StdEncoding.EncodeToString([]byte(token)),
		"base64 for URLs":      base64.RawURLEncoding.EncodeToString([]byte(token)),
		"basic authentication": request.Header.Get("Authorization"),
		"base64, of another":   base64.StdEncoding.EncodeToString([]byte("somebody:" + token)),
		"base64, at a third":   base64.URLEncoding.EncodeToString([]byte("ab" + token + "and more")),
	} {
		t.Run(name, func(t *testing.T) {
			got := secrets().Text(text)
			if got == text || !strings.Contains(got, Mask) {
				t.Errorf("%q stays", text)
			}
			for _, part := range []string{"s3cr3t", "t&ken", "t%26ken", base64.RawStdEncoding.EncodeToString([]byte("s3cr3t"))[1:7]} {
				if strings.Contains(got, part) {
					t.Errorf("%q has %q", got, part)
				}
			}
		})
	}
}

func TestText(t *testing.T) {
	key := "-----BEGIN KEY-----\n0123456789abcdef0123\nfedcba9876543210\n-----END KEY-----\n"
	tests := []struct {
		name       string
		secrets    []string
		text, want string
	}{
		{"none", nil, "as it is", "as it is"},
		{"twice", []string{"abcd"}, "abcd-abcd", "***-***"},
		{"side by side", []string{"abcd"}, "abcdabcd", "******"},
		{"the longest", []string{"abcd", "abcdefgh"}, "abcdefgh abcdef", "*** ***ef"},
		{"overlapping", []string{"abcdX", "Xyzyz"}, "-abcdXyzyz-", "-***-"},
		{"one in the other", []string{"cdef", "abcdefgh"}, "abcdefgh", "***"},
		{"too short", []string{"", "a", "abc", " \n"}, "abc", "abc"},
		{"with the end of its line", []string{"secret\n"}, "a secret b secret\n", "a *** b ***"},
		{"by line", []string{key}, "key=fedcba9876543210;", "key=***;"},
		{"not the dashes", []string{key}, "-----BEGIN", "-----BEGIN"},
		{"repeated", []string{"aaaa"}, "aaaaaaaaa", "***"},
		{"the end only begins", []string{"secret"}, "it is no sec", "it is no sec"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := &Secrets{}
			s.Add(test.secrets...)
			if got := s.Text(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			for size := 1; size <= len(test.text); size++ {
				var out bytes.Buffer
				w := s.Writer(&out)
				for rest := test.text; rest != ""; {
					n := min(size, len(rest))
					if n, err := w.Write([]byte(rest[:n])); n != min(size, len(rest)) || err != nil {
						t.Fatal(n, err)
					}
					rest = rest[n:]
				}
				if err := w.Close(); err != nil || out.String() != test.want {
					t.Errorf("in pieces of %d: got %q, want %q, %v", size, out.String(), test.want, err)
				}
			}
		})
	}
}

func TestLogin(t *testing.T) {
	s := &Secrets{}
	s.AddLogin("robot", "pa55word")
	s.AddLogin("nobody", "")
	got := s.Text("robot nobody: https://robot:pa55word@host cm9ib3Q6cGE1NXdvcmQ= pa55word")
	if want := "robot nobody: https://***@host *** ***"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What can't be the beginning of a secret is not held back.
func TestWriterIsPrompt(t *testing.T) {
	var out bytes.Buffer
	w := secrets().Writer(&out)
	for _, step := range []struct{ write, shows string }{
		{"a line\n", "a line\n"}, {"question? ", "a line\nquestion? "}, {"npm", "a line\nquestion? "}, {" x", "a line\nquestion? npm x"},
	} {
		if _, err := w.Write([]byte(step.write)); err != nil || out.String() != step.shows {
			t.Errorf("after %q: %q, %v", step.write, out.String(), err)
		}
	}
}

func TestWriterFails(t *testing.T) {
	w := secrets().Writer(iotest.TruncateWriter(&bytes.Buffer{}, 0))
	if _, err := w.Write([]byte("x")); err != nil {
		t.Error(err)
	}
	broken, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	broken.Close()
	if n, err := secrets().Writer(broken).Write([]byte("x")); n != 0 || !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %d, %v", n, err)
	}
}

func TestError(t *testing.T) {
	s := secrets()
	if s.Error(nil) != nil {
		t.Error("nil is an error")
	}
	err := s.Error(fmt.Errorf("get %s: %w", token, os.ErrNotExist))
	if err.Error() != "get ***: file does not exist" || !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	var none *Secrets
	if none.Text(token) != token {
		t.Error("nil hides something")
	}
}

// A refreshed token is added while others write.
func TestSecretsComeLater(t *testing.T) {
	s := &Secrets{}
	var out bytes.Buffer
	w := s.Writer(&out)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			secret := fmt.Sprintf("secret-%d-secret", i)
			s.Add(secret)
			fmt.Fprintln(w, s.Text(secret), secret)
		})
	}
	group.Wait()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Repeat("*** ***\n", 8), out.String()); diff != "" {
		t.Error(diff)
	}
}

// However a text is cut into writes, the writer says the same as Text, and no secret is left.
func FuzzWriter(f *testing.F) {
	f.Add("say abcd and bcde to abcde", "abcd", "bcde", uint8(3))
	f.Add("aaaaaaaa", "aaaaa", "aaab", uint8(1))
	f.Add("%2F%2f", "////", "a/b/", uint8(2))
	f.Fuzz(func(t *testing.T, text, one, two string, size uint8) {
		s := &Secrets{}
		s.Add(one, two)
		var out bytes.Buffer
		w := s.Writer(&out)
		for rest := []byte(text); len(rest) > 0; {
			n := min(int(size)+1, len(rest))
			if _, err := w.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		want := s.Text(text)
		if got := out.String(); got != want {
			t.Fatalf("the writer says %q, Text %q", got, want)
		}
		for _, secret := range []string{one, two} {
			// The mask may complete a secret that has stars or its neighbours in it.
			if len(strings.TrimSpace(secret)) >= Shortest && !strings.Contains(secret, "*") && strings.Contains(want, secret) {
				t.Fatalf("%q has %q", want, secret)
			}
		}
	})
}
