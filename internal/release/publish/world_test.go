package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// world is what releases change: what feeds hold and what a git remote has. All of it is in store, by keys such as
// "npm/file/pkg/1.2.3/pkg-1.2.3.tgz", "npm/tag/pkg/latest" and "git/v1.2.3".
type world struct {
	store store
	step  func(name string)          // step is called before and after everything that happens.
	fault func(op string) fault      // fault is what goes wrong with the next operation of a kind, such as "upload npm".
	check func(op, key string) error // check says what may not happen now.

	mu       sync.Mutex
	accepted map[string]int // accepted counts what was changed, by key.
	refused  []string       // refused are uploads of what was there.
	hidden   map[string]int // hidden is for how many looks a key is not shown yet.
	slept    time.Duration
	verified map[string]int
}

// store keeps bytes by key.
type store interface {
	create(key string, content []byte) bool // create says whether the key was free.
	set(key string, content []byte)
	all(prefix string) map[string][]byte
}

// memory is a store for one process.
type memory struct {
	mu    sync.Mutex
	items map[string][]byte
}

func (m *memory) create(key string, content []byte) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.items[key]; ok {
		return false
	}
	m.items[key] = content
	return true
}

func (m *memory) set(key string, content []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.items[key] = content
}

func (m *memory) all(prefix string) map[string][]byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	found := maps.Clone(m.items)
	maps.DeleteFunc(found, func(key string, _ []byte) bool { return !strings.HasPrefix(key, prefix) })
	return found
}

func newWorld() *world {
	return &world{
		store: &memory{items: map[string][]byte{}},
		step:  func(string) {}, fault: func(string) fault { return fault{} }, check: func(string, string) error { return nil },
		accepted: map[string]int{}, hidden: map[string]int{}, verified: map[string]int{},
	}
}

// fault is what goes wrong with one operation. The zero fault is none.
type fault struct {
	before error // before comes before anything has happened.
	during error // during comes in the middle of the body.
	after  error // after comes although it has happened.
	stale  int   // stale is for how many looks it is not shown.
	wrong  bool  // wrong has the feed keep other bytes.
}

func (w *world) accept(key string, f fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.accepted[key]++
	w.hidden[key] = f.stale
}

// shown says whether a look sees a key.
func (w *world) shown(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.hidden[key] > 0 {
		w.hidden[key]--
		return false
	}
	return true
}

func (w *world) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.slept += d
	return context.Cause(ctx)
}

// snapshot is all that the world holds, for comparison.
func (w *world) snapshot() map[string]string {
	shot := map[string]string{}
	for key, content := range w.store.all("") {
		sum := sha256.Sum256(content)
		shot[key] = hex.EncodeToString(sum[:])
		if len(content) < 64 {
			shot[key] = string(content)
		}
	}
	return shot
}

// fakeFeed is a feed of the world.
type fakeFeed struct {
	world   *world
	name    string
	digests string // digests is what it tells of its files: sha256, sha512 or nothing.
}

func (f *fakeFeed) Name() string { return f.name + " of the test" }

func (f *fakeFeed) key(pkg, version, file string) string {
	return f.name + "/file/" + pkg + "/" + version + "/" + file
}

func (f *fakeFeed) Preflight(context.Context, string) error {
	f.world.step("preflight " + f.name)
	return f.world.fault("preflight " + f.name).before
}

func (f *fakeFeed) Look(_ context.Context, pkg, version string) ([]feed.File, error) {
	f.world.step("look " + f.name)
	if err := f.world.fault("look " + f.name).before; err != nil {
		return nil, err
	}
	prefix := f.key(pkg, version, "")
	var files []feed.File
	held := f.world.store.all(prefix)
	for _, key := range slices.Sorted(maps.Keys(held)) {
		if !f.world.shown(key) {
			continue
		}
		file := feed.File{Name: strings.TrimPrefix(key, prefix)}
		switch f.digests {
		case "sha256":
			file.SHA256 = fmt.Sprintf("%x", sha256.Sum256(held[key]))
		case "sha512":
			file.SHA512 = fmt.Sprintf("%x", sha512.Sum512(held[key]))
		}
		if gone := f.world.store.all(f.name + "/gone/" + pkg + "/" + version); len(gone) > 0 {
			file.Gone = string(gone[f.name+"/gone/"+pkg+"/"+version])
		}
		files = append(files, file)
	}
	f.world.step("looked " + f.name)
	return files, nil
}

func (f *fakeFeed) Fetch(_ context.Context, pkg, version, file string, to io.Writer) error {
	f.world.step("fetch " + f.name)
	content := f.world.store.all(f.key(pkg, version, file))[f.key(pkg, version, file)]
	if fault := f.world.fault("fetch " + f.name); fault.during != nil {
		_, err := to.Write(content[:len(content)/2])
		return errors.Join(err, fault.during)
	}
	_, err := io.Copy(to, bytes.NewReader(content))
	return err
}

func (f *fakeFeed) Upload(_ context.Context, a feed.Artifact) error {
	key := f.key(a.Package, a.Version, a.File)
	f.world.step("upload " + a.File)
	if err := f.world.check("upload", key); err != nil {
		return err
	}
	fault := f.world.fault("upload " + f.name)
	if fault.before != nil {
		return fault.before
	}
	content, err := os.ReadFile(a.Path)
	if err != nil {
		return err
	}
	f.world.step("half of " + a.File)
	if fault.during != nil {
		return fault.during
	}
	if fault.wrong {
		content = content[:len(content)/2]
	}
	if !f.world.store.create(key, content) {
		f.world.mu.Lock()
		defer f.world.mu.Unlock()
		f.world.refused = append(f.world.refused, key)
		return feed.ErrExists
	}
	f.world.accept(key, fault)
	f.world.step("stored " + a.File)
	return fault.after
}

func (f *fakeFeed) Deprecate(_ context.Context, pkg, version, reason string) error {
	f.world.step("deprecate " + f.name)
	fault := f.world.fault("deprecate " + f.name)
	if fault.before != nil {
		return fault.before
	}
	f.world.store.set(f.name+"/gone/"+pkg+"/"+version, []byte(reason))
	f.world.accept(f.name+"/gone/"+pkg+"/"+version, fault)
	f.world.step("deprecated " + f.name)
	return fault.after
}

func (f *fakeFeed) Restore(ctx context.Context, pkg, version string) error {
	return f.Deprecate(ctx, pkg, version, "")
}

// fakeTagger is a feed whose versions have names.
type fakeTagger struct{ fakeFeed }

func (f *fakeTagger) Tags(_ context.Context, pkg string) (map[string]string, error) {
	f.world.step("tags of " + f.name)
	if err := f.world.fault("tags " + f.name).before; err != nil {
		return nil, err
	}
	prefix := f.name + "/tag/" + pkg + "/"
	tags := map[string]string{}
	for key, version := range f.world.store.all(prefix) {
		if f.world.shown(key) {
			tags[strings.TrimPrefix(key, prefix)] = string(version)
		}
	}
	return tags, nil
}

func (f *fakeTagger) Tag(_ context.Context, pkg, name, version string) error {
	key := f.name + "/tag/" + pkg + "/" + name
	f.world.step("move " + name)
	if err := f.world.check("tag", key); err != nil {
		return err
	}
	fault := f.world.fault("tag " + f.name)
	if fault.before != nil {
		return fault.before
	}
	f.world.store.set(key, []byte(version))
	f.world.accept(key, fault)
	f.world.step("moved " + name)
	return fault.after
}

// fakeGit is a git remote of the world.
type fakeGit struct{ world *world }

func (g *fakeGit) Look(_ context.Context, names []string) (map[string]string, error) {
	g.world.step("look git")
	if err := g.world.fault("look git").before; err != nil {
		return nil, err
	}
	commits := map[string]string{}
	held := g.world.store.all("git/")
	for _, name := range names {
		if commit, ok := held["git/"+name]; ok && g.world.shown("git/"+name) {
			commits[name] = string(commit)
		}
	}
	return commits, nil
}

func (g *fakeGit) Preflight(context.Context, string, []string) error {
	return g.world.fault("preflight git").before
}

func (g *fakeGit) Push(_ context.Context, commit string, names []string) error {
	g.world.step("push")
	if err := g.world.check("push", "git/"); err != nil {
		return err
	}
	fault := g.world.fault("push git")
	if fault.before != nil {
		return fault.before
	}
	g.world.mu.Lock()
	held := g.world.store.all("git/")
	for _, name := range names {
		if now, ok := held["git/"+name]; ok && string(now) != commit {
			g.world.mu.Unlock()
			return errors.New("rejected")
		}
	}
	for _, name := range names {
		if g.world.store.create("git/"+name, []byte(commit)) {
			g.world.accepted["git/"+name]++
			g.world.hidden["git/"+name] = fault.stale
		}
	}
	g.world.mu.Unlock()
	g.world.step("pushed")
	return fault.after
}

func (g *fakeGit) Keep(context.Context, []string) error { return nil }

const (
	npmName    = "@acme/sdk"
	pythonName = "acme-sdk"
	goName     = "example.com/acme/gen/go"
	theCommit  = "0123456789abcdef0123456789abcdef01234567"
)

// newPlan writes three packages below root whose bytes depend on the text, and plans their release.
func newPlan(t *testing.T, root, text string) *plan.Plan {
	t.Helper()
	return newPlanOf(t, root, text, "1.2.3", "latest")
}

// newPlanOf is newPlan for a version that gets some dist-tags.
func newPlanOf(t *testing.T, root, text, number string, distTags ...string) *plan.Plan {
	t.Helper()
	v, err := version.Parse(number)
	if err != nil {
		t.Fatal(err)
	}
	python := v.Python()
	p := &plan.Plan{
		SchemaVersion: plan.SchemaVersion,
		Version:       plan.Version{NPM: number, Python: python, Go: v.Go()},
		Level:         version.Minor,
		Reasons:       []plan.Reason{{Rule: "METHOD_ADDED", Element: "acme.v1.S.M", Message: "S.M was added"}},
		Commit:        theCommit,
		Base:          "v1.2.2",
		DistTag:       distTags[0],
		AlsoDistTags:  distTags[1:],
		Tags:          []plan.Tag{{Name: v.Go()}, {Name: "gen/go/" + v.Go()}},
		Feeds: []plan.Feed{
			{Name: "npm", Language: "ts", Kind: lang.FeedNPM, URL: "http://127.0.0.1:1/npm"},
			{Name: "pypi", Language: "python", Kind: "pypi", URL: "http://127.0.0.1:1/pypi"},
			{Name: "go", Language: "go", Kind: "goproxy", URL: "http://127.0.0.1:1/go"},
		},
		Locks: map[string]string{},
	}
	for _, a := range []plan.Artifact{
		{Language: "ts", Feed: "npm", Package: npmName, Version: number, File: "sdk-" + number + ".tgz"},
		{Language: "python", Feed: "pypi", Package: pythonName, Version: python, File: "acme_sdk-" + python + "-py3-none-any.whl"},
		{Language: "python", Feed: "pypi", Package: pythonName, Version: python, File: "acme_sdk-" + python + ".tar.gz"},
		{Language: "go", Feed: "go", Package: goName, Version: v.Go(), File: v.Go() + ".zip"},
		{Language: "go", Feed: "go", Package: goName, Version: v.Go(), File: v.Go() + ".mod"},
		{Language: "go", Feed: "go", Package: goName, Version: v.Go(), File: v.Go() + ".info"},
	} {
		content := strings.Repeat(a.File+" "+text+"\n", 100)
		sum := sha256.Sum256([]byte(content))
		a.Path, a.Size, a.SHA256 = "dist/"+string(a.Language)+"/"+a.File, int64(len(content)), hex.EncodeToString(sum[:])
		file := filepath.Join(root, filepath.FromSlash(a.Path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		p.Artifacts = append(p.Artifacts, a)
	}
	return p
}

// release is a plan in a world. What it waits for does not take time.
func (w *world) release(p *plan.Plan, root string) Release {
	r := Release{
		Plan: p, Root: root,
		Feeds: map[string]feed.Feed{
			"npm":  &fakeTagger{fakeFeed{w, "npm", "sha512"}},
			"pypi": &fakeFeed{w, "pypi", "sha256"},
			"go":   &fakeFeed{w, "go", ""},
		},
		Tags:     &fakeGit{w},
		Verify:   map[string]func(context.Context) error{},
		Check:    func(context.Context) error { return nil },
		Patience: Patience{Sleep: w.sleep},
	}
	for _, f := range p.Feeds {
		r.Verify[f.Name] = func(context.Context) error { return w.verify(p, f.Name) }
	}
	return r
}

// verify finds fault where a feed does not hold what was planned.
func (w *world) verify(p *plan.Plan, feed string) error {
	w.step("verify " + feed)
	if err := w.fault("verify " + feed).before; err != nil {
		return err
	}
	for _, a := range p.Artifacts {
		key := a.Feed + "/file/" + a.Package + "/" + a.Version + "/" + a.File
		sum := sha256.Sum256(w.store.all(key)[key])
		if a.Feed == feed && hex.EncodeToString(sum[:]) != a.SHA256 {
			return fmt.Errorf("%s is not as planned", key)
		}
	}
	w.mu.Lock()
	w.verified[feed]++
	w.mu.Unlock()
	w.step("verified " + feed)
	return nil
}

// Run does the steps up to one of them, all where none is named, as the list of package release does.
func (r Release) Run(ctx context.Context, until ...Step) (*Ledger, error) {
	s, err := r.Begin(ctx)
	if err != nil {
		return nil, err
	}
	last := CopyTags
	if len(until) > 0 {
		last = until[0]
	}
	for step := Look; step <= last; step++ {
		if err := s.Do(ctx, step); err != nil {
			return s.Ledger(), err
		}
	}
	return s.Ledger(), nil
}
