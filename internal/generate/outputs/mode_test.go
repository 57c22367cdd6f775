package outputs

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

func TestSettings(t *testing.T) {
	const file = config.BucketURL("gs://shared")
	tests := map[string]struct {
		cache config.BucketURL
		env   map[string]string
		flag  string
		want  Settings
		err   string
	}{
		"nothing":               {want: Settings{Mode: Read}},
		"the file":              {cache: file, want: Settings{file, "sdk.yaml", Read}},
		"the environment":       {cache: file, env: map[string]string{URLVar: "file:///srv/cache", ModeVar: "write"}, want: Settings{"file:///srv/cache", URLVar, Write}},
		"none":                  {cache: file, env: map[string]string{URLVar: ""}, want: Settings{Mode: Read}},
		"the flag":              {cache: file, env: map[string]string{ModeVar: "write"}, flag: "off", want: Settings{file, "sdk.yaml", Off}},
		"no such mode":          {env: map[string]string{ModeVar: "readwrite"}, err: "SDK_CACHE_MODE=readwrite: there is no such mode; use one of read, read-write, write, local, off"},
		"no such flag":          {flag: "on", err: "-cache=on: there is no such mode"},
		"another scheme":        {env: map[string]string{URLVar: "https://bucket"}, err: "SDK_CACHE_URL: want s3://"},
		"a secret is not shown": {env: map[string]string{URLVar: "s3://id:planted@bucket"}, err: "has no user, password or fragment"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lookup := func(name string) (string, bool) {
				value, ok := test.env[name]
				return value, ok
			}
			got, err := SettingsOf(config.Cache{URL: test.cache}, lookup, test.flag)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) || strings.Contains(err.Error(), "planted") {
					t.Errorf("got %v, want %q", err, test.err)
				}
				return
			}
			if err != nil || got != test.want {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestPruneAndShow(t *testing.T) {
	s := open(t, DefaultMost)
	put(t, s, map[Key]Files{keyOf("old"): {"a": nil}, keyOf("new"): {"a": nil}, keyOf("damaged"): {"a": nil}})
	get(t, s, keyOf("new"), keyOf("nothing"))
	before := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(s.path(keyOf("old")), before, before); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path(keyOf("damaged")), []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	if removed := s.Prune(0); len(removed) != 1 || removed[0] != keyOf("damaged") {
		t.Errorf("removed %v, want the damaged one", removed)
	}
	removed := s.Prune(24 * time.Hour)
	if len(removed) != 1 || removed[0] != keyOf("old") {
		t.Errorf("removed %v, want the old one", removed)
	}
	state := s.State(t.Context(), Settings{Mode: Read})
	state.Removed = removed
	var text, encoded bytes.Buffer
	if err := state.Print(&text, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"removed   " + string(keyOf("old")), "1 entries with", "1 of 2 entries were here, 0 came", "none; cache.url in sdk.yaml or SDK_CACHE_URL"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, &text)
		}
	}
	if err := state.Print(&encoded, true); err != nil {
		t.Fatal(err)
	}
	var read State
	if err := json.Unmarshal(encoded.Bytes(), &read); err != nil || read.Entries != 1 || read.LastRun == nil || read.LastRun.Wanted != 2 {
		t.Errorf("got %+v, %v", read, err)
	}
}
