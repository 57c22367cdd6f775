package outputs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func keyOf(name string) Key {
	sum := sha256.Sum256([]byte(name))
	return Key(hex.EncodeToString(sum[:]))
}

// open returns a store whose warnings fail the test.
func open(t *testing.T, most int64) *Store {
	t.Helper()
	return Open(filepath.Join(t.TempDir(), "cache", Dir), most, func(line string) { t.Errorf("warning: %s", line) })
}

func put(t *testing.T, s *Store, made map[Key]Files) {
	t.Helper()
	if err := s.Put(t.Context(), made); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s *Store, keys ...Key) map[Key]Files {
	t.Helper()
	found, err := s.Get(t.Context(), keys)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func same(t *testing.T, want, got map[Key]Files) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPutThenGet(t *testing.T) {
	s := open(t, DefaultMost)
	same(t, map[Key]Files{}, get(t, s, keyOf("a")))
	made := map[Key]Files{
		keyOf("a"):     {"gen/go/a.pb.go": []byte("package a\n"), "gen/go/empty": {}, "ü/b": bytes.Repeat([]byte("text "), 1000)},
		keyOf("b"):     {"b": []byte{0, 255, '\n'}},
		keyOf("empty"): {},
	}
	put(t, s, made)
	same(t, made, get(t, s, keyOf("a"), keyOf("b"), keyOf("empty"), keyOf("nothing"), keyOf("a")))
	same(t, made, get(t, Open(s.dir, 0, s.warn), slices.Collect(maps.Keys(made))...))
	put(t, s, map[Key]Files{keyOf("a"): made[keyOf("b")]})
	same(t, map[Key]Files{keyOf("a"): made[keyOf("b")]}, get(t, s, keyOf("a")))
	put(t, s, nil)
}

// The bytes of an entry depend on nothing but its files.
func TestEncodedAlike(t *testing.T) {
	files := Files{}
	for i := range 100 {
		files[fmt.Sprintf("gen/%d", i)] = bytes.Repeat([]byte{byte(i)}, i*100)
	}
	first, err := encode(keyOf("a"), files)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if again, err := encode(keyOf("a"), maps.Clone(files)); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("another form of the same files, %v", err)
		}
	}
}

func TestWhatIsNotKept(t *testing.T) {
	many := Files{}
	for i := range mostFiles + 1 {
		many[fmt.Sprint(i)] = nil
	}
	tests := map[string]struct {
		key   Key
		files Files
		want  string
	}{
		"absolute":          {keyOf("a"), Files{"/etc/passwd": nil}, `"/etc/passwd" is not a path below a folder`},
		"above":             {keyOf("a"), Files{"gen/../../x": nil}, "is not a path below a folder"},
		"the folder":        {keyOf("a"), Files{".": nil}, "is not a path below a folder"},
		"no name":           {keyOf("a"), Files{"": nil}, "is not a path below a folder"},
		"backslash":         {keyOf("a"), Files{`..\x`: nil}, "is not a path below a folder"},
		"drive":             {keyOf("a"), Files{"C:x": nil}, "is not a path below a folder"},
		"control character": {keyOf("a"), Files{"a\nb": nil}, "is not a path below a folder"},
		"not UTF-8":         {keyOf("a"), Files{"a\xff": nil}, "is not a path below a folder"},
		"long":              {keyOf("a"), Files{strings.Repeat("a", mostPath+1): nil}, "is not a path below a folder"},
		"file and folder":   {keyOf("a"), Files{"a": nil, "a-b": nil, "a/b/c": nil}, `"a" is a file and a folder`},
		"many files":        {keyOf("a"), many, "it has 100001 files, and 100000 are allowed"},
		"large":             {keyOf("a"), Files{"a": make([]byte, mostContent)}, "more than 268435456 bytes"},
		"over the bound":    {keyOf("a"), Files{"a": noise(2000)}, "all together may have 1000"},
		"short key":         {"abc", Files{"a": nil}, `"abc" is not a SHA-256`},
		"key of capitals":   {Key(strings.ToUpper(string(keyOf("a")))), Files{"a": nil}, "is not a SHA-256"},
		"key is a path":     {"../../../../etc/passwd", Files{"a": nil}, "is not a SHA-256"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var warned []string
			s := Open(t.TempDir(), 1000, func(line string) { warned = append(warned, line) })
			put(t, s, map[Key]Files{test.key: test.files, keyOf("good"): {"a": []byte("b")}})
			if len(warned) != 1 || !strings.Contains(warned[0], test.want) || strings.Contains(warned[0], "\n") || len(warned[0]) > 300 {
				t.Errorf("warnings %q, want %q", warned, test.want)
			}
			same(t, map[Key]Files{keyOf("good"): {"a": []byte("b")}}, get(t, s, test.key, keyOf("good")))
		})
	}
}

// noise returns bytes that cannot be compressed, and are the same each time.
func noise(n int) []byte {
	made := make([]byte, n)
	source := rand.NewChaCha8([32]byte{1})
	source.Read(made) //nolint:errcheck // It never fails.
	return made
}

// Every byte of an entry counts: one that is changed, and an end at any place.
func TestDamagedAnywhere(t *testing.T) {
	key := keyOf("a")
	encoded, err := encode(key, Files{"gen/a": []byte("package a\n"), "gen/b": noise(50)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range encoded {
		changed := bytes.Clone(encoded)
		changed[i] ^= 1 << (i % 8)
		for what, content := range map[string][]byte{"changed at": changed, "cut off at": encoded[:i], "longer, of": append(bytes.Clone(encoded), encoded[:i+1]...)} {
			if files, err := decode(key, content); err == nil || files != nil || !errors.As(err, new(damaged)) {
				t.Errorf("%s %d: got %v, %v", what, i, files, err)
			}
		}
	}
}

// packed returns an entry whose header fits whatever content it has.
func packed(key Key, content []byte) []byte {
	p := compressor().EncodeAll(content, nil)
	return append(header(key, p, len(content)), p...)
}

// What a writer who knows the format can make of it.
func TestPoisoned(t *testing.T) {
	key := keyOf("a")
	one := func(name, text string) string {
		return fmt.Sprintf("\x00\x00%c%c%s\x00\x00\x00%c%s", len(name)>>8, byte(len(name)), name, len(text), text)
	}
	bomb := compressor().EncodeAll(make([]byte, 1<<20), nil)
	tests := map[string][]byte{
		"empty":             nil,
		"a login page":      []byte("<!DOCTYPE html>\n<html><title>Sign in</title></html>\n"),
		"one long line":     bytes.Repeat([]byte("a"), 1<<20),
		"absolute":          packed(key, []byte(one("/etc/passwd", "x"))),
		"above":             packed(key, []byte(one("../x", "x"))),
		"backslashes":       packed(key, []byte(one(`..\x`, "x"))),
		"twice":             packed(key, []byte(one("a", "x")+one("a", "y"))),
		"no order":          packed(key, []byte(one("b", "x")+one("a", "y"))),
		"file and folder":   packed(key, []byte(one("a", "x")+one("a/b", "y"))),
		"long name":         packed(key, []byte(one(strings.Repeat("a", mostPath+1), "x"))),
		"ends in a name":    packed(key, []byte("\x00\x00\x00\x09a")),
		"ends in a file":    packed(key, []byte("\x00\x00\x00\x01a\xff\xff\xff\xff")),
		"ends in a length":  packed(key, []byte("\x00\x00")),
		"another key":       packed(keyOf("b"), []byte(one("a", "x"))),
		"larger than said":  append(header(key, bomb, 100), bomb...),
		"smaller than said": append(header(key, bomb, 2<<20), bomb...),
		"too large":         append(header(key, bomb, mostContent+1), bomb...),
		"negative":          append(header(key, bomb, -1), bomb...),
		"not compressed":    append(header(key, []byte("text"), 4), "text"...),
		"another version":   bytes.Replace(packed(key, nil), []byte("outputs 1"), []byte("outputs 2"), 1),
		"a size of zeros":   bytes.Replace(packed(key, []byte(one("a", "x"))), []byte(" 10\n"), []byte(" 010\n"), 1),
	}
	if _, err := decode(key, packed(key, []byte(one("a", "x")))); err != nil {
		t.Fatal(err)
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			s := open(t, DefaultMost)
			path := s.path(key)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
			same(t, map[Key]Files{}, get(t, s, key))
			if _, err := os.Lstat(path); err == nil {
				t.Error("it is still there")
			}
			good := map[Key]Files{key: {"a": []byte("b")}}
			put(t, s, good)
			same(t, good, get(t, s, key))
		})
	}
}

func TestEntryThatIsNoFile(t *testing.T) {
	key, outside := keyOf("a"), filepath.Join(t.TempDir(), "outside")
	encoded, err := encode(key, Files{"a": []byte("b")})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(outside, encoded, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, make := range map[string]func(path string) error{
		"link":   func(path string) error { return os.Symlink(outside, path) },
		"folder": func(path string) error { return os.MkdirAll(filepath.Join(path, "sub"), 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, DefaultMost)
			if err := os.MkdirAll(filepath.Dir(s.path(key)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := make(s.path(key)); err != nil {
				t.Fatal(err)
			}
			put(t, s, map[Key]Files{key: {"a": []byte("c")}})
			same(t, map[Key]Files{key: {"a": []byte("c")}}, get(t, s, key))
			if err := os.Remove(s.path(key)); err != nil {
				t.Fatal(err)
			}
			if err := make(s.path(key)); err != nil {
				t.Fatal(err)
			}
			same(t, map[Key]Files{}, get(t, s, key))
			put(t, s, map[Key]Files{key: {"a": []byte("c")}})
			same(t, map[Key]Files{key: {"a": []byte("c")}}, get(t, s, key))
			if content, err := os.ReadFile(outside); err != nil || !bytes.Equal(content, encoded) {
				t.Errorf("what the link led to is changed: %v", err)
			}
		})
	}
}

// A store that cannot write warns, and nothing else.
func TestNowhereToWrite(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var warned []string
	s := Open(filepath.Join(blocked, Dir), DefaultMost, func(line string) { warned = append(warned, line) })
	put(t, s, map[Key]Files{keyOf("a"): {"a": nil}})
	same(t, map[Key]Files{}, get(t, s, keyOf("a")))
	if len(warned) != 1 || !strings.Contains(warned[0], "not kept for the next run") {
		t.Errorf("warnings: %q", warned)
	}
}

func TestStopped(t *testing.T) {
	s := open(t, DefaultMost)
	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stopped)
	if _, err := s.Get(ctx, []Key{keyOf("a")}); !errors.Is(err, stopped) {
		t.Errorf("got %v", err)
	}
	if err := s.Put(ctx, map[Key]Files{keyOf("a"): {"a": nil}}); !errors.Is(err, stopped) {
		t.Errorf("got %v", err)
	}
}

func TestBound(t *testing.T) {
	s := open(t, 5000)
	age := func(key Key, by time.Duration) {
		t.Helper()
		at := time.Now().Add(-by)
		if err := os.Chtimes(s.path(key), at, at); err != nil {
			t.Fatal(err)
		}
	}
	entry := func(name string) map[Key]Files { return map[Key]Files{keyOf(name): {"a": noise(1000)}} }
	for i, name := range []string{"a", "b", "c", "d"} {
		put(t, s, entry(name))
		age(keyOf(name), time.Duration(10-i)*24*time.Hour)
	}
	get(t, s, keyOf("a")) // A use renews it.
	put(t, s, entry("e"))
	got := get(t, s, keyOf("a"), keyOf("b"), keyOf("c"), keyOf("d"), keyOf("e"))
	if got[keyOf("b")] != nil || len(got) != 4 {
		t.Errorf("left are %v, want all but b", slices.Sorted(maps.Keys(got)))
	}
	var total int64
	for _, e := range list(s.dir) {
		total += e.Size
	}
	if total > 5000 || total < 4000 {
		t.Errorf("%d bytes are left", total)
	}
}

// A sequence of what runs, and accidents, do: what is found is what was put last, or nothing.
func TestRandomSequences(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 1))
		s := open(t, 20_000)
		last := map[Key]Files{}
		for range 60 {
			key := keyOf(fmt.Sprint(random.IntN(12)))
			switch random.IntN(4) {
			case 0, 1:
				files := Files{}
				for i := range random.IntN(5) {
					content := make([]byte, random.IntN(1500))
					for b := range content {
						content[b] = byte(random.Uint32())
					}
					files[fmt.Sprintf("gen/%d/%d", i, random.IntN(3))] = content
				}
				last[key] = files
				put(t, s, map[Key]Files{key: files})
				if found := get(t, s, key); found[key] == nil {
					t.Fatalf("seed %d: what was just put is not there", seed)
				}
			case 2:
				content, err := os.ReadFile(s.path(key))
				if err != nil {
					continue
				}
				switch random.IntN(4) {
				case 0:
					content[random.IntN(len(content))] ^= byte(1 + random.IntN(255))
				case 1:
					content = content[:random.IntN(len(content))]
				case 2:
					content = append(content, byte(random.Uint32()))
				case 3: // It is swapped.
					other := keyOf(fmt.Sprint(random.IntN(12)))
					if other == key {
						continue
					}
					if content, err = os.ReadFile(s.path(other)); err != nil {
						continue
					}
				}
				if err := os.WriteFile(s.path(key), content, 0o644); err != nil {
					t.Fatal(err)
				}
				if found := get(t, s, key); len(found) > 0 {
					t.Fatalf("seed %d: a damaged entry is found", seed)
				}
			case 3:
				for found, files := range get(t, s, key, keyOf("0"), keyOf("5")) {
					same(t, map[Key]Files{found: last[found]}, map[Key]Files{found: files})
				}
			}
		}
	}
}

// TestProcesses has several processes put and get the same keys, in a store that is too small for all of them.
func TestProcesses(t *testing.T) {
	const variable = "OUTPUTS_TEST_DIR"
	content := func(i int) Files { return Files{fmt.Sprintf("gen/%d", i): noise(1000 + i)} }
	work := func(dir string) {
		s := Open(dir, 8_000, func(line string) { t.Errorf("warning: %s", line) })
		for i := range 30 {
			n := i % 10
			put(t, s, map[Key]Files{keyOf(fmt.Sprint(n)): content(n)})
			for j := range 10 {
				if files := get(t, s, keyOf(fmt.Sprint(j))); len(files) > 0 {
					same(t, map[Key]Files{keyOf(fmt.Sprint(j)): content(j)}, files)
				}
			}
		}
	}
	if dir := os.Getenv(variable); dir != "" {
		work(dir)
		return
	}
	dir := t.TempDir()
	var others []*exec.Cmd
	for range 2 {
		other := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProcesses$")
		other.Env = append(os.Environ(), variable+"="+dir)
		var out bytes.Buffer
		other.Stdout, other.Stderr = &out, &out
		if err := other.Start(); err != nil {
			t.Fatal(err)
		}
		others = append(others, other)
	}
	work(dir)
	for _, other := range others {
		if err := other.Wait(); err != nil {
			t.Errorf("%v\n%s", err, other.Stdout)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*", ".*.part")); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}

func FuzzDecode(f *testing.F) {
	key := keyOf("a")
	for _, files := range []Files{{}, {"a": nil}, {"gen/a": []byte("text"), "gen/b": noise(30)}} {
		encoded, err := encode(key, files)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(encoded)
		f.Add(encoded[bytes.IndexByte(encoded, '\n')+1:])
	}
	f.Add([]byte("\x00\x00\x00\x01a\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		// As it is, behind a header that fits, and as the content of an entry.
		size := len(content)
		for _, entry := range [][]byte{content, append(header(key, content, size), content...), packed(key, content)} {
			files, err := decode(key, entry)
			if err != nil {
				continue
			}
			encoded, err := encode(key, files)
			if err != nil {
				t.Fatalf("what is read cannot be written: %v", err)
			}
			again, err := decode(key, encoded)
			if err != nil {
				t.Fatal(err)
			}
			same(t, map[Key]Files{key: files}, map[Key]Files{key: again})
		}
	})
}
