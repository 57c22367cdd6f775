package git_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

func open(t *testing.T, dir string) *git.Objects {
	t.Helper()
	objects, err := git.OpenObjects(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(objects.Close)
	return objects
}

func TestObjects(t *testing.T) {
	dir := repository(t)
	gittest.Run(t, dir, "tag", "--annotate", "--message=first", "v0.1.0")
	objects := open(t, dir)
	for _, test := range []struct{ name, kind, content string }{
		{"HEAD", "commit", "tree "},
		{"v0.1.0", "tag", "object "},
		{"v0.1.0^{commit}", "commit", "tree "},
		{"HEAD^{/cha.*ge}", "commit", "tree "},
		{git.At("HEAD", "other.txt"), "blob", "other"},
		{git.At("HEAD", "proto"), "tree", "40000 a"},
		{git.At("HEAD", "."), "tree", "100644 other.txt"},
		{git.At("HEAD", "proto/a/v1/a.proto"), "blob", "one"},
	} {
		object, err := objects.Get(test.name, 1<<20)
		if err != nil || object.Kind != test.kind || !strings.HasPrefix(string(object.Content), test.content) || len(object.ID) < 40 {
			t.Errorf("%s: got %+v, %v", test.name, object, err)
		}
	}
	// What is missing does not keep others from being read.
	for _, name := range []string{"", "v9.9.9", "HEAD~1", "a\nb", "a\x00b", "--all", "HEAD..HEAD", git.At("HEAD", "nope"), git.At("v9.9.9", "proto"), strings.Repeat("0", 40)} {
		_, err := objects.Get(name, 1<<20)
		var missing *git.MissingError
		if !errors.As(err, &missing) || missing.Ambiguous {
			t.Errorf("%q: got %v", name, err)
		}
	}
	if _, err := objects.Get("HEAD", 1<<20); err != nil {
		t.Error(err)
	}
	if _, err := objects.Get("HEAD", 3); err == nil || !strings.Contains(err.Error(), "HEAD has more than 3 bytes") {
		t.Errorf("got %v", err)
	}
	if _, err := objects.Get(git.At("HEAD", "other.txt"), 1<<20); err == nil {
		t.Error("an object was read after one that is too large")
	}
}

func TestObjectsOfNoRepository(t *testing.T) {
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	objects := open(t, t.TempDir())
	for range 2 {
		_, err := objects.Get("HEAD", 1<<20)
		var failed *run.Error
		if !errors.As(err, &failed) || !strings.Contains(err.Error(), "not a git repository") {
			t.Errorf("got %v", err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	objects, err := git.OpenObjects(ctx, repository(t))
	if err != nil {
		t.Fatal(err)
	}
	defer objects.Close()
	if _, err := objects.Get("HEAD", 1<<20); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestObjectsFiles(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "proto/b/b.proto", "two")
	gittest.Write(t, dir, "proto/b/b.txt", "no proto")
	gittest.Write(t, dir, "proto/not/c.proto", "not looked at")
	gittest.Write(t, dir, "outside.proto", "outside")
	gittest.Write(t, dir, "apart/v1/d.proto", "apart")
	gittest.Write(t, dir, "apart/v1/d.txt", "no proto")
	for link, target := range map[string]string{"proto/in.proto": "a/v1/a.proto", "proto/out.proto": "../outside.proto", "proto/b/folder.proto": "../a",
		"proto/b/linked": "../../apart", "proto/b/up": "..", "proto/b/gone": "nowhere", "proto/b/etc": "/etc", "proto/b/text": "b.txt", "proto/not2": "not",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	gittest.Commit(t, dir)
	keep := func(name string, folder bool) bool {
		return folder && name != "not" || !folder && path.Ext(name) == ".proto"
	}
	got, err := open(t, dir).Files("HEAD", "proto", keep, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a/v1/a.proto": "one", "b/b.proto": "two", "in.proto": "one", "out.proto": "outside", "b/linked/v1/d.proto": "apart", "not2/c.proto": "not looked at"}
	if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
		t.Errorf("got %q", got)
	}
	for name, content := range want {
		if string(got[name]) != content {
			t.Errorf("%s is %q", name, got[name])
		}
	}
	if _, err := open(t, dir).Files("HEAD", "proto", keep, 5); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("a bound does not count: %v", err)
	}
	for _, folder := range []string{"gone", "outside.proto"} {
		if _, err := open(t, dir).Files("HEAD", folder, keep, 1<<20); err == nil {
			t.Errorf("%s is a folder", folder)
		}
	}

	for _, target := range []string{"nowhere", "/etc/passwd", "loop.proto", "../../../x"} {
		link := filepath.Join(dir, "proto/loop.proto")
		_ = os.Remove(link)
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
		gittest.Commit(t, dir)
		_, err := open(t, dir).Files("HEAD", "proto", keep, 1<<20)
		if err == nil || !strings.Contains(err.Error(), "loop.proto is a symbolic link to what is not in the commit") {
			t.Errorf("%s: got %v", target, err)
		}
	}
}

// A few folders can claim to be billions of files.
func TestFilesAreBounded(t *testing.T) {
	dir := repository(t)
	kind, mode, id := "blob", "100644", gittest.Run(t, dir, "hash-object", "-w", "other.txt")
	for range 12 {
		var tree, out strings.Builder
		for i := range 10 {
			tree.WriteString(mode + " " + kind + " " + id + "\t" + string(rune('a'+i)) + "\n")
		}
		err := git.Run(t.Context(), git.Command{Dir: dir, Args: []string{"mktree"}, Stdin: strings.NewReader(tree.String()), Stdout: &out})
		if err != nil {
			t.Fatal(err)
		}
		kind, mode, id = "tree", "040000", strings.TrimSpace(out.String())
	}
	bomb := gittest.Run(t, dir, "commit-tree", "-m", "bomb", id)
	_, err := open(t, dir).Files(bomb, ".", func(_ string, folder bool) bool { return folder }, 1<<20)
	if err == nil || !strings.Contains(err.Error(), "has more than 200000 files") {
		t.Errorf("got %v", err)
	}
}
