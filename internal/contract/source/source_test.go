package source

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// repository makes a repository with one commit, tagged v0.1.0, whose settings don't depend on the machine.
func repository(t *testing.T) string {
	t.Helper()
	gittest.Isolate(t)
	dir := t.TempDir()
	gittest.Run(t, dir, "init", "--quiet", "--initial-branch=main")
	gittest.Write(t, dir, ".gitignore", "/.cache/\n")
	gittest.Write(t, dir, "buf.yaml", "version: v2\nmodules:\n  - path: proto\n    excludes: [proto/old]\n  - path: .cache/proto\n")
	gittest.Write(t, dir, "proto/a/v1/a.proto", message("a.v1", "First"))
	gittest.Write(t, dir, "proto/old/o.proto", "not proto at all")
	gittest.Write(t, dir, ".cache/proto/google/api/http.proto", "installed, not part of the contract")
	gittest.Commit(t, dir)
	gittest.Run(t, dir, "tag", "v0.1.0")
	return dir
}

// message is a proto file with one message.
func message(pkg, name string) string {
	return "syntax = \"proto3\";\n\npackage " + pkg + ";\n\nimport \"google/api/annotations.proto\";\n\n// " + name +
		" is told about.\nmessage " + name + " {\n  string id = 1;\n}\n\nservice " + name +
		"Service {\n  rpc Get(" + name + ") returns (" + name + ") {\n    option (google.api.http) = {get: \"/v1/{id}\"};\n  }\n}\n"
}

func options(dir string) Options { return Options{Root: dir, CacheDir: ".cache/images"} }

func load(t *testing.T, dir, spec string) *Source {
	t.Helper()
	s, err := Load(t.Context(), options(dir), spec)
	if err != nil {
		t.Fatalf("%s: %v", spec, err)
	}
	return s
}

// own are the files of a source that are not dependencies, with the messages in each.
func own(t *testing.T, s *Source) []string {
	t.Helper()
	read, err := s.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range read.Files {
		if file.Dependency {
			continue
		}
		words := []string{s.Place(file.Path)}
		for _, m := range file.Messages {
			words = append(words, m.Name())
		}
		all = append(all, strings.Join(words, " "))
	}
	return all
}

func TestLoad(t *testing.T) {
	dir := repository(t)
	first := gittest.Run(t, dir, "rev-parse", "HEAD")
	gittest.Run(t, dir, "checkout", "--quiet", "-b", "ahead")
	gittest.Write(t, dir, "proto/a/v1/a.proto", message("a.v1", "Second"))
	gittest.Commit(t, dir)
	second := gittest.Run(t, dir, "rev-parse", "HEAD")
	gittest.Run(t, dir, "branch", "proto")
	gittest.Write(t, dir, "proto/a/v1/a.proto", message("a.v1", "Third"))
	gittest.Write(t, dir, "plain/b.proto", message("b", "Plain"))
	gittest.Write(t, dir, "two/buf.yaml", "version: v2\nmodules: [{path: x}, {path: y, includes: [y/in]}]\n")
	gittest.Write(t, dir, "two/x/c.proto", message("c", "C"))
	gittest.Write(t, dir, "two/y/in/d.proto", message("d", "D"))
	gittest.Write(t, dir, "two/y/out/e.proto", "not proto at all")
	gittest.Write(t, dir, "one/buf.yaml", "version: v1\nbuild: {excludes: [no]}\n")
	gittest.Write(t, dir, "one/f.proto", message("f", "F"))
	gittest.Write(t, dir, "one/no/g.proto", "not proto at all")
	image := load(t, dir, "v0.1.0").Encoded
	gittest.Write(t, dir, "old.binpb", image)
	gittest.Run(t, dir, "branch", "old.binpb")

	tests := []struct {
		spec, name string
		kind       Kind
		commit     string
		want       []string
	}{
		{"v0.1.0", "v0.1.0", Ref, first, []string{"proto/a/v1/a.proto First"}},
		{"HEAD", "HEAD", Ref, second, []string{"proto/a/v1/a.proto Second"}},
		{"HEAD~1", "HEAD~1", Ref, first, []string{"proto/a/v1/a.proto First"}},
		{"main", "main", Ref, first, []string{"proto/a/v1/a.proto First"}},
		{first, first, Ref, first, []string{"proto/a/v1/a.proto First"}},
		{second[:9], second[:9], Ref, second, []string{"proto/a/v1/a.proto Second"}},
		{"git:proto", "proto", Ref, second, []string{"proto/a/v1/a.proto Second"}},
		{"git:old.binpb", "old.binpb", Ref, second, []string{"proto/a/v1/a.proto Second"}},
		{"main...", "the merge base of HEAD and main", Ref, first, []string{"proto/a/v1/a.proto First"}},
		{"merge-base:main", "the merge base of HEAD and main", Ref, first, []string{"proto/a/v1/a.proto First"}},
		{"proto...ahead", "the merge base of proto and ahead", Ref, second, []string{"proto/a/v1/a.proto Second"}},
		{".", ".", Dir, "", []string{"proto/a/v1/a.proto Third"}},
		{"proto", "proto", Dir, "", []string{"proto/a/v1/a.proto Third"}},
		{"./proto/", "./proto/", Dir, "", []string{"proto/a/v1/a.proto Third"}},
		{"file:proto", "proto", Dir, "", []string{"proto/a/v1/a.proto Third"}},
		{"plain", "plain", Dir, "", []string{"plain/b.proto Plain"}},
		{"one", "one", Dir, "", []string{"one/f.proto F"}},
		{"two", "two", Dir, "", []string{"two/x/c.proto C", "two/y/in/d.proto D"}},
		{"old.binpb", "old.binpb", File, "", []string{"a/v1/a.proto First"}},
		{"./old.binpb", "./old.binpb", File, "", []string{"a/v1/a.proto First"}},
		{filepath.Join(dir, "old.binpb"), filepath.Join(dir, "old.binpb"), File, "", []string{"a/v1/a.proto First"}},
	}
	for _, test := range tests {
		for _, again := range []string{"", " again"} {
			t.Run(test.spec+again, func(t *testing.T) {
				s := load(t, dir, test.spec)
				if got := own(t, s); s.Name != test.name || s.Kind != test.kind || s.Commit != test.commit || !slices.Equal(got, test.want) {
					t.Errorf("got %s (%s) at %q: %q", s.Name, s.Kind, s.Commit, got)
				}
			})
		}
	}

	opts := options(dir)
	opts.Stdin = strings.NewReader(image)
	s, err := Load(t.Context(), opts, "-")
	if err != nil || s.Name != "standard input" || s.Kind != Stdin || s.Encoded != image {
		t.Errorf("standard input: %v, %v", s, err)
	}
}

// Comments and dependencies are there, and the files of a workspace don't depend on how it is reached.
func TestDescriptorsAreComplete(t *testing.T) {
	dir := repository(t)
	ref, folder := load(t, dir, "HEAD"), load(t, dir, ".")
	if ref.Encoded != folder.Encoded || ref.Folder != "proto" || folder.Folder != "proto" {
		t.Error("a commit and its own files differ")
	}
	read, err := ref.Schema()
	if err != nil {
		t.Fatal(err)
	}
	for name, dependency := range map[string]bool{"a/v1/a.proto": false, "google/api/annotations.proto": true, "google/protobuf/descriptor.proto": true} {
		if file := read.File(name); file == nil || file.Dependency != dependency {
			t.Errorf("%s: %v", name, file)
		}
	}
	if !strings.Contains(ref.Encoded, "First is told about.") {
		t.Error("comments are lost")
	}
}

// state is everything of a work tree and its index, with times.
func state(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".cache":
			return fs.SkipDir
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if !entry.IsDir() || !strings.Contains(name, ".git") {
			all.WriteString(name + info.Mode().String() + info.ModTime().Format(time.RFC3339Nano) + "\n")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestNothingIsTouched(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "proto/a/v1/a.proto", message("a.v1", "Edited"))
	gittest.Write(t, dir, "proto/a/v1/new.proto", message("a.v1", "New"))
	status := gittest.Run(t, dir, "status", "--porcelain")
	before := state(t, dir)
	for _, spec := range []string{"v0.1.0", "HEAD", "main...", "proto", ".", "v9.9.9"} {
		_, _ = Load(t.Context(), options(dir), spec)
	}
	_, _ = LastRelease(t.Context(), dir)
	if after := state(t, dir); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
	// Only now: git status itself refreshes the index.
	if after := gittest.Run(t, dir, "status", "--porcelain"); after != status {
		t.Errorf("git status was\n%s\nand is\n%s", status, after)
	}
}

// Attributes that change files on their way into a work tree, or keep them out of an archive, don't change a commit.
func TestRefIsWhatWasCommitted(t *testing.T) {
	dir := repository(t)
	want := load(t, dir, "HEAD").Encoded
	gittest.Write(t, dir, ".gitattributes", "*.proto text eol=crlf export-ignore\nproto export-ignore\n")
	gittest.Write(t, dir, "proto/a/v1/b.txt", "not a proto")
	gittest.Commit(t, dir)
	if got := load(t, dir, "HEAD").Encoded; got != want {
		t.Error("attributes have changed the protos")
	}
}

// A repository can be a folder of a larger one.
func TestRootBelowTheTopOfTheRepository(t *testing.T) {
	top := repository(t)
	gittest.Write(t, top, "inner/buf.yaml", "version: v2\nmodules: [{path: p}]\n")
	gittest.Write(t, top, "inner/p/i.proto", message("i", "Inner"))
	gittest.Commit(t, top)
	if got := own(t, load(t, filepath.Join(top, "inner"), "HEAD")); !slices.Equal(got, []string{"p/i.proto Inner"}) {
		t.Errorf("got %q", got)
	}
}

func TestCompileError(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "proto/a/v1/a.proto", "syntax = \"proto3\";\nmessage M {\n  Nope a = 1;\n  Nope b = 2;\n}\n")
	gittest.Commit(t, dir)
	gittest.Write(t, dir, "proto/a/v1/inside.proto", "syntax = \"proto3\";\nimport \"a/v1/a.proto\";\n")
	for spec, want := range map[string]string{
		"HEAD":     "HEAD does not compile: proto/a/v1/a.proto:3:3: field M.a: unknown type Nope (and 1 more); compare with another commit",
		".":        ". does not compile: proto/a/v1/a.proto:3:3: field M.a: unknown type Nope (and 1 more); fix that first",
		"proto":    "proto does not compile: proto/a/v1/a.proto:3:3: field M.a: unknown type Nope (and 1 more); fix that first",
		"proto/a/": "; import paths are relative to proto: name that folder",
	} {
		_, err := Load(t.Context(), options(dir), spec)
		var failed *CompileError
		var mistakes image.Errors
		if !errors.As(err, &failed) || !errors.As(err, &mistakes) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", spec, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	dir := repository(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, spec := range []string{"HEAD", "main...", "proto"} {
		if _, err := Load(ctx, options(dir), spec); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", spec, err)
		}
	}
	if _, err := LastRelease(ctx, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestLastRelease(t *testing.T) {
	dir := repository(t)
	if tag, err := LastRelease(t.Context(), dir); err != nil || tag != "v0.1.0" {
		t.Errorf("got %s, %v", tag, err)
	}
	gittest.Run(t, dir, "tag", "--delete", "v0.1.0")
	if _, err := LastRelease(t.Context(), dir); !errors.Is(err, ErrNoRelease) {
		t.Errorf("got %v", err)
	}
	gittest.Commit(t, dir)
	clone := filepath.Join(t.TempDir(), "clone")
	gittest.Run(t, dir, "clone", "--quiet", "--depth=1", "file://"+dir, clone)
	_, err := LastRelease(t.Context(), clone)
	if err == nil || errors.Is(err, ErrNoRelease) || !strings.Contains(err.Error(), "git fetch --unshallow --tags") {
		t.Errorf("shallow clone: got %v", err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	gittest.Run(t, dir, "clone", "--quiet", "--no-tags", "file://"+dir, whole)
	_, err = LastRelease(t.Context(), whole)
	if err == nil || errors.Is(err, ErrNoRelease) || !strings.Contains(err.Error(), "git fetch --tags") {
		t.Errorf("clone without tags: got %v", err)
	}
	if _, err := LastRelease(t.Context(), t.TempDir()); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("no repository: got %v", err)
	}
}
