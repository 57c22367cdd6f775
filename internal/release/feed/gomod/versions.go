package gomod

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/mod/semver"
)

// Versions returns the versions that the proxy lists of a module, in no order.
func (p *Proxy) Versions(ctx context.Context, pkg string) ([]string, error) {
	doing := "list the versions of " + pkg
	all, err := paths(pkg, "v0.0.0")
	if err != nil {
		return nil, p.client.Wrong(doing, "%w", err)
	}
	return p.list(ctx, doing, path.Join(path.Dir(all[0]), "list"))
}

// list reads a list of versions; none if the proxy does not have it.
func (p *Proxy) list(ctx context.Context, doing, at string) ([]string, error) {
	answer, err := p.read(ctx, doing, at)
	if err != nil || answer == nil {
		return nil, err
	}
	versions := strings.Fields(string(answer.Body))
	for _, listed := range versions {
		if !semver.IsValid(listed) {
			return nil, p.client.NotOfFeed(doing, answer, "it is no list of versions")
		}
	}
	return versions, nil
}

// Versions returns the versions that the folder lists of a module, in no order.
func (f *Folder) Versions(_ context.Context, pkg string) ([]string, error) {
	doing := "list the versions of " + pkg
	all, err := paths(pkg, "v0.0.0")
	if err != nil {
		return nil, f.wrong(doing, err)
	}
	content, err := f.read(path.Join(path.Dir(all[0]), "list"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, f.wrong(doing, err)
	}
	return strings.Fields(string(content)), nil
}
