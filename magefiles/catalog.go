//go:build mage

package main

import (
	"context"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
)

// List the methods of the API with their routes, permissions and callers
//
// The filters add up, and ignore upper and lower case. The exit code is 1 if no method matches.
func Catalog(ctx context.Context,
	match *string, // a part of the name of the service or method, of the route or of a permission
	verb *string, // a verb of HTTP: DELETE
	service *string, // a part of the name of the service
	method *string, // a part of the name of the method
	permission *string, // a part of the name of a permission
	actor *string, // who may call it: user, management_key or service_account
	format *string, // text (the default), json or markdown
	write *bool, // write the pages in docs/api instead
) error {
	return fail(catalog.Command{
		Root: root(), Out: os.Stdout, Format: value(format), Write: value(write),
		Query: catalog.Query{
			Match: value(match), Verb: value(verb), Service: value(service), Method: value(method),
			Permission: value(permission), Actor: value(actor),
		},
	}.Run(ctx))
}
