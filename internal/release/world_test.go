package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge/forgetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// A release of three small packages, with the clients of all feeds over HTTP: to the embedded feeds, through a twin that can
// fail, and with a bare repository for the tags. Only the verification is a short one, which fetches everything.

const (
	goModule   = "example.com/acme/gen/go"
	pythonName = "acme-sdk"
	npmName    = "@acme/sdk"
	released   = "1.2.3"

	npmToken    = "NPM_TEST_TOKEN"
	pythonToken = "PYTHON_TEST_TOKEN"
	goToken     = "GO_TEST_TOKEN"
	forgeToken  = "FORGE_TEST_TOKEN"
)

// setting is a release that is to be made.
type setting struct {
	dir    string // dir has repo, a clone, and remote.git.
	repo   string
	twin   *feedtest.Twin
	store  *local.Store
	hub    *forgetest.GitHub
	server *httptest.Server
	env    map[string]string
	tags   *tagsInMemory // tags are in place of git, if not nil.
	fresh  func() string // fresh makes a token whenever one is asked for; nil has those of env.
}

func (s *setting) getenv(name string) string {
	if s.env[name] != "" && s.fresh != nil {
		return s.fresh()
	}
	return s.env[name]
}

// newSetting makes empty feeds, a remote, and a clone with a commit and a plan for it.
func newSetting(t *testing.T, script ...feedtest.Fault) *setting {
	t.Helper()
	s := &setting{dir: t.TempDir()}
	s.repo = filepath.Join(s.dir, "repo")
	s.twin, s.store = feedtest.NewLocal(t, script...)
	s.hub = &forgetest.GitHub{Repository: "qdrant/qdrant-cloud-public-api", Token: s.store.Token(), HasTag: func(tag string) bool {
		_, err := os.Stat(filepath.Join(s.dir, "remote.git", "refs", "tags", tag))
		return err == nil
	}}
	s.twin.Also("/github/", s.hub)
	s.server = httptest.NewServer(s.twin)
	t.Cleanup(s.server.Close)
	s.env = map[string]string{npmToken: s.store.Token(), pythonToken: s.store.Token(), goToken: s.store.Token(), forgeToken: s.store.Token()}
	s.clone(t, s.repo, "one")
	return s
}

// gitTemplates are folders with a clone of a commit and its empty remote, by the text in the commit, and the one of [newLineageWorld]. Each is
// made once and copied.
var gitTemplates = struct {
	mu  sync.Mutex
	dir string // dir is removed after the tests.
	of  map[string]string
}{of: map[string]string{}}

func gitTemplate(t *testing.T, text string) string {
	t.Helper()
	gitTemplates.mu.Lock()
	defer gitTemplates.mu.Unlock()
	if dir := gitTemplates.of[text]; dir != "" {
		return dir
	}
	dir, err := os.MkdirTemp(gitTemplates.dir, "git-") //nolint:usetesting // Other tests take it, too.
	if err != nil {
		t.Fatal(err)
	}
	repo := filepath.Join(dir, "repo")
	// Without examples of hooks, which take longer to copy than all else, and without a look for garbage after each push.
	gittest.Run(t, dir, "init", "--quiet", "--template=", "--bare", "remote.git")
	gittest.Run(t, filepath.Join(dir, "remote.git"), "config", "receive.autogc", "false")
	gittest.Run(t, dir, "init", "--quiet", "--template=", "--initial-branch=main", repo)
	gittest.Run(t, repo, "remote", "add", "origin", "../remote.git")
	// The port in sdk.yaml is another one each time, and the commit is not.
	for name, content := range map[string]string{".gitignore": "/.cache/\n/dist/\n/sdk.yaml\n", "text": text} {
		gittest.Write(t, repo, name, content)
	}
	gittest.Run(t, repo, "add", "--all")
	gittest.Run(t, repo, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=release")
	gitTemplates.of[text] = dir
	return dir
}

// clone makes a clone whose commit and packages are others for each text.
func (s *setting) clone(t *testing.T, repo, text string) {
	t.Helper()
	from, remote := gitTemplate(t, text), filepath.Join(s.dir, "remote.git")
	if err := os.CopyFS(repo, os.DirFS(filepath.Join(from, "repo"))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(remote); errors.Is(err, os.ErrNotExist) {
		if err := os.CopyFS(remote, os.DirFS(filepath.Join(from, "remote.git"))); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name string, content []byte) {
		if err := file.Write(filepath.Join(repo, filepath.FromSlash(name)), content); err != nil {
			t.Fatal(err)
		}
	}
	write("sdk.yaml", []byte(s.settings(t)))
	head, err := os.ReadFile(filepath.Join(repo, ".git", "refs", "heads", "main"))
	if err != nil {
		t.Fatal(err)
	}
	commit := strings.TrimSpace(string(head))
	v, err := version.Parse(released)
	if err != nil {
		t.Fatal(err)
	}
	p := &plan.Plan{
		SchemaVersion: plan.SchemaVersion, Version: plan.Version{NPM: released, Python: v.Python(), Go: v.Go()},
		Commit: commit, DistTag: "latest", Tags: []plan.Tag{{Name: v.Go()}, {Name: v.GoTag(lang.Go.Language().Dir())}},
		Feeds: []plan.Feed{
			{Name: "go", Language: "go", Kind: lang.FeedGoProxy, URL: s.server.URL + "/go"},
			{Name: "npm", Language: "ts", Kind: lang.FeedNPM, URL: s.server.URL + "/npm/"},
			{Name: "pypi", Language: "python", Kind: lang.FeedPyPI, URL: s.server.URL + "/pypi/legacy/"},
		},
	}
	for _, a := range artifacts(t, commit, text) {
		write("dist/"+a.File, a.content)
		a.Path, a.Size, a.SHA256 = "dist/"+a.File, int64(len(a.content)), archive.Member{Content: a.content}.SHA256()
		p.Artifacts = append(p.Artifacts, a.Artifact)
	}
	p.Release = &plan.Release{Forge: "github", Repository: "https://github.com/qdrant/qdrant-cloud-public-api", Tag: v.Go(), Title: released}
	asset := func(name string) plan.Asset {
		content := []byte(name + " of " + text)
		write("dist/"+name, content)
		return plan.Asset{Name: name, Path: "dist/" + name, Size: int64(len(content)), SHA256: archive.Member{Content: content}.SHA256()}
	}
	p.Release.Notes, p.Release.Assets = asset("release-notes.md"), []plan.Asset{asset("SHA256SUMS")}
	for _, a := range p.Artifacts[3:] { // An npm package, a wheel and a source distribution.
		p.Release.Assets = append(p.Release.Assets, plan.Asset{Name: a.File, Path: a.Path, Size: a.Size, SHA256: a.SHA256})
	}
	program := asset("acme-server_" + released + "_linux_amd64.tar.gz")
	program.Program = true
	p.Release.Assets = append(p.Release.Assets, program)
	if err := plan.Write(repo, p); err != nil {
		t.Fatal(err)
	}
}

// settings are an sdk.yaml with the feeds of the test.
func (s *setting) settings(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", config.File))
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), "\nrelease:\n")
	_, after, alsoFound := strings.Cut(rest, "\n\n")
	if !found || !alsoFound {
		t.Fatal("sdk.yaml has no release of its own")
	}
	return before + fmt.Sprintf(`
release:
  remote: origin
  feeds:
    go: [{kind: goproxy, url: "%[1]s/go", token: %[2]s}]
    python: [{url: "%[1]s/pypi/legacy/", index: "%[1]s/pypi/simple/", token: %[3]s, yank: true}]
    ts: [{url: "%[1]s/npm/", token: %[4]s}]
  forge: {kind: github, url: "%[1]s/github", token: %[5]s}

`, s.server.URL, goToken, pythonToken, npmToken, forgeToken) + after
}

type packed struct {
	plan.Artifact

	content []byte
}

// artifacts are packages as small as the feeds take them, in the order of a plan.
func artifacts(t *testing.T, commit, text string) []packed {
	t.Helper()
	must := func(content []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	var all []packed
	add := func(language lang.ID, feed, pkg, version, file string, content []byte) {
		all = append(all, packed{plan.Artifact{Language: language, Feed: feed, Package: pkg, Version: version, File: file}, content})
	}
	module, err := pack.Go(pack.Options{GoVersion: "v" + released, Commit: commit, Time: time.Unix(1_700_000_000, 0)}, []archive.Member{
		{Name: "go.mod", Content: []byte("module " + goModule + "\n\ngo 1.24\n")}, {Name: "sdk.go", Content: []byte("package sdk // " + text + "\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range module {
		add("go", "go", goModule, "v"+released, m.Name, m.Content)
	}
	add("ts", "npm", npmName, released, "acme-sdk-"+released+".tgz", must(archive.Tarball([]archive.Member{
		{Name: "package/index.js", Content: []byte("// " + text + "\n")},
		{Name: "package/package.json", Content: []byte(`{"name": "` + npmName + `", "version": "` + released + `"}`)},
	})))
	metadata := []byte("Metadata-Version: 2.4\nName: " + pythonName + "\nVersion: " + released + "\n\n" + text + "\n")
	info := "acme_sdk-" + released + ".dist-info/"
	add("python", "pypi", pythonName, released, "acme_sdk-"+released+"-py3-none-any.whl", must(archive.Zip([]archive.Member{
		{Name: "acme/sdk.py", Content: []byte("# " + text + "\n")},
		{Name: info + "METADATA", Content: metadata},
		{Name: info + "WHEEL", Content: []byte("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")},
		{Name: info + "RECORD", Content: []byte("acme/sdk.py,,\n")},
	})))
	add("python", "pypi", pythonName, released, "acme_sdk-"+released+".tar.gz", must(archive.Tarball([]archive.Member{
		{Name: "acme_sdk-" + released + "/PKG-INFO", Content: metadata},
		{Name: "acme_sdk-" + released + "/acme/sdk.py", Content: []byte("# " + text + "\n")},
	})))
	return all
}

// releaseOf publishes the plan of a clone, as mage publish does.
func releaseOf(
	ctx context.Context, repo string, getenv func(string) string, out *os.File, publishes func(*publish.Release, *destination),
) error {
	c := &Checkout{Root: repo, Progress: progress.New(out), Getenv: getenv, Secrets: &redact.Secrets{}, publishing: publishes}
	return c.Secrets.Error(c.Alone(ctx, func() error {
		_, _, err := c.do(ctx, request{section: publishing})
		return err
	}))
}

// quickly has a plan published without waiting, in a fixed order, and verified without tools.
func quickly(r *publish.Release, at *destination) {
	r.Parallel = 1 // So that requests have an order.
	r.Patience = publish.Patience{First: time.Millisecond, Most: 10 * time.Millisecond}
	r.Ready = nil
	for name := range r.Verify {
		r.Verify[name] = func(ctx context.Context) error { return fetchAll(ctx, r.Plan, at, name) }
	}
}

// opened is the plan of a checkout with the feeds that it goes to.
func (c *Checkout) opened(t *testing.T, o Options) (*values, error) {
	t.Helper()
	v := new(values)
	err := c.prepare(t.Context(), request{Options: o, section: publishing}, v, true)
	return v, err
}

// fetchAll is a verification that compares the bytes.
func fetchAll(ctx context.Context, p *plan.Plan, at *destination, name string) error {
	var wrong []error
	for _, a := range p.Artifacts {
		if a.Feed != name {
			continue
		}
		sum := sha256.New()
		err := at.named(name).feed.Fetch(ctx, a.Package, a.Version, a.File, sum)
		if got := hex.EncodeToString(sum.Sum(nil)); err == nil && got != a.SHA256 {
			err = fmt.Errorf("%s is served with other bytes", a.File)
		}
		wrong = append(wrong, err)
	}
	return errors.Join(wrong...)
}

// held is all that the world holds: what is served of the packages, and the tags of the remote.
func (s *setting) held(t *testing.T) map[string]string {
	t.Helper()
	server := httptest.NewServer(s.store.Handler())
	defer server.Close()
	world := map[string]string{}
	get := func(path string) []byte {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "application/vnd.pypi.simple.v1+json, application/json;q=0.5")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		content, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			return nil
		}
		return content
	}
	var npm struct {
		Tags     map[string]string `json:"dist-tags"`
		Versions map[string]struct {
			Dist struct{ Integrity string }
		}
	}
	_ = json.Unmarshal(get("/npm/"+npmName), &npm) // What is not there stays empty.
	for name, of := range npm.Tags {
		world["npm tag "+name] = of
	}
	for version, of := range npm.Versions {
		world["npm "+version] = of.Dist.Integrity
	}
	var python struct {
		Files []struct {
			Filename string
			Hashes   map[string]string
		}
	}
	_ = json.Unmarshal(get("/pypi/simple/"+pythonName+"/"), &python)
	for _, f := range python.Files {
		world["pypi "+f.Filename] = f.Hashes["sha256"]
	}
	for version := range bytes.FieldsSeq(get("/go/" + goModule + "/@v/list")) {
		world["go list "+string(version)] = "listed"
	}
	for _, end := range []string{".info", ".mod", ".zip"} {
		if content := get("/go/" + goModule + "/@v/v" + released + end); content != nil {
			world["go v"+released+end] = archive.Member{Content: content}.SHA256()
		}
	}
	for _, of := range s.hub.Releases() {
		world["release "+of.Tag+map[bool]string{true: ", a draft"}[of.Draft]] += archive.Member{Content: []byte(of.Body)}.SHA256()
		for _, a := range of.Assets {
			world["release "+of.Tag+" "+a.Name] += a.Digest
		}
	}
	if wrong := s.hub.Wrong(); len(wrong) > 0 {
		t.Errorf("on the forge: %q", wrong)
	}
	if s.tags != nil {
		s.tags.mu.Lock()
		defer s.tags.mu.Unlock()
		maps.Copy(world, s.tags.held)
		return world
	}
	for line := range strings.Lines(gittest.Run(t, s.dir, "ls-remote", "remote.git")) {
		hash, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		world[name] = hash
	}
	return world
}

// writes are what the feeds have taken; all of it once.
func (s *setting) writes(t *testing.T) map[string]int {
	t.Helper()
	writes := s.twin.Writes()
	for what, n := range writes {
		want := 1
		if strings.Contains(what, "/pypi/") {
			want = 2 // A wheel and a source distribution go to one address.
		}
		if strings.HasSuffix(what, "/assets") {
			want = 5 // So do the files of a release.
		}
		if n != want {
			t.Errorf("%s: taken %d times, not %d", what, n, want)
		}
	}
	return writes
}

func describe(world map[string]string) string {
	var lines []string
	for _, key := range slices.Sorted(maps.Keys(world)) {
		lines = append(lines, fmt.Sprintf("%s %.16s", path.Base(key), world[key]))
	}
	return strings.Join(lines, "\n")
}
