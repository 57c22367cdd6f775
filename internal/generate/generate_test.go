package generate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// The test binary is two more programs: the buf of the tests, and a whole run of generate that can be killed.
func TestMain(m *testing.M) {
	switch {
	case filepath.Base(os.Args[0]) == "buf":
		os.Exit(fakeBuf(os.Args[1:]))
	case os.Getenv("GENERATE_IN") != "":
		_, err := Run(context.Background(), fakeTools{}, progress.Discard(), Options{Root: os.Getenv("GENERATE_IN"), Force: true})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// repository makes a small repository with two protos, the settings and templates of the real one, and a part of its runtime.
func repository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range append(toolchain.SourcePackages(), code, finishing, compiling, "internal/generate/buf") {
		write(filepath.Join(root, name, "code.go"), "package code\n")
	}
	for _, name := range slices.Concat(buf.ContractFiles, settings, toolchain.LockFiles()) {
		switch from := filepath.Join("../..", name); name {
		case "proto":
		default:
			if info, err := os.Stat(from); err != nil {
				t.Fatal(err)
			} else if info.IsDir() {
				copySome(t, filepath.Join(root, name), from, name == "runtime")
				continue
			}
			content, err := os.ReadFile(from)
			if err != nil {
				t.Fatal(err)
			}
			write(filepath.Join(root, name), string(content))
		}
	}
	write(filepath.Join(root, toolchain.CacheDir, "proto", errorDetails), "details")
	write(filepath.Join(root, "proto/alpha.proto"), "alpha")
	write(filepath.Join(root, "proto/beta.proto"), "beta")
	bin := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "buf")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("FAKE_BIN", bin)
	return root
}

// copySome copies a folder, or two files of each folder in it: every run hashes all of them, and the go command looks at each file that a test
// has opened, however often.
func copySome(t *testing.T, to, from string, few bool) {
	t.Helper()
	copied := map[string]int{}
	err := filepath.WalkDir(from, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || few && copied[filepath.Dir(file)] == 2 {
			return err
		}
		copied[filepath.Dir(file)]++
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, file)
		write(filepath.Join(to, name), string(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func generate(t *testing.T, root string, opts Options) (*Result, error) {
	t.Helper()
	opts.Root = root
	return Run(t.Context(), fakeTools{}, progress.Discard(), opts)
}

func mustGenerate(t *testing.T, root string, opts Options) *Result {
	t.Helper()
	result, err := generate(t, root, opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// tree is the content of gen by path.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, "gen"), func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSecondRunChangesNothing(t *testing.T) {
	root := repository(t)
	first := mustGenerate(t, root, Options{})
	if len(first.Written) == 0 || len(first.Foreign) != 0 {
		t.Fatalf("first run: %+v", first)
	}
	file := filepath.Join(root, "gen/go/qdrant/cloud/v1/alpha.pb.go")
	old := time.Unix(1_000_000_000, 0)
	if err := os.Chtimes(file, old, old); err != nil {
		t.Fatal(err)
	}
	if second := mustGenerate(t, root, Options{}); !second.UpToDate || second.Unchanged != len(first.Written) {
		t.Errorf("second run: %+v", second)
	}
	if forced := mustGenerate(t, root, Options{Force: true}); forced.UpToDate || forced.Unchanged != len(first.Written) {
		t.Errorf("forced run: %+v", forced)
	}
	// A change of another file exchanges the tree; this one has to come through it as it is.
	write(filepath.Join(root, "proto/beta.proto"), "beta, changed")
	if third := mustGenerate(t, root, Options{}); len(third.Changed) != 5 {
		t.Errorf("third run changed %v, want the five files of beta with its comment", third.Changed)
	}
	if info, err := os.Stat(file); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("an unchanged file was rewritten: %v, %v", info.ModTime(), err)
	}
}

func TestEditedOutputIsMadeAgain(t *testing.T) {
	root := repository(t)
	mustGenerate(t, root, Options{})
	want := tree(t, root)
	write(filepath.Join(root, "gen/go/go.mod"), "module edited\n")
	if err := os.Remove(filepath.Join(root, "gen/ts/qdrant/cloud/v1/alpha_pb.js")); err != nil {
		t.Fatal(err)
	}
	result := mustGenerate(t, root, Options{})
	if len(result.Written) != 1 || len(result.Changed) != 1 || !maps.Equal(tree(t, root), want) {
		t.Errorf("got %+v", result)
	}
}

func TestRemovedProtoLeavesNothingBehind(t *testing.T) {
	root := repository(t)
	mustGenerate(t, root, Options{})
	if err := os.Remove(filepath.Join(root, "proto/beta.proto")); err != nil {
		t.Fatal(err)
	}
	result := mustGenerate(t, root, Options{})
	if len(result.Removed) != 7 {
		t.Errorf("removed %v, want the seven files of beta", result.Removed)
	}
	for name, content := range tree(t, root) {
		isShared := strings.HasSuffix(name, "openapi.yaml") || strings.Contains(name, "/v1/index.")
		if strings.Contains(name, "beta") || isShared && strings.Contains(content, "beta") {
			t.Errorf("%s still has beta", name)
		}
	}
	if !slices.Contains(result.Changed, "openapi/openapi.yaml") {
		t.Errorf("changed %v, want the OpenAPI document among them", result.Changed)
	}
}

func TestForeignFileIsReportedAndKept(t *testing.T) {
	root := repository(t)
	mustGenerate(t, root, Options{})
	notes := filepath.Join(root, "gen/go/notes.txt")
	write(notes, "mine")
	write(filepath.Join(root, "gen/python/__pycache__/x.pyc"), "cache")
	for range 2 { // It is reported as long as it is there.
		result := mustGenerate(t, root, Options{})
		if !slices.Equal(result.Foreign, []string{"go/notes.txt"}) {
			t.Errorf("foreign: %v", result.Foreign)
		}
	}
	write(filepath.Join(root, "proto/beta.proto"), "changed")
	mustGenerate(t, root, Options{})
	if content, err := os.ReadFile(notes); err != nil || string(content) != "mine" {
		t.Errorf("the file did not come through: %q, %v", content, err)
	}
}

func TestOnlyLeavesOtherLanguagesAlone(t *testing.T) {
	root := repository(t)
	mustGenerate(t, root, Options{})
	write(filepath.Join(root, "proto/beta.proto"), "changed")
	result := mustGenerate(t, root, Options{Outputs: []string{"python"}})
	if !slices.Equal(result.Changed, []string{"python/qdrant/cloud/v1/beta_pb2.py", "python/qdrant/cloud/v1/beta_pb2_grpc.py"}) || len(result.Foreign) > 0 {
		t.Errorf("got %+v", result)
	}
	if result := mustGenerate(t, root, Options{}); len(result.Changed) != 3 {
		t.Errorf("the other languages were taken for fresh: %+v", result)
	}
	_, err := generate(t, root, Options{Outputs: []string{"rust"}})
	var language *OutputError
	if !errors.As(err, &language) {
		t.Errorf("got %v, want a *OutputError", err)
	}
}

func TestFormatHappensFirst(t *testing.T) {
	root := repository(t)
	write(filepath.Join(root, "proto/beta.proto"), "unformatted")
	mustGenerate(t, root, Options{})
	content, err := os.ReadFile(filepath.Join(root, "gen/go/qdrant/cloud/v1/beta.pb.go"))
	if err != nil || strings.Contains(string(content), "unformatted") {
		t.Errorf("generated from the unformatted file: %q, %v", content, err)
	}
	if result := mustGenerate(t, root, Options{}); !result.UpToDate {
		t.Errorf("not up to date after formatting: %+v", result)
	}
}

func TestFailuresLeaveGenAsItWas(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(root string)
		want  string
	}{
		{"syntax error", func(root string) { write(filepath.Join(root, "proto/beta.proto"), "syntax error") }, "proto/beta.proto:1:1:syntax error"},
		{"lint finding", func(root string) { write(filepath.Join(root, "proto/beta.proto"), "lint finding") }, "proto/beta.proto:1:1:a name"},
		{"plugin crashes", func(root string) { write(filepath.Join(root, "proto/beta.proto"), "crash") }, "protoc-gen-go"},
		{"full disk", func(root string) { write(filepath.Join(root, "proto/beta.proto"), "full disk") }, "gen: no space left on the disk; it is unchanged"},
		{"bad sdk.yaml", func(root string) { write(filepath.Join(root, "sdk.yaml"), "version: 1\n") }, "sdk.yaml:1: version"},
		{"bad template", func(root string) { write(filepath.Join(root, "templates/ts/package.json.tmpl"), "{{.Nothing}}") }, "package.json.tmpl"},
		{"read-only gen", func(root string) {
			write(filepath.Join(root, "proto/beta.proto"), "changed")
			_ = os.Chmod(filepath.Join(root, "gen/python"), 0o555)
		}, "gen/python is read-only"},
		{"missing lock", func(root string) { _ = os.Remove(filepath.Join(root, "tools/go/go.sum")) }, "tools/go/go.sum"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := repository(t)
			mustGenerate(t, root, Options{})
			t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "gen/python"), 0o755) })
			before := tree(t, root)
			test.spoil(root)
			_, err := generate(t, root, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want …%s…", err, test.want)
			}
			if !maps.Equal(tree(t, root), before) {
				t.Error("gen changed")
			}
		})
	}
	t.Run("syntax error is a finding", func(t *testing.T) {
		root := repository(t)
		write(filepath.Join(root, "proto/beta.proto"), "syntax error")
		_, err := generate(t, root, Options{})
		var findings *buf.Findings
		if !errors.As(err, &findings) || findings.Text != "proto/beta.proto:1:1:syntax error" {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("bad sdk.yaml is a mistake", func(t *testing.T) {
		root := repository(t)
		write(filepath.Join(root, "sdk.yaml"), "versions: 1\n")
		_, err := generate(t, root, Options{})
		var mistake *config.Error
		if !errors.As(err, &mistake) {
			t.Errorf("got %#v", err)
		}
	})
}

func TestCancelledRunLeavesGenAsItWas(t *testing.T) {
	root := repository(t)
	mustGenerate(t, root, Options{})
	before := tree(t, root)
	write(filepath.Join(root, "proto/beta.proto"), "changed")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, fakeTools{}, progress.Discard(), Options{Root: root}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if !maps.Equal(tree(t, root), before) {
		t.Error("gen changed")
	}
}

// A run that is killed at any moment leaves the old tree or the new one.
func TestKilledRunLeavesOneTreeOrTheOther(t *testing.T) {
	fulltest.Only(t, "kills processes in a loop")
	root := repository(t)
	for i := range 40 { // Enough files that a run takes a while to write them.
		write(filepath.Join(root, fmt.Sprintf("proto/file%d.proto", i)), "one")
	}
	start := time.Now()
	mustGenerate(t, root, Options{})
	limit := 2 * time.Since(start)
	one := tree(t, root)
	edit := func(text string) {
		for i := range 40 {
			write(filepath.Join(root, fmt.Sprintf("proto/file%d.proto", i)), text)
		}
	}
	edit("two")
	mustGenerate(t, root, Options{})
	two := tree(t, root)

	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	sawOne, sawTwo := 0, 0
	for round := range 40 {
		edit([]string{"one", "two"}[round%2])
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), "GENERATE_IN="+root)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(limit))))
		_ = cmd.Process.Kill()
		// The moments follow the speed of the machine, so that some fall before the swap, some on it and some behind it.
		if cmd.Wait() == nil {
			limit = limit * 4 / 5
		} else {
			limit = limit * 6 / 5
		}
		switch now := tree(t, root); {
		case maps.Equal(now, one):
			sawOne++
		case maps.Equal(now, two):
			sawTwo++
		default:
			t.Fatalf("round %d: gen is neither tree: %d files", round, len(now))
		}
	}
	if sawOne == 0 || sawTwo == 0 {
		t.Errorf("the runs never got to the swap: %d times one, %d times two", sawOne, sawTwo)
	}
	edit("one")
	mustGenerate(t, root, Options{})
	if !maps.Equal(tree(t, root), one) {
		t.Error("a run after the killed ones does not finish the job")
	}
	// What the killed runs had started lives on for a moment; the runs after it clean up behind it.
	left := []string{root}
	for tries := 0; len(left) > 0 && tries < 200; tries++ {
		mustGenerate(t, root, Options{})
		if left, err = filepath.Glob(filepath.Join(root, toolchain.CacheDir, stagingPattern)); err != nil {
			t.Fatal(err)
		}
	}
	if len(left) > 0 {
		t.Errorf("staging folders are left: %v", left)
	}
	// The folder of the test can go only when nothing writes into it any more. The lock is kept to the end.
	if err := alive().Lock(); err != nil {
		t.Fatal(err)
	}
}

// Where the system can't exchange two directories, a run may end between the two renames.
func TestEndBetweenTheTwoRenamesIsRepaired(t *testing.T) {
	root := repository(t)
	mustGenerate(t, root, Options{})
	want := tree(t, root)
	staging := filepath.Join(root, toolchain.CacheDir, "staging-1")
	if err := os.MkdirAll(staging, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(root, "gen"), filepath.Join(staging, "gen"+oldSuffix)); err != nil {
		t.Fatal(err)
	}
	result := mustGenerate(t, root, Options{})
	if result.Unchanged != len(want) || !maps.Equal(tree(t, root), want) {
		t.Errorf("got %+v", result)
	}
}

func TestExchangeInTwo(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	write(filepath.Join(a, "file"), "new")
	write(filepath.Join(b, "file"), "old")
	if err := exchangeInTwo(a, b); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{a: "old", b: "new"} {
		if content, err := os.ReadFile(filepath.Join(dir, "file")); err != nil || string(content) != want {
			t.Errorf("%s has %q, %v", filepath.Base(dir), content, err)
		}
	}
}

func TestRunsAtOnceWaitForEachOther(t *testing.T) {
	root := repository(t)
	errs := make(chan error, 4)
	for range cap(errs) {
		go func() {
			_, err := Run(t.Context(), fakeTools{}, progress.Discard(), Options{Root: root, Force: true})
			errs <- err
		}()
	}
	for range cap(errs) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestResultForPeople(t *testing.T) {
	many := make([]string, 12)
	for i := range many {
		many[i] = fmt.Sprintf("go/%02d.pb.go", i)
	}
	got := (&Result{Written: many, Removed: []string{"ts/x_pb.js"}, Foreign: []string{"notes"}, Unchanged: 3}).Text(1500 * time.Millisecond)
	for _, want := range []string{"written  gen/go/09.pb.go\n", "… and 2 more\n", "removed  gen/ts/x_pb.js\n", "not ours gen/notes\n",
		"gen: 12 written, 0 changed, 1 removed, 3 unchanged, 1.50s\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "10.pb.go") {
		t.Errorf("all are listed:\n%s", got)
	}
}
