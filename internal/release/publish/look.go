package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// look looks at every target, side by side.
func (w *work) look(ctx context.Context) error {
	var looks []func() error
	for _, g := range w.groups {
		looks = append(looks, func() error { return w.orUnknown(g.files, w.lookGroup(ctx, g)) })
	}
	for _, i := range w.targets(DistTag) {
		looks = append(looks, func() error {
			_, err := w.lookDistTag(ctx, i)
			return w.orUnknown([]int{i}, err)
		})
	}
	looks = append(looks, func() error {
		_, err := w.lookGitTags(ctx)
		return w.orUnknown(w.targets(GitTag), err)
	})
	var group errgroup.Group
	group.SetLimit(w.Parallel)
	errs := make([]error, len(looks))
	for i, look := range looks {
		group.Go(func() error {
			errs[i] = look()
			return nil
		})
	}
	_ = group.Wait() // All of them are of interest, not the first one.
	w.recall()
	if slices.ContainsFunc(w.ledger().Targets, func(t Target) bool { return t.State == Conflict }) {
		return errConflict
	}
	return errors.Join(errs...)
}

// orUnknown notes that targets could not be looked at.
func (w *work) orUnknown(targets []int, err error) error {
	for _, i := range targets {
		if err != nil && w.target(i).State != Conflict {
			w.set(i, Unknown, w.line(err))
		}
	}
	return err
}

// recall decides which files that are there need no verification: those that an earlier run of this plan has verified, and all
// of them where the git tags are there. Those come last, so a release that has them was verified.
func (w *work) recall() {
	tags := w.targets(GitTag)
	sealed := len(tags) > 0 && !slices.ContainsFunc(tags, func(i int) bool { return w.target(i).State != Tagged })
	for _, i := range w.targets(File) {
		if w.target(i).State == Present && (sealed || w.before[i] == Verified) {
			w.set(i, Verified, w.target(i).Detail)
		}
	}
}

// lookGroup looks at the files of one version of a package and notes what is there.
func (w *work) lookGroup(ctx context.Context, g group) error {
	var held []feed.File
	err := w.Patience.try(ctx, func() (err error) {
		held, err = w.Feeds[g.feed].Look(ctx, g.pkg, g.version)
		return err
	})
	if err != nil {
		return err
	}
	for _, i := range g.files {
		state, detail, err := w.judge(ctx, w.Plan.Artifacts[i], held)
		if err != nil {
			return err
		}
		w.see(i, state, detail)
	}
	w.noOthers(g, held)
	return nil
}

// noOthers notes a conflict where the feed holds a file of this version that is not of the plan: somebody else has released
// under it, and users could get that file instead of ours.
func (w *work) noOthers(g group, held []feed.File) {
	for _, f := range held {
		if !slices.ContainsFunc(g.files, func(i int) bool { return w.Plan.Artifacts[i].File == f.Name }) {
			w.set(g.files[0], Conflict, fmt.Sprintf("the feed also has %s of %s %s, which is not of this release", oneLine(f.Name), g.pkg, g.version))
			return
		}
	}
}

// judge says what a feed holds of an artifact.
func (w *work) judge(ctx context.Context, a plan.Artifact, held []feed.File) (State, string, error) {
	at := slices.IndexFunc(held, func(f feed.File) bool { return f.Name == a.File })
	if at < 0 {
		return Absent, "", nil
	}
	detail := ""
	if held[at].Gone != "" {
		detail = "deprecated: " + oneLine(held[at].Gone)
	}
	got, want, err := w.digests(ctx, a, held[at])
	switch {
	case err != nil:
		return Unknown, "", err
	case got != want:
		return Conflict, fmt.Sprintf("the feed holds %s, planned is %s", short(got), short(want)), nil
	default:
		return Present, detail, nil
	}
}

// digests are what a feed holds of a file and what is planned, as texts that are equal where the bytes are.
func (w *work) digests(ctx context.Context, a plan.Artifact, held feed.File) (got, want string, err error) {
	planned := "SHA-256 " + a.SHA256
	switch {
	case held.SHA256 != "":
		return "SHA-256 " + oneLine(held.SHA256), planned, nil
	case held.Size != 0 && held.Size != a.Size:
		return fmt.Sprintf("%d bytes", held.Size), fmt.Sprintf("%d bytes", a.Size), nil
	}
	if local, err := w.local.sha512(a); held.SHA512 != "" && err == nil {
		return "SHA-512 " + oneLine(held.SHA512), "SHA-512 " + local, nil
	}
	var sum *boundedHash
	err = w.Patience.try(ctx, func() error {
		sum = &boundedHash{hash: sha256.New(), left: a.Size}
		err := w.Feeds[a.Feed].Fetch(ctx, a.Package, a.Version, a.File, sum)
		if sum.over {
			return nil // Whatever the feed makes of that.
		}
		return err
	})
	switch {
	case err != nil:
		return "", "", err
	case sum.over:
		return fmt.Sprintf("more than %d bytes", a.Size), fmt.Sprintf("%d bytes", a.Size), nil
	default:
		return "SHA-256 " + hex.EncodeToString(sum.hash.Sum(nil)), planned, nil
	}
}

// short is the beginning of a digest, as people compare it.
func short(digest string) string {
	const most = len("SHA-256 ") + 16
	return digest[:min(len(digest), most)]
}

// boundedHash hashes what is written to it and takes no more than it should be.
type boundedHash struct {
	hash hash.Hash
	left int64
	over bool
}

func (b *boundedHash) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		b.over = true
		return 0, errors.New("the file is larger than planned")
	}
	return b.hash.Write(p)
}

// lookDistTag looks where a name of versions stands.
func (w *work) lookDistTag(ctx context.Context, i int) (State, error) {
	t := w.target(i)
	var tags map[string]string
	err := w.Patience.try(ctx, func() (err error) {
		tags, err = w.Feeds[t.Where].(feed.Tagger).Tags(ctx, t.Package) //nolint:forcetypeassert // Only those of Taggers are targets.
		return err
	})
	if err != nil {
		return Unknown, err
	}
	state, detail := Absent, ""
	switch now := tags[t.Name]; {
	case now == t.Version:
		state = Tagged
	case newer(now, t.Version):
		// A release that is finished late must not take users back.
		state, detail = Tagged, fmt.Sprintf("%s has moved on to %s, which is newer", t.Name, now)
	case now != "":
		detail = fmt.Sprintf("%s is %s", t.Name, oneLine(now))
	}
	w.see(i, state, detail)
	return state, nil
}

// newer says whether a version that a feed names is newer than one of ours. What is no version of ours is not.
func newer(now, ours string) bool {
	a, err := version.Parse(now)
	if err != nil {
		return false
	}
	b, err := version.Parse(ours)
	return err == nil && a.Compare(b) > 0
}

// lookGitTags looks which of the git tags are there. They are one target: all of them or none.
func (w *work) lookGitTags(ctx context.Context) (State, error) {
	targets := w.targets(GitTag)
	if len(targets) == 0 {
		return Tagged, nil
	}
	var commits map[string]string
	err := w.Patience.try(ctx, func() (err error) {
		commits, err = w.Tags.Look(ctx, w.tagNames(targets))
		return err
	})
	if err != nil {
		return Unknown, err
	}
	all := Tagged
	for _, i := range targets {
		switch commit := commits[w.target(i).Name]; commit {
		case w.Plan.Commit:
			w.see(i, Tagged, "")
		case "":
			w.see(i, Absent, "")
			if all != Conflict {
				all = Absent
			}
		default:
			w.see(i, Conflict, fmt.Sprintf("the tag is of commit %.12s, planned is %.12s", commit, w.Plan.Commit))
			all = Conflict
		}
	}
	return all, nil
}

func (w *work) tagNames(targets []int) []string {
	names := make([]string, len(targets))
	for n, i := range targets {
		names[n] = w.target(i).Name
	}
	return names
}

// missingTags are the git tags that are not there.
func (w *work) missingTags() []string {
	var missing []int
	for _, i := range w.targets(GitTag) {
		if w.target(i).State != Tagged {
			missing = append(missing, i)
		}
	}
	return w.tagNames(missing)
}
