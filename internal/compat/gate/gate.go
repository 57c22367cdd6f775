// Package review holds a version of the contract against an earlier one: it gets both sides, judges what differs under the
// policy of sdk.yaml, and says which version a release of it has.
package gate

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Options say what is compared.
type Options struct {
	Root    string    // Root is the root of the repository.
	Against string    // Against names the base as [source.Load] reads it; empty is the last release.
	Input   string    // Input names what is judged; empty is the work tree.
	Stdin   io.Reader // Stdin is what "-" means.

	// Tag is the release that Against is, where this clone has no tag for it; empty where Against is named by its tag.
	Tag string

	// Notes is the text of a pull request, in which lines may accept breaks; see [Accepted].
	Notes string

	// Progress shows what takes long to compile; nil shows nothing.
	Progress *progress.Reporter
}

// patience is how long a side may take until a person wants to know what is going on.
const patience = 2 * time.Second

// unnamed is the input where none is named, and workTree what reports call it.
const (
	unnamed  = "file:."
	workTree = "the work tree"
)

// Review is a verdict with what led to it.
type Review struct {
	Report     *judge.Report
	Base, Head *source.Source
	Old, New   *schema.Schema
	Config     *config.Config
}

// Run compares and judges. What is wrong with either side has the code [exit.Usage]; a base that is not named and does not exist is
// [source.ErrNoRelease]; a mistake in sdk.yaml is a *[config.Error].
func Run(ctx context.Context, o Options) (*Review, error) {
	settings, err := config.Load(o.Root)
	if err != nil {
		return nil, err
	}
	against, released := o.Against, o.Against == ""
	if released {
		if against, err = source.LastRelease(ctx, o.Root); errors.Is(err, source.ErrNoRelease) || ctx.Err() != nil {
			return nil, err
		} else if err != nil {
			return nil, exit.With(exit.Usage, err)
		}
		against = "git:" + against
	}
	input := o.Input
	if input == "" {
		input = unnamed
	}
	if against == "-" && input == "-" {
		return nil, exit.With(exit.Usage, errors.New("both sides are standard input: name a file, a folder or a ref for one of them"))
	}
	from := source.Options{Root: o.Root, CacheDir: filepath.Join(o.Root, ".cache", "images"), Stdin: o.Stdin}
	r := &Review{Config: settings}
	if r.Base, r.Old, err = o.load(ctx, from, against); err != nil {
		return nil, err
	}
	if r.Head, r.New, err = o.load(ctx, from, input, r.Old); err != nil {
		return nil, err
	}
	if o.Input == "" {
		r.Head.Name = workTree
	}
	if o.Tag != "" {
		r.Base.Name = o.Tag
	}
	if !related(r.Old, r.New) {
		return nil, exit.Usagef("%s and %s have no package in common: name two versions of the same module", r.Base.Name, r.Head.Name)
	}
	policy, err := policyOf(settings)
	if err != nil {
		return nil, err
	}
	requirements, notes, err := r.history(ctx, o)
	if err != nil {
		return nil, err
	}
	policy.Accepted = append(policy.Accepted, notes...)
	if r.Report, err = judge.Judge(ctx, r.Old, r.New, policy, requirements...); err != nil {
		return nil, err
	}
	r.Report.Base, r.Report.Head = r.Base.Name, r.Head.Name
	r.place()
	return r, nil
}

func (o Options) load(ctx context.Context, from source.Options, spec string, others ...*schema.Schema) (*source.Source, *schema.Schema, error) {
	shown := o.Progress
	if shown == nil {
		shown = progress.Discard()
	}
	name := spec[strings.IndexByte(spec, ':')+1:]
	if spec == unnamed {
		name = workTree
	}
	step := shown.StartLate("read "+name, patience)
	loaded, err := source.Load(ctx, from, spec)
	var broken *source.CompileError
	if spec == unnamed && errors.As(err, &broken) {
		broken.Name = workTree
	}
	_ = step.End("", err)
	if err == nil {
		var read *schema.Schema
		if read, err = loaded.Schema(others...); err == nil {
			return loaded, read, nil
		}
	}
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	return nil, nil, exit.With(exit.Usage, err)
}

// place writes the paths of the report as a reader finds them: from the root of the repository, or in the image.
func (r *Review) place() {
	for i := range r.Report.Changes {
		c := &r.Report.Changes[i]
		if c.Difference.Element() == nil {
			continue // Its files are not protos.
		}
		if c.Old != nil {
			c.Old.File = r.Base.Place(c.Old.File)
		}
		if c.New != nil {
			c.New.File = r.Head.Place(c.New.File)
		}
	}
}

// related says whether two sets can be versions of one module: they have a file in common, or a package but for its version.
func related(a, b *schema.Schema) bool {
	packages := map[string]bool{}
	for _, file := range a.Files {
		if !file.Dependency {
			packages[unversioned(file.Package)] = true
		}
	}
	for _, file := range b.Files {
		if file.Dependency {
			continue
		}
		if old := a.File(file.Path); packages[unversioned(file.Package)] || old != nil && !old.Dependency {
			return true
		}
	}
	return false
}

var packageVersion = regexp.MustCompile(`\.v\d\w*$`)

func unversioned(name string) string { return packageVersion.ReplaceAllString(name, "") }

// last is the version of the base.
func (r *Review) last() (version.Version, error) {
	last, err := version.ParseGoTag("", r.Base.Name)
	if err != nil || r.Base.Kind != source.Ref {
		return last, exit.Usagef("%s is no release: compare with a tag such as v1.2.3", r.Base.Name)
	}
	return last, nil
}
