package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// mostBytes limits the size of a plan. One with ten thousand reasons stays below.
const mostBytes = 16 << 20

// again is the advice for a plan that cannot be used.
const again = "run mage plan again"

// JSON encodes the plan as in plan.json. It returns an error for a plan that [Read] would refuse.
func (p *Plan) JSON() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("the plan cannot be written: %w", err)
	}
	// Other programs get empty lists instead of null.
	q := *p
	q.Reasons, q.Tags = list(p.Reasons), list(p.Tags)
	q.Feeds, q.Artifacts = list(p.Feeds), list(p.Artifacts)
	if q.Locks == nil {
		q.Locks = map[string]string{}
	}
	return q.sealed()
}

// sealed encodes the plan with its sum.
func (p *Plan) sealed() ([]byte, error) {
	q := *p
	q.Sum = ""
	bare, err := encode(&q)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(bare)
	q.Sum = hex.EncodeToString(sum[:])
	return encode(&q)
}

func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// Digest returns the SHA-256 of the plan's file, which identifies the release.
func (p *Plan) Digest() (string, error) {
	content, err := p.JSON()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}

// Write writes the plan to dist/plan.json under root, in one step.
func Write(root string, p *Plan) error {
	content, err := p.JSON()
	if err != nil {
		return err
	}
	return file.Write(filepath.Join(root, filepath.FromSlash(File)), content)
}

// Read reads dist/plan.json under root.
func Read(root string) (*Plan, error) {
	file, err := os.Open(filepath.Join(root, filepath.FromSlash(File)))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s does not exist: %s", File, again)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.LimitReader(file, mostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", File, err)
	}
	p, err := parse(content)
	if err != nil {
		return nil, fmt.Errorf("%s %w; %s", File, err, again)
	}
	return p, nil
}

func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return b.Bytes(), err
}

// parse reads a plan. It has to be exactly as [Write] wrote it, so that an edited plan is refused.
func parse(content []byte) (*Plan, error) {
	if len(content) > mostBytes {
		return nil, fmt.Errorf("has more than %d bytes", mostBytes)
	}
	// A plan of another format can only be read up to its version.
	var form struct {
		SchemaVersion *int `json:"schema_version"`
	}
	if err := json.Unmarshal(content, &form); err != nil {
		return nil, fmt.Errorf("is not valid JSON: %w", err)
	}
	switch {
	case form.SchemaVersion == nil:
		return nil, errors.New("has no schema_version")
	case *form.SchemaVersion != SchemaVersion:
		return nil, fmt.Errorf("has schema_version %d, and %d is what this program reads", *form.SchemaVersion, SchemaVersion)
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	p := new(Plan)
	if err := decoder.Decode(p); err != nil {
		return nil, fmt.Errorf("has an unknown or wrong field: %w", err)
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("is invalid: %w", err)
	}
	// This finds changed values, duplicate or missing keys, and other formatting.
	written, err := p.sealed()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(written, content) {
		return nil, fmt.Errorf("was changed by hand: line %d differs from what was written", firstDifference(written, content))
	}
	p.Sum = ""
	return p, nil
}

// firstDifference returns the number of the first line, counted from 1, in which two texts differ.
func firstDifference(a, b []byte) int {
	line := 1
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return line
		}
		if a[i] == '\n' {
			line++
		}
	}
	return line
}
