package artifactregistry

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"cloud.google.com/go/iam/apiv1/iampb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// rights returns the permissions for publishing, all of which roles/artifactregistry.writer has.
func rights(f Format) []string {
	needed := []string{
		"artifactregistry.repositories.get",
		"artifactregistry.repositories.downloadArtifacts",
		"artifactregistry.repositories.uploadArtifacts",
		"artifactregistry.versions.get",
		"artifactregistry.versions.list",
		"artifactregistry.files.list",
	}
	if f == NPM { // Its dist-tags are what the service calls tags.
		needed = append(needed, "artifactregistry.tags.list", "artifactregistry.tags.create", "artifactregistry.tags.update")
	}
	return needed
}

// Publishable checks that a repository exists, has the format of its address, and accepts packages.
func (c *Client) Publishable(ctx context.Context, r Repository) error {
	const doing = "look at the repository"
	found, err := c.get(ctx, r, doing)
	if err != nil {
		return err
	}
	switch found.GetMode() {
	case artifactregistrypb.Repository_STANDARD_REPOSITORY, artifactregistrypb.Repository_MODE_UNSPECIFIED: // Those from before there were modes.
		return nil
	case artifactregistrypb.Repository_REMOTE_REPOSITORY:
		return c.wrong(r, doing, "it is a remote repository, which only caches another registry", "set the address of a standard repository in sdk.yaml")
	case artifactregistrypb.Repository_VIRTUAL_REPOSITORY:
		advice := "set the address of a standard repository in sdk.yaml"
		if upstreams := ids(found.GetVirtualRepositoryConfig().GetUpstreamPolicies()); len(upstreams) > 0 {
			advice = "set the address of one of its upstreams in sdk.yaml (" + strings.Join(upstreams, ", ") + ")"
		}
		return c.wrong(r, doing, "it is a virtual repository, which accepts no uploads", advice)
	default:
		return c.wrong(r, doing, fmt.Sprintf("it has the unknown mode %s", found.GetMode()), "set the address of a standard repository in sdk.yaml")
	}
}

// Serves checks that users of the index get what is published: both are the same repository, or the index is a virtual one that
// prefers the published one to all other upstreams. Otherwise a package of the same name in another upstream could replace ours.
func (c *Client) Serves(ctx context.Context, index, published Repository) error {
	const doing = "look at the index"
	if index == published {
		return nil
	}
	found, err := c.get(ctx, index, doing)
	if err != nil {
		return err
	}
	upstreams := found.GetVirtualRepositoryConfig().GetUpstreamPolicies()
	ours := slices.IndexFunc(upstreams, func(u *artifactregistrypb.UpstreamPolicy) bool { return u.GetRepository() == published.Name() })
	if ours < 0 {
		return c.wrong(index, doing, "it does not read from "+published.Name()+", where the release publishes", "add that as an upstream, or set the address of the index in sdk.yaml")
	}
	for i, u := range upstreams {
		if i != ours && u.GetPriority() >= upstreams[ours].GetPriority() {
			return c.wrong(index, doing, fmt.Sprintf("a package of the same name in %s would take precedence over ours", feed.Line(u.GetRepository())),
				"give "+published.Name()+" the highest priority of its upstreams")
		}
	}
	return nil
}

// get gets a repository and checks that it has the format of its address.
func (c *Client) get(ctx context.Context, r Repository, doing string) (*artifactregistrypb.Repository, error) {
	var found *artifactregistrypb.Repository
	err := c.ask(ctx, r, doing, func(ctx context.Context) (err error) {
		found, err = c.api.GetRepository(ctx, &artifactregistrypb.GetRepositoryRequest{Name: r.Name()})
		return err
	})
	if err != nil {
		return nil, err
	}
	if format := found.GetFormat(); format != formats[r.Format] {
		return nil, c.wrong(r, doing, fmt.Sprintf("it holds packages of the format %s", format), "set the address of another one in sdk.yaml, or "+r.create())
	}
	return found, nil
}

// Missing returns the permissions for publishing that the caller lacks.
func (c *Client) Missing(ctx context.Context, r Repository) ([]string, error) {
	needed := rights(r.Format)
	var held []string
	err := c.ask(ctx, r, "check the permissions", func(ctx context.Context) error {
		answer, err := c.api.TestIamPermissions(ctx, &iampb.TestIamPermissionsRequest{Resource: r.Name(), Permissions: needed})
		held = answer.GetPermissions()
		return err
	})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(needed, func(permission string) bool { return slices.Contains(held, permission) }), nil
}

// Preflight checks before a release that the caller can publish to a repository.
func (c *Client) Preflight(ctx context.Context, r Repository) error {
	if err := c.Publishable(ctx, r); err != nil {
		return err
	}
	missing, err := c.Missing(ctx, r)
	if err == nil && len(missing) > 0 {
		return c.wrong(r, "check the permissions", c.lacks(r, missing...), c.grant(r))
	}
	return err
}

// ids returns the repositories of upstreams without their locations.
func ids(upstreams []*artifactregistrypb.UpstreamPolicy) []string {
	var ids []string
	for _, u := range upstreams {
		ids = append(ids, lastSegment(feed.Line(u.GetRepository())))
	}
	return ids
}
