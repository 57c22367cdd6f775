// Package redact masks secrets in texts, errors and output. It also finds the encoded forms in which tools print a secret:
// percent-encoded, in base64, as part of basic authentication, escaped in JSON.
package redact

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Mask replaces a secret.
const Mask = "***"

// Shortest is the minimum length of a secret in bytes. Shorter texts are not masked: they would match ordinary words, and are easy
// to guess anyway.
const Shortest = 4

// Secrets are the texts to mask. The zero value has none. Several goroutines may use it and add secrets at any time; output that
// was already written is not masked.
type Secrets struct {
	mu    sync.RWMutex
	forms forms
}

// forms are the texts to mask by their first byte, the longest first. A value never changes.
type forms map[byte][]string

// Add masks secrets from now on. The lines of multi-line secrets are masked individually as well.
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

// AddLogin masks a password, and the pair of user and password in the forms of HTTP and URLs. The user name alone is not secret.
func (s *Secrets) AddLogin(user, password string) {
	s.Add(password)
	if len(password) >= Shortest {
		s.hide(encoded(user + ":" + password))
	}
}

// Text masks the secrets in a text. A nil s has no secrets.
func (s *Secrets) Text(text string) string {
	known := s.known()
	if len(known) == 0 {
		return text
	}
	m := masker{held: []byte(text)}
	return string(m.next(known, true))
}

// Error masks the secrets in the text of an error and wraps it for [errors.Is] and [errors.As]. A nil error stays nil.
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
