package release

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge/forgetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
)

// acmeServer prints its version, whatever it is asked.
const acmeServer = "package main\n\nimport \"os\"\n\nvar version string\n\nfunc main() { os.Stdout.WriteString(version) }\n"

// acme is the program of the tests, for this machine.
var acme = config.Program{Package: "./cmd/acme-server", Platforms: []config.Platform{config.Platform(runtime.GOOS + "/" + runtime.GOARCH)}}

func acmeFiles() map[string][]byte {
	return map[string][]byte{
		"go.mod": []byte("module example.com/acme\n\ngo " + strings.TrimPrefix(runtime.Version(), "go") + "\n"), "cmd/acme-server/main.go": []byte(acmeServer),
	}
}

func parsed(t *testing.T, text string) version.Version {
	t.Helper()
	v, err := version.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestWhetherProgramsAreBuilt: where a release on the forge will have them, and for who asks for them.
func TestWhetherProgramsAreBuilt(t *testing.T) {
	production, local := &destination{forge: &forge.GitHub{}}, &destination{local: true}
	programs := []lang.ID{plan.Programs}
	for name, test := range map[string]struct {
		version string
		at      *destination
		asked   request
		want    bool
	}{
		"a release":                       {"1.2.3", production, request{}, true},
		"a candidate":                     {"1.2.3-rc.1", production, request{}, true},
		"a preview":                       {"1.2.3-pr.7.1.g0123456789ab", production, request{}, false},
		"a local release":                 {"1.2.3", local, request{Options: Options{Local: true}}, false},
		"feeds without a forge":           {"1.2.3", &destination{}, request{}, false},
		"packing without a login":         {"1.2.3", local, request{packs: true}, true},
		"packing for local feeds":         {"1.2.3", local, request{packs: true, Options: Options{Local: true}}, false},
		"packing a language":              {"1.2.3", production, request{packs: true, languages: []lang.ID{lang.Go}}, false},
		"packing them":                    {"1.2.3", production, request{packs: true, languages: programs}, true},
		"packing them for local feeds":    {"1.2.3", local, request{packs: true, languages: programs, Options: Options{Local: true}}, true},
		"packing them of a pull request":  {"1.2.3-pr.7.1.g0123456789ab", local, request{packs: true, languages: programs}, true},
		"packing a language and programs": {"1.2.3", local, request{packs: true, languages: []lang.ID{lang.Go, plan.Programs}}, true},
	} {
		settings := &config.Config{Release: config.Release{Programs: config.Programs{acme}}}
		d := decision{version: parsed(t, test.version)}
		if got, err := hasPrograms(settings, d, test.at, test.asked); got != test.want || err != nil {
			t.Errorf("%s: %t, %v", name, got, err)
		}
		got, err := hasPrograms(&config.Config{}, d, test.at, test.asked)
		if named := slices.Contains(test.asked.languages, plan.Programs); got || (err != nil) != named || named && exit.Of(err) != exit.Usage {
			t.Errorf("%s, without programs in sdk.yaml: %t, %v", name, got, err)
		}
	}
}

// TestProgramsOfTheCommit builds from the commit, whatever the work tree has.
func TestProgramsOfTheCommit(t *testing.T) {
	gittest.Isolate(t)
	repo := t.TempDir()
	write := func(name string, content []byte) {
		if err := file.Write(filepath.Join(repo, name), content); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range acmeFiles() {
		write(name, content)
	}
	write("LICENSE", []byte("the licence"))
	gittest.Run(t, repo, "init", "--quiet", "--initial-branch=main")
	gittest.Run(t, repo, "add", "--all")
	gittest.Run(t, repo, "commit", "--quiet", "--message=a program")
	c := &Checkout{Root: repo, Progress: progress.Discard()}
	settings := &config.Config{Project: config.Project{Repository: "https://example.com/acme"}, Release: config.Release{Programs: config.Programs{acme}}}
	d := decision{version: parsed(t, released), commit: commit{hash: gittest.Run(t, repo, "rev-parse", "HEAD")}}
	first, err := c.programs(t.Context(), settings, d)
	if err != nil {
		t.Fatal(err)
	}
	write("cmd/acme-server/main.go", []byte("this does not compile"))
	write("cmd/acme-server/more.go", []byte("package main\n\nfunc init() { panic(0) }\n"))
	second, err := c.programs(t.Context(), settings, d)
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != 1 || len(second) != 1 || first[0].SHA256 != second[0].SHA256 || string(first[0].Content) != string(second[0].Content) {
		t.Error("the work tree has changed the program")
	}
	members, err := program.Unpack(first[0].File, first[0].Content)
	if readme, _ := archive.Find(members, "README.md"); err != nil || !strings.Contains(string(readme), "https://example.com/acme/tree/v1.2.3/cmd/acme-server") {
		t.Errorf("the README is %s: %v", readme, err)
	}
}

// TestProgramsInAPlan: a plan has the digests of programs as files of its release, with what lies beside them and, of a signed release,
// their attestations. What is packed again has to have these bytes.
func TestProgramsInAPlan(t *testing.T) {
	s := newSetting(t)
	c := &Checkout{Root: s.repo}
	p, err := plan.Read(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	p.Signer = &plan.Signer{Identity: "https://example.com/workflow", Issuer: "https://example.com"}
	const where = "dist/programs/acme-server_1.2.3_linux_arm64.tar.gz"
	for _, name := range append(pack.Beside(where), where) {
		if err := file.Write(filepath.Join(s.repo, name), []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	made := pack.Artifact{Language: plan.Programs, File: filepath.Base(where), Path: where, SHA256: archive.Member{Content: []byte(where)}.SHA256()}
	if err := file.Write(filepath.Join(s.repo, filepath.FromSlash(NotesFile)), []byte("notes")); err != nil {
		t.Fatal(err)
	}
	if p.Release, err = c.announcement(p.Release.Repository, p, []pack.Artifact{made}); err != nil {
		t.Fatal(err)
	}
	got := map[string][3]bool{}
	for _, a := range p.Release.Assets {
		got[a.Name] = [3]bool{a.Program, a.About, a.Signed}
	}
	if diff := cmp.Diff(map[string][3]bool{
		made.File: {true, false, false}, made.File + ".cdx.json": {false, true, false}, made.File + ".provenance.json": {false, true, false},
		made.File + plan.BundleSuffix: {false, true, true}, "SHA256SUMS": {false, true, false},
	}, got); diff != "" {
		t.Errorf("files: program, about, signed (-want +got):\n%s", diff)
	}
	if err := plan.Write(s.repo, p); err != nil {
		t.Fatal(err)
	}
	d := decision{version: parsed(t, released), commit: commit{hash: p.Commit}}
	if err := c.asPlanned(d, []pack.Artifact{made}); err != nil {
		t.Errorf("the same bytes: %v", err)
	}
	other, unknown := made, made
	other.SHA256, unknown.File = strings.Repeat("0", 64), "acme-server_1.2.3_linux_riscv64.tar.gz"
	if err := c.asPlanned(d, []pack.Artifact{other}); err == nil || !strings.Contains(err.Error(), "packing is not reproducible here") {
		t.Errorf("other bytes: %v", err)
	}
	if err := c.asPlanned(d, []pack.Artifact{unknown}); err == nil || !strings.Contains(err.Error(), "riscv64.tar.gz is not in the plan of this commit") {
		t.Errorf("another platform: %v", err)
	}
	p.Release, p.Signer = nil, nil
	if err := plan.Write(s.repo, p); err != nil {
		t.Fatal(err)
	}
	if err := c.asPlanned(d, []pack.Artifact{other}); err != nil {
		t.Errorf("a plan without a release: %v", err)
	}
}

// TestVerifyPrograms takes a program from the release on the forge, compares it, verifies who signed it, and runs it.
func TestVerifyPrograms(t *testing.T) {
	s := newSignedSetting(t, false)
	c := s.checkout(t)
	made := built(t, released)
	s.planProgram(t, made.File, made.Content)
	verified := func(alone bool) (files []string, ran int, err error) {
		v, err := c.opened(t, Options{})
		if err != nil {
			t.Fatal(err)
		}
		report, err := c.verifyPrograms(t.Context(), v.settings, v.plan, v.feeds, alone)
		if report == nil {
			return nil, 0, err
		}
		return report.Signed, report.Programs, err
	}
	if files, _, err := verified(false); files != nil || err != nil {
		t.Errorf("before they are published: %q, %v", files, err)
	}
	if _, _, err := verified(true); err == nil || !strings.Contains(err.Error(), "mage publish publishes them last") {
		t.Errorf("before they are published, asked for alone: %v", err)
	}
	if _, err := c.Attest(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.do(t.Context(), request{section: publishing}); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(s.repo, "dist", "programs")); err != nil { // What users have.
		t.Fatal(err)
	}
	files, ran, err := verified(true)
	if err != nil || len(files) != 1 || ran != 1 {
		t.Errorf("verified %q, %d run: %v", files, ran, err)
	}
	held := func(name string) *forgetest.Asset {
		all := s.hub.Releases()[0].Assets
		return all[slices.IndexFunc(all, func(a *forgetest.Asset) bool { return a.Name == name })]
	}
	archived := held(files[0])
	bundle := held(files[0] + plan.BundleSuffix)
	content, signature := archived.Content, bundle.Content
	bundle.Content = held("acme-sdk-1.2.3.tgz" + plan.BundleSuffix).Content
	if _, _, err := verified(true); err == nil || !strings.Contains(err.Error(), "is not accepted") {
		t.Errorf("with the attestation of a package: %v", err)
	}
	bundle.Content = signature
	archived.Content = append(slices.Clone(content[:len(content)-1]), content[len(content)-1]^1)
	if _, _, err := verified(true); err == nil || !strings.Contains(err.Error(), "is served with other bytes") {
		t.Errorf("with other bytes: %v", err)
	}
}

// TestProgramsThatDoNotRun has programs that say another version, or are none.
func TestProgramsThatDoNotRun(t *testing.T) {
	made := built(t, "1.2.4")
	name := strings.Replace(made.File, "1.2.4", released, 1)
	if err := runs(t.Context(), name, made.Content, released); err == nil || !strings.Contains(err.Error(), `and the version is 1.2.3`) {
		t.Errorf("another version: %v", err)
	}
	if err := runs(t.Context(), "other_"+name, made.Content, released); err == nil || !strings.Contains(err.Error(), "it has no program other_acme-server") {
		t.Errorf("another name: %v", err)
	}
	if err := runs(t.Context(), name, []byte("no archive"), released); err == nil || !strings.Contains(err.Error(), "do not unpack it") {
		t.Errorf("no archive: %v", err)
	}
	packed, err := archive.Tarball([]archive.Member{{Name: "acme-server", Content: []byte("no program")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := runs(t.Context(), "acme-server_1.2.3_x_y.tar.gz", packed, released); err == nil || errors.Is(err, os.ErrNotExist) {
		t.Errorf("no program: %v", err)
	}
}

// built is the program of a version.
func built(t *testing.T, version string) *program.Archive {
	t.Helper()
	source := program.Source{Files: acmeFiles(), Version: version, Tag: "v" + version}
	made, err := program.Build(t.Context(), source, []config.Program{acme}, func(string) func(error) { return func(error) {} })
	if err != nil {
		t.Fatal(err)
	}
	return made[0]
}

// planProgram puts an archive with a program in the place of the one of the plan.
func (s *signedSetting) planProgram(t *testing.T, name string, content []byte) {
	t.Helper()
	p, err := plan.Read(s.repo)
	if err != nil {
		t.Fatal(err)
	}
	old := p.Programs()[0]
	where := "dist/programs/" + name
	if err := file.Write(filepath.Join(s.repo, where), content); err != nil {
		t.Fatal(err)
	}
	for i, a := range p.Release.Assets {
		switch a.Name {
		case old.File:
			p.Release.Assets[i] = plan.Asset{Name: name, Path: where, Size: int64(len(content)), SHA256: archive.Member{Content: content}.SHA256(), Program: true}
		case old.File + plan.BundleSuffix:
			p.Release.Assets[i].Name, p.Release.Assets[i].Path = name+plan.BundleSuffix, plan.BundlesDir+"/"+name+plan.BundleSuffix
		}
	}
	if err := plan.Write(s.repo, p); err != nil {
		t.Fatal(err)
	}
}
