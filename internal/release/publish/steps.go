package publish

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// upload uploads what is missing: first one file alone, so that only one of two concurrent releases continues, then packages in parallel
// with the files of each in order. A conflict stops all uploads; after another error the other packages continue, because the next run then
// has less to upload.
func (w *work) upload(ctx context.Context) error {
	if err := w.uploadFiles(ctx); err != nil {
		return err
	}
	return w.lookAttestations(ctx)
}

func (w *work) uploadFiles(ctx context.Context) error {
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
		g := w.groups[n] // With the first file, because a look covers the whole group.
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

// sideBySide calls do in parallel for each number below n, and returns all errors.
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
		w.Progress.Printf("%s exists already, with the same bytes", t)
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
			if err := w.Uploading(a.Feed); err != nil {
				return err
			}
			attestation, err := w.attestation(a)
			if err != nil {
				return err
			}
			return w.Feeds[a.Feed].Upload(ctx, feed.Artifact{
				Package: a.Package, Version: a.Version, File: a.File, Path: w.local.path(a), Size: a.Size, SHA256: a.SHA256, Attestation: attestation,
			})
		},
	})
}

// stateOf is the state of a file in its feed. A conflict of any file counts for the whole group: nothing is added to it.
func (w *work) stateOf(g group, i int) State {
	if slices.ContainsFunc(g.files, func(i int) bool { return w.target(i).State == Conflict }) {
		return Conflict
	}
	if t := w.target(i); t.there() {
		return t.State
	}
	return Absent
}

// verify verifies the feeds that are not, side by side.
func (w *work) verify(ctx context.Context) error {
	var feeds []string
	for _, f := range w.Plan.Feeds {
		if slices.ContainsFunc(w.files(f.Name), func(i int) bool { return w.target(i).State != Verified }) {
			feeds = append(feeds, f.Name)
		}
	}
	return w.sideBySide(len(feeds), func(n int) error {
		name := feeds[n]
		step := w.Progress.Start("verify " + name)
		err := w.Verify[name](ctx)
		switch {
		case ctx.Err() != nil:
			err = context.Cause(ctx)
		case ofThisMachine(err):
			return step.End("", fmt.Errorf("verify %s: this machine failed, which shows nothing about the packages: fix that and run it again: %w", name, err))
		default:
			for _, i := range w.files(name) {
				if err == nil {
					w.set(i, Verified, w.target(i).Detail)
				} else {
					w.set(i, Failed, "verification failed: "+w.line(err))
				}
			}
		}
		if err != nil {
			err = fmt.Errorf("what the feed %s serves does not verify: %w", name, err)
		}
		return step.End("", err)
	})
}

// machineFailure matches what programs print when the machine has failed them: no space, no memory, no network.
var machineFailure = regexp.MustCompile(`(?i)cannot allocate memory|out of memory|\bENOMEM\b|signal: killed|` +
	`network is unreachable|no route to host|temporary failure in name resolution|\b(ENETUNREACH|EAI_AGAIN|EHOSTUNREACH)\b`)

// ofThisMachine reports whether a verification failed for a reason that is not in the packages.
func ofThisMachine(err error) bool {
	return err != nil && (run.IsFullDisk(err) || machineFailure.MatchString(err.Error()))
}

// files are the targets in a feed that are files.
func (w *work) files(feed string) []int {
	return slices.DeleteFunc(w.targets(File), func(i int) bool { return w.target(i).Where != feed })
}

// moveDistTags moves the dist-tags to this version.
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

// pushTags pushes all git tags at once.
func (w *work) pushTags(ctx context.Context) error {
	if len(w.missingTags()) == 0 {
		return nil
	}
	targets := w.targets(GitTag)
	return w.do(ctx, task{
		targets: targets, name: "git tags", step: "push tags", what: strings.Join(w.tagNames(targets), ", "),
		look:  w.lookGitTags,
		act:   func(ctx context.Context) error { return w.Tags.Push(ctx, w.Plan.Commit, w.tagNames(targets)) },
		retry: true, // Preflight has checked the right to push, so an error now comes from the connection.
	})
}

// announce publishes the release on the forge.
func (w *work) announce(ctx context.Context) error {
	for _, i := range w.targets(Forge) {
		t := w.target(i)
		if t.State == Published {
			continue
		}
		err := w.do(ctx, task{
			targets: []int{i}, name: t.String(), step: "release on " + t.Where, what: t.Name,
			look: w.lookForge,
			act:  func(ctx context.Context) error { return w.Announce.Publish(ctx, w.Plan.Release) },
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keepTags copies the tags into the checkout, where they are missing after a push that was killed. The release is complete without that,
// so it never fails.
func (w *work) keepTags(ctx context.Context) error {
	tags := w.tagNames(w.targets(GitTag))
	if len(tags) == 0 {
		return nil
	}
	if err := w.Tags.Keep(ctx, tags); err != nil {
		w.Progress.Printf("the tags are pushed, but this clone lacks them: run git fetch --tags (%s)", w.line(err))
	}
	return nil
}
