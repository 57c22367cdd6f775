package manifest

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestGoRuntime(t *testing.T) {
	tree := fstest.MapFS{}
	for _, name := range []string{"go/client.go", "go/client_test.go", "go/standin.go", "go/testdata/a.txt", "go/qdrantcloudtest/conn.go", "ts/a.ts"} {
		tree[name] = &fstest.MapFile{Data: []byte("package x\n")}
	}
	files, err := goRuntime(Input{Runtime: tree})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"qdrantcloud/client.go", "qdrantcloud/qdrantcloudtest/conn.go"}
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Errorf("%q are copied into the module, want %q", got, want)
	}
	if got := string(files[want[0]]); !strings.HasPrefix(got, "// Code generated ") || !strings.HasSuffix(got, "DO NOT EDIT.\n\npackage x\n") {
		t.Errorf("a file is copied there as %q", got)
	}
	for _, without := range []Input{{}, {Runtime: fstest.MapFS{}}} {
		if files, err := goRuntime(without); err != nil || len(files) > 0 {
			t.Errorf("without a runtime: %v, %v", files, err)
		}
	}
}
