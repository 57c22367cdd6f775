// Package gate compares a version of the contract with an earlier one: it loads both sides, judges the changes under the policy of
// sdk.yaml, and computes the version of the next release.
package gate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
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

// Options select what is compared.
type Options struct {
	Root    string    // Root is the root of the repository.
	Against string    // Against names the base as [source.Load] reads it; empty is the last release.
	Input   string    // Input names the new side; empty is the work tree.
	Stdin   io.Reader // Stdin is read for "-".

	// Tag is the release tag of Against if this clone lacks the tag; empty if Against is a tag itself.
	Tag string

	// Line is the line of versions that is released, such as 0.174; empty is that of the branch, whose name may be in variables that
	// Getenv returns. A nil Getenv has none.
	Line   string
	Getenv func(string) string

	// Notes is the text of a pull request, in which lines may accept breaks; see [Accepted].
	Notes string

	// Progress shows the steps that take long; nil shows nothing.
	Progress *progress.Reporter
}

// patience is how long loading a side may take before its progress is shown.
const patience = 2 * time.Second

// unnamed is the default input, and workTree its name in reports.
const (
	unnamed  = "file:."
	workTree = "the work tree"
)

// Review is a report with both sides and the configuration that it was made from.
type Review struct {
	Report     *judge.Report
	Base, Head *source.Source
	Old, New   *schema.Schema
	Config     *config.Config
	Line       version.Line
}

// Run compares the sides and judges the changes. An error in either side has the code [exit.Usage]. Without Against and without a
// release it returns [source.ErrNoRelease]. A mistake in sdk.yaml is a *[config.Error].
func Run(ctx context.Context, o Options) (*Review, error) {
	settings, err := config.Load(o.Root)
	if err != nil {
		return nil, err
	}
	line, err := LineOf(ctx, o.Root, o.Line, o.Getenv)
	if err != nil {
		return nil, exit.Or(exit.Usage, err)
	}
	against := o.Against
	if against == "" {
		if against, err = LastRelease(ctx, o.Root, settings, line); errors.Is(err, source.ErrNoRelease) || ctx.Err() != nil {
			return nil, err
		} else if err != nil {
			return nil, exit.With(exit.Usage, err)
		}
	}
	input := o.Input
	if input == "" {
		input = unnamed
	}
	if against == "-" && input == "-" {
		return nil, exit.With(exit.Usage, errors.New("both sides are standard input: name a file, a folder or a ref for one of them"))
	}
	from := source.Options{Root: o.Root, CacheDir: filepath.Join(o.Root, ".cache", "images"), Stdin: o.Stdin}
	r := &Review{Config: settings, Line: line}
	if r.Base, r.Old, err = o.load(ctx, from, against); err != nil {
		return nil, err
	}
	if r.Head, r.New, err = o.load(ctx, from, input, r.Old); err != nil {
		return nil, err
	}
	if err := cmp.Or(ownIn(r.New, r.Base), ownIn(r.Old, r.Head)); err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	if o.Input == "" {
		r.Head.Name = workTree
	}
	if o.Tag != "" {
		r.Base.Name = o.Tag
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
		if read, err = loaded.Schema(others...); err == nil && (loaded.Kind == source.File || loaded.Kind == source.Stdin) {
			if err = complete(read, loaded.Name); err != nil && typed(read, loaded.Name) == nil {
				if read, err = withImports(ctx, from, loaded, read, others...); err == nil {
					err = complete(read, loaded.Name)
				}
			}
		}
		if err == nil {
			return loaded, read, nil
		}
	}
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	return nil, nil, exit.With(exit.Usage, err)
}

// place rewrites the paths of the report so that they start at the root of the repository or of the image.
func (r *Review) place() {
	done := map[*judge.Position]bool{} // Changes of an element share its position.
	rewrite := func(p *judge.Position, from *source.Source) {
		if p == nil || done[p] {
			return
		}
		if now := from.Place(p.File); now != p.File {
			p.File, done[p] = now, true
		}
	}
	for _, c := range r.Report.Changes {
		if c.Difference == nil {
			continue // Its files are not protos.
		}
		rewrite(c.Old, r.Base)
		rewrite(c.New, r.Head)
	}
}

// Whole returns an error if an encoded image lacks files or types, so that no verdict about it could be trusted.
func Whole(encoded []byte, name string) error {
	read, err := schema.Read(string(encoded))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return complete(read, name)
}

// complete returns an error if an image lacks files that others import, or types: options and types in them would not be seen.
func complete(s *schema.Schema, name string) error {
	if path := lacks(s, nil); path != "" {
		for _, file := range s.Files {
			if slices.Contains(file.Imports, path) || slices.Contains(file.OptionImports, path) {
				return fmt.Errorf("%s lacks %s, which %s imports: %s", name, path, file.Path, source.HowToMake)
			}
		}
	}
	return typed(s, name)
}

// typed returns an error if an image lacks the type of a field or of a method.
func typed(s *schema.Schema, name string) error {
	known := func(of *schema.Schema, name string) bool { return of.Message(name) != nil || of.Enum(name) != nil }
	for _, file := range s.Files {
		var lost *schema.Field
		var within func([]*schema.Message)
		look := func(fields []*schema.Field) {
			for _, f := range fields {
				if f.TypeName != "" && !known(s, f.TypeName) && !known(schema.WellKnown(), f.TypeName) && len(file.WeakImports) == 0 {
					lost = f
				}
			}
		}
		within = func(messages []*schema.Message) {
			for _, m := range messages {
				look(m.Fields)
				look(m.Extensions)
				within(m.Messages)
			}
		}
		look(file.Extensions)
		if within(file.Messages); lost != nil {
			return fmt.Errorf("%s lacks %s, the type of %s: %s", name, lost.TypeName, lost.FullName(), source.HowToMake)
		}
		for _, service := range file.Services {
			for _, method := range service.Methods {
				for _, of := range []string{method.Request, method.Response} {
					if !known(s, of) && !known(schema.WellKnown(), of) {
						return fmt.Errorf("%s lacks %s, which %s sends: %s", name, of, method.FullName(), source.HowToMake)
					}
				}
			}
		}
	}
	return nil
}

// last returns the version of the base, which has to be a release.
func (r *Review) last() (version.Version, error) {
	last, err := version.ParseGoTag("", r.Base.Name)
	if err != nil || r.Base.Kind != source.Ref && r.Base.Kind != source.Adopted {
		return last, exit.Usagef("%s is not a release: compare with a tag such as v1.2.3", r.Base.Name)
	}
	return last, nil
}
