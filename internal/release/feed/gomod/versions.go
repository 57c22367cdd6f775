package gomod

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// Versions returns the versions that the proxy lists of a module, in no order.
func (p *Proxy) Versions(ctx context.Context, pkg string) ([]string, error) {
	doing := "list the versions of " + pkg
	all, err := paths(pkg, "v0.0.0")
	if err != nil {
		return nil, p.client.Wrong(doing, "%w", err)
	}
	answer, err := p.client.Do(ctx, httpfeed.Request{Doing: doing, URL: p.client.URL(path.Join(path.Dir(all[0]), "list"))})
	switch status := httpfeed.Status(err); {
	case status == http.StatusNotFound || status == http.StatusGone:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return strings.Fields(string(answer.Body)), nil
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
