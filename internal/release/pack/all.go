package pack

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
)

// Options are what is packed, and as what.
type Options struct {
	Root      string          // Root is the checkout, whose folder gen is packed.
	Out       string          // Out is where the files go, from Root where it is not absolute; "dist" where it is empty.
	Languages []lang.ID       // Languages are those that are packed, [plan.Programs] among them; what is in Out of others stays. Empty means all.
	Version   version.Version // Version is the one that the artifacts carry, whatever the manifests under gen say.
	GoVersion string          // GoVersion is the version of the Go module where it is another: a pseudo-version.

	Commit  string         // Commit is the full hash of what is packed.
	Time    time.Time      // Time is that of the commit.
	Project config.Project // Project is what the packages say of themselves.

	// Committed holds the files that a language is packed from to the commit, before anything is built of them: those of its
	// folder, and those beside it by their paths from Root. nil holds them to nothing.
	Committed func(ctx context.Context, folder string, members, beside []archive.Member) error

	// Programs builds the programs of the commit; nil has none.
	Programs func(ctx context.Context) ([]*program.Archive, error)

	// Check has a say before anything is written; nil agrees.
	Check func([]Artifact) error

	Locks   map[string]string // Locks are the SHA-256 of the files that pin the tools, by path, for the provenance.
	Builder string            // Builder is a URI that stands for who runs the build; empty on somebody's own machine.
}

func (o Options) goVersion() string {
	if o.GoVersion != "" {
		return o.GoVersion
	}
	return o.Version.Go()
}

// Artifact is a file for a feed, or an archive with a program.
type Artifact struct {
	Language lang.ID `json:"language"`
	Package  string  `json:"package"` // Package is the name in the feed.
	Version  string  `json:"version"` // Version is in the dialect of the feed.
	File     string  `json:"file"`    // File is the name in the feed.
	Path     string  `json:"path"`    // Path is where it lies: from the root, with slashes, or absolute where that is elsewhere.
	Size     int64   `json:"size"`    // Size is in bytes.
	SHA256   string  `json:"sha256"`  // SHA256 is in lower-case hexadecimal.
}

// Made is a file for a feed that was made but not written.
type Made struct {
	language                 lang.ID
	kind, pkg, version, file string

	content []byte
	prefix  string           // prefix is the folder in the archive that all of it is in; empty where it is not in one.
	folder  []archive.Member // folder is what it was made from.
	program *program.Archive // program is what it was made from, of one that is for no feed; nil for the others.
}

type artifact = Made

// Archive returns an artifact whose members are all in the folder prefix. The kind is one of the formats of the language.
func Archive(id lang.ID, kind, pkg, version, file, prefix string, content []byte) *Made {
	return &Made{language: id, kind: kind, pkg: pkg, version: version, file: file, content: content, prefix: prefix}
}

// LanguageError reports that packages can't be made for a language.
type LanguageError struct{ Language lang.ID }

func (e *LanguageError) Error() string {
	return fmt.Sprintf("%q is not a language that can be packed; use some of %s", e.Language, lang.Join(folders()))
}

// ExitCode is [exit.Usage].
func (*LanguageError) ExitCode() exit.Code { return exit.Usage }

func (o Options) packs(language lang.ID) bool {
	return len(o.Languages) == 0 || slices.Contains(o.Languages, language)
}

var commitPattern = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// All packs every language, side by side, builds the programs, and writes the artifacts to a folder each below Out; with a bill of
// materials and a provenance beside each, and SHA256SUMS over everything. The tools are to be in the PATH of env, which is added to the
// caller's environment. The same commit and version give the same bytes.
//
// Artifacts that should not be published are a *[ContentError]; then, as with every error, Out stays as it was.
func All(ctx context.Context, env []string, o Options) ([]Artifact, error) {
	switch {
	case o.Version.IsZero():
		return nil, errors.New("nothing can be packed without a version")
	case !commitPattern.MatchString(o.Commit):
		return nil, fmt.Errorf("%q is no full hash of a commit: packages have to say what they are made of", o.Commit)
	case o.Time.IsZero():
		return nil, fmt.Errorf("the commit %s has no time", o.Commit)
	case o.Project.Repository == "":
		return nil, errors.New("packages have to say where their source is: set project.repository in sdk.yaml")
	}
	for _, id := range o.Languages {
		if !slices.Contains(folders(), id) {
			return nil, &LanguageError{id}
		}
	}
	ids := slices.DeleteFunc(Languages.IDs(), func(id lang.ID) bool { return !o.packs(id) })
	made := make([][]*artifact, len(ids))
	found := make([][]Finding, len(ids))
	group, building := errgroup.WithContext(ctx)
	for i, id := range ids {
		group.Go(func() (err error) {
			made[i], found[i], err = packed(building, env, o, id)
			if err != nil {
				return fmt.Errorf("pack gen/%s: %w", id, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var all []*artifact
	var findings []Finding
	for i := range ids {
		all, findings = append(all, made[i]...), append(findings, found[i]...)
	}
	if len(findings) > 0 {
		return nil, &ContentError{findings}
	}
	built, err := programs(ctx, o) // They take minutes, so they come after what may be refused within seconds.
	if err != nil {
		return nil, err
	}
	all = append(all, built...)
	return writeDist(ctx, o, all)
}

// packed builds one language and holds what was built to the rules. What it can't even build for its content is a finding
// like the others, so that all languages are told at once.
func packed(ctx context.Context, env []string, o Options, id lang.ID) ([]*artifact, []Finding, error) {
	made, err := func() ([]*artifact, error) {
		members, err := folder(filepath.Join(o.Root, "gen", string(id)))
		if err != nil {
			return nil, err
		}
		besides, err := beside(o.Root, Languages[id].Beside)
		if err != nil {
			return nil, err
		}
		if o.Committed != nil {
			if err := o.Committed(ctx, "gen/"+string(id), members, besides); err != nil {
				return nil, err
			}
		}
		made, err := Languages[id].Build(ctx, env, o, slices.Concat(members, besides))
		for _, a := range made {
			a.folder = members
		}
		return made, err
	}()
	var content *ContentError
	if errors.As(err, &content) {
		for i := range content.Findings {
			content.Findings[i].Artifact = "gen/" + string(id)
		}
		return nil, content.Findings, nil
	}
	if err != nil {
		return nil, nil, err
	}
	findings, err := check(made)
	return made, findings, err
}

// beside reads files of the checkout.
func beside(root string, names []string) ([]archive.Member, error) {
	var members []archive.Member
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		members = append(members, archive.Member{Name: name, Content: content})
	}
	return members, nil
}
