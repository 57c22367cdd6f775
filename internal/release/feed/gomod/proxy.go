package gomod

import (
	"context"
	"io"
	"net/http"
	"path"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// Proxy is a server with the layout of a module proxy that accepts files by PUT and maintains the list of versions itself. It is a
// [feed.Feed] and a [feed.Preflighter].
type Proxy struct{ client *httpfeed.Client }

// NewProxy returns the proxy at the URL of the options. A secret without a user is a bearer token.
func NewProxy(o httpfeed.Options) (*Proxy, error) {
	client, err := httpfeed.New(o)
	if err != nil {
		return nil, err
	}
	return &Proxy{client}, nil
}

// Name returns the name of the feed with its address.
func (p *Proxy) Name() string { return p.client.Name() }

// Look returns the files of a version. The protocol has no digests, so the files must be fetched.
func (p *Proxy) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	doing := "look up " + pkg + " " + version
	all, err := paths(pkg, version)
	if err != nil {
		return nil, p.client.Wrong(doing, "%w", err)
	}
	var files []feed.File
	for _, at := range all {
		there, err := p.has(ctx, doing, at)
		if err != nil {
			return nil, err
		}
		if there {
			files = append(files, feed.File{Name: path.Base(at)})
		}
	}
	return files, nil
}

func (p *Proxy) has(ctx context.Context, doing, at string) (bool, error) {
	ask := httpfeed.Request{Doing: doing, Method: http.MethodHead, URL: p.client.URL(at)}
	_, err := p.client.Do(ctx, ask)
	if status := httpfeed.Status(err); status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented {
		ask.Method = http.MethodGet
		_, err = p.client.Do(ctx, ask)
	}
	switch httpfeed.Status(err) {
	case http.StatusNotFound, http.StatusGone:
		return false, nil
	default:
		return err == nil, err
	}
}

// Fetch writes a file of a version.
func (p *Proxy) Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error {
	doing := "fetch " + file
	at, err := pathOf(pkg, version, file)
	if err != nil {
		return p.client.Wrong(doing, "%w", err)
	}
	return p.client.Fetch(ctx, httpfeed.Request{Doing: doing, URL: p.client.URL(at)}, to)
}

// Upload publishes a file. The request is conditional (RFC 9110, section 13.1.2), so that the server replaces no file.
func (p *Proxy) Upload(ctx context.Context, a feed.Artifact) error {
	doing := "upload " + a.File
	at, err := pathOf(a.Package, a.Version, a.File)
	if err != nil {
		return p.client.Wrong(doing, "%w", err)
	}
	content, err := p.client.Load(doing, a)
	if err != nil {
		return err
	}
	_, err = p.client.Do(ctx, httpfeed.Request{
		Doing: doing, Method: http.MethodPut, URL: p.client.URL(at), Body: content,
		Header: map[string]string{"If-None-Match": "*", "Content-Type": contentType(at)},
	})
	return httpfeed.Exists(err)
}

func contentType(file string) string {
	switch path.Ext(file) {
	case ".zip":
		return "application/zip"
	case ".info":
		return "application/json"
	default:
		return "text/plain; charset=utf-8"
	}
}

// Preflight requests the versions of a module with the login.
func (p *Proxy) Preflight(ctx context.Context, pkg string) error {
	if err := p.client.LoggedIn(ctx); err != nil {
		return err
	}
	doing := "look up " + pkg
	all, err := paths(pkg, "v0.0.0")
	if err != nil {
		return p.client.Wrong(doing, "%w", err)
	}
	_, err = p.has(ctx, doing, path.Join(path.Dir(all[0]), "list"))
	return err
}
