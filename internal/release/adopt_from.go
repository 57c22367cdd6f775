package release

import (
	"bytes"
	"context"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
)

// adoptRef is the name that a fetched commit has in the clone while it is read.
const adoptRef = "refs/adopt/base"

// withCommit fetches a ref of a remote and calls use with its commit. Neither branches nor tags of the clone change.
func (c *Checkout) withCommit(ctx context.Context, remote, ref string, use func(commit string) error) (err error) {
	if remote == "" || ref == "" || strings.HasPrefix(remote, "-") || strings.HasPrefix(ref, "-") || strings.ContainsAny(ref, ":*^~ ") {
		return exit.Usagef("-from=%s#%s: write the address or the name of a remote, and a tag, branch or commit, like origin#v0.173.0", withoutLogin(remote), ref)
	}
	fetch := []string{"fetch", "--quiet", "--no-tags", "--no-prune", "--recurse-submodules=no", "--no-write-fetch-head", "--", remote, "+" + ref + ":" + adoptRef}
	if _, err := git.Output(ctx, c.Root, fetch...); err != nil {
		return exit.Usagef("%s of the remote %s cannot be fetched: %s", ref, withoutLogin(remote), git.Reason(err))
	}
	defer func() {
		_, removed := git.Output(context.WithoutCancel(ctx), c.Root, "update-ref", "-d", adoptRef)
		err = errors.Join(err, removed)
	}()
	at, err := commitOf(ctx, c.Root, adoptRef)
	if err != nil {
		return err
	}
	return use(at.hash)
}

// withoutLogin returns the address of a remote without user and password.
func withoutLogin(remote string) string {
	if parsed, err := url.Parse(remote); err == nil && parsed.User != nil {
		parsed.User = nil
		return parsed.String()
	}
	return remote
}

// oldCommit compiles the protos of a commit of a remote.
func (c *Checkout) oldCommit(ctx context.Context, remote, ref string, v version.Version) (old oldContract, err error) {
	err = c.withCommit(ctx, remote, ref, func(commit string) error {
		if old, err = c.contract(ctx, "git:"+commit); err != nil {
			return fmt.Errorf("%s of %s: %w", ref, withoutLogin(remote), err)
		}
		old.Version, old.From = v.String(), c.origin(remote, ref)
		return nil
	})
	return old, err
}

// origin describes a ref of a remote. A path on this machine means nothing to others.
func (c *Checkout) origin(remote, ref string) string {
	if path.IsAbs(remote) || strings.HasPrefix(remote, ".") || strings.HasPrefix(remote, "file:") {
		remote = path.Base(remote)
	}
	return withoutLogin(remote) + "#" + ref
}

// mostCode limits the generated Go code of a commit, in bytes.
const mostCode = 256 << 20

// oldPackage reads the contract out of the package of a version that a feed has. Go packages that are no package of a feed are in the
// tag of the remote.
func (c *Checkout) oldPackage(ctx context.Context, settings *config.Config, o Options, language lang.ID, wanted version.Version) (oldContract, error) {
	connect := c.localFeeds
	if !o.Local {
		connect = func(ctx context.Context) (*destination, error) { return c.production(ctx, settings, "") }
	}
	at, err := connect(ctx)
	if err != nil {
		return oldContract{}, err
	}
	e := at.of(language)[0]
	if e.lists == nil {
		return c.oldGo(ctx, at.history[0], wanted)
	}
	var lacking error
	for _, pkg := range packagesOf(settings, language) {
		v, err := highestIn(ctx, e, pkg, wanted)
		if err != nil {
			return oldContract{}, exit.With(exit.No, err)
		}
		if v.IsZero() {
			lacking = refusedPackage(e.Name, pkg, wanted)
			continue
		}
		file, content, err := fetched(ctx, e.feed, pkg, v.In(language.Language().Dialect))
		switch {
		case err != nil:
			return oldContract{}, exit.With(exit.No, err)
		case content == nil:
			lacking = refusedPackage(e.Name, pkg, v)
			continue
		}
		return c.unpacked(ctx, v, fmt.Sprintf("%s %s of %s (%s)", pkg, v, e.Name, withoutPortIf(at.local, e.index)), file, content)
	}
	return oldContract{}, lacking
}

// highestIn returns the highest version of a package that a feed has, unless one is wanted.
func highestIn(ctx context.Context, e endpoint, pkg string, wanted version.Version) (version.Version, error) {
	if !wanted.IsZero() {
		return wanted, nil
	}
	listed, err := e.lists.Versions(ctx, pkg)
	if err != nil {
		return wanted, err
	}
	for _, v := range lineage.Releases(listed) {
		if v.Stage() == version.Final && (wanted.IsZero() || v.Compare(wanted) > 0) {
			wanted = v
		}
	}
	return wanted, nil
}

// fetched returns the archive of a version: the wheel, the tarball or the module. The content is nil if the feed has none.
func fetched(ctx context.Context, from feed.Feed, pkg, v string) (name string, content []byte, err error) {
	files, err := from.Look(ctx, pkg, v)
	if err != nil {
		return "", nil, err
	}
	for _, end := range []string{".whl", ".tgz", ".tar.gz", ".zip"} {
		i := slices.IndexFunc(files, func(f feed.File) bool { return strings.HasSuffix(f.Name, end) })
		if i < 0 {
			continue
		}
		into := &bounded{}
		if err := from.Fetch(ctx, pkg, v, files[i].Name, into); err != nil {
			return "", nil, err
		}
		if into.Len() == 0 {
			return "", nil, fmt.Errorf("%s: %s is empty", from.Name(), files[i].Name)
		}
		return files[i].Name, into.Bytes(), sameDigest(from.Name(), files[i], into.Bytes())
	}
	return "", nil, nil
}

// sameDigest returns an error if a feed serves other bytes than its index says.
func sameDigest(where string, f feed.File, content []byte) error {
	sum := sha512.Sum512(content)
	if f.SHA256 != "" && f.SHA256 != (archive.Member{Content: content}).SHA256() || f.SHA512 != "" && f.SHA512 != hex.EncodeToString(sum[:]) {
		return fmt.Errorf("%s serves %s with other bytes than its index says", where, f.Name)
	}
	return nil
}

// bounded takes no more than a package may have.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > archive.MostBytes {
		return 0, fmt.Errorf("it has more than %d bytes, the limit for a package", archive.MostBytes)
	}
	return b.Buffer.Write(p)
}

// oldGo reads the contract out of the Go packages in the tag of a version.
func (c *Checkout) oldGo(ctx context.Context, remote string, wanted version.Version) (old oldContract, err error) {
	if wanted, err = c.highestTag(ctx, remote, wanted); err != nil {
		return old, err
	}
	err = c.withCommit(ctx, remote, wanted.Go(), func(commit string) error {
		objects, err := git.OpenObjects(ctx, c.Root)
		if err != nil {
			return err
		}
		defer objects.Close()
		files, err := objects.Files(commit, ".", func(name string, folder bool) bool { return folder || strings.HasSuffix(name, ".pb.go") }, mostCode)
		if err != nil {
			return err
		}
		var members []archive.Member
		for name, content := range files {
			members = append(members, archive.Member{Name: name, Content: content})
		}
		old, err = c.embedded(ctx, adopted.Record{Version: wanted.String(), From: "the Go packages of " + c.origin(remote, wanted.Go()), Commit: commit}, archive.Sort(members))
		return err
	})
	return old, err
}
