package attest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// PublishType is the predicate of an upload to an index of Python packages, which has no content. It is a name: nothing is fetched from this
// host, which no file of the repository may name as a whole.
const PublishType = "https://docs.pypi." + "org/attestations/publish/v1"

// The kinds of digests (https://github.com/in-toto/attestation/blob/main/spec/v1/digest_set.md).
const (
	sha256Kind  = "sha256"
	sha512Kind  = "sha512"
	dirHashKind = "dirHash"
)

// Digests identify a file, in lower-case hexadecimal.
type Digests struct {
	SHA256, SHA512 string

	// DirHash is what go.sum has of a Go module or of its go.mod, without h1:; empty for other files.
	DirHash string
}

// Claim is what the signed statement of a package says: how it was made or published, and which files it is about.
type Claim struct {
	predicate string
	subjects  []resource
}

// Tarball claims the provenance of a tarball. npm finds the package by its package URL and its SHA-512.
func Tarball(name, version string, d Digests) Claim {
	// The form of npm: the slash after a scope is not escaped.
	scope, base, scoped := strings.Cut(name, "/")
	if scoped {
		name = escape(scope) + "/" + base
	}
	return Claim{predicateType, []resource{{Name: "pkg:npm/" + name + "@" + version, Digest: map[string]string{sha512Kind: d.SHA512}}}}
}

// Distribution claims that a wheel or a source distribution is published by the workflow that signs (PEP 740).
func Distribution(file string, d Digests) Claim {
	return Claim{PublishType, []resource{{Name: file, Digest: map[string]string{sha256Kind: d.SHA256}}}}
}

// Program claims the provenance of an archive with a program.
func Program(file string, d Digests) Claim {
	return Claim{predicateType, []resource{{Name: file, Digest: map[string]string{sha256Kind: d.SHA256}}}}
}

// Module claims the provenance of a module: by the two hashes that go.sum has of it, which users can compute, and the file with its zip.
func Module(module, version, file string, zip, mod Digests) Claim {
	line := func(suffix, hash string) resource {
		sum, _ := hex.DecodeString(hash) // What is no hash has no line of go.sum, and is refused when it is compared.
		return resource{
			Name: module + "@" + version + suffix, Digest: map[string]string{dirHashKind: hash},
			Annotations: map[string]string{"go.sum": module + " " + version + suffix + " h1:" + base64.StdEncoding.EncodeToString(sum)},
		}
	}
	return Claim{predicateType, []resource{
		line("", zip.DirHash), line("/go.mod", mod.DirHash), {Name: file, Digest: map[string]string{sha256Kind: zip.SHA256}},
	}}
}

// signable is a statement of in-toto with any predicate.
type signable struct {
	Type          string     `json:"_type"`
	Subject       []resource `json:"subject"`
	PredicateType string     `json:"predicateType"`
	Predicate     any        `json:"predicate"`
}

// Statement returns the statement of in-toto to sign. The workflow is the one that runs.
func (c Claim) Statement(w Workflow) (json.RawMessage, error) {
	s := signable{statementType, c.subjects, c.predicate, nil}
	if c.predicate == predicateType {
		s.Predicate = w.predicate()
	}
	return json.Marshal(s)
}

// Check returns an error if a signed statement does not say exactly what is claimed.
func (c Claim) Check(signed []byte) error {
	var s signable
	if err := json.Unmarshal(signed, &s); err != nil {
		return fmt.Errorf("its statement is not one of in-toto: %w", err)
	}
	switch {
	case s.Type != statementType:
		return fmt.Errorf("its statement has the type %q, not %s", s.Type, statementType)
	case s.PredicateType != c.predicate:
		return fmt.Errorf("its statement is a %q, not a %s", s.PredicateType, c.predicate)
	case len(s.Subject) != len(c.subjects):
		return fmt.Errorf("its statement is about %d files, not %d", len(s.Subject), len(c.subjects))
	}
	for i, want := range c.subjects {
		got := s.Subject[i]
		switch {
		case got.Name != want.Name:
			return fmt.Errorf("it was signed for %q, not for %s", got.Name, want.Name)
		case !maps.Equal(got.Digest, want.Digest):
			return fmt.Errorf("it was signed for %s with other bytes: %s instead of %s", want.Name, spell(got.Digest), spell(want.Digest))
		}
		for kind, digest := range want.Digest {
			if digest == "" {
				return fmt.Errorf("%s has no %s to compare", want.Name, kind)
			}
		}
	}
	return nil
}

func spell(digests map[string]string) string {
	var b bytes.Buffer
	for i, kind := range slices.Sorted(maps.Keys(digests)) {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %.16s…", kind, digests[kind])
	}
	return b.String()
}
