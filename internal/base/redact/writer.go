package redact

import (
	"io"
	"strings"
	"sync"
)

// Writer hides secrets in what goes through it, also where a secret comes in several writes. It therefore holds back the end
// of what was written as long as that can be the beginning of a secret: [Writer.Close] writes the rest. Several goroutines may
// write.
type Writer struct {
	secrets *Secrets
	to      io.Writer

	mu   sync.Mutex
	mask masker
}

// Writer is a writer to another one.
func (s *Secrets) Writer(to io.Writer) *Writer { return &Writer{secrets: s, to: to} }

// Write has written all of p, or says why the other writer has not.
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mask.held = append(w.mask.held, p...)
	if err := w.pass(false); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Close writes what was held back. The other writer stays open, and so does this one; but half of a secret that comes before
// Close and half after it are not seen as one.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.pass(true)
}

func (w *Writer) pass(final bool) error {
	out := w.mask.next(w.secrets.known(), final)
	if len(out) == 0 {
		return nil
	}
	_, err := w.to.Write(out)
	return err
}

// masker takes secrets out of a stream.
type masker struct {
	held    []byte // held is what has not been passed on.
	covered int    // covered is how many of the next bytes belong to a secret that was masked.
}

// next is what can be passed on of the bytes that are held: all of them in the end, otherwise up to the place at which a
// secret might begin that has not come completely.
func (m *masker) next(known forms, final bool) []byte {
	out := make([]byte, 0, len(m.held))
	at := 0
	for ; at < len(m.held); at++ {
		match, open := longest(known[m.held[at]], m.held[at:])
		if open && !final {
			break
		}
		if match > 0 && m.covered == 0 {
			out = append(out, Mask...)
		}
		m.covered = max(m.covered, match)
		if m.covered > 0 {
			m.covered--
		} else {
			out = append(out, m.held[at])
		}
	}
	m.held = append(m.held[:0], m.held[at:]...)
	return out
}

// longest is the length of the longest form that the text begins with, and whether it may become a longer one as the text goes
// on. The forms come longest first.
func longest(all []string, text []byte) (match int, open bool) {
	for _, form := range all {
		if len(form) > len(text) {
			open = open || strings.HasPrefix(form, string(text))
		} else if string(text[:len(form)]) == form {
			return len(form), open
		}
	}
	return 0, open
}
