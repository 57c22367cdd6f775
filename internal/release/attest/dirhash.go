package attest

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/dirhash"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// DigestsOf returns the digests of a file.
func DigestsOf(file string, content []byte) (Digests, error) {
	short, long := sha256.Sum256(content), sha512.Sum512(content)
	hash, err := DirHash(file, content)
	return Digests{SHA256: hex.EncodeToString(short[:]), SHA512: hex.EncodeToString(long[:]), DirHash: hash}, err
}

// DirHash returns what go.sum has of a module, of which a module proxy serves a .zip, or of its go.mod, which it serves as a .mod; in
// hexadecimal, and empty for other files.
func DirHash(file string, content []byte) (string, error) {
	var members []archive.Member
	switch {
	case strings.HasSuffix(file, ".zip"):
		var err error
		if members, err = archive.ReadBytes(file, content); err != nil {
			return "", err
		}
	case strings.HasSuffix(file, ".mod"):
		members = []archive.Member{{Name: "go.mod", Content: content}}
	default:
		return "", nil
	}
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	hash, err := dirhash.Hash1(names, func(name string) (io.ReadCloser, error) {
		content, _ := archive.Find(members, name)
		return io.NopCloser(bytes.NewReader(content)), nil
	})
	if err != nil {
		return "", err
	}
	return HexOf(hash)
}

// HexOf returns a hash of go.sum, h1: and base64, in hexadecimal.
func HexOf(hash string) (string, error) {
	sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(hash, "h1:"))
	return hex.EncodeToString(sum), err
}
