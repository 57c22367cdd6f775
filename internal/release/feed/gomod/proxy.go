package gomod

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"

	"golang.org/x/mod/modfile"

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

// Look returns the files of a version. The protocol has no digests: the small files are read, and the zip has to be fetched.
func (p *Proxy) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	doing := "look up " + pkg + " " + version
	all, err := paths(pkg, version)
	if err != nil {
		return nil, p.client.Wrong(doing, "%w", err)
	}
	var files []feed.File
	for _, at := range all {
		found, err := p.file(ctx, doing, pkg, version, at)
		if err != nil {
			return nil, err
		}
		if found != nil {
			files = append(files, *found)
		}
	}
	return files, nil
}

// file returns a file of a version; nil if the proxy does not have it.
func (p *Proxy) file(ctx context.Context, doing, pkg, version, at string) (*feed.File, error) {
	if path.Ext(at) == ".zip" {
		there, err := p.has(ctx, doing, at)
		if err != nil || !there {
			return nil, err
		}
		return &feed.File{Name: path.Base(at)}, nil
	}
	answer, err := p.read(ctx, doing, at)
	if err != nil || answer == nil {
		return nil, err
	}
	if err := checkForm(pkg, version, path.Ext(at), answer.Body); err != nil {
		return nil, p.client.NotOfFeed(doing, answer, err.Error())
	}
	sum := sha256.Sum256(answer.Body)
	return &feed.File{Name: path.Base(at), Size: int64(len(answer.Body)), SHA256: hex.EncodeToString(sum[:])}, nil
}

// checkForm returns an error if a small file does not have the form of the protocol. Its content may be that of another release.
func checkForm(pkg, version, end string, content []byte) error {
	if end == ".mod" {
		if found := modfile.ModulePath(content); found != pkg {
			return fmt.Errorf("it is no go.mod of %s", pkg)
		}
		return nil
	}
	var info struct{ Version string }
	if err := json.Unmarshal(content, &info); err != nil || info.Version != version {
		return fmt.Errorf("it is no .info of %s", version)
	}
	return nil
}

// read reads a file; nil if the proxy does not have it.
func (p *Proxy) read(ctx context.Context, doing, at string) (*httpfeed.Answer, error) {
	answer, err := p.client.Do(ctx, httpfeed.Request{Doing: doing, URL: p.client.URL(at)})
	if status := httpfeed.Status(err); status == http.StatusNotFound || status == http.StatusGone {
		return nil, nil //nolint:nilnil // It is not there, which is no error.
	}
	return answer, err
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
	_, err = p.list(ctx, doing, path.Join(path.Dir(all[0]), "list"))
	return err
}
