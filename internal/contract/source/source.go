// Package source loads the descriptors of one side of a comparison from a folder, a commit, an image file or standard input. It
// checks nothing out and writes only its cache.
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

// Kind is the kind of place that descriptors come from.
type Kind string

// The kinds of sources.
const (
	Dir   Kind = "dir"
	Ref   Kind = "ref"
	File  Kind = "file"
	Stdin Kind = "stdin"

	// Adopted is the version that a tree continues, which was released from another one; see package adopted.
	Adopted Kind = "adopted"
)

// AdoptedSpec names the adopted version for [Load].
const AdoptedSpec = "adopted:"

// Source is one side of a comparison.
type Source struct {
	Name   string // Name is the name in reports: v0.3.0, HEAD~3, proto, old.binpb, standard input.
	Kind   Kind
	Commit string // Commit is the hash of a ref's commit.

	// Encoded is an encoded FileDescriptorSet with source info, in which dependencies are marked as buf does it. The content of the
	// files of an image is not checked.
	Encoded string

	// Folder is the folder of the files, such as proto for a module of this repository. It is empty for an image and for several
	// modules; use Place.
	Folder string

	// Added are the files that the image of the source lacked, and that were added to Encoded.
	Added []string

	Cached bool // Cached is set if the descriptors came from the cache.

	folders map[string]string // folders maps each file to the folder of its module, if there are several.
	managed *managedMode      // managed is what generates overrides in the files; nil overrides nothing.
	modules []named           // modules are only known with managed.

	goPackages map[string]string // goPackages has the files of an adopted version whose Go packages were elsewhere.
}

// Place returns the path of a file for messages: relative to the root of the repository, or below the folder that the user named.
func (s *Source) Place(file string) string {
	if folder, ok := s.folders[file]; ok {
		return path.Join(folder, file)
	}
	return path.Join(s.Folder, file)
}

// Schema reads the descriptors and shares files that are also in others. Errors begin with the name of the source.
func (s *Source) Schema(others ...*schema.Schema) (*schema.Schema, error) {
	read, err := schema.ReadManaged(s.Encoded, s.overrides, others...)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", s.Name, oneLine(err.Error()))
	}
	return read, nil
}

// Options configures [Load]. Every field but Root may be left empty.
type Options struct {
	Root     string    // Root is the root of the repository, which paths are relative to.
	CacheDir string    // CacheDir is the folder of the cache; empty disables it.
	Stdin    io.Reader // Stdin is read for "-".
}

// Load loads the descriptors that spec names:
//
//   - standard input, an image
//     FILE                      an image: buf build's or protoc's, binary or JSON, packed with gzip or not
//     FOLDER                    a buf workspace, or a folder that import paths are relative to
//     REF                       a tag, branch or hash, or HEAD~3
//     REF... or merge-base:REF  the merge base of HEAD and REF
//
// A name that exists as a path is not looked up as a ref; git:REF and file:PATH are unambiguous. Errors have one line; for protos
// that do not compile the error is a [CompileError].
func Load(ctx context.Context, opts Options, spec string) (*Source, error) {
	l := loader{Options: opts}
	switch spec {
	case "-":
		return l.stdin()
	case AdoptedSpec:
		return l.adopted()
	}
	name, isPath := strings.CutPrefix(spec, "file:")
	ref, isRef := strings.CutPrefix(spec, "git:")
	parted, isBase := strings.CutPrefix(spec, "merge-base:")
	switch {
	case name == "" || ref == "" || parted == "":
		return nil, errors.New("nothing to compare with: name a git tag, branch or commit, a folder, an image file, or - for standard input")
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
		return nil, fmt.Errorf("%s cannot be read: %w", name, cause(err))
	case isPath:
		return nil, fmt.Errorf("there is no file or folder %s", name)
	}
	return l.ref(ctx, spec)
}

type loader struct{ Options }

// at resolves a path that the user gave.
func (l loader) at(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(cmp.Or(l.Root, "."), name)
}

// cause removes the path from an error whose message already has the path that the user gave.
func cause(err error) error {
	var wrapped *fs.PathError
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// oneLine returns a text as one printable line. Names in a hostile image could otherwise control the terminal.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
