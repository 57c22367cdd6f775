package httpfeed

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Status returns the HTTP status of an error; 0 if there is none.
func Status(err error) int {
	if of := (*feed.Error)(nil); errors.As(err, &of) {
		return of.Status
	}
	return 0
}

// Wrong returns an error that is not worth a retry.
func (c *Client) Wrong(doing, format string, args ...any) *feed.Error {
	err := fmt.Errorf(format, args...)
	return &feed.Error{Feed: c.Name(), Doing: doing, What: line(c.secrets.Text(err.Error())), Err: c.secrets.Error(err)}
}

// broken returns the error of a failed connection or of an ended context.
func (c *Client) broken(ctx context.Context, doing string, err error) *feed.Error {
	if of := (*url.Error)(nil); errors.As(err, &of) {
		err = of.Err // Its text has the URL, to which a redirect may have added a signature.
	}
	if ctx.Err() != nil {
		return c.Wrong(doing, "%w", context.Cause(ctx))
	}
	e := c.Wrong(doing, "%w", err)
	untrusted := (*tls.CertificateVerificationError)(nil)
	switch {
	case errors.As(err, new(*refusal)):
	case errors.As(err, &untrusted):
		e.Advice = "if you trust the certificate authority of the feed, add it to this machine (SSL_CERT_FILE)"
	case errors.Is(err, errSilent):
		e.What, e.Retry = fmt.Sprintf("no data was sent or received for %s", c.options.Silence), true
	case errors.Is(err, errSlow):
		e.What, e.Retry = fmt.Sprintf("the request did not end within %s", c.options.Whole), true
	default:
		e.What, e.Retry = "the connection failed: "+e.What, true
	}
	return e
}

// full matches the messages of full feeds, which use various statuses.
var full = regexp.MustCompile(`(?i)quota|storage (is )?(limit|full|exceeded)|insufficient storage|no space left|too large|size limit`)

// refused returns the error of a response that is not a 2xx. It reads and closes the body.
func (c *Client) refused(doing string, response *http.Response) *feed.Error {
	defer response.Body.Close() //nolint:errcheck // It was only read.
	status := response.StatusCode
	e := c.Wrong(doing, "%s", c.said(response))
	e.Status = status
	switch {
	case status == http.StatusInsufficientStorage, status == http.StatusRequestEntityTooLarge:
		e.Advice = adviceFull
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests, status >= 500:
		e.Retry, e.RetryAfter = true, retryAfter(response.Header, time.Now())
	case status == http.StatusForbidden && limited(response.Header):
		e.Retry, e.RetryAfter = true, untilReset(response.Header, time.Now())
	case full.MatchString(e.What):
		e.Advice = adviceFull
	case exists.MatchString(e.What):
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		e.Advice = c.adviceLogin()
	case status < 400:
		e.Advice = "set the address that it redirects to in sdk.yaml"
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed:
		e.Advice = "check the address of the feed in sdk.yaml, and the login: some feeds answer like this where the login lacks a right"
	}
	return e
}

const adviceFull = "the feed is full: free space there or raise its quota, then run again"

// adviceLogin returns advice that names the environment variables of the login.
func (c *Client) adviceLogin() string {
	if len(c.options.Variables) == 0 {
		return "check the login and its rights"
	}
	return "check " + strings.Join(c.options.Variables, " and ") + ": the login may have expired or lack the right to do this"
}

// LoggedIn returns an error if there is no login for the feed.
func (c *Client) LoggedIn(ctx context.Context) error {
	const doing = "log in"
	login, err := c.login(ctx, doing)
	if err != nil {
		return err
	}
	if login.Secret == "" {
		e := c.Wrong(doing, "there is no login")
		if len(c.options.Variables) > 0 {
			e.Advice = "set " + strings.Join(c.options.Variables, " and ")
		}
		return e
	}
	return nil
}

// exists matches the messages with which feeds refuse a file that they have. The status is not enough: npm and Artifactory use 403,
// PyPI, Artifact Registry and Nexus 400, devpi and pypiserver 409, GitLab 400 and 403.
var exists = regexp.MustCompile(`(?i)already (exist|present|been (taken|used|published))|publish over|updating asset|overwrite artifact`)

// busy matches the messages of npm's registry about a concurrent write to the same package.
var busy = regexp.MustCompile(`(?i)failed to save packument|update conflict`)

// Exists wraps [feed.ErrExists] in the error of an upload if the feed reports that it has the file. An upload that collided with
// another one to the same package becomes worth a retry.
func Exists(err error) error {
	of := (*feed.Error)(nil)
	if !errors.As(err, &of) || of.Status < 400 || of.Status > 499 || of.Retry {
		return err
	}
	changed := *of
	switch {
	case of.Status == http.StatusConflict && busy.MatchString(of.What):
		changed.Retry = true
	case of.Status == http.StatusConflict, of.Status == http.StatusPreconditionFailed, exists.MatchString(of.What):
		changed.Err, changed.Advice = fmt.Errorf("%w: %w", feed.ErrExists, of.Err), ""
	}
	return &changed
}

// Overtaken marks the error of a change as worth a retry if it was refused because of a concurrent change.
func Overtaken(err error) error {
	of := (*feed.Error)(nil)
	if !errors.As(err, &of) || of.Status != http.StatusConflict {
		return err
	}
	changed := *of
	changed.Retry = true
	return &changed
}

// mostWait bounds a Retry-After, so that it fits a time.Duration.
const mostWait = 24 * time.Hour

// retryAfter returns how long a feed asks to wait (RFC 9110, section 10.2.3), in seconds or until a date, which is compared with the
// clock of the feed if it sends that; 0 if the header is missing.
func retryAfter(header http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(text, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(seconds, uint64(mostWait/time.Second))) * time.Second
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	if there, err := http.ParseTime(header.Get("Date")); err == nil {
		now = there
	}
	return min(max(until.Sub(now), 0), mostWait)
}

// limited reports whether a 403 is about too many requests, as it is on GitHub, and not about rights.
func limited(header http.Header) bool {
	return header.Get("Retry-After") != "" || header.Get("X-Ratelimit-Remaining") == "0"
}

// untilReset returns how long to wait for GitHub's limits: as Retry-After has it, or until the limit is reset.
func untilReset(header http.Header, now time.Time) time.Duration {
	if header.Get("Retry-After") != "" {
		return retryAfter(header, now)
	}
	reset, err := strconv.ParseInt(header.Get("X-Ratelimit-Reset"), 10, 64)
	if err != nil {
		return time.Minute
	}
	return min(max(time.Unix(reset, 0).Sub(now), 0), mostWait)
}

// said returns the message of an error response: the text of the status line, which is all that some feeds send, and that of the
// body. Secrets are masked before anything is cut or taken apart, as a part of one would not be recognized.
func (c *Client) said(response *http.Response) string {
	reason := strings.TrimSpace(strings.TrimPrefix(response.Status, strconv.Itoa(response.StatusCode)))
	body, _ := io.ReadAll(io.LimitReader(response.Body, mostRefusal)) // Half a message is better than none.
	whole := len(body) < mostRefusal
	body = []byte(c.secrets.Text(string(body)))
	if !whole { // It may end within a secret.
		body = body[:max(0, len(body)-mostSecret)]
	}
	text := words(response.Header.Get("Content-Type"), body)
	if target, err := response.Location(); err == nil && response.StatusCode < 400 {
		text = "it redirects to " + origin(target) + target.Path
	}
	switch {
	case text == "":
		return reason
	case reason == http.StatusText(response.StatusCode) || strings.Contains(text, reason):
		return text
	default:
		return reason + ": " + text
	}
}
