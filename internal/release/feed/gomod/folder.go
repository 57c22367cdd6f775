package gomod

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Folder is a folder with the layout of a module proxy, for GOPROXY=file://. Several processes may write to it. It is a
// [feed.Feed].
type Folder struct{ name, dir string }

// NewFolder returns the feed in a folder, which the first upload creates. The name is for messages.
func NewFolder(name, dir string) (*Folder, error) {
	if !filepath.IsAbs(dir) {
		return nil, fmt.Errorf("the folder of the feed %s is %q: use an absolute path", name, dir)
	}
	return &Folder{name, filepath.Clean(dir)}, nil
}

// Name returns the name of the feed with its folder.
func (f *Folder) Name() string { return f.name + " (" + f.dir + ")" }

// Look returns the files of a version. If the version is complete but not listed, an upload was interrupted: the last file is left
// out, so that the next upload lists the version.
func (f *Folder) Look(_ context.Context, pkg, version string) ([]feed.File, error) {
	files, err := f.look(pkg, version)
	if err != nil {
		return nil, f.wrong("look up "+pkg+" "+version, err)
	}
	return files, nil
}

func (f *Folder) look(pkg, version string) ([]feed.File, error) {
	all, err := paths(pkg, version)
	if err != nil {
		return nil, err
	}
	var files []feed.File
	for _, at := range all {
		content, err := f.read(at)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(content)
		files = append(files, feed.File{Name: filepath.Base(at), Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])})
	}
	if len(files) < len(all) {
		return files, nil
	}
	want, have, err := lists(filepath.Dir(f.path(all[0])))
	if err == nil && !bytes.Equal(want, have) {
		files = files[:len(files)-1]
	}
	return files, err
}

func (f *Folder) path(at string) string { return filepath.Join(f.dir, filepath.FromSlash(at)) }

// read reads a regular file, and refuses a link.
func (f *Folder) read(at string) ([]byte, error) {
	info, err := os.Lstat(f.path(at))
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is %s", f.path(at), archive.Kind(info.Mode()))
	}
	return archive.ReadFile(f.path(at), archive.MostBytes)
}

// Fetch writes a file of a version.
func (f *Folder) Fetch(_ context.Context, pkg, version, file string, to io.Writer) error {
	at, err := pathOf(pkg, version, file)
	if err != nil {
		return f.wrong("fetch "+file, err)
	}
	content, err := f.read(at)
	if err == nil {
		_, err = to.Write(content)
	}
	if err != nil {
		return f.wrong("fetch "+file, err)
	}
	return nil
}

// Upload publishes a file atomically and never replaces one. It lists a version once all its files are there.
func (f *Folder) Upload(ctx context.Context, a feed.Artifact) error {
	if err := f.upload(ctx, a); err != nil {
		return f.wrong("upload "+a.File, err)
	}
	return nil
}

func (f *Folder) upload(ctx context.Context, a feed.Artifact) error {
	at, err := pathOf(a.Package, a.Version, a.File)
	if err != nil {
		return err
	}
	content, err := archive.ReadFile(a.Path, archive.MostBytes)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != a.SHA256 {
		return fmt.Errorf("%s has changed since it was packed: pack again", a.Path)
	}
	path := f.path(at)
	versions := filepath.Dir(path)
	if err := os.MkdirAll(versions, 0o755); err != nil {
		return err
	}
	unlock, err := file.Lock(ctx, filepath.Join(versions, ".lock"))
	if err != nil {
		return err
	}
	defer unlock()
	file.Sweep(versions, 0) // Nobody else writes: this process has the lock.
	published := file.Create(path, content, file.Durable)
	if errors.Is(published, fs.ErrExist) {
		published = feed.ErrExists
	}
	if published != nil && !errors.Is(published, feed.ErrExists) {
		return published
	}
	want, have, err := lists(versions)
	if err == nil && !bytes.Equal(want, have) {
		err = file.Write(filepath.Join(versions, "list"), want, file.Durable)
	}
	return errors.Join(published, err)
}

// lists returns the list of versions as it should be and as it is. Pseudo-versions are never listed.
func lists(versions string) (want, have []byte, err error) {
	entries, err := os.ReadDir(versions)
	if err != nil {
		return nil, nil, err
	}
	files := map[string]int{}
	for _, entry := range entries {
		for _, end := range ends {
			if base, ok := strings.CutSuffix(entry.Name(), end); ok {
				files[base]++
			}
		}
	}
	var complete []string
	for base, n := range files {
		version, err := module.UnescapeVersion(base)
		if err == nil && n == len(ends) && semver.IsValid(version) && !module.IsPseudoVersion(version) {
			complete = append(complete, version)
		}
	}
	semver.Sort(complete)
	for _, version := range complete {
		want = append(want, version+"\n"...)
	}
	have, err = os.ReadFile(filepath.Join(versions, "list"))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return want, have, err
}

func (f *Folder) wrong(doing string, err error) error {
	return &feed.Error{Feed: f.Name(), Doing: doing, What: strings.Join(strings.Fields(err.Error()), " "), Err: err}
}
