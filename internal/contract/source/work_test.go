package source

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

// A workspace of buf v1 is read like the same one after buf config migrate, as a folder and as a commit.
func TestWorkspaceOfVersion1(t *testing.T) {
	dir := repository(t)
	if err := os.Remove(dir + "/buf.yaml"); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	gittest.Write(t, dir, "buf.work.yaml", "version: v1\ndirectories: [one, two]\n")
	gittest.Write(t, dir, "one/buf.yaml", "version: v1\nname: buf.build/m/one\nbuild: {excludes: [not]}\n")
	gittest.Write(t, dir, "one/a/v1/a.proto", "syntax = \"proto3\";\npackage a.v1;\nimport \"b/v1/b.proto\";\nmessage A { b.v1.B b = 1; }\n")
	gittest.Write(t, dir, "one/not/n.proto", "not a proto file")
	gittest.Write(t, dir, "two/b/v1/b.proto", message("b.v1", "B"))
	gittest.Commit(t, dir)
	for _, spec := range []string{"HEAD", "."} {
		s := load(t, dir, spec)
		if got := s.Place("a/v1/a.proto") + " " + s.Place("b/v1/b.proto"); got != "one/a/v1/a.proto two/b/v1/b.proto" {
			t.Errorf("%s: %s", spec, got)
		}
	}
	for content, want := range map[string]string{
		"directories: []":      "directories lists no folder",
		"directories: [../x]":  "is not a path inside the folder",
		"directories: [":       "yaml: line",
		"directories: [bad]":   "bad/buf.yaml: unknown version",
		"directories: [a, ./]": "",
	} {
		_, err := parseWork([]byte(content), func(name string) ([]byte, error) {
			if strings.HasPrefix(name, "bad/") {
				return []byte("version: v9"), nil
			}
			return nil, os.ErrNotExist
		})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", content, err)
		}
	}
	got := module{Path: ".", Excludes: []string{"x"}}.below("in")
	if got.Path != "in" || !slices.Equal(got.Excludes, []string{"in/x"}) {
		t.Errorf("got %+v", got)
	}
}
