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

// List the methods with route, permissions and callers (-match=backups -verb=DELETE -format=json -write)
//
// The filters -match, -service, -method and -permission look for a part of a name in upper or lower case; -match looks in
// the service, the method, the route and the permissions. -verb is a whole verb, -actor one of user, management_key and
// service_account. The formats are text, json and markdown. The exit code is 1 where no method matches. -write makes the
// pages in docs/api instead.
func Catalog(ctx context.Context, match, verb, service, method, permission, actor, format *string, write *bool) error {
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
