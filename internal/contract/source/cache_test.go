package source

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

func entries(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, ".cache/images/*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What is in the cache is proven by what is in it: another image in place of the right one comes back.
func TestCacheIsUsed(t *testing.T) {
	dir := repository(t)
	cold := load(t, dir, "v0.1.0")
	if cold.Cached || len(entries(t, dir)) != 1 {
		t.Fatalf("cached %t, %q", cold.Cached, entries(t, dir))
	}
	key := strings.TrimSuffix(filepath.Base(entries(t, dir)[0]), ".image")
	kept := cache{filepath.Join(dir, ".cache/images")}
	about, encoded, ok := kept.get(key)
	if !ok || encoded != cold.Encoded {
		t.Fatal("the entry is not what was compiled")
	}
	kept.put(key, about, "not compiled")
	gittest.Write(t, dir, "docs/readme.md", "no proto")
	gittest.Commit(t, dir)
	gittest.Run(t, dir, "tag", "--annotate", "--message=other", "other")
	for _, spec := range []string{"v0.1.0", "HEAD", "other"} { // Their protos are equal.
		if warm := load(t, dir, spec); !warm.Cached || warm.Encoded != "not compiled" || warm.Folder != "proto" || warm.Name != spec {
			t.Errorf("%s: got %+v", spec, warm)
		}
	}

	for name, change := range map[string]func(){
		"another proto":   func() { gittest.Write(t, dir, "proto/a/v1/b.proto", message("a.v1", "B")) },
		"another content": func() { gittest.Write(t, dir, "proto/a/v1/a.proto", message("a.v1", "A")) },
		"another buf.yaml": func() {
			gittest.Write(t, dir, "buf.yaml", "version: v2\nmodules:\n  - path: proto\n    excludes: [proto/old, proto/x]\n")
		},
	} {
		change()
		gittest.Commit(t, dir)
		if s := load(t, dir, "HEAD"); s.Cached {
			t.Errorf("%s: the image is an old one", name)
		}
		if s := load(t, dir, "HEAD"); !s.Cached {
			t.Errorf("%s: the image is not kept", name)
		}
	}
}

func TestCacheOfAFolder(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "two/buf.yaml", "version: v2\nmodules: [{path: x}, {path: y}]\n")
	gittest.Write(t, dir, "two/x/c.proto", message("c", "C"))
	gittest.Write(t, dir, "two/y/d.proto", message("d", "D"))
	for _, spec := range []string{"proto", "two"} {
		cold := load(t, dir, spec)
		warm := load(t, dir, "./"+spec)
		if cold.Cached || !warm.Cached || warm.Encoded != cold.Encoded || !slices.Equal(own(t, warm), own(t, cold)) {
			t.Errorf("%s: cached %t, then %t: %q, %q", spec, cold.Cached, warm.Cached, own(t, cold), own(t, warm))
		}
	}
	gittest.Write(t, dir, "proto/a/v1/a.proto", message("a.v1", "Edited"))
	if s := load(t, dir, "proto"); s.Cached || !slices.Equal(own(t, s), []string{"proto/a/v1/a.proto Edited"}) {
		t.Errorf("after an edit: %q", own(t, s))
	}
}

// Whatever happens to an entry, the result is right, and the entry is repaired.
func TestDamagedEntry(t *testing.T) {
	dir := repository(t)
	want := load(t, dir, "HEAD").Encoded
	name := entries(t, dir)[0]
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	flip := func(at int) []byte {
		bad := slices.Clone(good)
		bad[at] ^= 1
		return bad
	}
	line := slices.Index(good, '\n')
	for what, bad := range map[string][]byte{
		"empty":             {},
		"cut off":           good[:len(good)-1],
		"cut in its line":   good[:line/2],
		"longer":            append(slices.Clone(good), 0),
		"flipped at end":    flip(len(good) - 1),
		"flipped in middle": flip(len(good) / 2),
		"flipped in line":   flip(line - 1),
		"flipped in about":  flip(line + 2),
		"no about":          []byte("image 0 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"),
		"hostile length":    []byte("image 9223372036854775807 9223372036854775807 00\n"),
		"negative length":   []byte("image -5 5 00\n"),
	} {
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if s := load(t, dir, "HEAD"); s.Cached || s.Encoded != want {
			t.Errorf("%s: taken for good", what)
		}
		if s := load(t, dir, "HEAD"); !s.Cached || s.Encoded != want {
			t.Errorf("%s: not replaced", what)
		}
	}
	// A folder in place of the entry can't be replaced, and does no harm.
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	gittest.Write(t, name, "in/it", "")
	if s := load(t, dir, "HEAD"); s.Cached || s.Encoded != want {
		t.Error("a folder is taken for an entry")
	}
	if all := entries(t, dir); len(all) != 1 {
		t.Errorf("left behind: %q", all)
	}
}

func TestWithoutACache(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "blocked", "a file where the cache wants a folder")
	for _, cacheDir := range []string{"", "blocked/images", "/dev/null/images"} {
		for range 2 {
			s, err := Load(t.Context(), Options{Root: dir, CacheDir: cacheDir}, "HEAD")
			if err != nil || s.Cached {
				t.Errorf("%q: %+v, %v", cacheDir, s, err)
			}
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	kept := cache{t.TempDir()}
	long := time.Now().Add(-24 * time.Hour)
	age := func(name string, hours int) {
		t.Helper()
		when := long.Add(time.Duration(hours) * time.Hour)
		if err := os.Chtimes(filepath.Join(kept.dir, name), when, when); err != nil {
			t.Fatal(err)
		}
	}
	key := func(i int) string { return fmt.Sprintf("%064x", i) }
	gittest.Write(t, kept.dir, "somebody's.image", "")
	age("somebody's.image", 0)
	gittest.Write(t, kept.dir, "."+key(0)+".image.123.part", "left behind")
	age("."+key(0)+".image.123.part", 0)
	gittest.Write(t, kept.dir, "."+key(0)+".image.456.part", "being written")
	for i := range maxCached + 5 {
		kept.put(key(i), "", "image")
		age(key(i)+".image", 0)
		if i == 0 {
			continue
		}
		if _, _, ok := kept.get(key(0)); !ok { // What is used stays, however old it is.
			t.Fatalf("the entry that is used has gone after %d others", i)
		}
	}
	all, err := os.ReadDir(kept.dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	count := 0
	for _, entry := range all {
		if entryName.MatchString(entry.Name()) {
			count++
		} else {
			names = append(names, entry.Name())
		}
	}
	if count != maxCached || !slices.Equal(names, []string{"." + key(0) + ".image.456.part", "somebody's.image"}) {
		t.Errorf("%d entries and %q", count, names)
	}

	// Large ones go before there are many. Sparse files stand for them.
	for i := range 3 {
		name := filepath.Join(kept.dir, key(1000+i)+".image")
		gittest.Write(t, kept.dir, key(1000+i)+".image", "")
		if err := os.Truncate(name, maxCachedSize/2); err != nil {
			t.Fatal(err)
		}
		age(filepath.Base(name), 20+i)
	}
	kept.put(key(2000), "", "image")
	for i, want := range []bool{false, false, true} {
		if _, err := os.Stat(filepath.Join(kept.dir, key(1000+i)+".image")); (err == nil) != want {
			t.Errorf("large entry %d: %v", i, err)
		}
	}
	if _, _, ok := kept.get(key(2000)); !ok {
		t.Error("the one just made has gone")
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := repository(t)
	want := load(t, dir, "HEAD").Encoded
	if err := os.RemoveAll(filepath.Join(dir, ".cache/images")); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 3 {
				s, err := Load(t.Context(), options(dir), "HEAD")
				if err != nil || s.Encoded != want {
					t.Errorf("got %v", err)
				}
			}
		})
	}
	all.Wait()
	if names := entries(t, dir); len(names) != 1 {
		t.Errorf("the cache has %q", names)
	}
}

func TestModulesID(t *testing.T) {
	info := &debug.BuildInfo{Deps: []*debug.Module{{Path: "example.com/other", Version: "v1.0.0", Sum: "h1:other"}}}
	if id := modulesID(info); id != "" {
		t.Errorf("nothing is known, got %q", id)
	}
	for _, name := range compilerModules {
		info.Deps = append(info.Deps, &debug.Module{Path: name, Version: "v1.0.0", Sum: "h1:" + name})
	}
	id := modulesID(info)
	if id == "" || strings.Contains(id, "other") {
		t.Errorf("got %q", id)
	}
	info.Deps[2] = &debug.Module{Path: info.Deps[2].Path, Version: "v1.1.0", Sum: "h1:new"}
	if modulesID(info) == id {
		t.Error("a new compiler counts as the old one")
	}
	info.Deps[2].Replace = &debug.Module{Path: "../changed"}
	if id := modulesID(info); id != "" {
		t.Errorf("a folder has no version, got %q", id)
	}
}
