package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// upload uploads what is missing: the first file alone, so that of two releases only one goes on, then packages side by side
// and the files of each in order. After a conflict nothing more is begun; after another error the other packages go on,
// because what they upload does not have to be uploaded by the next run.
func (w *work) upload(ctx context.Context) error {
	if len(w.groups) == 0 {
		return nil
	}
	first := w.groups[0]
	if err := w.uploadFile(ctx, first, first.files[0]); err != nil {
		return err
	}
	rest := slices.Clone(w.groups)
	rest[0].files = first.files[1:]
	var stop atomic.Bool
	return w.sideBySide(len(rest), func(n int) error {
		g := w.groups[n] // A look shows the whole of it.
		for _, i := range rest[n].files {
			if stop.Load() || ctx.Err() != nil {
				return context.Cause(ctx)
			}
			err := w.uploadFile(ctx, g, i)
			if errors.Is(err, errConflict) {
				stop.Store(true)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// sideBySide calls do for each number below n, and returns all errors.
func (w *work) sideBySide(n int, do func(i int) error) error {
	var group errgroup.Group
	group.SetLimit(w.Parallel)
	errs := make([]error, n)
	for i := range n {
		group.Go(func() error {
			errs[i] = do(i)
			return nil
		})
	}
	_ = group.Wait() // The errors are in their places.
	return errors.Join(errs...)
}

func (w *work) uploadFile(ctx context.Context, g group, i int) error {
	if t := w.target(i); t.there() {
		w.Progress.Printf("%s is there already, with the same bytes", t)
		return nil
	}
	a := w.Plan.Artifacts[i]
	return w.do(ctx, task{
		targets: []int{i}, name: w.target(i).String(), step: "upload " + a.Feed, what: a.File,
		look: func(ctx context.Context) (State, error) {
			if err := w.lookGroup(ctx, g); err != nil {
				return Unknown, err
			}
			return w.stateOf(g, i), nil
		},
		act: func(ctx context.Context) error {
			if err := w.Uploading(a.Language); err != nil {
				return err
			}
			return w.Feeds[a.Feed].Upload(ctx, feed.Artifact{
				Package: a.Package, Version: a.Version, File: a.File, Path: w.local.path(a), Size: a.Size, SHA256: a.SHA256,
			})
		},
	})
}

// stateOf is what the world holds of a file. Where its package has a conflict, so has the file: nothing is added to that.
func (w *work) stateOf(g group, i int) State {
	if slices.ContainsFunc(g.files, func(i int) bool { return w.target(i).State == Conflict }) {
		return Conflict
	}
	if t := w.target(i); t.there() {
		return t.State
	}
	return Absent
}

// verify verifies the languages that are not, side by side.
func (w *work) verify(ctx context.Context) error {
	languages := slices.DeleteFunc(w.Plan.Languages(), func(language string) bool {
		return !slices.ContainsFunc(w.files(language), func(i int) bool { return w.target(i).State != Verified })
	})
	return w.sideBySide(len(languages), func(n int) error {
		language := languages[n]
		step := w.Progress.Start("verify " + language)
		err := w.Verify[language](ctx)
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		} else {
			for _, i := range w.files(language) {
				if err == nil {
					w.set(i, Verified, w.target(i).Detail)
				} else {
					w.set(i, Failed, "it does not verify: "+w.line(err))
				}
			}
		}
		if err != nil {
			err = fmt.Errorf("what the feed serves for %s does not verify: %w", language, err)
		}
		return step.End("", err)
	})
}

// files are the targets of a language that are files.
func (w *work) files(language string) []int {
	return slices.DeleteFunc(w.targets(File), func(i int) bool { return w.target(i).Language != language })
}

// moveDistTags makes the names of versions stand for this one.
func (w *work) moveDistTags(ctx context.Context) error {
	var errs []error
	for _, i := range w.targets(DistTag) {
		t := w.target(i)
		if t.State == Tagged {
			continue
		}
		errs = append(errs, w.do(ctx, task{
			targets: []int{i}, name: t.String(), step: "move " + t.Name, what: t.Where + " " + t.Package,
			look: func(ctx context.Context) (State, error) { return w.lookDistTag(ctx, i) },
			act: func(ctx context.Context) error {
				return w.Feeds[t.Where].(feed.Tagger).Tag(ctx, t.Package, t.Name, t.Version) //nolint:forcetypeassert // Only those of Taggers are targets.
			},
		}))
	}
	return errors.Join(errs...)
}

// pushTags gives the commit its tags, all in one push.
func (w *work) pushTags(ctx context.Context) error {
	if len(w.missingTags()) == 0 {
		return nil
	}
	targets := w.targets(GitTag)
	return w.do(ctx, task{
		targets: targets, name: "git tags", step: "push tags", what: strings.Join(w.tagNames(targets), ", "),
		look:  w.lookGitTags,
		act:   func(ctx context.Context) error { return w.Tags.Push(ctx, w.Plan.Commit, w.tagNames(targets)) },
		retry: true, // Whether a push is allowed was asked before, so what fails now is the connection.
	})
}

// keepTags gives the checkout the tags too, which a run that was killed in the middle of its push has not. The release is
// complete without them.
func (w *work) keepTags(ctx context.Context) error {
	tags := w.tagNames(w.targets(GitTag))
	if len(tags) == 0 {
		return nil
	}
	if err := w.Tags.Keep(ctx, tags); err != nil {
		w.Progress.Printf("the tags are pushed, but not in this clone: run git fetch --tags (%s)", w.line(err))
	}
	return nil
}
