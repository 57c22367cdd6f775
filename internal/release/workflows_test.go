//go:build unix

package release

import (
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
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
)

// TestWorkflows runs the steps of the workflows that publish, in their order, in a clone, with the variables of a runner. Feeds,
// remote and GitHub are stand-ins. The job that runs all tests is left out: this test is one of them.
func TestWorkflows(t *testing.T) {
	r := newRunner(t)

	r.run(t, "ci.yml", "prove")
	r.run(t, "preview.yml")
	if len(r.comments) != 1 || !strings.Contains(r.comments[0], "### Preview 0.174.0-pr.7.1.g") {
		t.Errorf("the comments are %q", r.comments)
	}
	// The first version of all is latest, as npm's registry has it, whatever it is.
	if tags := r.npm(t).DistTags; !strings.HasPrefix(tags["pr-7"], "0.174.0-pr.7.1.g") {
		t.Errorf("after the preview the dist-tags are %v", tags)
	}
	if tags := gittest.Run(t, r.remote, "tag"); tags != "" {
		t.Errorf("the preview has made the tags %q", tags)
	}

	r.run(t, "release.yml")
	if tags := r.npm(t).DistTags; tags["latest"] != "0.174.0" {
		t.Errorf("after the release the dist-tags are %v", tags)
	}
	if tags := gittest.Run(t, r.remote, "tag"); tags != "gen/go/v0.174.0\nv0.174.0" {
		t.Errorf("the release has made the tags %q", tags)
	}
}

// runner is a machine of GitHub for one repository.
type runner struct {
	*whole

	remote   string // remote is origin.
	temp     string
	kept     string // kept are the artifacts of a run.
	feeds    *httptest.Server
	token    string // token is for the feeds; only jobs that sign in have it.
	github   *httptest.Server
	comments []string
	known    map[string]string // known are the expressions that workflows may use.
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	twin, store := feedtest.NewLocal(t)
	r := &runner{whole: newWhole(t), temp: t.TempDir(), kept: t.TempDir(), token: store.Token(), known: map[string]string{
		"github.event.pull_request.number": "7", "github.event.pull_request.body": "", "github.token": "github-token", "github.run_attempt": "1",
	}}
	r.feeds = httptest.NewServer(twin)
	t.Cleanup(r.feeds.Close)
	r.github = httptest.NewServer(http.HandlerFunc(r.comment))
	t.Cleanup(r.github.Close)
	r.ownTools(t)
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

// ownTools gives the clone the installed tools, like a cache of the runner does. The links to them are its own.
func (r *runner) ownTools(t *testing.T) {
	t.Helper()
	cache := filepath.Join(r.root, toolchain.CacheDir)
	for _, link := range []string{"bin", "proto"} {
		if err := os.Remove(filepath.Join(cache, link)); err != nil {
			t.Fatal(err)
		}
	}
	installed, err := filepath.Glob(filepath.Join(r.top, toolchain.CacheDir, "*-*", ".complete"))
	if err != nil || len(installed) == 0 {
		t.Fatalf("no tools are installed: %v", err)
	}
	for _, mark := range installed {
		dir := filepath.Dir(mark)
		if err := os.Symlink(dir, filepath.Join(cache, filepath.Base(dir))); err != nil {
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
		"https://us-python.pkg.dev/qdrant-cloud/python/simple/", r.feeds.URL+"/pypi/simple/",
		"https://us-python.pkg.dev/qdrant-cloud/python/", r.feeds.URL+"/pypi/legacy/",
		"https://us-npm.pkg.dev/qdrant-cloud/npm/", r.feeds.URL+"/npm/",
	).Replace(string(text))
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
func (r *runner) npm(t *testing.T) packument {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.feeds.URL+"/npm/@qdrant/qdrant-cloud-public-api", nil)
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

// workflow is what is run of a workflow.
type workflow struct {
	Jobs yaml.Node
}

// job is what is run of a job.
type job struct {
	Permissions map[string]string

	Outputs  map[string]string
	Strategy struct{ Matrix string }
	Steps    []struct {
		ID              string
		Uses            string
		With            map[string]string
		Run             string
		Env             map[string]string
		ContinueOnError bool `yaml:"continue-on-error"`
	}
}

// pushes says whether git may push: it takes the permission, and a checkout that keeps the token.
func (j job) pushes() bool {
	kept := true
	for _, s := range j.Steps {
		if strings.HasPrefix(s.Uses, "actions/checkout@") {
			kept = s.With["persist-credentials"] != "false"
		}
	}
	return kept && j.Permissions["contents"] == "write"
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
	for i := 0; i < len(w.Jobs.Content); i += 2 {
		var j job
		if err := w.Jobs.Content[i+1].Decode(&j); err != nil {
			t.Fatal(err)
		}
		title := w.Jobs.Content[i].Value
		if slices.Contains(without, title) {
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
			env["NPM_FEED_TOKEN"], env["PYTHON_FEED_TOKEN"] = r.token, r.token
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
		case action == "actions/download-artifact":
			copyTo(t, filepath.Join(r.kept, s.With["name"]), filepath.Join(r.root, s.With["path"]))
		case !slices.Contains([]string{"actions/checkout", "actions/setup-go", "actions/setup-python", "actions/setup-node", "actions/cache", "actions/attest-build-provenance"}, action):
			t.Fatalf("the test does not know what %s does", s.Uses)
		}
	}
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
		"GITHUB_API_URL=" + r.github.URL, "GITHUB_STEP_SUMMARY=" + filepath.Join(r.temp, "summary"), "RUNNER_TEMP=" + r.temp,
		"NPM_FEED_TOKEN=", "PYTHON_FEED_TOKEN=", "GOOGLE_APPLICATION_CREDENTIALS=", "CLOUDSDK_CONFIG=" + r.temp, "GITHUB_TOKEN=",
	}
	for name, value := range env {
		all = append(all, name+"="+r.expand(t, value))
	}
	return run.Run(t.Context(), run.Cmd{Args: []string{"bash", "-e", "-o", "pipefail", "-c", r.expand(t, script)}, Dir: r.root, Kind: environ.Tests, Env: all})
}
