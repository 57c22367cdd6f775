// Package source gets the descriptors of one side of a comparison from wherever its user names it: a folder, a commit, an
// image file or standard input. Nothing is checked out, and nothing is written but the cache.
package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Kind is where descriptors come from.
type Kind string

// The kinds of sources.
const (
	Dir   Kind = "dir"
	Ref   Kind = "ref"
	File  Kind = "file"
	Stdin Kind = "stdin"
)

// Source is one side of a comparison.
type Source struct {
	Name   string // Name is how reports call it: v0.3.0, HEAD~3, proto, old.binpb, standard input.
	Kind   Kind
	Commit string // Commit is the hash of a ref's commit.

	// Encoded is an encoded FileDescriptorSet with source info, in which dependencies are marked as buf does it. An image is
	// passed on as it is: what lies within its files was not looked at.
	Encoded string

	// Folder is where the files of the set lie, such as proto for a module of this repository. It is empty for an image and
	// where there are several modules: Place knows.
	Folder string

	Cached bool // Cached says that nothing had to be compiled.

	folders map[string]string // folders has, where there are several modules, that of each file.
}

// Place is the path of a file of the set for a reader: relative to the root of the repository, or as the user named its folder.
func (s *Source) Place(file string) string {
	if folder, ok := s.folders[file]; ok {
		return path.Join(folder, file)
	}
	return path.Join(s.Folder, file)
}

// Schema reads the descriptors; files that others have too are shared with them. Errors begin with the name of the source.
func (s *Source) Schema(others ...*schema.Schema) (*schema.Schema, error) {
	read, err := schema.Read(s.Encoded, others...)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", s.Name, oneLine(err.Error()))
	}
	return read, nil
}

// Options says where to look. The zero value of every field but Root is useful.
type Options struct {
	Root     string    // Root is the root of the repository; relative paths begin there.
	CacheDir string    // CacheDir keeps what was compiled; empty means that nothing is kept.
	Stdin    io.Reader // Stdin is what "-" means.
}

// Load gets the descriptors that spec names:
//
//   - standard input, an image
//     FILE                      an image: buf build's or protoc's, binary or JSON, packed with gzip or not
//     FOLDER                    a buf workspace, or a folder in which import paths begin
//     REF                       a tag, branch or hash, or HEAD~3
//     REF... or merge-base:REF  where HEAD and REF parted
//
// What exists as a path is not looked up as a ref; git:REF and file:PATH leave no choice. An error has one line; protos that
// don't compile are a [CompileError].
func Load(ctx context.Context, opts Options, spec string) (*Source, error) {
	l := loader{Options: opts}
	if spec == "-" {
		return l.stdin()
	}
	name, isPath := strings.CutPrefix(spec, "file:")
	ref, isRef := strings.CutPrefix(spec, "git:")
	parted, isBase := strings.CutPrefix(spec, "merge-base:")
	switch {
	case name == "" || ref == "" || parted == "":
		return nil, errors.New("nothing is named to compare with: name a git tag, branch or commit, a folder, an image file, or - for standard input")
	case isRef:
		return l.ref(ctx, ref)
	case isBase:
		return l.ref(ctx, parted+"...")
	}
	isPath = isPath || strings.HasPrefix(spec, "./") || strings.HasPrefix(spec, "../") || filepath.IsAbs(spec)
	info, err := os.Stat(l.at(name))
	switch {
	case err == nil && info.IsDir():
		return l.dir(ctx, name)
	case err == nil:
		return l.file(name, info)
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotDir) && !errors.Is(err, errTooLong):
		return nil, fmt.Errorf("%s can't be read: %w", name, cause(err))
	case isPath:
		return nil, fmt.Errorf("there is no file or folder %s", name)
	}
	return l.ref(ctx, spec)
}

type loader struct{ Options }

// at is the place of a path that the user gave.
func (l loader) at(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(cmp.Or(l.Root, "."), name)
}

// cause leaves the path out of an error that names it in the user's words anyway.
func cause(err error) error {
	var wrapped *fs.PathError
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// oneLine is a text, which may have names of a hostile image in it, as one line that a terminal can show.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
