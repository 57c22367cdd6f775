package npm

import (
	"context"
	"maps"
	"slices"
)

// Versions returns all versions that the registry has or had, in no order: removed ones cannot be published again.
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
