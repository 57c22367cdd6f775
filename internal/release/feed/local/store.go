package local

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"golang.org/x/mod/module"
)

// The ecosystems, which are folders of the store.
const (
	NPM    = "npm"
	Python = "pypi"
	Go     = "go"
)

// Store is the state of the feeds in a folder. Its methods may be called from several goroutines, and several stores, of
// several processes, may be open on one folder.
type Store struct {
	dir   string
	token string
}

// Open opens the store in a folder, and creates the folder if it is missing.
func Open(dir string) (*Store, error) {
	for _, ecosystem := range []string{NPM, Python, Go} {
		if err := os.MkdirAll(filepath.Join(dir, ecosystem), 0o755); err != nil {
			return nil, fmt.Errorf("the state folder of the local feeds cannot be created: %w", err)
		}
	}
	token, err := tokenIn(dir)
	if err != nil {
		return nil, err
	}
	return &Store{dir: dir, token: token}, nil
}

// Token returns the token that every write needs, as a bearer token or password.
func (s *Store) Token() string { return s.token }

// entry is the index.json of a package.
type entry struct {
	Name     string              `json:"name"`
	Versions map[string]*release `json:"versions"`
	Tags     map[string]string   `json:"tags"` // Tags are npm's dist-tags.
}

type release struct {
	Published time.Time       `json:"published"`
	Gone      *string         `json:"gone,omitempty"` // Gone is the reason of a deprecated or yanked version, which may be empty.
	Files     []stored        `json:"files"`
	Manifest  json.RawMessage `json:"manifest,omitempty"` // Manifest is npm's manifest of the version.
}

type stored struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`

	// For a Python distribution: the requirement of its metadata, and the digest of the metadata as a separate file.
	RequiresPython string `json:"requires_python,omitempty"`
	Metadata       string `json:"metadata,omitempty"`

	// Attestation is a bundle of Sigstore for npm, and an attestation of PEP 740 for Python; empty if there is none.
	Attestation json.RawMessage `json:"attestation,omitempty"`
}

// blob is a file to store.
type blob struct {
	name    string
	content []byte
}

func (b blob) file() stored {
	return stored{Name: b.name, Size: int64(len(b.content)), SHA256: digest(b.content)}
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// file returns a file of any version by its name.
func (e *entry) file(name string) (stored, bool) {
	for _, r := range e.Versions {
		for _, f := range r.Files {
			if f.Name == name {
				return f, true
			}
		}
	}
	return stored{}, false
}

// folder returns the folder of a package, directly below its ecosystem. The names of two packages differ even on file systems
// that ignore case. Only paths of Go modules have capitals, which EscapePath replaces.
func (s *Store) folder(ecosystem, name string) string {
	if escaped, err := module.EscapePath(name); err == nil && ecosystem == Go {
		name = escaped
	}
	return filepath.Join(s.dir, ecosystem, url.PathEscape(name))
}

// read returns the index of a package, or a refusal if nothing was published.
func (s *Store) read(ecosystem, name string) (*entry, error) {
	held, err := readIndex(s.folder(ecosystem, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, unknown(name)
	}
	return held, err
}

func readIndex(dir string) (*entry, error) {
	content, err := os.ReadFile(filepath.Join(dir, indexFile))
	if err != nil {
		return nil, err
	}
	held := new(entry)
	if err := json.Unmarshal(content, held); err != nil {
		return nil, fmt.Errorf("%s is damaged (%w): remove this folder", filepath.Join(dir, indexFile), err)
	}
	return held, nil
}

// all returns the packages of an ecosystem, by name.
func (s *Store) all(ecosystem string) ([]*entry, error) {
	folders, err := os.ReadDir(filepath.Join(s.dir, ecosystem))
	if err != nil {
		return nil, err
	}
	var found []*entry
	for _, folder := range folders {
		held, err := readIndex(filepath.Join(s.dir, ecosystem, folder.Name()))
		if errors.Is(err, fs.ErrNotExist) {
			continue // Its first upload has not ended.
		}
		if err != nil {
			return nil, err
		}
		found = append(found, held)
	}
	slices.SortFunc(found, func(a, b *entry) int { return cmp.Compare(a.Name, b.Name) })
	return found, nil
}

// path returns the path of a file.
func (s *Store) path(ecosystem, name string, f stored) string {
	return filepath.Join(s.folder(ecosystem, name), filesDir, f.SHA256, f.Name)
}

const (
	indexFile = "index.json"
	filesDir  = "files"
	lockFile  = "lock"
)

// change changes the index of a package in one step. The function changes the entry and returns the files that it adds. If it
// fails, nothing is changed.
func (s *Store) change(ctx context.Context, ecosystem, name string, do func(*entry) ([]blob, error)) error {
	dir := s.folder(ecosystem, name)
	if err := os.MkdirAll(filepath.Join(dir, filesDir), 0o755); err != nil {
		return err
	}
	unlock, err := file.Lock(ctx, filepath.Join(dir, lockFile))
	if err != nil {
		return refuse(http.StatusServiceUnavailable, "%s is being changed by another process: %v", name, err)
	}
	defer unlock()
	file.Sweep(dir, 0) // This process has the lock, so nobody else writes.
	held, err := readIndex(dir)
	if errors.Is(err, fs.ErrNotExist) {
		held, err = &entry{Name: name, Versions: map[string]*release{}, Tags: map[string]string{}}, nil
	}
	if err != nil {
		return err
	}
	blobs, err := do(held)
	if err != nil {
		return err
	}
	for _, b := range blobs {
		if err := keep(dir, b); err != nil {
			return err
		}
	}
	index, err := json.MarshalIndent(held, "", "  ")
	if err != nil {
		return err
	}
	if err := file.Write(filepath.Join(dir, indexFile), append(index, '\n'), file.Durable); err != nil {
		return err
	}
	// The folder of the package itself may be new.
	return file.SyncDir(filepath.Dir(dir))
}
