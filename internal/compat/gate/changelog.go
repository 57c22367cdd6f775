package gate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/changelog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
)

// changelogFile is the changelog, in the root of the repository.
const changelogFile = "CHANGELOG.md"

// generatorPaths are the paths whose changes change the SDKs while the contract stays.
var generatorPaths = []string{
	"tools/", "templates/", "runtime/", "buf.gen.yaml",
	"cmd/protoc-gen-client/", "cmd/protoc-gen-lean/", "cmd/protoc-gen-ts/", "cmd/protoc-python/",
	"internal/contract/surface/", "internal/generate/clients/", "internal/generate/lean/", "internal/generate/stubs/",
}

// Changelog writes the changes since the base below Unreleased in CHANGELOG.md and keeps what people wrote there. It returns
// whether the file changed, and remarks on entries that people may want to review.
func (r *Review) Changelog(ctx context.Context, root string) (changed bool, remarks []changelog.Remark, err error) {
	path := filepath.Join(root, changelogFile)
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil, exit.With(exit.Usage, errors.New(changelogFile+" does not exist: create it with a heading # Changelog and a section ## [Unreleased]"))
	}
	if err != nil {
		return false, nil, err
	}
	parsed, err := changelog.Parse(changelogFile, string(content))
	if err != nil {
		return false, nil, exit.With(exit.Usage, err)
	}
	commits, err := r.commits(ctx, root)
	if err != nil {
		return false, nil, err
	}
	section := changelog.Generate(r.Report, r.Old, r.New, commits, changelog.Options{
		GoModule: string(r.Config.SDKs.Go.Module), NPM: string(r.Config.SDKs.TS.Package), REST: string(r.Config.API.REST),
		Generators: generatorPaths,
	})
	updated, remarks := changelog.Update(parsed, section)
	after := []byte(updated.String())
	if bytes.Equal(after, content) {
		return false, remarks, nil
	}
	return true, remarks, file.Write(path, after)
}

// commits returns the commits since the base, the newest first.
func (r *Review) commits(ctx context.Context, root string) ([]changelog.Commit, error) {
	if r.Base.Kind != source.Ref && r.Base.Kind != source.Adopted {
		return nil, nil
	}
	// The separator of the records is a character that no message contains.
	out, err := git.Output(ctx, root, "log", "-z", "--format=%x01%H %P%x00%s%x00%b%x00", "--name-only", r.since("HEAD"))
	if err != nil {
		return nil, err
	}
	var all []changelog.Commit
	for record := range strings.SplitSeq(out, "\x01") {
		parts := strings.SplitN(record, "\x00", 4)
		if len(parts) < 4 {
			continue
		}
		hashes := strings.Fields(parts[0])
		if len(hashes) == 0 {
			continue
		}
		commit := changelog.Commit{Hash: hashes[0], Parents: hashes[1:], Subject: parts[1], Body: parts[2]}
		for path := range strings.SplitSeq(parts[3], "\x00") {
			if path = strings.TrimSpace(path); path != "" {
				commit.Paths = append(commit.Paths, path)
			}
		}
		all = append(all, commit)
	}
	return all, nil
}

// CutChangelog updates the section Unreleased and turns it into the section of the next version, with a day like 2025-01-31. The
// file has to be committed before the release.
func (c Command) CutChangelog(ctx context.Context, day string) (err error) {
	defer noAnswer(&err)
	if err := c.Changelog(ctx); err != nil {
		return err
	}
	release, err := c.release(ctx)
	if err != nil {
		return err
	}
	if release.Version == release.Last {
		return exit.Usagef("nothing has changed since %s, so there is no section to write", release.Last)
	}
	settings, err := config.Load(c.Root)
	if err != nil {
		return err
	}
	path := filepath.Join(c.Root, changelogFile)
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	parsed, err := changelog.Parse(changelogFile, string(content))
	if err != nil {
		return exit.With(exit.Usage, err)
	}
	cut, err := changelog.Cut(parsed, release.Version, day, changelog.GitHub(string(settings.Project.Repository)))
	if err != nil {
		return exit.With(exit.Usage, err)
	}
	if err := file.Write(path, []byte(cut.String())); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "%s has a section %s now: review it, commit it, and run mage release\n", changelogFile, release.Version)
	return err
}

// Changelog updates the section Unreleased and prints what it did. Before the first release, only people write the section.
func (c Command) Changelog(ctx context.Context) (err error) {
	defer noAnswer(&err)
	r, err := Run(ctx, c.Options)
	if errors.Is(err, source.ErrNoRelease) {
		_, err := fmt.Fprintln(c.Out, "nothing is released yet: the first section of "+changelogFile+" is written by hand")
		return err
	}
	if err != nil {
		return oneLine(err)
	}
	changed, remarks, err := r.Changelog(ctx, c.Root)
	if err != nil {
		return err
	}
	word := "is up to date"
	if changed {
		word = "lists what changed since " + r.Report.Base
	}
	fmt.Fprintln(c.Out, changelogFile+" "+word)
	for _, remark := range remarks {
		now := "its change no longer exists"
		if remark.Generated != "" {
			now = "its generated text is now: " + remark.Generated
		}
		fmt.Fprintf(c.Out, "%s:%d: this entry was reworded by hand; %s\n", changelogFile, remark.Line, now)
	}
	return nil
}
