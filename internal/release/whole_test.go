//go:build unix

package release

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// TestWholeRelease releases the SDKs of this repository from a clone into local feeds, as mage release -local does, and uses what
// it prints. The settings of who releases do not matter.
func TestWholeRelease(t *testing.T) {
	w := newWhole(t, filepath.Join(t.TempDir(), "clone"))

	said := w.releasedByAPerson(t)
	for _, want := range []string{"is released into the local feeds on this machine; nothing was published (3 packages, verified).", "total", "go get ", "npm install ", "pip install "} {
		if !strings.Contains(said, want) {
			t.Errorf("the output lacks %q:\n%s", want, said)
		}
	}
	versions := regexp.MustCompile(`(?m)^(\d+\.\d+\.\d+) is released`).FindStringSubmatch(said)
	if versions == nil {
		t.Fatalf("no version was released:\n%s", said)
	}
	first := versions[1]
	remote := filepath.Join(FeedsDir(w.root), "remote.git")
	tags := gittest.Run(t, remote, "tag")
	if want := "gen/go/v" + first + "\nv" + first; tags != want {
		t.Errorf("the remote has the tags %q, not %q", tags, want)
	}
	if here := gittest.Run(t, w.root, "tag"); here != "" {
		t.Errorf("the clone has the tags %q, although the release was local", here)
	}
	w.useIt(t, said)

	before := gittest.Run(t, remote, "for-each-ref") + allContent(t, filepath.Join(FeedsDir(w.root), local.NPM))
	said = w.mustRun(t, func(c *Command) error { return c.Release(t.Context(), Options{Local: true}) })
	if !strings.Contains(said, first+" is released already into the local feeds on this machine; nothing was published: all 10 targets are in place, and this run changed nothing.") {
		t.Errorf("the second time it prints:\n%s", said)
	}
	if after := gittest.Run(t, remote, "for-each-ref") + allContent(t, filepath.Join(FeedsDir(w.root), local.NPM)); after != before {
		t.Error("the second time has changed something")
	}
	said = w.mustRun(t, func(c *Command) error { return c.ShowStatus(t.Context(), Options{Local: true}) })
	if strings.Count(said, "verified") != 6 || strings.Count(said, "tagged") != 4 {
		t.Errorf("the status is:\n%s", said)
	}

	w.preview(t, first)
	w.deprecated(t, first)
}

// whole is a clone of this repository with local feeds.
type whole struct {
	root  string
	top   string // top is this repository, whose tools are used.
	tools *toolchain.Toolchain
}

func newWhole(t *testing.T, root string) *whole {
	t.Helper()
	fulltest.Only(t, "releases the SDKs with the tools of all languages")
	top, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	w := &whole{root: root, top: top, tools: toolchain.New(top, progress.Discard())}
	if err := w.tools.Ensure(t.Context(), toolchain.Release...); err != nil {
		t.Fatal(err)
	}
	// The work tree and not HEAD, because that is what is tested.
	files, err := git.Output(t.Context(), top, "ls-files", "-z")
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(strings.Trim(files, "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(top, name))
		if errors.Is(err, os.ErrNotExist) {
			continue // Removed, but not yet from the index.
		}
		to := filepath.Join(w.root, name)
		info, statErr := os.Stat(filepath.Join(top, name))
		if err := errors.Join(err, statErr, os.MkdirAll(filepath.Dir(to), 0o755)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, info.Mode()); err != nil {
			t.Fatal(err)
		}
	}
	for _, shared := range []string{"bin", "proto", "verify"} {
		from := filepath.Join(top, toolchain.CacheDir, shared)
		to := filepath.Join(w.root, toolchain.CacheDir, shared)
		if err := errors.Join(os.MkdirAll(from, 0o755), os.MkdirAll(filepath.Dir(to), 0o755), os.Symlink(from, to)); err != nil {
			t.Fatal(err)
		}
	}
	gittest.Run(t, w.root, "init", "--quiet", "--initial-branch=main")
	// What is committed here need not be compressed and written once more.
	objects, err := git.Output(t.Context(), top, "rev-parse", "--path-format=absolute", "--git-path", "objects")
	if err != nil {
		t.Fatal(err)
	}
	gittest.Write(t, w.root, ".git/objects/info/alternates", objects)
	w.commit(t, "the tree")
	t.Cleanup(func() {
		if _, err := local.Stop(context.WithoutCancel(t.Context()), FeedsDir(w.root)); err != nil {
			t.Error(err)
		}
	})
	return w
}

// hasOutputs gives the clone what generators have made of this tree. In the clone of TestWholeRelease they make the same once more.
func (w *whole) hasOutputs(t *testing.T) {
	t.Helper()
	made := filepath.Join(w.top, toolchain.CacheDir, outputs.Dir)
	if err := errors.Join(os.MkdirAll(made, 0o755), os.Symlink(made, filepath.Join(w.root, toolchain.CacheDir, outputs.Dir))); err != nil {
		t.Fatal(err)
	}
}

func (w *whole) commit(t *testing.T, message string) {
	t.Helper()
	gittest.Run(t, w.root, "add", "--all")
	gittest.Run(t, w.root, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message="+message)
}

// mustRun returns what a command prints.
func (w *whole) mustRun(t *testing.T, call func(*Command) error, format ...string) string {
	t.Helper()
	var out bytes.Buffer
	c := &Command{
		Checkout: Checkout{
			Root: w.root, Tools: w.tools, Progress: progress.Discard(), Getenv: func(string) string { return "" }, Secrets: &redact.Secrets{},
			ServeFeeds: []string{os.Args[0], serveArg, FeedsDir(w.root)},
		},
		Out: &out, Format: strings.Join(format, ""),
	}
	if err := call(c); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return out.String()
}

// useIt runs what is printed for users, as it is, in an empty folder.
func (w *whole) useIt(t *testing.T, said string) {
	t.Helper()
	_, printed, _ := strings.Cut(said, "To get it:")
	blocks := regexp.MustCompile(`(?m)^  # (\w+)\n((?:  .+\n)+)`).FindAllStringSubmatch(printed, -1)
	if len(blocks) != 3 {
		t.Fatalf("it prints how to get %d packages:\n%s", len(blocks), printed)
	}
	uses := map[string]string{
		"go":  `GOFLAGS="$GOFLAGS -mod=mod" go vet github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/auth/v1`,
		"pip": `.venv/bin/python -c 'from qdrant.cloud.booking.v1.booking_pb2_grpc import BookingServiceServicer'`,
		"npm": `node --input-type=module -e 'await import("@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/v1/cluster_pb.js")'`,
	}
	for _, block := range blocks {
		tool, lines := block[1], strings.ReplaceAll(block[2], "\n  ", "\n")
		dir := t.TempDir()
		// Without -trimpath the place of the cache of modules would keep the go command from using what it has compiled of what they depend on.
		err := run.Run(t.Context(), run.Cmd{
			Args: []string{"sh", "-e", "-c", lines + "\n" + uses[tool]}, Dir: dir, Kind: environ.Tests,
			Env: []string{"GOFLAGS=-modcacherw -trimpath", "GOMODCACHE=" + filepath.Join(dir, "modules")},
		})
		if err != nil {
			t.Errorf("the printed lines for %s do not work: %v", tool, err)
		}
	}
}

// preview makes a preview beside the release, which stays the latest.
func (w *whole) preview(t *testing.T, released string) {
	t.Helper()
	tags := gittest.Run(t, filepath.Join(FeedsDir(w.root), "remote.git"), "tag")
	comment := w.mustRun(t, func(c *Command) error { return c.Release(t.Context(), Options{Local: true, Pre: "pr.7"}) }, "markdown")
	commit := gittest.Run(t, w.root, "rev-parse", "--short=12", "HEAD")
	version := regexp.MustCompile(`### Preview (\d+\.\d+\.\d+)-pr\.7\.1\.g` + commit + "\n").FindStringSubmatch(comment)
	if version == nil {
		t.Fatalf("the comment is:\n%s", comment)
	}
	for _, want := range []string{version[1] + ".dev7000001", version[1] + "-pr.7.1.g" + commit, commit + "\n```"} {
		if !strings.Contains(comment, want) {
			t.Errorf("the comment does not name %q:\n%s", want, comment)
		}
	}
	served := w.served(t)
	if got := served.DistTags; got["latest"] != released || got["pr-7"] != version[1]+"-pr.7.1.g"+commit {
		t.Errorf("the dist-tags are %v", got)
	}
	if now := gittest.Run(t, filepath.Join(FeedsDir(w.root), "remote.git"), "tag"); now != tags {
		t.Errorf("a preview has made the tags %q of %q", now, tags)
	}
	// The same commit keeps its preview, and the next one gets the next number.
	if again := w.previewVersion(t); again != version[1]+"-pr.7.1.g"+commit {
		t.Errorf("a second time it is %s", again)
	}
	w.commit2(t)
	if next := w.previewVersion(t); !strings.HasPrefix(next, version[1]+"-pr.7.2.g") {
		t.Errorf("of the next commit it is %s", next)
	}
}

// previewVersion is the one that a plan for HEAD has. Nothing is packed for it.
func (w *whole) previewVersion(t *testing.T) string {
	t.Helper()
	var v *values
	w.mustRun(t, func(c *Command) (err error) {
		v, _, err = c.do(t.Context(), request{Options: Options{Local: true, Pre: "pr.7"}, section: section{planning.From, "version"}})
		return err
	})
	return v.decision.version.String()
}

// commit2 makes a commit that gives users nothing.
func (w *whole) commit2(t *testing.T) {
	t.Helper()
	gittest.Run(t, w.root, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--allow-empty", "--message=nothing")
	said := w.mustRun(t, func(c *Command) error { return c.Release(t.Context(), Options{Local: true}) })
	if !strings.HasPrefix(said, "nothing to release: since v") {
		t.Errorf("for a commit that changes nothing it prints:\n%s", said)
	}
}

// deprecated warns of the release, and looks at what the next one is.
func (w *whole) deprecated(t *testing.T, released string) {
	t.Helper()
	const reason = "it is only a test"
	for range 2 { // The second time changes nothing.
		said := w.mustRun(t, func(c *Command) error {
			return c.ShowDeprecate(t.Context(), Options{Local: true}, Deprecation{Version: released, Reason: reason})
		})
		if strings.Count(said, "deprecated") < 2 || !strings.Contains(said, "retract v"+released+" // "+reason) {
			t.Errorf("it says:\n%s", said)
		}
	}
	if got := w.served(t).Versions[released].Deprecated; got != reason {
		t.Errorf("npm shows users %q", got)
	}
	if changes := gittest.Run(t, w.root, "status", "--porcelain"); changes != "" {
		t.Errorf("a deprecation in local feeds has changed %s", changes)
	}
	// For the others it would be in sdk.yaml, from where it gets into go.mod.
	path := filepath.Join(w.root, config.File)
	content, err := os.ReadFile(path)
	if err == nil {
		content, err = config.WithRetraction(content, config.Retraction{Version: config.Version(released), Reason: reason})
	}
	if err := errors.Join(err, os.WriteFile(path, content, 0o644)); err != nil {
		t.Fatal(err)
	}
	c := &Checkout{Root: w.root, Tools: w.tools, Progress: progress.Discard()}
	if err := c.fresh(t.Context()); err == nil || !strings.Contains(err.Error(), "gen/go/go.mod") {
		t.Errorf("after the retraction in sdk.yaml gen/ is fresh: %v", err)
	}
	w.commit(t, "retract")
	plan := w.mustRun(t, func(c *Command) error { return c.ShowPlan(t.Context(), Options{Local: true}) }, "json")
	if !strings.Contains(plan, `"base": "v`+released+`"`) || !strings.Contains(plan, `"element": "gen/go"`) {
		t.Errorf("the next plan is:\n%s", plan)
	}
}

// packument is what npm has of the package.
type packument struct {
	DistTags map[string]string `json:"dist-tags"`
	Versions map[string]struct {
		Deprecated string `json:"deprecated"`
	} `json:"versions"`
}

func (w *whole) served(t *testing.T) packument {
	t.Helper()
	endpoint, ok := local.Find(t.Context(), FeedsDir(w.root))
	if !ok {
		t.Fatal("nobody serves the local feeds")
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, endpoint.NPM()+"@qdrant/qdrant-cloud-public-api", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var all packument
	if err := json.Unmarshal(content, &all); err != nil {
		t.Fatal(fmt.Errorf("%w: %s", err, content))
	}
	return all
}
