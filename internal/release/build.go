package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/changelog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// NotesFile is where the text about a release is kept, from the root of the repository.
const NotesFile = "dist/release-notes.md"

// Planned is a plan with where it is going to be done.
type Planned struct {
	Plan *plan.Plan
	at   *destination
}

// Plan decides the version, packs it into dist/ and writes dist/plan.json. Where there is nothing to release the error is a
// *NothingError.
func (c *Checkout) Plan(ctx context.Context, o Options) (*Planned, error) {
	if err := c.load(); err != nil {
		return nil, err
	}
	if err := c.Tools.Ensure(ctx, toolchain.Generation...); err != nil {
		return nil, err
	}
	if err := c.fresh(ctx); err != nil {
		return nil, err
	}
	at, err := c.destination(ctx, o)
	if err != nil {
		return nil, err
	}
	step := c.Progress.Start("plan")
	head, d, err := c.version(ctx, o, at)
	if nothing := (*NothingError)(nil); errors.As(err, &nothing) {
		step.Done("nothing to release")
		return nil, errors.Join(err, os.RemoveAll(filepath.Join(c.Root, filepath.FromSlash(plan.File))))
	}
	if step.End(d.version.String(), err) != nil {
		return nil, err
	}
	locks, err := c.locks()
	if err != nil {
		return nil, err
	}
	step = c.Progress.Start("pack")
	packed, err := c.pack(ctx, head, d, locks, func(*pack.Options) {})
	if step.End(fmt.Sprintf("%d files", len(packed)), err) != nil {
		return nil, err
	}
	p, err := c.assemble(head, d, at, packed, locks)
	if err != nil {
		return nil, err
	}
	if err := c.writeNotes(p); err != nil {
		return nil, err
	}
	c.released = p.Commit
	return &Planned{p, at}, plan.Write(c.Root, p)
}

// Pack decides the version and packs some languages of it into dist/, all where none is named. Where there is a plan of this
// commit it has to be the same bytes: whoever packs them on another machine shows that they come from the commit alone.
func (c *Checkout) Pack(ctx context.Context, o Options, languages []string) ([]pack.Artifact, error) {
	if err := c.load(); err != nil {
		return nil, err
	}
	if err := c.Tools.Ensure(ctx, toolchain.Python, toolchain.Node); err != nil {
		return nil, err
	}
	at, err := c.destination(ctx, o)
	if err != nil {
		return nil, err
	}
	head, d, err := c.version(ctx, o, at)
	if nothing := (*NothingError)(nil); errors.As(err, &nothing) {
		d.version, err = d.base.version, nil // What is packed then is the last release.
	}
	if err != nil {
		return nil, err
	}
	locks, err := c.locks()
	if err != nil {
		return nil, err
	}
	step := c.Progress.Start("pack")
	packed, err := c.pack(ctx, head, d, locks, func(o *pack.Options) {
		o.Languages = languages
		o.Check = func(packed []pack.Artifact) error { return c.asPlanned(head, d, packed) }
	})
	return packed, step.End(d.version.String(), err)
}

// asPlanned holds what was packed to the plan of this commit, where there is one.
func (c *Checkout) asPlanned(head commit, d decision, packed []pack.Artifact) error {
	if _, err := os.Stat(filepath.Join(c.Root, filepath.FromSlash(plan.File))); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	p, err := plan.Read(c.Root)
	switch {
	case err != nil:
		return &publish.UsageError{Err: err}
	case p.Commit != head.hash:
		return nil // It is of another commit, and so are its bytes.
	case p.Version.NPM != d.version.String():
		return &publish.RefusedError{Err: fmt.Errorf("%s is of %s and this is %s: remove it, or pack what it is of", plan.File, p.Version.NPM, d.version)}
	}
	for _, b := range packed {
		at := slices.IndexFunc(p.Artifacts, func(a plan.Artifact) bool { return a.Language == b.Language && a.File == b.File })
		switch {
		case at < 0 && p.Preview && b.Language == "go": // Users get that by the commit.
		case at < 0:
			return &publish.RefusedError{Err: fmt.Errorf("%s is not in the plan of this commit: run mage plan again", b.File)}
		case p.Artifacts[at].SHA256 != b.SHA256:
			return &publish.RefusedError{Err: fmt.Errorf(
				"%s has other bytes than in the plan of this commit (SHA-256 %.12s, not %.12s): something else than the commit decides about them",
				b.File, b.SHA256, p.Artifacts[at].SHA256)}
		}
	}
	return nil
}

// version is what HEAD is released as.
func (c *Checkout) version(ctx context.Context, o Options, at *destination) (commit, decision, error) {
	head, err := headOf(ctx, c.Root)
	if err != nil {
		return head, decision{}, err
	}
	if o.Preview == "" {
		d, err := c.decide(ctx, head, at.history)
		return head, d, err
	}
	pull, err := pullRequest(o.Preview)
	if err != nil {
		return head, decision{}, err
	}
	d, err := c.decidePreview(ctx, head, at.history)
	if err != nil {
		return head, d, err
	}
	d, err = d.asPreview(ctx, pull, head, at.npm(), string(c.settings.SDKs.TS.Package))
	return head, d, err
}

func (c *Checkout) pack(ctx context.Context, head commit, d decision, locks map[string]string, change func(*pack.Options)) ([]pack.Artifact, error) {
	golang, err := d.goVersion(head)
	if err != nil {
		return nil, err
	}
	o := pack.Options{
		Root: c.Root, Version: d.version, GoVersion: golang, Commit: head.hash, Time: head.time,
		Project: c.settings.Project, Locks: locks, Builder: c.builder(),
	}
	change(&o)
	packed, err := pack.All(ctx, c.Tools.Env(), o)
	var content *pack.ContentError
	var language *pack.LanguageError
	switch {
	case errors.As(err, &content):
		return nil, &publish.RefusedError{Err: err}
	case errors.As(err, &language):
		return nil, &publish.UsageError{Err: err}
	}
	return packed, err
}

// builder is who runs the build, for the provenance: the workflow on GitHub, by the variables that it has there.
func (c *Checkout) builder() string {
	server, workflow := c.Getenv("GITHUB_SERVER_URL"), c.Getenv("GITHUB_WORKFLOW_REF")
	if server == "" || workflow == "" {
		return ""
	}
	return server + "/" + workflow
}

func (c *Checkout) locks() (map[string]string, error) {
	digests, err := plan.Digests(c.Root, toolchain.LockFiles())
	if err != nil {
		return nil, err
	}
	locks := map[string]string{}
	for path, digest := range digests {
		locks[path] = digest.SHA256
	}
	return locks, nil
}

// order is that of artifacts by the kind of their feed: first what no two commits have in common, as package plan asks. Previews
// of two commits that are made at once have one number, and only the Python feed has one name for both.
var (
	order        = []string{goproxyKind, plan.NPM, pypiKind, gitKind}
	previewOrder = []string{pypiKind, goproxyKind, plan.NPM}
)

// assemble makes the plan of what was packed.
func (c *Checkout) assemble(head commit, d decision, at *destination, packed []pack.Artifact, locks map[string]string) (*plan.Plan, error) {
	preview := d.version.Stage() == version.Preview
	versions, err := d.in(head)
	if err != nil {
		return nil, err
	}
	generated, err := file.Hash(c.Root, []string{"gen"})
	if err != nil {
		return nil, err
	}
	p := &plan.Plan{
		SchemaVersion: plan.SchemaVersion, Version: versions, Level: d.level, Reasons: d.reasons,
		Commit: head.hash, Dirty: head.dirty, Base: d.base.version.Go(), BaseDigest: d.baseImage,
		Preview: preview, DistTag: d.version.DistTag(), Tags: d.tags(),
		Locks: locks, CreatedFrom: plan.Origin{Image: d.image, Generated: generated},
	}
	for _, a := range packed {
		e := at.of(a.Language)
		if preview && e.Kind == gitKind {
			continue // Users get the commit by its pseudo-version, and no tag seals it.
		}
		if _, known := p.FeedNamed(e.Name); !known {
			p.Feeds = append(p.Feeds, e.Feed)
		}
		p.Artifacts = append(p.Artifacts, plan.Artifact{
			Language: a.Language, Feed: e.Name, Package: a.Package, Version: a.Version, File: a.File, Path: a.Path, Size: a.Size, SHA256: a.SHA256,
		})
	}
	order := order
	if preview {
		order = previewOrder
	}
	slices.SortStableFunc(p.Artifacts, func(a, b plan.Artifact) int {
		return cmp.Compare(slices.Index(order, at.of(a.Language).Kind), slices.Index(order, at.of(b.Language).Kind))
	})
	return p, nil
}

// writeNotes writes what CHANGELOG.md says of the release: its section, or that of what is unreleased.
func (c *Checkout) writeNotes(p *plan.Plan) error {
	content, err := os.ReadFile(filepath.Join(c.Root, "CHANGELOG.md"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	parsed, err := changelog.Parse("CHANGELOG.md", string(content))
	if err != nil {
		return &publish.UsageError{Err: err}
	}
	notes, err := changelog.Notes(parsed, p.Version.NPM)
	if err != nil {
		notes, err = changelog.Notes(parsed, "Unreleased")
	}
	if err != nil {
		return &publish.UsageError{Err: err}
	}
	return file.Write(filepath.Join(c.Root, filepath.FromSlash(NotesFile)), []byte(notes))
}
