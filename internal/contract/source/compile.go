package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// CompileError reports that the protos of a source do not compile.
type CompileError struct {
	Name     string       // Name is the name of the source.
	Mistakes image.Errors // Mistakes has at least one error; its paths are those of [Source.Place].
	Advice   string       // Advice is what the user can do.
}

// Error returns one line with the first mistake and the number of others.
func (e *CompileError) Error() string {
	more := ""
	if n := len(e.Mistakes) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return fmt.Sprintf("%s does not compile: %s%s; %s", e.Name, oneLine(e.Mistakes[0].Error()), more, e.Advice)
}

func (e *CompileError) Unwrap() error { return e.Mistakes }

// build describes what to compile.
type build struct {
	name   string
	prefix string // prefix is put before the paths of the modules.
	advice string
	key    string // key identifies the input.
	tree   func() (*tree, error)
}

// format is raised whenever the same protos compile to something else, or the layout of the cache changes.
const format = "1"

// kept is the metadata that the cache stores with the descriptors.
type kept struct {
	Folder  string            `json:"folder,omitempty"`
	Folders map[string]string `json:"folders,omitempty"`
}

// compile fills in the source, from the cache if the same input was compiled before.
func (l loader) compile(ctx context.Context, s *Source, b build) error {
	var entries cache
	if compiler := compilerID(); l.CacheDir != "" && compiler != "" {
		entries.dir = l.at(l.CacheDir)
		sum := sha256.Sum256([]byte(format + "\n" + compiler + "\n" + b.key))
		b.key = hex.EncodeToString(sum[:])
	}
	if about, encoded, ok := entries.get(b.key); ok {
		var places kept
		if json.Unmarshal([]byte(about), &places) == nil {
			s.Encoded, s.Cached = encoded, true
			s.place(b.prefix, places)
			return nil
		}
	}
	found, err := b.tree()
	if err != nil {
		return err
	}
	var places kept
	if len(found.modules) == 1 {
		places.Folder = found.modules[0].Path
	} else {
		places.Folders = found.folders
	}
	s.place(b.prefix, places)
	compiled, err := image.FromFiles(ctx, found.files)
	if err != nil {
		return s.compileError(ctx, err, b.advice)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		return fmt.Errorf("%s: %w", b.name, err)
	}
	s.Encoded = asText(encoded)
	if about, err := json.Marshal(places); err == nil {
		entries.put(b.key, string(about), s.Encoded)
	}
	return nil
}

func (s *Source) place(prefix string, places kept) {
	if places.Folders == nil {
		s.Folder = path.Join(prefix, places.Folder)
		if s.Folder == "." {
			s.Folder = ""
		}
		return
	}
	s.folders = make(map[string]string, len(places.Folders))
	for file, folder := range places.Folders {
		s.folders[file] = path.Join(prefix, folder)
	}
}

func (s *Source) compileError(ctx context.Context, err error, advice string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var mistakes image.Errors
	if !errors.As(err, &mistakes) || len(mistakes) == 0 {
		return fmt.Errorf("%s does not compile: %s; %s", s.Name, oneLine(err.Error()), advice)
	}
	placed := make(image.Errors, len(mistakes))
	for i, mistake := range mistakes {
		copied := *mistake
		copied.File = s.Place(filepath.ToSlash(mistake.File))
		placed[i] = &copied
	}
	return &CompileError{Name: s.Name, Mistakes: placed, Advice: advice}
}
