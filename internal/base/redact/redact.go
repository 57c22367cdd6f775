// Package redact keeps secrets out of what is shown and kept: texts, errors and everything that goes through a writer. A
// secret is found in the other forms too in which tools print it: percent-encoded, in base64, as a part of basic
// authentication, escaped in JSON.
package redact

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Mask stands where a secret was.
const Mask = "***"

// Shortest is the least number of bytes that a secret has. What is shorter is not hidden: it would take ordinary words along,
// and is guessed sooner than found.
const Shortest = 4

// Secrets are the texts that nobody is to see. The zero value has none; it may be used by several goroutines, and secrets may
// be added at any time: what was written before is out.
type Secrets struct {
	mu    sync.RWMutex
	forms forms
}

// forms are the texts to hide by their first byte, the longest first. A value never changes.
type forms map[byte][]string

// Add hides secrets from now on. Secrets of several lines are hidden by line as well.
func (s *Secrets) Add(secrets ...string) {
	var all []string
	for _, secret := range secrets {
		all = append(all, variants(secret)...)
		if lines := strings.Fields(secret); len(lines) > 1 {
			for _, line := range lines {
				if len(line) >= shortestLine {
					all = append(all, variants(line)...)
				}
			}
		}
	}
	s.hide(all)
}

// AddLogin hides a password, and the user together with it in the forms that HTTP and URLs have. The name of the user alone is
// no secret.
func (s *Secrets) AddLogin(user, password string) {
	s.Add(password)
	if len(password) >= Shortest {
		s.hide(encoded(user + ":" + password))
	}
}

// Text is a text without secrets. It makes no difference whether s is nil.
func (s *Secrets) Text(text string) string {
	known := s.known()
	if len(known) == 0 {
		return text
	}
	m := masker{held: []byte(text)}
	return string(m.next(known, true))
}

// Error is an error without secrets in its text, which is still what it was to [errors.Is] and [errors.As]. A nil error stays
// nil.
func (s *Secrets) Error(err error) error {
	if err == nil {
		return nil
	}
	return &redacted{s.Text(err.Error()), err}
}

type redacted struct {
	text string
	err  error
}

func (e *redacted) Error() string { return e.text }
func (e *redacted) Unwrap() error { return e.err }

func (s *Secrets) known() forms {
	if s == nil {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.forms
}

func (s *Secrets) hide(texts []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := forms{}
	for first, texts := range s.forms {
		next[first] = slices.Clone(texts)
	}
	for _, text := range texts {
		if len(text) >= Shortest {
			next[text[0]] = append(next[text[0]], text)
		}
	}
	for first, texts := range next {
		slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
		next[first] = slices.Compact(texts)
	}
	s.forms = next
}
