package verify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// digests are those that clients know a file by.
type digests struct {
	sha256, sha512 []byte

	attested attest.Digests // attested are those that attestations name; empty where none are looked at.
}

// compare fetches every planned file and holds it to its digest.
func compare(ctx context.Context, p Package) (map[string]digests, error) {
	if len(p.Files) == 0 {
		return nil, fmt.Errorf("no file of %s %s is planned", p.Name, p.Version)
	}
	same := map[string]digests{}
	for _, file := range p.Files {
		served := &sink{keep: p.Attested != nil, left: file.Size, sha256: sha256.New(), sha512: sha512.New()}
		err := p.Feed.Fetch(ctx, p.Name, p.Version, file.Name, served)
		if err == nil || served.tooLong {
			err = served.isPlanned(file)
		}
		if err != nil {
			return nil, err
		}
		found := digests{sha256: served.sha256.Sum(nil), sha512: served.sha512.Sum(nil)}
		if served.keep {
			if found.attested, err = attest.DigestsOf(file.Name, served.content.Bytes()); err != nil {
				return nil, err
			}
		}
		same[file.Name] = found
	}
	return same, nil
}

// sink keeps digests, and takes no more than is planned.
type sink struct {
	left           int64
	keep           bool // keep keeps the content too.
	content        bytes.Buffer
	tooLong        bool
	sha256, sha512 hash.Hash
}

func (s *sink) Write(p []byte) (int, error) {
	if int64(len(p)) > s.left {
		s.tooLong = true
		return 0, errors.New("the feed serves more than is planned")
	}
	s.left -= int64(len(p))
	s.sha256.Write(p)
	s.sha512.Write(p)
	if s.keep {
		s.content.Write(p)
	}
	return len(p), nil
}

func (s *sink) isPlanned(file feed.File) error {
	switch got := hex.EncodeToString(s.sha256.Sum(nil)); {
	case s.tooLong:
		return fmt.Errorf("the feed serves more than the planned %d bytes of %s", file.Size, file.Name)
	case s.left > 0:
		return fmt.Errorf("the feed serves %d of the planned %d bytes of %s", file.Size-s.left, file.Size, file.Name)
	case got != file.SHA256:
		return fmt.Errorf("the feed serves %s with the SHA-256 %s instead of %s", file.Name, got, file.SHA256)
	}
	return nil
}
