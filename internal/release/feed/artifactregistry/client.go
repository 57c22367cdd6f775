// Package artifactregistry asks the API of Google's Artifact Registry what the protocols of npm and Python do not show: whether a
// repository exists and accepts packages, what the caller may do, and which files it holds.
//
// Files are uploaded and fetched by the feeds of those protocols. [Feed] wraps one of them, so that a release fails before it begins
// rather than half-way, and does not download files whose digest the service knows.
package artifactregistry

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	api "cloud.google.com/go/artifactregistry/apiv1"
	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"google.golang.org/api/iterator"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Bounds of responses.
const (
	pageSize     = 1000             // pageSize is the most that the service has.
	mostFiles    = 1000             // mostFiles is of one version; ours have three at most.
	mostVersions = 100_000          // mostVersions is of one package.
	mostMessage  = 16 << 20         // mostMessage is of one page, in bytes.
	mostTime     = 90 * time.Second // mostTime is for a whole list, however many empty pages it has.
)

// Client asks the service. It may be used by several goroutines.
type Client struct {
	api    *api.Client
	source *credentials.Source
}

// Open returns a client without sending a request. The options override the standard ones.
func Open(ctx context.Context, source *credentials.Source, options ...option.ClientOption) (*Client, error) {
	standard := []option.ClientOption{
		option.WithTokenSource(source.TokenSource(ctx)),
		option.WithUserAgent("qdrant-cloud-public-api-release"),
		option.WithGRPCDialOption(grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(mostMessage))),
	}
	if project := source.QuotaProject(); project != "" {
		standard = append(standard, option.WithQuotaProject(project))
	}
	client, err := api.NewClient(ctx, append(standard, options...)...)
	if err != nil {
		return nil, fmt.Errorf("the Artifact Registry client cannot be created: %w", err)
	}
	return &Client{api: client, source: source}, nil
}

// Close ends the connections.
func (c *Client) Close() error { return c.api.Close() }

// Versions returns the versions of a package, in no order; none if the package does not exist.
func (c *Client) Versions(ctx context.Context, r Repository, pkg string) ([]string, error) {
	var versions []string
	err := c.ask(ctx, r, "list the versions of "+pkg, func(ctx context.Context) error {
		all := c.api.ListVersions(ctx, &artifactregistrypb.ListVersionsRequest{Parent: r.pkg(pkg), PageSize: pageSize})
		found, err := collect(all.Next, mostVersions)
		versions = versions[:0]
		for _, v := range found {
			versions = append(versions, lastSegment(v.GetName()))
		}
		return err
	})
	if notFound(err) {
		return nil, nil
	}
	return versions, err
}

// Has reports whether a version exists, whatever the index of the feed shows.
func (c *Client) Has(ctx context.Context, r Repository, pkg, version string) (bool, error) {
	err := c.ask(ctx, r, "look up "+pkg+" "+version, func(ctx context.Context) error {
		_, err := c.api.GetVersion(ctx, &artifactregistrypb.GetVersionRequest{Name: r.version(pkg, version)})
		return err
	})
	if notFound(err) {
		return false, nil
	}
	return err == nil, err
}

// Files returns the files of a version, with their SHA-256 if the service has it.
func (c *Client) Files(ctx context.Context, r Repository, pkg, version string) ([]feed.File, error) {
	var files []feed.File
	owner := r.version(pkg, version)
	err := c.ask(ctx, r, "list the files of "+pkg+" "+version, func(ctx context.Context) error {
		all := c.api.ListFiles(ctx, &artifactregistrypb.ListFilesRequest{Parent: r.Name(), PageSize: pageSize, Filter: fmt.Sprintf("owner=%q", owner)})
		found, err := collect(all.Next, mostFiles)
		files = files[:0]
		for _, f := range found {
			// Filters ignore case, and the response may name the project by its number.
			if after(f.GetOwner(), "/packages/") == after(owner, "/packages/") {
				files = append(files, feed.File{Name: lastSegment(f.GetName()), Size: f.GetSizeBytes(), SHA256: sha256Of(f)})
			}
		}
		return err
	})
	return files, err
}

// sha256Of returns the SHA-256 of a file in lower-case hexadecimal; empty if the service does not have it.
func sha256Of(f *artifactregistrypb.File) string {
	for _, h := range f.GetHashes() {
		if h.GetType() == artifactregistrypb.Hash_SHA256 && len(h.GetValue()) == 32 {
			return hex.EncodeToString(h.GetValue())
		}
	}
	return ""
}

// collect reads a whole list, page by page.
func collect[T any](next func() (T, error), most int) ([]T, error) {
	var all []T
	for {
		one, err := next()
		switch {
		case errors.Is(err, iterator.Done):
			return all, nil
		case err != nil:
			return nil, err
		case len(all) == most:
			return nil, fmt.Errorf("the list has more than %d entries", most)
		}
		all = append(all, one)
	}
}

// lastSegment returns the last part of a resource name. For a file that is its escaped path in the repository.
func lastSegment(name string) string {
	id := name[strings.LastIndex(name, "/")+1:]
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	return id[strings.LastIndexAny(id, "/:")+1:]
}

// after returns the part of a text after a mark.
func after(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	return rest
}

// ask makes a request, and repeats it with another token if the first was refused, because it may have expired.
func (c *Client) ask(ctx context.Context, r Repository, doing string, request func(ctx context.Context) error) error {
	// Without a token, report that error and not one of the connection.
	token, err := c.source.Token(ctx)
	if err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	err = request(limited)
	if status.Code(err) == codes.Unauthenticated {
		if _, err := c.source.Token(feed.Refused(ctx, feed.Login{Secret: token.AccessToken})); err != nil {
			return err
		}
		err = request(limited)
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	default:
		return c.explain(r, doing, err)
	}
}

// notFound reports whether the error is about something that does not exist.
func notFound(err error) bool {
	var of *feed.Error
	return errors.As(err, &of) && status.Code(of.Err) == codes.NotFound
}
