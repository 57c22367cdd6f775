package program

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"debug/elf"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

const main = `package main

import (
	_ "embed"
	"fmt"

	"golang.org/x/mod/semver"
)

//go:embed text
var text string

var version string

func main() { fmt.Print(semver.Canonical(version), " ", text) }
`

// source is a commit with a program that embeds a file and needs a module of the go.mod of this repository.
func source(t *testing.T) Source {
	t.Helper()
	read := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join("..", "..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	own, err := modfile.Parse("go.mod", read("go.mod"), nil)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(own.Require, func(r *modfile.Require) bool { return r.Mod.Path == "golang.org/x/mod" })
	return Source{
		Files: map[string][]byte{
			"go.mod":          []byte("module example.com/tools\n\ngo " + runtime.Version()[len("go"):] + "\n\nrequire golang.org/x/mod " + own.Require[at].Mod.Version + "\n"),
			"go.sum":          read("go.sum"),
			"LICENSE":         []byte("the licence of the example\n"),
			"cmd/say/main.go": []byte(main),
			"cmd/say/text":    []byte("a text of the commit\n"),
		},
		Version: "1.2.3", Tag: "v1.2.3", Repository: "https://example.com/tools",
	}
}

var (
	here = config.Platform(runtime.GOOS + "/" + runtime.GOARCH)
	say  = config.Program{Package: "./cmd/say", Platforms: []config.Platform{here}}
)

func quiet(string) func(error) { return func(error) {} }

func built(t *testing.T, s Source, programs ...config.Program) []*Archive {
	t.Helper()
	made, err := Build(t.Context(), s, programs, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestProgramRuns builds for this machine, unpacks as users do, and runs the program in an empty environment.
func TestProgramRuns(t *testing.T) {
	made := built(t, source(t), say)[0]
	members, err := archive.ReadBytes(made.File, made.Content)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	if want := []string{"LICENSE", "LICENSES.txt", "README.md", made.Binary}; !slices.Equal(names, want) {
		t.Errorf("the archive has %q, not %q", names, want)
	}
	binary, _ := archive.Find(members, made.Binary)
	if sum := (archive.Member{Content: binary}).SHA256(); sum != made.SHA256 {
		t.Errorf("the binary has the SHA-256 %s, not %s", sum, made.SHA256)
	}
	path := filepath.Join(t.TempDir(), made.Binary)
	if err := os.WriteFile(path, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path)
	cmd.Env = []string{"NONE="}
	said, err := cmd.CombinedOutput()
	if err != nil || string(said) != "v1.2.3 a text of the commit\n" {
		t.Errorf("it says %q: %v", said, err)
	}
	licences, _ := archive.Find(members, "LICENSES.txt")
	for _, want := range []string{"Go " + runtime.Version()[len("go"):], "golang.org/x/mod v", "Redistributions in binary form must reproduce"} {
		if !strings.Contains(string(licences), want) {
			t.Errorf("the licences lack %q:\n%.2000s", want, licences)
		}
	}
	readme, _ := archive.Find(members, "README.md")
	for _, want := range []string{"# say 1.2.3", string(here), "https://example.com/tools/tree/v1.2.3/cmd/say", "https://example.com/tools/blob/v1.2.3/SECURITY.md"} {
		if !strings.Contains(string(readme), want) {
			t.Errorf("the README lacks %q:\n%s", want, readme)
		}
	}
}

// TestSameBytes builds the same commit twice: in another folder with other settings, and among other files. Another version of the program,
// or another file in it, are other bytes.
func TestSameBytes(t *testing.T) {
	first := built(t, source(t), say)[0]
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("GOFLAGS", "-ldflags=-w -tags=other")
	t.Setenv("GOAMD64", "v3")
	t.Setenv("CGO_ENABLED", "1")
	again := source(t)
	again.Files["docs/other.md"] = []byte("other")
	second := built(t, again, say)[0]
	if !bytes.Equal(first.Content, second.Content) || first.File != second.File || first.SHA256 != second.SHA256 {
		t.Errorf("%s has the SHA-256 %s, and again %s", first.File, first.SHA256, second.SHA256)
	}
	for what, change := range map[string]func(*Source){
		"version": func(s *Source) { s.Tag = "v1.2.4" },
		"file":    func(s *Source) { s.Files["cmd/say/text"] = []byte("another text of the commit\n") },
	} {
		changed := source(t)
		change(&changed)
		if got := built(t, changed, say)[0]; got.SHA256 == first.SHA256 {
			t.Errorf("another %s makes the same program", what)
		}
	}
}

// TestPlatforms builds for other systems: the name of the archive, its form, and what the toolchain says of the binary.
func TestPlatforms(t *testing.T) {
	p := config.Program{Package: say.Package, Platforms: []config.Platform{"linux/arm64", "windows/amd64"}}
	var began []string
	made, err := Build(t.Context(), source(t), []config.Program{p}, func(what string) func(error) {
		return func(error) { began = append(began, what) }
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range made {
		members, err := archive.ReadBytes(a.File, a.Content)
		if _, found := archive.Find(members, a.Binary); err != nil || !found {
			t.Errorf("%s lacks %s: %v", a.File, a.Binary, err)
		}
		got = append(got, strings.Join([]string{a.File, a.Binary, settingOf(a.Info, "GOOS"), settingOf(a.Info, "GOARCH"), a.Info.Main.Path}, " "))
	}
	want := []string{
		"say_1.2.3_linux_arm64.tar.gz say linux arm64 example.com/tools",
		"say_1.2.3_windows_amd64.zip say.exe windows amd64 example.com/tools",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("archives (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"say for linux/arm64", "say for windows/amd64"}, began); diff != "" {
		t.Errorf("what was shown (-want +got):\n%s", diff)
	}
	if runs := modeIn(t, made[0]); runs != 0o755 {
		t.Errorf("the program has the mode %o", runs)
	}
	binary, err := archive.ReadBytes(made[0].File, made[0].Content)
	if err != nil {
		t.Fatal(err)
	}
	content, _ := archive.Find(binary, "say")
	file, err := elf.NewFile(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for _, segment := range file.Progs {
		if segment.Type == elf.PT_INTERP || segment.Type == elf.PT_DYNAMIC {
			t.Errorf("it is not static: it has a segment %s", segment.Type)
		}
	}
}

// modeIn is the mode of a program in a tarball.
func modeIn(t *testing.T, a *Archive) int64 {
	t.Helper()
	unpacked, err := gzip.NewReader(bytes.NewReader(a.Content))
	if err != nil {
		t.Fatal(err)
	}
	for members := tar.NewReader(unpacked); ; {
		header, err := members.Next()
		if err != nil {
			t.Fatal(err)
		}
		if header.Name == a.Binary {
			return header.Mode
		}
	}
}

// TestRefused has what must not become a file of a release.
func TestRefused(t *testing.T) {
	token := "ghp_" + strings.Repeat("0123456789", 4)
	tests := map[string]struct {
		change func(*Source)
		want   string // want is a part of the error.
		breaks bool   // breaks is true where it cannot even be built, so that it is no finding.
	}{
		"no such program":   {func(s *Source) { delete(s.Files, "cmd/say/main.go") }, "cmd/say: there is no program in this folder of the commit", false},
		"a library":         {func(s *Source) { s.Files["cmd/say/main.go"] = []byte("package say\n") }, "cmd/say: there is no program", false},
		"no version":        {replace("var version string\n", "const version = \"1\"\n"), "declare var version string in package main [version]", false},
		"a computed one":    {replace("var version string\n", "var version = fmt.Sprint(1)\n"), "[version]", false},
		"a number":          {replace("var version string\n", "var version int\n"), "[version]", false},
		"a secret":          {func(s *Source) { s.Files["cmd/say/text"] = []byte("token " + token + "\n") }, "it has what looks like a token of GitHub", false},
		"a replaced module": {replaceModule, "go.mod replaces golang.org/x/mod", false},
		"a language only":   {func(s *Source) { s.Files["go.mod"] = []byte("module example.com/tools\n\ngo 1.26\n") }, `"1.26" of Go, which is no release`, true},
		"no version of Go":  {func(s *Source) { s.Files["go.mod"] = []byte("module example.com/tools\n") }, `"" of Go, which is no release`, true},
		"what does not compile": {
			replace("func main() {", "func main() { missing();"), "undefined: missing", true,
		},
		"a module that go.sum lacks": {func(s *Source) { delete(s.Files, "go.sum") }, "missing go.sum entry", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := source(t)
			test.change(&s)
			made, err := Build(t.Context(), s, []config.Program{say}, quiet)
			if err == nil || made != nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, %v; want …%s…", made, err, test.want)
			}
			if refused := (*ContentError)(nil); errors.As(err, &refused) == test.breaks {
				t.Errorf("got a %T", err)
			}
			if strings.Contains(err.Error(), token) {
				t.Errorf("the error repeats the secret: %v", err)
			}
		})
	}
}

func replace(old, changed string) func(*Source) {
	return func(s *Source) { s.Files["cmd/say/main.go"] = []byte(strings.Replace(main, old, changed, 1)) }
}

func replaceModule(s *Source) {
	s.Files["go.mod"] = append(slices.Clone(s.Files["go.mod"]), "replace golang.org/x/mod => ./mod\n"...)
	s.Files["mod/go.mod"] = []byte("module golang.org/x/mod\n\ngo 1.25\n")
	s.Files["mod/semver/semver.go"] = []byte("package semver\n\nfunc Canonical(v string) string { return v }\n")
}

// TestPathsOfThisMachine finds a folder of this machine in what is built.
func TestPathsOfThisMachine(t *testing.T) {
	modules, err := exec.CommandContext(t.Context(), "go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	s := source(t)
	s.Files["cmd/say/text"] = modules
	_, err = Build(t.Context(), s, []config.Program{say}, quiet)
	if err == nil || !strings.Contains(err.Error(), "it has the path of a folder of this machine") || strings.Contains(err.Error(), strings.TrimSpace(string(modules))) {
		t.Errorf("got %v", err)
	}
}
