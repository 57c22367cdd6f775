// Package adopted keeps the contract of the last version that was released from another tree, as the base of the first release from
// this one: a record and an image in the folder lineage, both committed.
package adopted

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// The files, relative to the root of the repository.
const (
	RecordFile = "lineage/adopted.json"
	ImageFile  = "lineage/adopted.binpb.gz"
)

// Bounds of the files, in bytes.
const (
	mostRecord = 1 << 20
	mostImage  = 128 << 20 // mostImage also applies after unpacking.
)

// Record describes the adopted version.
type Record struct {
	Version string `json:"version"`
	From    string `json:"from"`             // From is where the contract was read from, for people.
	Commit  string `json:"commit,omitempty"` // Commit is the hash, where the contract was read from git.
	SHA256  string `json:"sha256,omitempty"` // SHA256 is the digest of the file that was read: an image or a package.
	Image   string `json:"image"`            // Image is the digest of the unpacked image.

	// Assumed says that the source had no routes, permissions and other options that clients do not read: those of this tree at the
	// time of the adoption took their place, for everything that exists in both.
	Assumed bool `json:"assumed,omitempty"`

	// GoPackages are the effective go_package of files whose Go packages had another path than in this tree.
	GoPackages map[string]string `json:"go_packages,omitempty"`
}

// Tag returns the name of the version in reports.
func (r *Record) Tag() string { return "v" + r.Version }

// Read reads the record of a tree; nil if nothing is adopted.
func Read(root string) (*Record, error) {
	content, err := file.Read(filepath.Join(root, filepath.FromSlash(RecordFile)), mostRecord)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // Nothing is adopted, which is no error.
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", RecordFile, err)
	}
	r := new(Record)
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(r); err != nil {
		return nil, fmt.Errorf("%s is damaged (%w): restore it, or run mage adopt again", RecordFile, err)
	}
	if v, err := version.Parse(r.Version); err != nil || v.Stage() != version.Final {
		return nil, fmt.Errorf("%s is damaged: %q is not a version like 1.2.3", RecordFile, r.Version)
	}
	return r, nil
}

// ReadImage returns the image of a record, which is an encoded set of files.
func (r *Record) ReadImage(root string) ([]byte, error) {
	content, err := unpack(filepath.Join(root, filepath.FromSlash(ImageFile)))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w; restore it, or run mage adopt again", ImageFile, err)
	}
	if digest(content) != r.Image {
		return nil, fmt.Errorf("%s is not the image of %s: restore both, or run mage adopt again", ImageFile, RecordFile)
	}
	return content, nil
}

func unpack(path string) ([]byte, error) {
	packed, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer packed.Close() //nolint:errcheck // It was only read.
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(unpacked, mostImage+1))
	if err == nil && len(content) > mostImage {
		err = fmt.Errorf("it unpacks to more than %d bytes", mostImage)
	}
	return content, err
}

// Write writes a record and its image, whose digest it sets. The record comes last, so that an interrupted call is noticed.
func (r *Record) Write(root string, image []byte) error {
	r.Image = digest(image)
	var packed bytes.Buffer
	to, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := to.Write(image); err != nil {
		return err
	}
	if err := to.Close(); err != nil {
		return err
	}
	record, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := file.Write(filepath.Join(root, filepath.FromSlash(ImageFile)), packed.Bytes()); err != nil {
		return err
	}
	return file.Write(filepath.Join(root, filepath.FromSlash(RecordFile)), append(record, '\n'))
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
