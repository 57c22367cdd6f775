package release

import (
	"context"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
)

// hasPrograms reports whether programs are built. They are files of the release on the forge: where there will be none, as for a preview
// and in local feeds, nobody would get them, and they take minutes. Who asks for them alone gets them everywhere.
func hasPrograms(settings *config.Config, d decision, at *destination, asked request) (bool, error) {
	configured := len(settings.Release.Programs) > 0
	if slices.Contains(asked.languages, plan.Programs) {
		if !configured {
			return false, exit.Usagef("-only=%s: sdk.yaml names no programs: leave it out, or add release.programs", plan.Programs)
		}
		return true, nil
	}
	if !configured || len(asked.languages) > 0 || d.version.Stage() == version.Preview {
		return false, nil
	}
	return at.forge != nil || asked.packs && !asked.Local, nil
}

// programs builds the programs of a commit, from its files alone.
func (c *Checkout) programs(ctx context.Context, settings *config.Config, d decision) ([]*program.Archive, error) {
	objects, err := git.OpenObjects(ctx, c.Root)
	if err != nil {
		return nil, err
	}
	defer objects.Close()
	files, err := objects.Files(d.commit.hash, ".", func(string, bool) bool { return true }, mostPackage)
	if err != nil {
		return nil, err
	}
	tag, err := d.goVersion()
	if err != nil {
		return nil, err
	}
	source := program.Source{
		Files: files, Version: d.version.String(), Tag: tag, Repository: strings.TrimSuffix(string(settings.Project.Repository), "/"),
	}
	return program.Build(ctx, source, settings.Release.Programs, func(what string) func(error) {
		line := c.Progress.Start("build " + what)
		return func(err error) { _ = line.End("", err) } // It is returned below as well.
	})
}
