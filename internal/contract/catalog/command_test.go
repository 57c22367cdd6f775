package catalog

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

func TestCommand(t *testing.T) {
	dir := t.TempDir()
	for name, content := range shopFiles(t) {
		file := filepath.Join(dir, root, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, content.Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name   string
		query  Query
		format string
		out    string // out begins what is printed.
		err    string
		usage  bool
	}{
		{"all", Query{}, "", "shop.v1.", "", false},
		{"as JSON", Query{}, "json", "{\n  \"schema_version\": 1,", "", false},
		{"no such method", Query{Match: "teapot"}, "", "0 methods", "no method of the contract matches -match=teapot", false},
		{"no such verb", Query{Verb: "BREW"}, "", "", "-verb=BREW: no such verb; use one of", true},
		{"no such actor", Query{Actor: "cat"}, "", "", "-actor=cat: no such kind of caller; use one of", true},
		{"no such format", Query{}, "xml", "", "-format=xml: use text, json or markdown", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Command{Root: dir, Out: &out, Query: test.query, Format: test.format}.Run(t.Context())
			if (err == nil) != (test.err == "") || err != nil && !strings.HasPrefix(err.Error(), test.err) || (exit.Of(err) == exit.Usage) != test.usage {
				t.Errorf("got %v, want %q", err, test.err)
			}
			if !strings.HasPrefix(out.String(), test.out) || test.out == "" && out.Len() > 0 {
				t.Errorf("printed %.200q, want %q…", out.String(), test.out)
			}
		})
	}
	if err := (Command{Root: dir, Write: true}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(Dir), "README.md")); err != nil {
		t.Error(err)
	}
}
