package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/embedded"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// packages are the names by which -from means the package of a language.
var packages = map[string]lang.ID{"go": lang.Go, "npm": lang.TypeScript, "ts": lang.TypeScript, "python": lang.Python, "pypi": lang.Python}

// oldContract is the contract of a version that is adopted, and where it was found.
type oldContract struct {
	adopted.Record
	adopted.Contract
}

// ShowAdopt adopts the contract of a version that was released from another tree, and prints what to do next.
func (c *Command) ShowAdopt(ctx context.Context, o Options, text, from string) error {
	r, err := c.Adopt(ctx, o, text, from)
	if err != nil {
		return err
	}
	assumed := ""
	if r.Assumed {
		assumed = "The package has no routes, permissions and other options of servers: they are taken as unchanged. -from=go, a commit or an image has them.\n"
	}
	_, err = fmt.Fprintf(c.Out, "%s is the base of the first release now, from %s\n%sReview mage diff, and commit %s and %s\n",
		r.Tag(), r.From, assumed, adopted.RecordFile, adopted.ImageFile)
	return err
}

// Adopt writes the contract of a version that was released from another tree into the folder lineage, as the base of comparisons until
// this tree has a release. The version defaults to the highest one, and from to its tag in the remote.
func (c *Checkout) Adopt(ctx context.Context, o Options, text, from string) (*adopted.Record, error) {
	settings, err := config.Load(c.Root)
	if err != nil {
		return nil, err
	}
	var wanted version.Version
	if text != "" {
		if wanted, err = version.Parse(strings.TrimPrefix(text, "v")); err != nil || wanted.Stage() != version.Final {
			return nil, exit.Usagef("-version=%s: write it like 0.173.0", text)
		}
	}
	old, err := c.oldContract(ctx, settings, o, wanted, from)
	if err != nil {
		return nil, err
	}
	tag, err := source.LastRelease(ctx, c.Root)
	switch {
	case err != nil && !errors.Is(err, source.ErrNoRelease):
		return nil, exit.With(exit.Usage, err)
	case err == nil && !gate.Continues(&old.Record, tag):
		return nil, &publish.RefusedError{Err: fmt.Errorf("%s is in the history of HEAD, so it is the base already, and %s is not above it: there is nothing to adopt", tag, old.Tag())}
	}
	tree, err := c.contract(ctx, "file:.")
	if err != nil {
		return nil, err
	}
	err = adopted.Adopt(c.Root, &old.Record, old.Contract, tree.Contract, func(encoded []byte) error { return gate.Whole(encoded, old.From) })
	return &old.Record, exit.With(exit.Usage, err)
}

// oldContract finds the contract that is adopted.
func (c *Checkout) oldContract(ctx context.Context, settings *config.Config, o Options, wanted version.Version, from string) (oldContract, error) {
	remote, ref, isRemote := strings.Cut(from, "#")
	_, unreadable := os.Stat(c.at(from))
	isFile := from != "" && unreadable == nil
	language, isPackage := packages[from]
	switch {
	case isPackage && !isFile:
		return c.oldPackage(ctx, settings, o, language, wanted)
	case from == "":
		remote = string(settings.Release.Remote)
		var err error
		if wanted, err = c.highestTag(ctx, remote, wanted); err != nil {
			return oldContract{}, err
		}
		return c.oldCommit(ctx, remote, wanted.Go(), wanted)
	case isRemote && !isFile:
		if wanted.IsZero() {
			var err error
			if wanted, err = version.ParseGoTag("", ref); err != nil {
				return oldContract{}, exit.Usagef("-version is missing: %s is no tag like v0.173.0", ref)
			}
		}
		return c.oldCommit(ctx, remote, ref, wanted)
	case wanted.IsZero():
		return oldContract{}, exit.Usagef("-version is missing: which version is the contract of %s?", from)
	case isFile && isArchive(from):
		content, err := archive.ReadFile(c.at(from), archive.MostBytes)
		if err != nil {
			return oldContract{}, exit.With(exit.Usage, err)
		}
		return c.unpacked(ctx, wanted, filepath.Base(from), filepath.Base(from), content)
	}
	old, err := c.contract(ctx, from)
	old.Version = wanted.String()
	if err == nil && isFile {
		old.From = filepath.Base(from)
		if content, err := os.ReadFile(c.at(from)); err == nil { // A folder has no digest.
			old.SHA256 = archive.Member{Content: content}.SHA256()
		}
	}
	return old, err
}

// at returns a path that a person has named, which is relative to the root.
func (c *Checkout) at(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.Root, name)
}

func isArchive(name string) bool {
	return slices.ContainsFunc([]string{".tgz", ".tar.gz", ".whl", ".zip"}, func(end string) bool { return strings.HasSuffix(name, end) })
}

// contract loads a contract as [source.Load] does.
func (c *Checkout) contract(ctx context.Context, spec string) (oldContract, error) {
	loaded, err := source.Load(ctx, source.Options{Root: c.Root}, spec)
	if err != nil {
		return oldContract{}, exit.With(exit.Usage, err)
	}
	read, err := loaded.Schema()
	if err != nil {
		return oldContract{}, exit.With(exit.Usage, err)
	}
	files, err := adopted.ContractOf(loaded.Encoded, read)
	return oldContract{adopted.Record{From: loaded.Name, Commit: loaded.Commit}, files}, err
}

// unpacked reads the contract out of a package.
func (c *Checkout) unpacked(ctx context.Context, v version.Version, from, file string, content []byte) (oldContract, error) {
	members, err := archive.ReadBytes(file, content)
	if err != nil {
		return oldContract{}, exit.With(exit.Usage, err)
	}
	return c.embedded(ctx, adopted.Record{Version: v.String(), From: from, SHA256: archive.Member{Content: content}.SHA256()}, members)
}

// embedded reads the contract out of generated code.
func (c *Checkout) embedded(ctx context.Context, r adopted.Record, members []archive.Member) (oldContract, error) {
	tree, err := c.contract(ctx, "file:.")
	if err != nil {
		return oldContract{}, err
	}
	var known []string
	for _, file := range tree.Files {
		known = append(known, file.GetName())
	}
	files, err := embedded.Read(members, known)
	if err != nil {
		return oldContract{}, exit.Usagef("%s: %w; name an image, a commit, or the package of another language", r.From, err)
	}
	own := func(file string) bool { return !strings.HasPrefix(file, "google/") && !strings.HasPrefix(file, "buf/") }
	return oldContract{r, adopted.Contract{Files: files, Own: own}}, nil
}

// highestTag returns the highest version that a remote has a tag of and that was not released from this tree, unless one is wanted.
func (c *Checkout) highestTag(ctx context.Context, remote string, wanted version.Version) (version.Version, error) {
	if !wanted.IsZero() {
		return wanted, nil
	}
	k := known{tagged: map[version.Version]string{}}
	if err := c.readTags(ctx, remote, &k); err != nil {
		return wanted, exit.With(exit.Usage, err)
	}
	for v := range k.tagged {
		if v.Stage() == version.Final && !slices.Contains(k.ours, v) && (wanted.IsZero() || v.Compare(wanted) > 0) {
			wanted = v
		}
	}
	if wanted.IsZero() {
		return wanted, exit.Usagef("%s has no tag vX.Y.Z of another tree: name the version and where its contract is, such as -version=0.173.0 -from=npm", remote)
	}
	return wanted, nil
}

// refusedPackage reports that a feed lacks a package to adopt.
func refusedPackage(name, pkg string, v version.Version) error {
	return exit.Usagef("%s has no package of %s %s: name another version or another source", name, pkg, cmp.Or(v.String(), "at all"))
}
