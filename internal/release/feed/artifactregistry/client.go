// Package artifactregistry is what Google's Artifact Registry says of itself beside the protocols of npm and Python: whether a
// repository is there and can be published to, who may do what, and which bytes it holds.
//
// Files go in and out by the feeds of those protocols. [Feed] puts this knowledge in front of one of them, so that a release
// learns before it begins what it would fail of, and does not download what the service knows the digest of.
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

// Bounds of what the service may answer.
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

// Open prepares a client; nothing is asked yet. The options come after those that are needed anyway.
func Open(ctx context.Context, source *credentials.Source, options ...option.ClientOption) (*Client, error) {
	standard := []option.ClientOption{
		option.WithTokenSource(source.TokenSource(ctx)),
		option.WithUserAgent("qdrant-cloud-public-api-release"),
		option.WithGRPCDialOption(grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(mostMessage))),
	}
	client, err := api.NewClient(ctx, append(standard, options...)...)
	if err != nil {
		return nil, fmt.Errorf("the Artifact Registry client cannot be created: %w", err)
	}
	return &Client{api: client, source: source}, nil
}

// Close ends the connections.
func (c *Client) Close() error { return c.api.Close() }

// Versions are the versions of a package, in no order; none where the package is not there.
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

// Has says whether a version is there, whatever the index of the feed shows.
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

// Files are the files of a version as far as the service tells, with their SHA-256 where it has that.
func (c *Client) Files(ctx context.Context, r Repository, pkg, version string) ([]feed.File, error) {
	var files []feed.File
	owner := r.version(pkg, version)
	err := c.ask(ctx, r, "list the files of "+pkg+" "+version, func(ctx context.Context) error {
		all := c.api.ListFiles(ctx, &artifactregistrypb.ListFilesRequest{Parent: r.Name(), PageSize: pageSize, Filter: fmt.Sprintf("owner=%q", owner)})
		found, err := collect(all.Next, mostFiles)
		files = files[:0]
		for _, f := range found {
			// Filters know no case. The project may be a number in what comes back.
			if after(f.GetOwner(), "/packages/") == after(owner, "/packages/") {
				files = append(files, feed.File{Name: lastSegment(f.GetName()), Size: f.GetSizeBytes(), SHA256: sha256Of(f)})
			}
		}
		return err
	})
	return files, err
}

// sha256Of is the SHA-256 of a file in lower-case hexadecimal; empty where the service does not tell it.
func sha256Of(f *artifactregistrypb.File) string {
	for _, h := range f.GetHashes() {
		if h.GetType() == artifactregistrypb.Hash_SHA256 && len(h.GetValue()) == 32 {
			return hex.EncodeToString(h.GetValue())
		}
	}
	return ""
}

// collect takes all of a list, page by page.
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

// lastSegment is the last part of the name of a resource. That of a file is its path in the repository, escaped.
func lastSegment(name string) string {
	id := name[strings.LastIndex(name, "/")+1:]
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	return id[strings.LastIndexAny(id, "/:")+1:]
}

// after is the part of a text that follows a mark.
func after(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	return rest
}

// ask makes a request, and once more with another token where the first was refused: it may have run out meanwhile.
func (c *Client) ask(ctx context.Context, r Repository, doing string, request func(ctx context.Context) error) error {
	// A token that can't be had is an error of its own and not one of the connection.
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

// notFound says whether something is not there.
func notFound(err error) bool {
	var of *feed.Error
	return errors.As(err, &of) && status.Code(of.Err) == codes.NotFound
}
