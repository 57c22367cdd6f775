// Package feed defines what a release needs from a package registry: looking up files with digests, uploading, and moving tags. The
// packages below it implement the registries.
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

// Artifact is a file to publish.
type Artifact struct {
	Package string // Package is the name in the feed: of an npm package, of a distribution, of a Go module.
	Version string // Version is in the notation of the feed.
	File    string // File is the name of the file in the feed.
	Path    string // Path is where it lies on disk.
	Size    int64
	SHA256  string // SHA256 is the digest in lower-case hexadecimal.

	Attestation []byte // Attestation is a bundle of Sigstore for an [Attester]; empty without one.
}

// File is a file in a feed. A digest that the feed does not report is empty; then the file must be fetched.
type File struct {
	Name   string
	Size   int64  // Size is 0 if the feed does not report it.
	SHA256 string // SHA256 is in lower-case hexadecimal.
	SHA512 string // SHA512 is in lower-case hexadecimal.
	Gone   string // Gone is why it was deprecated or yanked; empty if it was not.
}

// Feed is a registry. Its methods may be called from several goroutines.
type Feed interface {
	// Name returns the name and place of the feed, for messages.
	Name() string

	// Look returns the files of a version; none if the feed does not have it.
	Look(ctx context.Context, pkg, version string) ([]File, error)

	// Fetch writes a file of a version as served.
	Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error

	// Upload publishes a file. If it exists, the error is [ErrExists], whatever its bytes are: the caller compares them.
	Upload(ctx context.Context, artifact Artifact) error
}

// Tagger is a feed with movable names for versions, such as npm's dist-tags.
type Tagger interface {
	// Tags returns the names with their versions.
	Tags(ctx context.Context, pkg string) (map[string]string, error)

	// Tag points a name to a version.
	Tag(ctx context.Context, pkg, name, version string) error
}

// Untagger is a [Tagger] that can remove a name.
type Untagger interface {
	// Untag removes a name. It is no error if it does not exist.
	Untag(ctx context.Context, pkg, name string) error
}

// Deprecator is a feed that can warn users of a version, or hide it from those who have not pinned it.
type Deprecator interface {
	Deprecate(ctx context.Context, pkg, version, reason string) error
}

// Attester is a feed that takes the attestation of a file with its upload, and serves it.
type Attester interface {
	// Attestation returns the attestation of a file as a bundle of Sigstore; empty if the feed has none.
	Attestation(ctx context.Context, pkg, version, file string) ([]byte, error)
}

// Restorer is a [Deprecator] that can take a deprecation back.
type Restorer interface {
	// Restore removes the warning of a version. It is no error if it has none.
	Restore(ctx context.Context, pkg, version string) error
}

// Derived is a feed whose files follow from the commit, so that they exist before any release.
type Derived interface{ Derived() }

// Preflighter is a feed that can check before a release whether an upload would be refused. An error that is an [Unproven] is a warning.
type Preflighter interface {
	Preflight(ctx context.Context, pkg string) error
}

// Login authorizes a request to a feed; the zero value is anonymous.
type Login struct {
	User   string // User is empty if Secret is a bearer token.
	Secret string // Secret is a password or token.

	Project string // Project is the project of Google that is charged for requests; empty sends none.
}

// Credentials returns the login for the next request. It is called for each one, so that expired logins can be renewed during a long
// release; nil is anonymous.
type Credentials func(ctx context.Context) (Login, error)

type refused struct{}

// Refused returns a context in which [Credentials] know that the feed refused this login, so that they return another
// one if they can.
func Refused(ctx context.Context, login Login) context.Context {
	return context.WithValue(ctx, refused{}, login)
}

// RefusedLogin returns the login that was refused; the zero value if none was.
func RefusedLogin(ctx context.Context) Login {
	login, _ := ctx.Value(refused{}).(Login)
	return login
}

// ErrExists reports that the feed has the file already. It is not worth a retry.
var ErrExists = errors.New("the feed has this file already")

// Unproven reports that a feed answered a check in a way that shows neither that an upload would be accepted nor that it would be refused.
// What registries answer to such checks is specified nowhere, so it must not block a release.
type Unproven struct{ Err error }

func (u *Unproven) Error() string { return "the login could not be checked: " + u.Err.Error() }

// Unwrap returns the answer as an error.
func (u *Unproven) Unwrap() error { return u.Err }

// Error is a failed request to a feed.
type Error struct {
	Feed   string
	Doing  string // Doing is like "upload x-1.2.3.tgz".
	Status int    // Status is the HTTP status; 0 if there was no response.
	What   string // What is the message of the feed, or what is wrong with its response, on one line.
	Advice string // Advice is what to do.

	// Retry reports that the request may be retried, after RetryAfter if that is not 0. An upload may have arrived in spite of the
	// error: look it up first.
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

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Line returns a foreign text as one line of limited length.
func Line(text string) string {
	const most = 300
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
