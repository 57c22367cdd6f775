// Package feed is what a release needs of a registry of packages: to look up what it holds, with digests, to upload, and to
// move a tag. The registries are in the packages below it; none of them belongs to one vendor.
package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
)

// Artifact is a file that is to be published.
type Artifact struct {
	Package string // Package is the name in the feed: of an npm package, of a distribution, of a Go module.
	Version string // Version is in the dialect of the feed.
	File    string // File is the name of the file in the feed.
	Path    string // Path is where it lies on disk.
	Size    int64
	SHA256  string // SHA256 is the digest in lower-case hexadecimal.
}

// File is a file that a feed holds. A digest that the feed does not tell is empty; then the file has to be fetched.
type File struct {
	Name   string
	Size   int64  // Size is 0 where the feed does not tell.
	SHA256 string // SHA256 is in lower-case hexadecimal.
	SHA512 string // SHA512 is in lower-case hexadecimal.
	Gone   string // Gone is the reason for which it was deprecated or yanked; empty where it was not.
}

// Feed is a registry. Its methods may be called from several goroutines.
type Feed interface {
	// Name is for people: what it is and where.
	Name() string

	// Look returns what the feed holds of a version; nothing where it does not have it.
	Look(ctx context.Context, pkg, version string) ([]File, error)

	// Fetch writes a file of a version as it is served.
	Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error

	// Upload publishes a file. That it is there already is an [ErrExists], whatever its bytes are: the caller looks.
	Upload(ctx context.Context, artifact Artifact) error
}

// Tagger is a feed whose versions can have names that move, as npm's dist-tags do.
type Tagger interface {
	// Tags are the names and the versions that they stand for.
	Tags(ctx context.Context, pkg string) (map[string]string, error)

	// Tag makes a name stand for a version.
	Tag(ctx context.Context, pkg, name, version string) error
}

// Deprecator is a feed that can warn users of a version, or hide it from those who have not pinned it.
type Deprecator interface {
	Deprecate(ctx context.Context, pkg, version, reason string) error
}

// Derived is a feed that has what the commit makes, before any release: to be there is not to be released.
type Derived interface{ Derived() }

// Preflighter is a feed that can tell before a release whether an upload would be refused.
type Preflighter interface {
	Preflight(ctx context.Context, pkg string) error
}

// Login is with what a request to a feed is authorized; the zero value is nobody's.
type Login struct {
	User   string // User is empty where Secret is a bearer token.
	Secret string // Secret is a password or token.
}

// Credentials give the login for the next request. They are asked for each one, so that what expires can be renewed during a
// long release; nil is nobody's.
type Credentials func(ctx context.Context) (Login, error)

type refused struct{}

// Refused is a context that tells [Credentials] that the feed did not accept this login, so that they don't give it again where
// they have another one.
func Refused(ctx context.Context, login Login) context.Context {
	return context.WithValue(ctx, refused{}, login)
}

// RefusedLogin is the login that was not accepted; the zero value where none was.
func RefusedLogin(ctx context.Context) Login {
	login, _ := ctx.Value(refused{}).(Login)
	return login
}

// ErrExists says that the feed has the file already. It is not worth a retry.
var ErrExists = errors.New("the feed has this file already")

// Error is a request that a feed did not fulfil.
type Error struct {
	Feed   string
	Doing  string // Doing is like "upload x-1.2.3.tgz".
	Status int    // Status is that of HTTP; 0 where no answer came.
	What   string // What is what the feed says, or what is wrong with its answer, on one line.
	Advice string // Advice is what to do.

	// Retry says that the same request may be tried again: after RetryAfter where it is not 0. Whether an upload has arrived in
	// spite of the error has to be looked up first.
	Retry      bool
	RetryAfter time.Duration

	Err error
}

func (e *Error) Error() string {
	text := e.Feed + ": " + e.Doing + ": "
	if e.Status != 0 {
		text += fmt.Sprintf("HTTP %d: ", e.Status)
	}
	text += e.What
	if e.Advice != "" {
		text += "; " + e.Advice
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Line makes one line, of bearable length, of a text that somebody else has written.
func Line(text string) string {
	const most = 300
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
