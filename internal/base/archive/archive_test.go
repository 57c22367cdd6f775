package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type (
	zipped struct {
		header  zip.FileHeader
		content string
	}
	tarred struct {
		header  tar.Header
		content string
	}
)

// named is an empty file in a zip.
func named(name string) zipped { return zipped{zip.FileHeader{Name: name}, ""} }

// of is an empty member of a tar archive.
func of(kind byte, name string) tarred { return tarred{tar.Header{Name: name, Typeflag: kind}, ""} }

// zipWith is a zip of what others might make.
func zipWith(t *testing.T, entries ...zipped) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, made := range entries {
		entry, err := archive.CreateHeader(&made.header)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(made.header.Name, "/") {
			if _, err := entry.Write([]byte(made.content)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarWith(t *testing.T, entries ...tarred) []byte {
	t.Helper()
	var out bytes.Buffer
	packed := gzip.NewWriter(&out)
	archive := tar.NewWriter(packed)
	for _, made := range entries {
		made.header.Size = int64(len(made.content))
		if err := archive.WriteHeader(&made.header); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(made.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zeros is a gzip or the content of one member that is nothing but zeros.
func zeros(t *testing.T, most int) []byte {
	t.Helper()
	var out bytes.Buffer
	packed := gzip.NewWriter(&out)
	block := make([]byte, 1<<20)
	for range most >> 20 {
		if _, err := packed.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func linked() zipped {
	made := zipped{zip.FileHeader{Name: "a"}, "/etc/passwd"}
	made.header.SetMode(fs.ModeSymlink | 0o777)
	return made
}

// bomb is a zip of which one member unpacks to more than any bound; it lies about its size where honest is not set.
func bomb(t *testing.T, honest bool) []byte {
	t.Helper()
	large := zipWith(t, zipped{zip.FileHeader{Name: "a", Method: zip.Deflate}, strings.Repeat("\x00", 2<<20)})
	if !honest {
		// The size stands in the directory at its end; all that has to be found is its bytes.
		directory := bytes.LastIndex(large, []byte("PK\x01\x02"))
		copy(large[directory+24:], []byte{1, 0, 0, 0})
	}
	return large
}

func TestHostileArchivesAreRefused(t *testing.T) {
	small := limits{archive: 4 << 20, member: 1 << 20, total: 3 << 19, members: 3}
	sound := tarWith(t, of(tar.TypeReg, "a"))
	big := strings.Repeat("x", 1<<20)
	tests := map[string]struct {
		file    string
		content []byte
		want    string
	}{
		"zip: climbs":             {"x.whl", zipWith(t, named("a/../../b")), "leads out of its folder"},
		"zip: absolute":           {"x.whl", zipWith(t, named("/etc/passwd")), "leads out of its folder"},
		"zip: absolute folder":    {"x.whl", zipWith(t, named("/")), "leads out of its folder"},
		"zip: backslash":          {"x.whl", zipWith(t, named(`..\b`)), "leads out of its folder"},
		"zip: drive":              {"x.whl", zipWith(t, named("C:b")), "leads out of its folder"},
		"zip: control character":  {"x.whl", zipWith(t, named("a\x1b[2Jb")), "leads out of its folder"},
		"zip: no UTF-8":           {"x.whl", zipWith(t, named("a\xffb")), "leads out of its folder"},
		"zip: link":               {"x.whl", zipWith(t, linked()), "a symbolic link"},
		"zip: twice":              {"x.whl", zipWith(t, named("a"), named("a")), "occurs twice"},
		"zip: folder and file":    {"x.whl", zipWith(t, named("a/"), named("a")), "occurs twice"},
		"zip: large member":       {"x.whl", bomb(t, true), "unpacks to more than 1048576 bytes"},
		"zip: lies about itself":  {"x.whl", bomb(t, false), "damaged"},
		"zip: encrypted":          {"x.whl", zipWith(t, zipped{zip.FileHeader{Name: "a", Flags: 1}, "x"}), "encrypted"},
		"zip: large in all":       {"x.whl", zipWith(t, zipped{zip.FileHeader{Name: "a"}, big}, zipped{zip.FileHeader{Name: "b"}, big}), "unpacks to more than 524288 bytes"},
		"zip: many":               {"x.zip", zipWith(t, named("a"), named("b"), named("c"), named("d")), "more than 3 members"},
		"zip: more behind":        {"x.whl", append(zipWith(t, named("a")), 'x'), "data follows"},
		"zip: cut":                {"x.whl", zipWith(t, named("a"))[10:], "damaged"},
		"zip: empty":              {"x.whl", nil, "damaged"},
		"tar: climbs":             {"x.tgz", tarWith(t, of(tar.TypeReg, "../b")), "leads out of its folder"},
		"tar: absolute":           {"x.tgz", tarWith(t, of(tar.TypeReg, "/b")), "leads out of its folder"},
		"tar: this folder":        {"x.tgz", tarWith(t, of(tar.TypeReg, "./b")), "leads out of its folder"},
		"tar: link":               {"x.tgz", tarWith(t, tarred{tar.Header{Name: "a", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}, ""}), "a link"},
		"tar: hard link":          {"x.tgz", tarWith(t, tarred{tar.Header{Name: "a", Linkname: "/etc/passwd", Typeflag: tar.TypeLink}, ""}), "a link"},
		"tar: device":             {"x.tar.gz", tarWith(t, of(tar.TypeChar, "a")), "a device"},
		"tar: twice":              {"x.tgz", tarWith(t, of(tar.TypeReg, "a"), of(tar.TypeReg, "a")), "occurs twice"},
		"tar: large member":       {"x.tgz", tarWith(t, tarred{tar.Header{Name: "a", Typeflag: tar.TypeReg}, big + "x"}), "unpacks to more than 1048576 bytes"},
		"tar: large in all":       {"x.tgz", tarWith(t, tarred{tar.Header{Name: "a", Typeflag: tar.TypeReg}, big}, tarred{tar.Header{Name: "b", Typeflag: tar.TypeReg}, big}), "unpacks to more than 524288 bytes"},
		"tar: zeros for ever":     {"x.tgz", zeros(t, 64<<20), "unpacks to more than is allowed"},
		"tar: a gzip behind":      {"x.tgz", append(bytes.Clone(sound), sound...), "follow its end"},
		"tar: text behind":        {"x.tgz", append(bytes.Clone(sound), 'x'), "follow its end"},
		"tar: wrong sum":          {"x.tgz", append(bytes.Clone(sound[:len(sound)-8]), make([]byte, 8)...), "damaged"},
		"tar: cut":                {"x.tgz", sound[:len(sound)/2], "damaged"},
		"tar: empty":              {"x.tgz", nil, "damaged"},
		"large":                   {"x.whl", make([]byte, 4<<20+1), "more than 4194304 bytes"},
		"another kind of archive": {"x.rar", nil, "not a known kind of archive"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := read(test.file, test.content, small)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want a line with %q", err, test.want)
			}
		})
	}
}

func TestReadGivesWhatIsWritten(t *testing.T) {
	want := []Member{
		{Name: "package/package.json", Content: []byte("{}")},
		{Name: "package/" + strings.Repeat("a-long-folder/", 12) + "a-file-with-a-long-name.d.ts", Content: []byte("export {};\n")},
		{Name: "package/empty", Content: []byte{}},
	}
	for name, container := range map[string]func([]Member) ([]byte, error){"a.whl": Zip, "a.tgz": Tarball} {
		content, err := container(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ReadBytes(name, content)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestModes has programs with the mode of a program in both forms, and all other files with the one that packages have.
func TestModes(t *testing.T) {
	members := []Member{{Name: "program", Content: []byte("x"), Executable: true}, {Name: "text", Content: []byte("x")}}
	packed, err := Zip(members)
	if err != nil {
		t.Fatal(err)
	}
	zipped, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]fs.FileMode{}
	for _, f := range zipped.File {
		got["zip "+f.Name] = f.Mode()
	}
	if packed, err = Tarball(members); err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for tarred := tar.NewReader(unpacked); ; {
		header, err := tarred.Next()
		if err != nil {
			break
		}
		got["tar "+header.Name] = header.FileInfo().Mode()
	}
	want := map[string]fs.FileMode{"zip program": 0o755, "zip text": 0o644, "tar program": 0o755, "tar text": 0o644}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("modes (-want +got):\n%s", diff)
	}
}

func TestReadOfALargeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.whl")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 1<<40); err != nil { // A file with a hole takes no space.
		t.Fatal(err)
	}
	if _, err := ReadFile(path, MostBytes); err == nil || !strings.Contains(err.Error(), "more than 33554432 bytes") {
		t.Errorf("got %v", err)
	}
	if _, err := ReadFile(filepath.Join(t.TempDir(), "missing.whl"), MostBytes); !os.IsNotExist(err) {
		t.Errorf("got %v", err)
	}
}

// FuzzRead holds the reader to its promise whatever comes: an error or members with good names, and no panic.
func FuzzRead(f *testing.F) {
	sound, err := Zip([]Member{{Name: "a/b", Content: []byte("content")}})
	if err != nil {
		f.Fatal(err)
	}
	tarball, err := Tarball([]Member{{Name: "a/b", Content: []byte("content")}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sound)
	f.Add(tarball)
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, name := range []string{"a.whl", "a.tgz"} {
			members, err := read(name, content, limits{archive: 1 << 20, member: 1 << 16, total: 1 << 18, members: 100})
			if err != nil {
				continue
			}
			for _, m := range members {
				if !isPath(m.Name) || len(m.Content) > 1<<16 {
					t.Errorf("%s: accepted %q with %d bytes", name, m.Name, len(m.Content))
				}
			}
		}
	})
}
