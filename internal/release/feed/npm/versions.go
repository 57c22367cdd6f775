package npm

import (
	"context"
	"maps"
	"slices"
)

// Versions are all that the registry has of a package or has had, in no particular order: what was removed can't be had again.
func (f *Feed) Versions(ctx context.Context, pkg string) ([]string, error) {
	var all packument
	if err := f.document(ctx, "list the versions of "+pkg, pkg, &all); err != nil {
		return nil, err
	}
	versions := slices.Collect(maps.Keys(all.Versions))
	for version := range all.Time {
		if _, held := all.Versions[version]; !held && version != "created" && version != "modified" && version != "unpublished" {
			versions = append(versions, version)
		}
	}
	return versions, nil
}
