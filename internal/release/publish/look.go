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

// look reads the state of every target, in parallel.
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
	looks = append(looks, func() error {
		_, err := w.lookForge(ctx)
		return w.orUnknown(w.targets(Forge), err)
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
	_ = group.Wait() // The errors are in errs.
	w.recall()
	attestations := w.lookAttestations(ctx) // Whether they matter follows from the other targets.
	if slices.ContainsFunc(w.ledger().Targets, func(t Target) bool { return t.State == Conflict }) {
		return errConflict
	}
	return errors.Join(errors.Join(errs...), attestations)
}

// orUnknown records that the state of targets could not be read.
func (w *work) orUnknown(targets []int, err error) error {
	for _, i := range targets {
		if err != nil && w.target(i).State != Conflict {
			w.set(i, Unknown, w.line(err))
		}
	}
	return err
}

// recall marks files as verified that need no verification: those that an earlier run of this plan has verified, and all of them if the git
// tags exist, which are pushed after the verification. They are pushed after the dist-tags have moved as well, so one that is at another
// version now was moved on purpose since, such as latest back to a good version, and stays there.
func (w *work) recall() {
	tags := w.targets(GitTag)
	sealed := len(tags) > 0 && !slices.ContainsFunc(tags, func(i int) bool { return w.target(i).State != Tagged })
	whole := !slices.ContainsFunc(w.targets(File), func(i int) bool { return !w.target(i).there() })
	for _, i := range w.targets(DistTag) {
		if t := w.target(i); sealed && whole && !t.there() && t.State == Absent && t.Detail != "" {
			w.set(i, Tagged, t.Detail+" since; mage latest moves it")
		}
	}
	for _, i := range w.targets(File) {
		if w.target(i).State == Present && (sealed || w.before[i] == Verified) {
			w.set(i, Verified, w.target(i).Detail)
		}
	}
}

// lookGroup reads the state of the files of one version of a package.
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

// noOthers records a conflict if the feed has a file of this version that is not in the plan: somebody else has published it, and users
// could get it instead of ours.
func (w *work) noOthers(g group, held []feed.File) {
	for _, f := range held {
		if !slices.ContainsFunc(g.files, func(i int) bool { return w.Plan.Artifacts[i].File == f.Name }) {
			w.set(g.files[0], Conflict, fmt.Sprintf("the feed also has %s of %s %s, which is not in the plan", oneLine(w.Redact(f.Name)), g.pkg, g.version))
			return
		}
	}
}

// judge compares an artifact with the files in a feed.
func (w *work) judge(ctx context.Context, a plan.Artifact, held []feed.File) (State, string, error) {
	at := slices.IndexFunc(held, func(f feed.File) bool { return f.Name == a.File })
	if at < 0 {
		return Absent, "", nil
	}
	detail := ""
	if held[at].Gone != "" {
		detail = "deprecated: " + oneLine(w.Redact(held[at].Gone))
	}
	got, want, err := w.digests(ctx, a, held[at])
	switch {
	case err != nil:
		return Unknown, "", err
	case got != want:
		return Conflict, fmt.Sprintf("the feed has %s, the plan %s", short(got), short(want)), nil
	default:
		return Present, detail, nil
	}
}

// digests describes the file in the feed and the planned one, in texts that are equal if and only if the bytes are.
func (w *work) digests(ctx context.Context, a plan.Artifact, held feed.File) (got, want string, err error) {
	planned := "SHA-256 " + a.SHA256
	switch {
	case held.SHA256 != "":
		return "SHA-256 " + oneLine(w.Redact(held.SHA256)), planned, nil
	case held.Size != 0 && held.Size != a.Size:
		return fmt.Sprintf("%d bytes", held.Size), fmt.Sprintf("%d bytes", a.Size), nil
	}
	if local, err := w.local.sha512(a); held.SHA512 != "" && err == nil {
		return "SHA-512 " + oneLine(w.Redact(held.SHA512)), "SHA-512 " + local, nil
	}
	var sum *boundedHash
	err = w.Patience.try(ctx, func() error {
		sum = &boundedHash{hash: sha256.New(), left: a.Size}
		err := w.Feeds[a.Feed].Fetch(ctx, a.Package, a.Version, a.File, sum)
		if sum.over {
			return nil // The feed cannot tell why the download was cut off.
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

// short shortens a digest for people.
func short(digest string) string {
	const most = len("SHA-256 ") + 16
	return digest[:min(len(digest), most)]
}

// boundedHash hashes what is written to it, and fails once that is more than the planned size.
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

// lookDistTag reads the version of a dist-tag.
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
	case newer(now, t.Version) && !(t.Name == version.TagLatest && isPre(now)):
		// A release that is finished late must not move users back.
		state, detail = Tagged, fmt.Sprintf("%s is already at %s, which is newer", t.Name, now)
	case now != "":
		detail = fmt.Sprintf("%s is %s", t.Name, oneLine(w.Redact(now)))
	}
	w.see(i, state, detail)
	return state, nil
}

// newer reports whether a version in a feed is newer than one of ours. A text that is no version is not.
func newer(now, ours string) bool {
	a, err := version.Parse(now)
	if err != nil {
		return false
	}
	b, err := version.Parse(ours)
	return err == nil && a.Compare(b) > 0
}

// isPre reports whether a version in a feed is a pre-release or a preview: the first version of a package is latest, whatever it is.
func isPre(now string) bool {
	v, err := version.Parse(now)
	return err == nil && v.Stage() != version.Final
}

// lookGitTags reads which git tags exist. They are pushed together, so they share one state.
func (w *work) lookGitTags(ctx context.Context) (State, error) {
	targets := w.targets(GitTag)
	if len(targets) == 0 {
		return Tagged, nil
	}
	var commits map[string]string
	err := w.Patience.tryWhere(ctx, func() (err error) {
		commits, err = w.Tags.Look(ctx, w.tagNames(targets))
		return err
	}, func(error) bool { return true })
	if err != nil {
		return Unknown, err
	}
	all, others := Tagged, map[string]string{}
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
			w.see(i, Conflict, fmt.Sprintf("the tag is on commit %.12s, the plan is of %.12s", commit, w.Plan.Commit))
			all, others[w.target(i).Name] = Conflict, commit
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.others = others
	return all, nil
}

// lookForge reads the release on the forge.
func (w *work) lookForge(ctx context.Context) (State, error) {
	state := Published
	for _, i := range w.targets(Forge) {
		var published bool
		var detail string
		err := w.Patience.try(ctx, func() (err error) {
			published, detail, err = w.Announce.Look(ctx, w.Plan.Release)
			return err
		})
		if err != nil {
			return Unknown, err
		}
		if !published {
			state = Absent
		}
		w.see(i, state, detail)
	}
	return state, nil
}

func (w *work) tagNames(targets []int) []string {
	names := make([]string, len(targets))
	for n, i := range targets {
		names[n] = w.target(i).Name
	}
	return names
}

// missingTags returns the git tags that do not exist.
func (w *work) missingTags() []string {
	var missing []int
	for _, i := range w.targets(GitTag) {
		if w.target(i).State != Tagged {
			missing = append(missing, i)
		}
	}
	return w.tagNames(missing)
}
