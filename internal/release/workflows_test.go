//go:build unix

package release

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge/forgetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore/sigstoretest"
)

// TestWorkflows runs the steps of the workflows that publish, in their order, in a clone, with the variables of a runner. Feeds,
// remote and GitHub are stand-ins. The job that runs all tests is left out: this test is one of them. The release at the end installs the
// packages as users do; previews and candidates only compare the bytes, which is enough for what this test is about.
func TestWorkflows(t *testing.T) {
	fulltest.Only(t, "releases the SDKs with the tools of all languages, with targets that it compiles")
	r := newRunner(t)
	r.installs(t, false)

	r.run(t, "ci.yml", "prove")
	r.known["github.event.action"] = "opened"
	r.known["github.event.pull_request.user.type"] = "Bot"
	r.run(t, "preview.yml")
	if len(r.comments) != 0 || r.previews.npm(t).DistTags != nil {
		t.Errorf("the pull request of a bot was published: %v", r.previews.npm(t).DistTags)
	}
	r.known["github.event.pull_request.user.type"] = "User"
	r.run(t, "preview.yml", "report") // It is the one that was run for the bot.
	if len(r.comments) != 1 || !strings.Contains(r.comments[0], "### Preview 0.174.0-pr.7.1.g") {
		t.Errorf("the comments are %q", r.comments)
	}
	// The first version of all is latest, as npm's registry has it, whatever it is.
	if tags := r.previews.npm(t).DistTags; !strings.HasPrefix(tags["pr-7"], "0.174.0-pr.7.1.g") {
		t.Errorf("after the preview the dist-tags are %v", tags)
	}
	if tags := r.production.npm(t).DistTags; tags != nil {
		t.Errorf("the preview is among the releases: %v", tags)
	}
	if tags := gittest.Run(t, r.remote, "tag"); tags != "" {
		t.Errorf("the preview has made the tags %q", tags)
	}

	r.known["github.event.action"] = "closed"
	r.run(t, "preview.yml")
	if tags := r.previews.npm(t).DistTags; tags["pr-7"] != "" {
		t.Errorf("after the pull request was closed the dist-tags are %v", tags)
	}

	r.known["inputs.pre"] = "rc"
	r.run(t, "release.yml", "pack", "programs") // The release below has packing on other machines.
	if tags := r.production.npm(t).DistTags; tags["next"] != "0.174.0-rc.1" {
		t.Errorf("after the candidate the dist-tags are %v", tags)
	}
	if tags := gittest.Run(t, r.remote, "tag"); tags != "gen/go/v0.174.0-rc.1\nv0.174.0-rc.1" {
		t.Errorf("the candidate has made the tags %q", tags)
	}
	r.released(t, "v0.174.0-rc.1", true)

	r.known["inputs.pre"] = ""
	r.installs(t, true)
	r.run(t, "release.yml")
	if tags := r.production.npm(t).DistTags; tags["latest"] != "0.174.0" || tags["next"] != "0.174.0" {
		t.Errorf("after the release the dist-tags are %v", tags)
	}
	if tags := gittest.Run(t, r.remote, "tag", "--points-at=v0.174.0^{commit}", "--list", "*0"); tags != "gen/go/v0.174.0\nv0.174.0" {
		t.Errorf("the release has made the tags %q", tags)
	}
	r.released(t, "v0.174.0", false)
}

// released wants the release of a tag on GitHub: published once, with its notes, and files whose list of digests is right.
func (r *runner) released(t *testing.T, tag string, pre bool) {
	t.Helper()
	all := slices.DeleteFunc(r.hub.Releases(), func(of *forgetest.Release) bool { return of.Tag != tag })
	if wrong := r.hub.Wrong(); len(all) != 1 || all[0].Draft || all[0].Prerelease != pre || len(wrong) > 0 {
		t.Fatalf("there are %d releases of %s on GitHub; wrong is %q", len(all), tag, wrong)
	}
	files := map[string][]byte{}
	for _, a := range all[0].Assets {
		files[a.Name] = a.Content
	}
	sums := strings.Split(strings.TrimSpace(string(files["SHA256SUMS"])), "\n")
	signed := 0
	for name := range files {
		if strings.HasSuffix(name, ".sigstore.json") {
			signed++
		}
	}
	if len(sums) != len(files)-1-signed || signed != 5 || len(files) < 20 || strings.TrimSpace(all[0].Body) == "" {
		t.Errorf("the release has %d files, %d digests, %d attestations, and the notes %q", len(files), len(sums), signed, all[0].Body)
	}
	for _, line := range sums {
		sum, name, _ := strings.Cut(line, "  ")
		if want := fmt.Sprintf("%x", sha256.Sum256(files[name])); sum != want {
			t.Errorf("the digest of %s is %s, not %s", name, sum, want)
		}
	}
}

// runner is a machine of GitHub for one repository.
type runner struct {
	*whole

	remote string // remote is origin.
	temp   string
	kept   string // kept are the artifacts of a run.
	github *httptest.Server
	hub    *forgetest.GitHub

	// The feeds of releases and of previews. Each identity has a token, which jobs that sign in get.
	production, previews guarded
	sigstore             *sigstoretest.Sigstore
	workflow             string // workflow is the file of the one that runs.
	comments             []string
	known                map[string]string // known are the expressions that workflows may use.
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	r := &runner{whole: newWhole(t, keptPlace(t)), temp: t.TempDir(), kept: t.TempDir(), known: map[string]string{
		"github.event.pull_request.number": "7", "github.event_name": "pull_request", "github.event.pull_request.body": "", "github.token": "github-token", "github.run_attempt": "1", "inputs.pre": "",
	}}
	r.sigstore = sigstoretest.New(t)
	r.production = newGuarded(t, map[string]bool{"release-identity": true, "verify-identity": false})
	r.previews = newGuarded(t, map[string]bool{"preview-identity": true})
	r.hub = &forgetest.GitHub{Repository: "qdrant/qdrant-cloud-public-api", Token: "app-token", HasTag: func(tag string) bool {
		return gittest.Run(t, r.remote, "tag", "--list", tag) == tag
	}}
	r.github = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if strings.Contains(request.URL.Path, "/releases") {
			r.hub.ServeHTTP(w, request)
			return
		}
		r.comment(w, request)
	}))
	t.Cleanup(r.github.Close)
	r.ownTools(t)
	r.verifiesQuickly(t)
	r.useFeeds(t)
	if err := r.try(t, "go tool mage changelog -release", nil); err != nil {
		t.Fatal(err)
	}
	r.commit(t, "the changelog of the release")
	r.remote = filepath.Join(t.TempDir(), "remote.git")
	gittest.Run(t, r.root, "init", "--quiet", "--bare", r.remote)
	gittest.Run(t, r.root, "remote", "add", "origin", r.remote)
	gittest.Run(t, r.root, "push", "--quiet", "origin", "main")
	return r
}

// keptPlace is a folder for a clone that is empty at the beginning of each run, and the same one in each: what the go command has compiled of a
// source counts where it lies at the same place.
func keptPlace(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", toolchain.CacheDir, "workflows"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	unlock, err := file.Lock(t.Context(), filepath.Join(dir, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	clone := filepath.Join(dir, "clone")
	t.Cleanup(func() {
		if err := os.RemoveAll(clone); err != nil {
			t.Error(err)
		}
		unlock()
	})
	if err := os.RemoveAll(clone); err != nil { // A killed run may have left it.
		t.Fatal(err)
	}
	return clone
}

// ownTools gives the clone the installed tools and what generators have made, like a cache of the runner does. The links to the tools are its own.
func (r *runner) ownTools(t *testing.T) {
	t.Helper()
	cache := filepath.Join(r.root, toolchain.CacheDir)
	for _, link := range []string{"bin", "proto"} {
		if err := os.Remove(filepath.Join(cache, link)); err != nil {
			t.Fatal(err)
		}
	}
	r.hasOutputs(t)
	there := toolchain.New(r.root, progress.Discard())
	for _, set := range append([]toolchain.Set{toolchain.Sigstore}, toolchain.Release...) {
		from := r.tools.Folder(set)
		if _, err := os.Stat(from); err != nil { // A link to nothing would be installed through.
			t.Fatal(err)
		}
		if err := os.Symlink(from, there.Folder(set)); err != nil {
			t.Fatal(err)
		}
	}
}

// useFeeds has sdk.yaml name the feeds of the test.
func (r *runner) useFeeds(t *testing.T) {
	t.Helper()
	path := filepath.Join(r.root, "sdk.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer(
		"https://us-python.pkg.dev/qdrant-cloud/python/simple/", r.production.URL+"/pypi/simple/",
		"https://us-python.pkg.dev/qdrant-cloud/python/", r.production.URL+"/pypi/legacy/",
		"https://us-npm.pkg.dev/qdrant-cloud/npm/", r.production.URL+"/npm/",
		"https://us-python.pkg.dev/qdrant-cloud/python-previews/simple/", r.previews.URL+"/pypi/simple/",
		"https://us-python.pkg.dev/qdrant-cloud/python-previews/", r.previews.URL+"/pypi/legacy/",
		"https://us-npm.pkg.dev/qdrant-cloud/npm-previews/", r.previews.URL+"/npm/",
		"    issuer: https://token.actions.githubusercontent.com\n", fmt.Sprintf("    issuer: %s\n    fulcio: %s\n    rekor: %s\n    trusted_root: %s\n",
			sigstoretest.Signer.Issuer, r.sigstore.Fulcio, r.sigstore.Rekor, r.sigstore.TrustedRoot),
		"    kind: github\n", "    kind: github\n    url: "+r.github.URL+"\n",
	).Replace(string(text))
	// In the place of the programs of the repository, which take minutes for all platforms.
	programs := regexp.MustCompile(`(?m)^  programs:\n(    .*\n)+`)
	if changed = programs.ReplaceAllString(changed, "  programs: [{package: ./cmd/small, platforms: [linux/amd64]}]\n"); !strings.Contains(changed, "./cmd/small") {
		t.Fatal("sdk.yaml has no programs to replace")
	}
	if err := file.Write(filepath.Join(r.root, "cmd", "small", "main.go"), []byte("package main\n\nvar version string\n\nfunc main() { println(version) }\n")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.try(t, "go tool mage generate", nil); err != nil {
		t.Fatal(err)
	}
	r.commit(t, "the feeds of the test")
}

// comment is GitHub's API of comments on a pull request.
func (r *runner) comment(w http.ResponseWriter, request *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if request.Method == http.MethodGet {
		fmt.Fprint(w, "[]")
		return
	}
	var sent struct{ Body string }
	if err := json.NewDecoder(request.Body).Decode(&sent); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.comments = append(r.comments, sent.Body)
	fmt.Fprint(w, `{"id":1,"html_url":"https://example.com/1"}`)
}

// npm is what the feed has of the npm package.
func (g guarded) npm(t *testing.T) packument {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.URL+"/npm/@qdrant/qdrant-cloud-public-api", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var all packument
	if err := json.NewDecoder(response.Body).Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// run runs the jobs of a workflow in the order in which they stand, in which each stands behind those that it needs.
func (r *runner) run(t *testing.T, name string, without ...string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(r.root, ".github", "workflows", name))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	r.workflow = name
	skipped := map[string]bool{}
	for i := 0; i < len(w.Jobs.Content); i += 2 {
		var j job
		if err := w.Jobs.Content[i+1].Decode(&j); err != nil {
			t.Fatal(err)
		}
		title := w.Jobs.Content[i].Value
		if slices.Contains(without, title) {
			continue
		}
		if slices.ContainsFunc(j.Needs, func(needed string) bool { return skipped[needed] }) || !r.holds(t, j.If) {
			skipped[title] = true
			continue
		}
		for _, language := range r.matrix(t, j) {
			t.Logf("%s: %s %s", name, title, language)
			r.known["matrix.language"] = language
			r.job(t, j)
			for output, value := range j.Outputs {
				r.known["needs."+title+".outputs."+output] = r.expand(t, value)
			}
		}
	}
}

// matrix are the languages for which a job is run; one that is none where it is run once.
func (r *runner) matrix(t *testing.T, j job) []string {
	t.Helper()
	from, ok := strings.CutPrefix(j.Strategy.Matrix, "${{ fromJSON(")
	if !ok {
		return []string{""}
	}
	var m matrix
	if err := json.Unmarshal([]byte(r.known[strings.TrimSuffix(from, ") }}")]), &m); err != nil || len(m.Language) == 0 {
		t.Fatalf("the matrix %s is %q: %v", j.Strategy.Matrix, r.known, err)
	}
	var all []string
	for _, id := range m.Language {
		all = append(all, string(id))
	}
	return all
}

// job runs the steps of a job on a machine that has nothing of the others but what was kept.
func (r *runner) job(t *testing.T, j job) {
	t.Helper()
	dist := filepath.Join(r.root, "dist")
	if err := os.RemoveAll(dist); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{}
	if j.Permissions["id-token"] == "write" {
		by := sigstoretest.Signer
		by.Identity = "https://github.com/qdrant/qdrant-cloud-public-api/.github/workflows/" + r.workflow + "@refs/heads/main"
		maps.Copy(env, r.sigstore.Variables(by))
	}
	delete(r.known, "steps.app.outputs.token")
	if !j.pushes() {
		// GitHub does not even tell what a push would do.
		maps.Copy(env, map[string]string{
			"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "remote.origin.pushurl", "GIT_CONFIG_VALUE_0": filepath.Join(r.temp, "nothing may be pushed"),
		})
	}
	for _, s := range j.Steps {
		action, _, _ := strings.Cut(s.Uses, "@")
		switch {
		case s.Run != "":
			own := maps.Clone(env)
			maps.Copy(own, s.Env)
			own["GITHUB_OUTPUT"] = filepath.Join(t.TempDir(), "output")
			if err := r.try(t, s.Run, own); err != nil && !s.ContinueOnError {
				t.Fatalf("%s\n%v", s.Run, err)
			}
			r.outputs(t, s.ID, own["GITHUB_OUTPUT"])
		case action == "google-github-actions/auth":
			variable, _, _ := strings.Cut(strings.TrimPrefix(s.With["workload_identity_provider"], "${{ vars."), "_IDENTITY_PROVIDER }}")
			// Who somebody is follows from the environment, so the variable has to be of that.
			if variable = strings.ToLower(variable); variable != j.Environment {
				t.Fatalf("the job is in the environment %q and signs in for %q", j.Environment, variable)
			}
			env["NPM_FEED_TOKEN"], env["PYTHON_FEED_TOKEN"] = j.Environment+"-identity", j.Environment+"-identity"
		case action == "actions/create-github-app-token":
			if j.Environment != "release" {
				t.Fatalf("the key of the App is in the environment release, and the job in %q", j.Environment)
			}
			r.known["steps.app.outputs.token"], r.known["steps.app.outputs.app-slug"] = "app-token", "qdrant-release"
		case action == "actions/upload-artifact":
			// Several paths are kept from the folder that they have in common.
			path, _, several := strings.Cut(strings.TrimSpace(s.With["path"]), "\n")
			if several {
				path = "dist/"
			}
			copyTo(t, filepath.Join(r.root, path), filepath.Join(r.kept, r.expand(t, s.With["name"])))
			r.known["steps."+s.ID+".outputs.artifact-id"] = "1"
		case action == "actions/download-artifact" && s.With["pattern"] != "":
			kept, err := filepath.Glob(filepath.Join(r.kept, s.With["pattern"], "*"))
			if err != nil || len(kept) == 0 {
				t.Fatalf("nothing is kept as %s: %v", s.With["pattern"], err)
			}
			for _, path := range kept {
				content, err := os.ReadFile(path)
				if err := errors.Join(err, file.Write(filepath.Join(r.root, s.With["path"], filepath.Base(path)), content)); err != nil {
					t.Fatal(err)
				}
			}
		case action == "actions/download-artifact" && strings.Count(strings.Trim(s.With["path"], "/"), "/") > 0:
			if err := os.CopyFS(filepath.Join(r.root, s.With["path"]), os.DirFS(filepath.Join(r.kept, s.With["name"]))); err != nil {
				t.Fatal(err)
			}
		case action == "actions/download-artifact":
			copyTo(t, filepath.Join(r.kept, s.With["name"]), filepath.Join(r.root, s.With["path"]))
		case !slices.Contains([]string{"actions/checkout", "actions/setup-go", "actions/setup-python", "actions/setup-node", "actions/cache", "actions/attest-build-provenance"}, action):
			t.Fatalf("the test does not know what %s does", s.Uses)
		}
	}
}

// guarded are feeds that know some identities by their tokens, and whether each may write.
type guarded struct{ *httptest.Server }

func newGuarded(t *testing.T, writes map[string]bool) guarded {
	t.Helper()
	twin, store := feedtest.NewLocal(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		user, password, basic := r.BasicAuth()
		if basic {
			token = password
		}
		may, known := writes[token]
		reads := r.Method == http.MethodGet || r.Method == http.MethodHead
		switch {
		case token == "" && reads: // The test looks itself.
		case !known:
			http.Error(w, "who is this?", http.StatusUnauthorized)
			return
		case !reads && !may:
			http.Error(w, "this identity may only read", http.StatusForbidden)
			return
		case basic:
			r.SetBasicAuth(user, store.Token())
		default:
			r.Header.Set("Authorization", "Bearer "+store.Token())
		}
		twin.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return guarded{server}
}

// holds evaluates the condition of a job. It knows comparisons of what the runner knows, joined by and.
func (r *runner) holds(t *testing.T, condition string) bool {
	t.Helper()
	for part := range strings.SplitSeq(condition, "&&") {
		part = strings.TrimSpace(part)
		name, want, equal := strings.Cut(part, " == ")
		if !equal {
			name, want, _ = strings.Cut(part, " != ")
		}
		value, known := r.known[name]
		switch {
		case part == "", strings.HasPrefix(name, "vars."), strings.HasPrefix(name, "needs."), strings.HasSuffix(name, ".full_name"), name == "github.ref":
			continue
		case !known:
			t.Fatalf("the test does not know %s", name)
		case (value == strings.Trim(want, "'")) != equal:
			return false
		}
	}
	return true
}

// outputs are what a step has told the steps and jobs after it, a line each.
func (r *runner) outputs(t *testing.T, step, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		r.known["steps."+step+".outputs."+name] = value
	}
}

// copyTo copies a folder, in the place of what is there.
func copyTo(t *testing.T, from, to string) {
	t.Helper()
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s is not there to be kept or fetched", from)
	}
	if err := errors.Join(os.RemoveAll(to), os.CopyFS(to, os.DirFS(from))); err != nil {
		t.Fatal(err)
	}
}

var expression = regexp.MustCompile(`\$\{\{\s*(.+?)\s*\}\}`)

// expand puts in what the runner knows.
func (r *runner) expand(t *testing.T, text string) string {
	t.Helper()
	return expression.ReplaceAllStringFunc(text, func(found string) string {
		name := expression.FindStringSubmatch(found)[1]
		value, ok := r.known[name]
		if !ok {
			t.Fatalf("the test does not know %s", found)
		}
		return value
	})
}

// try runs a script as the runner does.
func (r *runner) try(t *testing.T, script string, env map[string]string) error {
	t.Helper()
	all := []string{
		"CI=true", "GITHUB_ACTIONS=true", "GITHUB_REF=refs/pull/7/merge", "GITHUB_REPOSITORY=qdrant/qdrant-cloud-public-api",
		"GITHUB_SERVER_URL=https://github.com", "GITHUB_WORKFLOW_REF=qdrant/qdrant-cloud-public-api/.github/workflows/" + r.workflow + "@refs/heads/main",
		"GITHUB_SHA=" + strings.Repeat("c", 40), "GITHUB_EVENT_NAME=workflow_dispatch", "RUNNER_ENVIRONMENT=github-hosted", "GITHUB_REPOSITORY_ID=1",
		"GITHUB_REPOSITORY_OWNER_ID=2", "GITHUB_RUN_ID=3", "GITHUB_RUN_ATTEMPT=1", "GITHUB_API_URL=" + r.github.URL, "GITHUB_STEP_SUMMARY=" + filepath.Join(r.temp, "summary"), "RUNNER_TEMP=" + r.temp,
		"NPM_FEED_TOKEN=", "PYTHON_FEED_TOKEN=", "GOOGLE_APPLICATION_CREDENTIALS=", "CLOUDSDK_CONFIG=" + r.temp, "GITHUB_TOKEN=", "RELEASE_TOKEN=", "RELEASE_APP=",
	}
	for name, value := range env {
		all = append(all, name+"="+r.expand(t, value))
	}
	return run.Run(t.Context(), run.Cmd{Args: []string{"bash", "-e", "-o", "pipefail", "-c", r.expand(t, script)}, Dir: r.root, Kind: environ.Tests, Env: all})
}

// TestFeedsOfPreviews has a preview go to the feeds of previews, and a release to the others, in planning and with a plan.
func TestFeedsOfPreviews(t *testing.T) {
	settings, err := config.Load(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	feeds, previews := settings.Release.Feeds, settings.ForPreviews().Release.Feeds
	for _, l := range lang.All {
		for _, f := range previews[l.ID] {
			uploads := f.Kind != lang.FeedGit // Users get a preview of Go by its commit.
			if own := f.URL != feeds.Main(l.ID).URL; own != uploads {
				t.Errorf("previews of %s go to %s %s", l.ID, f.Name, f.URL)
			}
		}
	}
	s := newSetting(t)
	path := filepath.Join(s.repo, config.File)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	own := "  previews: {ts: [{url: \"" + s.server.URL + "/npm-previews/\", token: " + npmToken + "}]}\n  forge:"
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), "  forge:", own, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	c := &Checkout{Root: s.repo, Getenv: s.getenv, Secrets: &redact.Secrets{}}
	for preview, want := range map[string]string{"": "/npm/", "pr.7": "/npm-previews/"} {
		v := new(values)
		pre, err := parsePre(preview)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.prepare(t.Context(), request{pre: pre}, v, false); err != nil {
			t.Fatal(err)
		}
		at, err := c.destination(t.Context(), v.settings, Options{}, "")
		if err != nil {
			t.Fatal(err)
		}
		if e := at.first(func(e endpoint) bool { return e.Language == lang.TypeScript }); !strings.HasSuffix(e.URL, want) {
			t.Errorf("-pre=%s: npm packages go to %s", preview, e.URL)
		}
	}
}
