package pack

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
)

// withPrograms are options that pack two programs alone, which were built without a compiler.
func withPrograms(out string) Options {
	o := options("../../..", out, "0.1.0")
	o.Languages = []lang.ID{plan.Programs}
	o.Programs = func(context.Context) ([]*program.Archive, error) {
		server := config.Program{Package: "./cmd/server", Platforms: []config.Platform{"linux/amd64", "windows/arm64"}}
		info := &debug.BuildInfo{GoVersion: "go1.26.7", Main: debug.Module{Path: "example.com/api"}, Deps: []*debug.Module{
			{Path: "golang.org/x/mod", Version: "v0.42.0", Sum: "h1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},
		}}
		return []*program.Archive{
			{Program: server, Platform: "linux/amd64", File: "server_0.1.0_linux_amd64.tar.gz", Content: []byte("linux"), Binary: "server", SHA256: strings.Repeat("ab", 32), Info: info},
			{Program: server, Platform: "windows/arm64", File: "server_0.1.0_windows_arm64.zip", Content: []byte("windows"), Binary: "server.exe", SHA256: strings.Repeat("cd", 32), Info: info},
		}, nil
	}
	return o
}

// TestPrograms packs programs: each has a bill of materials with the modules in it, and a provenance for the archive and the binary.
func TestPrograms(t *testing.T) {
	out := t.TempDir()
	made, err := All(t.Context(), nil, withPrograms(out))
	if err != nil {
		t.Fatal(err)
	}
	linux := Artifact{Language: plan.Programs, Package: "server", Version: "0.1.0", File: "server_0.1.0_linux_amd64.tar.gz", Size: 5, SHA256: digest([]byte("linux"))}
	linux.Path = filepath.Join(out, "programs", linux.File)
	if len(made) != 2 || made[0] != linux {
		t.Errorf("packed %+v", made)
	}
	listed := sums(t, out)
	for _, file := range []string{"linux_amd64.tar.gz", "windows_arm64.zip"} {
		for _, end := range []string{"", sbomSuffix, provenanceSuffix} {
			if !strings.Contains(listed, "  programs/server_0.1.0_"+file+end+"\n") {
				t.Errorf("the digests lack %s%s:\n%s", file, end, listed)
			}
		}
	}
	var sbom struct {
		Metadata struct {
			Component struct{ Type, Name, Version, PURL string }
		}
		Components []struct {
			PURL   string
			Hashes []struct{ Alg, Content string }
		}
	}
	readJSON(t, linux.Path+sbomSuffix, &sbom)
	if of := sbom.Metadata.Component; of.Type != "application" || of.Name != "server" || of.PURL != "pkg:golang/example.com/api@v0.1.0#cmd/server" {
		t.Errorf("the bill of materials is of %+v", of)
	}
	hashes := map[string]string{}
	for _, c := range sbom.Components {
		hashes[c.PURL] = ""
		for _, h := range c.Hashes {
			hashes[c.PURL] += h.Alg + " " + h.Content
		}
	}
	if diff := cmp.Diff(map[string]string{
		"pkg:golang/stdlib@1.26.7":            "",
		"pkg:golang/golang.org/x/mod@v0.42.0": "SHA-256 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	}, hashes); diff != "" {
		t.Errorf("the modules (-want +got):\n%s", diff)
	}
	var statement struct {
		Subject []struct {
			Name   string
			Digest map[string]string
		}
		Predicate struct {
			BuildDefinition struct {
				ExternalParameters   map[string]string
				ResolvedDependencies []struct{ URI string }
			}
		}
	}
	readJSON(t, filepath.Join(out, "programs", "server_0.1.0_windows_arm64.zip")+provenanceSuffix, &statement)
	subjects := map[string]string{}
	for _, s := range statement.Subject {
		subjects[s.Name] = s.Digest["sha256"]
	}
	if diff := cmp.Diff(map[string]string{
		"server.exe": strings.Repeat("cd", 32), "server_0.1.0_windows_arm64.zip": digest([]byte("windows")),
	}, subjects); diff != "" {
		t.Errorf("the provenance is of other files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{
		"package": "./cmd/server", "platform": "windows/arm64", "toolchain": "go1.26.7", "version": "0.1.0",
	}, statement.Predicate.BuildDefinition.ExternalParameters); diff != "" {
		t.Errorf("the parameters (-want +got):\n%s", diff)
	}
	if n := len(statement.Predicate.BuildDefinition.ResolvedDependencies); n != 1 {
		t.Errorf("the provenance names %d inputs beside the commit", n-1)
	}
}

// TestProgramsBesideLanguages keeps the programs where a language is packed alone, and the other way round. A release that
// has no programs leaves none of an earlier run.
func TestProgramsBesideLanguages(t *testing.T) {
	out := t.TempDir()
	folders := func() []string {
		seen := map[string]bool{}
		for line := range strings.Lines(sums(t, out)) {
			folder, _, _ := strings.Cut(strings.Fields(line)[1], "/")
			seen[folder] = true
		}
		for folder := range seen {
			if _, err := os.Stat(filepath.Join(out, folder)); err != nil {
				t.Error(err)
			}
		}
		return slices.Sorted(maps.Keys(seen))
	}
	pack := func(o Options) {
		t.Helper()
		if _, err := All(t.Context(), nil, o); err != nil {
			t.Fatal(err)
		}
	}
	golang := options("../../..", out, "0.1.0")
	golang.Languages = []lang.ID{lang.Go}
	golang.Programs = func(context.Context) ([]*program.Archive, error) { panic("they were not asked for") }
	pack(golang)
	pack(withPrograms(out))
	if got := folders(); !slices.Equal(got, []string{"go", "programs"}) {
		t.Errorf("there is %q", got)
	}
	pack(golang)
	if got := folders(); !slices.Equal(got, []string{"go", "programs"}) {
		t.Errorf("after Go alone there is %q", got)
	}
	none := withPrograms(out)
	none.Programs = nil
	pack(none)
	if got := folders(); !slices.Equal(got, []string{"go"}) {
		t.Errorf("after a release without programs there is %q", got)
	}
	if _, err := os.Stat(filepath.Join(out, "programs")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the programs of an earlier run: %v", err)
	}
}

// TestProgramsThatAreRefused has what is found in a program among the findings of packages, and dist as it was.
func TestProgramsThatAreRefused(t *testing.T) {
	out := t.TempDir()
	o := withPrograms(out)
	o.Programs = func(context.Context) ([]*program.Archive, error) {
		return nil, &program.ContentError{Findings: []program.Finding{{Rule: "secret", File: "server.zip", What: "it has a key", Advice: "remove it"}}}
	}
	_, err := All(t.Context(), nil, o)
	var refused *ContentError
	if !errors.As(err, &refused) || err.Error() != "server.zip: it has a key; remove it [secret]" {
		t.Errorf("got %v", err)
	}
	o.Programs = func(context.Context) ([]*program.Archive, error) { return nil, errors.New("the compiler is missing") }
	if _, err := All(t.Context(), nil, o); err == nil || err.Error() != "the compiler is missing" {
		t.Errorf("got %v", err)
	}
	if left := tree(t, out); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
