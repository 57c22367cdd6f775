package publish

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// locals hashes the artifacts on disk. Each is read once.
type locals struct {
	root string
	mu   sync.Mutex
	sums map[string]localSum // sums has the path as key.
}

type localSum struct {
	size           int64
	sha256, sha512 string
	err            error
}

// path is the path of an artifact on disk.
func (l *locals) path(a plan.Artifact) string {
	return filepath.Join(l.root, filepath.FromSlash(a.Path))
}

// sha512 returns the SHA-512 of an artifact. It is an error if its bytes are not the planned ones.
func (l *locals) sha512(a plan.Artifact) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	sum, ok := l.sums[a.Path]
	if !ok {
		sum = l.read(a)
		if l.sums == nil {
			l.sums = map[string]localSum{}
		}
		l.sums[a.Path] = sum
	}
	switch {
	case sum.err != nil:
		return "", fmt.Errorf("%s cannot be read (%w): run mage pack", a.Path, sum.err)
	case sum.size != a.Size || sum.sha256 != a.SHA256:
		return "", fmt.Errorf("%s differs from the plan: run mage plan again", a.Path)
	}
	return sum.sha512, nil
}

func (l *locals) read(a plan.Artifact) localSum {
	file, err := os.Open(l.path(a))
	if err != nil {
		return localSum{err: err}
	}
	defer file.Close() //nolint:errcheck // It was only read.
	first, second := sha256.New(), sha512.New()
	size, err := io.Copy(io.MultiWriter(first, second), file)
	return localSum{size, hex.EncodeToString(first.Sum(nil)), hex.EncodeToString(second.Sum(nil)), err}
}

// check returns an error for each artifact of a plan that cannot be uploaded.
func (l *locals) check(p *plan.Plan) error {
	var wrong []error
	for _, a := range p.Artifacts {
		if _, err := l.sha512(a); err != nil {
			wrong = append(wrong, err)
		}
	}
	return errors.Join(wrong...)
}
