package redact

import (
	"io"
	"strings"
	"sync"
)

// Writer masks secrets in what is written to it, including a secret that is split over several writes. It therefore holds back the
// end of the output while that can be the beginning of a secret; [Writer.Close] writes the rest. Several goroutines may write.
type Writer struct {
	secrets *Secrets
	to      io.Writer

	mu   sync.Mutex
	mask masker
}

// Writer returns a writer that masks secrets and passes the rest on.
func (s *Secrets) Writer(to io.Writer) *Writer { return &Writer{secrets: s, to: to} }

// Write implements [io.Writer].
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mask.held = append(w.mask.held, p...)
	if err := w.pass(false); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Close writes what was held back. Both writers stay open, but a secret that is split by Close is not recognized.
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

// masker masks secrets in a stream.
type masker struct {
	held    []byte // held is what has not been passed on.
	covered int    // covered counts the next bytes that belong to a secret already masked.
}

// next returns the held bytes that can be passed on: all of them if final, otherwise those before a possible incomplete secret.
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

// longest returns the length of the longest form that the text begins with, and whether more text could complete a longer one. The
// forms come longest first.
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
