package release

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// NothingError reports that there is nothing to release. It is not a failure.
type NothingError struct{ Since string }

func (e *NothingError) Error() string {
	return fmt.Sprintf("nothing to release: since %s nothing has changed that users get", e.Since)
}

// commit is the commit that is released.
type commit struct {
	hash  string
	time  time.Time
	dirty bool
}

func headOf(ctx context.Context, root string) (commit, error) {
	head, err := commitOf(ctx, root, "HEAD")
	if err != nil {
		return commit{}, &publish.RefusedError{Err: fmt.Errorf("this repository has no commit to release: %w", err)}
	}
	status, err := git.Output(ctx, root, "status", "--porcelain", "--untracked-files=normal")
	head.dirty = strings.TrimSpace(status) != ""
	return head, err
}

// commitOf reads a commit. It does not compare the work tree with it.
func commitOf(ctx context.Context, root, name string) (commit, error) {
	out, err := git.Output(ctx, root, "show", "--no-patch", "--format=%H %ct", name, "--")
	if err != nil {
		return commit{}, errors.New(git.Reason(err))
	}
	hash, seconds, _ := strings.Cut(strings.TrimSpace(out), " ")
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return commit{}, fmt.Errorf("git prints no commit time of %s: %q", name, out)
	}
	return commit{hash: hash, time: time.Unix(at, 0).UTC()}, nil
}

// decision is the version that a commit gets, and why.
type decision struct {
	commit   commit
	version  version.Version
	nothing  bool // nothing is true if no change reaches users; version is that of the last release then.
	base     tagged
	released bool         // released is true if the commit has its tag already.
	line     version.Line // line is the line of versions that is released.
	level    version.Level
	reasons  []plan.Reason
	accepted []plan.Reason // accepted are the breaks that somebody has accepted.
	refused  error         // refused names the breaks that nobody has accepted.

	distTags []string        // distTags are the names of npm that are moved to the version.
	older    version.Version // older is the highest version with a tag in the history, which may be a pre-release.

	split   string         // split is the first version that the Go module has a tag for; empty if it has one for all.
	lineage []lineage.Mark // lineage is what the feeds and the remote hold below the version.

	baseImage, image string // The SHA-256 of the images that were compared; empty where there is no base.
}

// version decides the version of HEAD, or of a preview or another pre-release of it.
func (c *Checkout) version(ctx context.Context, settings *config.Config, head commit, at *destination, asked request) (decision, error) {
	if asked.pre.isPreview() {
		return c.previewVersion(ctx, settings, head, at, asked.pre.pull)
	}
	line, err := gate.LineOf(ctx, c.Root, asked.Line, c.Getenv)
	if err != nil {
		return decision{}, err
	}
	d, err := c.decide(ctx, head, line, at.history)
	if err != nil || d.nothing {
		return d, err
	}
	if asked.packs {
		if planned, ok := c.plannedPre(d, asked.pre); ok || asked.pre.isZero() {
			d.version = planned
			return d, nil
		}
	}
	known, err := c.places(ctx, settings, at, asked.Unsigned)
	if err != nil {
		return d, err
	}
	if !asked.pre.isZero() {
		if d, err = c.asPre(ctx, settings, d, asked, at, known); err != nil || d.nothing {
			return d, err
		}
	}
	d.distTags = version.DistTags(d.version, d.line, known.versions())
	if d.lineage, err = continues(settings, at, d, known); err != nil {
		return d, err
	}
	return d, c.first(ctx, settings, d)
}

func (c *Checkout) previewVersion(ctx context.Context, settings *config.Config, head commit, at *destination, pull uint64) (decision, error) {
	d, err := c.decidePreview(ctx, head, at.history)
	if err != nil {
		return d, err
	}
	if err := c.first(ctx, settings, d); err != nil {
		return d, err
	}
	d.commit, d.split = head, string(settings.SDKs.Go.Split)
	d, err = d.asPreview(ctx, pull, at.numbers().lists, settings.SDKs.Package(at.numbers().Language))
	d.distTags = version.DistTags(d.version, d.line, nil)
	return d, err
}

// first returns an error if a decision was made without a base although there are signs of an earlier release.
func (c *Checkout) first(ctx context.Context, settings *config.Config, d decision) error {
	if !d.base.none() || d.released {
		return nil
	}
	if _, err := gate.LastRelease(ctx, c.Root, settings, d.line); err != nil && !errors.Is(err, source.ErrNoRelease) {
		return exit.With(exit.Usage, err)
	}
	return nil
}

// changes returns a *NothingError for a release without any change for users, and removes the plan of an earlier commit.
func (c *Checkout) changes(d decision) error {
	if !d.nothing {
		return nil
	}
	return errors.Join(&NothingError{Since: d.base.version.Go()}, os.RemoveAll(filepath.Join(c.Root, filepath.FromSlash(plan.File))))
}

func (d decision) String() string {
	if d.nothing {
		return "nothing to release"
	}
	return d.version.String()
}

// decide counts on from the last final release of a line by what has changed. A commit that is already released keeps its version.
func (c *Checkout) decide(ctx context.Context, head commit, line version.Line, remotes []string) (decision, error) {
	before, err := lookBack(ctx, c.Root, head.hash, line, remotes...)
	if err != nil {
		return decision{commit: head, line: line}, err
	}
	d, err := c.compared(ctx, before.base, line)
	d.commit = head
	if err != nil {
		return d, err
	}
	switch {
	case before.here.commit != "":
		d.version, d.released = before.here.version, true
	case d.level == version.None && !d.base.none():
		d.version, d.nothing = d.base.version, true
	}
	return d, nil
}

// decidePreview counts on in the same way for a pull request. It returns a new version even if nothing has changed for users.
func (c *Checkout) decidePreview(ctx context.Context, head commit, remotes []string) (decision, error) {
	before, err := lookBack(ctx, c.Root, head.hash, version.Line{}, remotes...)
	if err != nil {
		return decision{}, err
	}
	base := before.here
	if base.none() {
		base = before.base
	}
	d, err := c.compared(ctx, base, version.Line{})
	if err == nil && d.version == base.version {
		d.version, err = version.Next(base.version, version.Patch, version.Policy{})
	}
	d.older = before.newest
	return d, err
}

// compared decides the version by what has changed since the base.
func (c *Checkout) compared(ctx context.Context, base tagged, line version.Line) (decision, error) {
	d := decision{base: base, line: line}
	if base.none() {
		first, err := gate.First(c.Root)
		if err != nil {
			return d, err
		}
		now, err := source.Load(ctx, source.Options{Root: c.Root}, "file:.")
		if err != nil {
			return d, exit.With(exit.Usage, err)
		}
		d.image = digest(now.Encoded)
		if d.version, err = version.Parse(first.Version); err == nil && !line.Contains(d.version) {
			err = exit.Usagef("%s has the version %s, and %s has only versions %s: write one of these", config.File, d.version, line.Branch(), line.Pattern())
		}
		return d, err
	}
	against, tag := base.against()
	r, err := gate.Run(ctx, gate.Options{Root: c.Root, Against: against, Tag: tag, Line: line.String(), Progress: c.Progress})
	if err != nil {
		return d, err
	}
	next, err := r.Release(ctx, c.Root)
	if outside := (*gate.LineError)(nil); errors.As(err, &outside) {
		return d, &publish.RefusedError{Err: err}
	}
	if err != nil {
		return d, err
	}
	d.baseImage, d.image, d.level = digest(r.Base.Encoded), digest(r.Head.Encoded), next.Level
	for _, reason := range next.Reasons {
		d.reasons = append(d.reasons, plan.Reason(reason))
	}
	for _, accepted := range r.Accepted() {
		d.accepted = append(d.accepted, plan.Reason(accepted))
	}
	d.refused = r.Unaccepted()
	d.version, err = version.Parse(next.Version)
	return d, err
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// lister lists all versions of a package that a feed has or had.
type lister interface {
	Versions(ctx context.Context, pkg string) ([]string, error)
}

// asPreview turns a decision into a preview of a pull request. Its number is one more than the greatest in the npm registry for the
// pull request; a commit that already has a preview keeps it.
func (d decision) asPreview(ctx context.Context, pull uint64, npm lister, pkg string) (decision, error) {
	all, err := npm.Versions(ctx, pkg)
	if err != nil {
		return d, &publish.RefusedError{Err: err}
	}
	run := uint64(1)
	for _, text := range all {
		had, err := version.Parse(text)
		if err != nil {
			continue
		}
		of, n, ofCommit, ok := had.Preview()
		switch {
		case !ok || of != pull:
		case strings.HasPrefix(d.commit.hash, ofCommit) && had.Core() == d.version.Core():
			d.version = had
			return d, nil
		default:
			run = max(run, n+1)
		}
	}
	d.version, err = d.version.WithPreview(pull, run, d.commit.hash)
	return d, err
}

// goVersion is the version for Go: for a preview, the pseudo-version of the commit.
func (d decision) goVersion() (string, error) {
	if d.version.Stage() != version.Preview {
		return d.version.Go(), nil
	}
	older, leads := d.older, d.version
	if first, err := version.Parse(d.split); err == nil && older.Core().Compare(first) < 0 {
		older = version.Version{} // That tag was of the root module, and the go command would not find it for this one.
	}
	if older.IsPre() && older.Compare(leads.Core()) > 0 {
		leads = older.Core() // What the pre-release had more was removed again, and the go command counts from its tag all the same.
	}
	return leads.GoPseudo(older, d.commit.time, d.commit.hash)
}

// in spells the version for every ecosystem.
func (d decision) in() (plan.Version, error) {
	golang, err := d.goVersion()
	return plan.Version{NPM: d.version.String(), Python: d.version.Python(), Go: golang}, err
}

// tags are the git tags of a release; a preview has none.
func (d decision) tags() []plan.Tag {
	if d.version.Stage() == version.Preview {
		return nil
	}
	return []plan.Tag{{Name: d.version.Go()}, {Name: d.version.GoTag(lang.Go.Language().Dir())}}
}
