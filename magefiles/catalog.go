//go:build mage

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
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
	query := catalog.Query{
		Match: value(match), Verb: value(verb), Service: value(service), Method: value(method),
		Permission: value(permission), Actor: value(actor),
	}
	if err := query.Check(); err != nil {
		return mg.Fatal(exitUsage, err)
	}
	s, err := open(ctx)
	if err != nil {
		return err
	}
	contract, err := image.FromDir(ctx, "proto")
	if err != nil {
		return err
	}
	all, err := catalog.Of(contract)
	if err != nil {
		return err
	}
	if write != nil && *write {
		return catalog.Write(filepath.Join(s.root, catalog.Dir), all.Pages())
	}
	found := all.Filter(query)
	out, err := found.Format(value(format))
	if err != nil {
		return mg.Fatal(exitUsage, err)
	}
	if _, err := os.Stdout.Write(out); err != nil {
		return err
	}
	if len(found.Methods) == 0 {
		return mg.Fatal(exitNo, fmt.Sprintf("no method of the contract matches %s", query))
	}
	return nil
}

// value is the text of a flag that may be left out.
func value(flag *string) string {
	if flag == nil {
		return ""
	}
	return *flag
}
