package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// NotesFile is the path of the release notes, from the root of the repository.
const NotesFile = "dist/release-notes.md"

// asPlanned compares what was packed with the plan of this commit, if there is one.
func (c *Checkout) asPlanned(d decision, packed []pack.Artifact) error {
	if _, err := os.Stat(filepath.Join(c.Root, filepath.FromSlash(plan.File))); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	p, err := plan.Read(c.Root)
	switch {
	case err != nil:
		return exit.With(exit.Usage, err)
	case p.Commit != d.commit.hash:
		return nil // A plan of another commit has other bytes.
	case p.Version.NPM != d.version.String():
		return &publish.RefusedError{Err: fmt.Errorf("%s plans %s, but this commit is %s: remove it, or run mage plan", plan.File, p.Version.NPM, d.version)}
	}
	for _, b := range packed {
		planned := slices.Concat(p.Artifacts, p.Programs())
		at := slices.IndexFunc(planned, func(a plan.Artifact) bool { return a.Language == b.Language && a.File == b.File })
		switch {
		case at < 0 && p.Release == nil && b.Language == plan.Programs: // It goes nowhere.
		case at < 0 && p.Preview && b.Language == lang.Go: // Users get that by the commit.
		case at < 0:
			return &publish.RefusedError{Err: fmt.Errorf("%s is not in the plan of this commit: run mage plan again", b.File)}
		case planned[at].SHA256 != b.SHA256:
			return &publish.RefusedError{Err: fmt.Errorf(
				"%s differs from the plan of this commit (SHA-256 %.12s, planned %.12s): packing is not reproducible here",
				b.File, b.SHA256, planned[at].SHA256)}
		}
	}
	return nil
}

// pack makes the packages in dist/, of all languages and with the programs if the request names none.
func (c *Checkout) pack(ctx context.Context, settings *config.Config, d decision, at *destination, asked request) ([]pack.Artifact, error) {
	if !slices.Equal(asked.languages, []lang.ID{plan.Programs}) {
		if err := c.Tools.Ensure(ctx, toolchain.PythonDev, toolchain.Node); err != nil {
			return nil, err
		}
	}
	golang, err := d.goVersion()
	if err != nil {
		return nil, err
	}
	locks, err := c.locks()
	if err != nil {
		return nil, err
	}
	o := pack.Options{
		Root: c.Root, Version: d.version, GoVersion: golang, Commit: d.commit.hash, Time: d.commit.time,
		Project: settings.Project, Locks: locks, Builder: c.builder(), Languages: asked.languages,
	}
	o.Committed = func(ctx context.Context, folder string, members, beside []archive.Member) error {
		return c.committed(ctx, d.commit, asked.packs, folder, members, beside)
	}
	build, err := hasPrograms(settings, d, at, asked)
	if err != nil {
		return nil, err
	}
	if build {
		o.Programs = func(ctx context.Context) ([]*program.Archive, error) { return c.programs(ctx, settings, d) }
	}
	if asked.packs {
		o.Check = func(packed []pack.Artifact) error { return c.asPlanned(d, packed) }
	}
	packed, err := pack.All(ctx, c.Tools.Env(), o)
	if refused := (*publish.RefusedError)(nil); errors.As(err, &refused) {
		return nil, refused
	}
	if content := (*pack.ContentError)(nil); errors.As(err, &content) {
		return nil, &publish.RefusedError{Err: err}
	}
	return packed, err
}

// builder names who runs the build, for the provenance: the GitHub workflow, from its variables; empty elsewhere.
func (c *Checkout) builder() string {
	server, workflow := c.Getenv("GITHUB_SERVER_URL"), c.Getenv("GITHUB_WORKFLOW_REF")
	if server == "" || workflow == "" {
		return ""
	}
	return server + "/" + workflow
}

func (c *Checkout) locks() (map[string]string, error) {
	digests, err := plan.Digests(c.Root, toolchain.ReleaseLockFiles())
	if err != nil {
		return nil, err
	}
	locks := map[string]string{}
	for path, digest := range digests {
		locks[path] = digest.SHA256
	}
	return locks, nil
}

// order sorts artifacts by the kind of their feed. The first one has the commit in it, as package plan requires. Two
// previews made at once get the same number, and only on the Python feed do their file names collide; so it comes first for those.
var (
	order        = []lang.FeedKind{lang.FeedGoProxy, lang.FeedNPM, lang.FeedPyPI, lang.FeedGit}
	previewOrder = []lang.FeedKind{lang.FeedPyPI, lang.FeedGoProxy, lang.FeedNPM}
)

// plan writes the plan of the packed artifacts, and the release notes.
func (c *Checkout) plan(settings *config.Config, d decision, at *destination, packed []pack.Artifact, o Options) (*plan.Plan, error) {
	p, err := c.assemble(d, at, packed)
	if err != nil {
		return nil, err
	}
	p.Signer = c.signer(settings, at, p)
	if err := c.writeNotes(d, at, o); err != nil {
		return nil, err
	}
	if at.forge != nil && !p.Preview {
		if p.Release, err = c.announcement(at.forge.Repository(), p, packed); err != nil {
			return nil, err
		}
	}
	return p, plan.Write(c.Root, p)
}

func (c *Checkout) assemble(d decision, at *destination, packed []pack.Artifact) (*plan.Plan, error) {
	preview := d.version.Stage() == version.Preview
	versions, err := d.in()
	if err != nil {
		return nil, err
	}
	locks, err := c.locks()
	if err != nil {
		return nil, err
	}
	generated, err := file.Hash(c.Root, []string{"gen"})
	if err != nil {
		return nil, err
	}
	distTags := d.distTags
	if len(distTags) == 0 { // Nothing else is known.
		distTags = version.DistTags(d.version, d.line, nil)
	}
	p := &plan.Plan{
		SchemaVersion: plan.SchemaVersion, Version: versions, Level: d.level, Reasons: d.reasons, Accepted: d.accepted,
		Commit: d.commit.hash, Dirty: d.commit.dirty, Base: d.base.version.Go(), BaseDigest: d.baseImage,
		Preview: preview, Line: d.line.String(), DistTag: distTags[0], AlsoDistTags: distTags[1:], Tags: d.tags(),
		Lineage: d.lineage, Locks: locks, CreatedFrom: plan.Origin{Image: d.image, Generated: generated},
	}
	for _, a := range packed {
		for _, e := range at.of(a.Language) {
			if preview && e.Kind == lang.FeedGit {
				continue // Users get the commit by its pseudo-version, and no tag seals it.
			}
			if _, known := p.FeedNamed(e.Name); !known {
				p.Feeds = append(p.Feeds, e.Feed)
			}
			p.Artifacts = append(p.Artifacts, plan.Artifact{
				Language: a.Language, Feed: e.Name, Package: a.Package, Version: a.Version, File: a.File, Path: a.Path, Size: a.Size, SHA256: a.SHA256,
			})
		}
	}
	order := order
	if preview {
		order = previewOrder
	}
	slices.SortStableFunc(p.Artifacts, func(a, b plan.Artifact) int {
		// Feeds of one kind follow each other as sdk.yaml has them, so that one has all its files before the next begins.
		place := func(a plan.Artifact) (kind, feed int) {
			feed = slices.IndexFunc(at.endpoints, func(e endpoint) bool { return e.Name == a.Feed })
			return slices.Index(order, at.endpoints[feed].Kind), feed
		}
		aKind, aFeed := place(a)
		bKind, bFeed := place(b)
		return cmp.Or(cmp.Compare(aKind, bKind), cmp.Compare(aFeed, bFeed))
	})
	return p, nil
}

// writeNotes writes the notes of the release to [NotesFile].
func (c *Checkout) writeNotes(d decision, at *destination, o Options) error {
	notes, err := c.notes(d.version, at, o)
	if err != nil {
		return err
	}
	return file.Write(filepath.Join(c.Root, filepath.FromSlash(NotesFile)), []byte(notes))
}
