package pypi

import (
	"context"
	"fmt"
	"strings"
)

// Versions returns the versions of the files that the index has of a package, in no order.
func (f *Feed) Versions(ctx context.Context, pkg string) ([]string, error) {
	doing := "list the versions of " + pkg
	page, err := f.page(ctx, doing, pkg)
	if err != nil || page == nil {
		return nil, err
	}
	links, err := parse(page, pkg)
	if err != nil {
		return nil, f.client.NotOfFeed(doing, page, fmt.Sprintf("its index of %s cannot be read: %v", pkg, err))
	}
	var all []string
	seen := map[string]bool{}
	for _, l := range links {
		if text := versionIn(l.Name, pkg); text != "" && !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all, nil
}

// versionIn returns the version in the name of a wheel or a source distribution of a package; empty for other files.
func versionIn(file, pkg string) string {
	if len(file) > mostName {
		return ""
	}
	if parts := wheelName.FindStringSubmatch(file); parts != nil {
		if normal(parts[1]) != normal(pkg) {
			return ""
		}
		return parts[2]
	}
	for _, end := range archives {
		base, ok := strings.CutSuffix(file, end)
		if !ok {
			continue
		}
		for i := range len(base) {
			if base[i] == '-' && normal(base[:i]) == normal(pkg) {
				return base[i+1:]
			}
		}
	}
	return ""
}
