// Package httpfeed is the HTTP client of the feeds: it sends fresh credentials to the feed only, bounds every response, and returns
// a [feed.Error] that shows whether a retry makes sense. It retries only after a refused login.
package httpfeed

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Bounds of responses, in bytes.
const (
	mostDocument = 64 << 20          // mostDocument is for an index, which has tens of megabytes for some npm packages.
	mostFile     = archive.MostBytes // mostFile is for a file of a package.
	mostRefusal  = 64 << 10          // mostRefusal is for the body of an error.
	mostSecret   = 16 << 10          // mostSecret is for a login in the longest of its forms.
)

const (
	userAgent     = "qdrant-cloud-public-api-release"
	mostRedirects = 5

	// silence is long, because a feed may scan a file before it answers.
	silence = 2 * time.Minute

	// whole is enough for the largest package on a slow line, and ends a request whose data trickles in.
	whole = 10 * time.Minute
)

// Options configure a client.
type Options struct {
	Name        string           // Name is the name of the feed in sdk.yaml, for messages.
	URL         string           // URL is the base address: https, or http on this machine.
	Credentials feed.Credentials // Credentials are nil for reading anonymously.
	User        string           // User is the user for a secret without one; empty if that is a bearer token.
	Variables   []string         // Variables are the environment variables of the login, for advice.

	Silence   time.Duration     // Silence is the time limit without any data; 0 is two minutes.
	Whole     time.Duration     // Whole is the time limit of a request with its response; 0 is ten minutes.
	Transport http.RoundTripper // Transport is nil for the default one.
}

// Client makes requests to one feed. It may be used by several goroutines.
type Client struct {
	options Options
	base    *url.URL
	origins []string        // origins are the servers that get the login.
	secrets *redact.Secrets // secrets are the logins that were used, as a feed may repeat them in an answer.
	http    http.Client
}

// New returns a client for a feed. The login goes to the origins of the URL and of the other addresses of the feed only.
func New(o Options, others ...string) (*Client, error) {
	if o.Silence == 0 {
		o.Silence = silence
	}
	if o.Whole == 0 {
		o.Whole = whole
	}
	c := &Client{options: o, secrets: &redact.Secrets{}}
	for _, address := range append([]string{o.URL}, others...) {
		base, err := parse(address)
		if err != nil {
			return nil, fmt.Errorf("the address of the feed %s %w", o.Name, err)
		}
		if c.base == nil {
			c.base = base
		}
		c.origins = append(c.origins, origin(base))
	}
	c.http = http.Client{Transport: o.Transport, CheckRedirect: c.redirect}
	return c, nil
}

// parse parses the address of a feed. Its errors do not quote it, because it could hold a secret.
func parse(address string) (*url.URL, error) {
	base, err := url.Parse(address)
	switch {
	case err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https":
		return nil, errors.New("is not a URL that begins with https://")
	case base.User != nil || base.RawQuery != "" || base.Fragment != "":
		return nil, errors.New("has more than a host and a path: set credentials in the environment")
	case base.Scheme == "http" && !isLoopback(base.Hostname()):
		return nil, fmt.Errorf("is http://%s: use https, so that the login stays secret", base.Host)
	}
	return base.JoinPath("/"), nil
}

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// origin returns the origin of a URL (RFC 6454, section 4).
func origin(u *url.URL) string {
	host := u.Host
	if port := u.Port(); u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return strings.ToLower(u.Scheme + "://" + host)
}

// Name returns the name of the feed with its address.
func (c *Client) Name() string { return c.options.Name + " (" + c.base.String() + ")" }

// URL returns an address below the base. The segments must be escaped.
func (c *Client) URL(segments ...string) string {
	return c.base.String() + strings.Join(segments, "/")
}

// Request is a request to a feed.
type Request struct {
	Doing  string // Doing is like "upload x-1.2.3.tgz", for errors.
	Method string // Method is GET if empty.
	URL    string
	Header map[string]string
	Body   []byte
	Page   bool // Page is true if the answer may be a web page, as the index of a Python package is.
}

// Answer is the response of a feed.
type Answer struct {
	URL    *url.URL // URL is the final address after redirects, to which links are relative.
	Status int
	Header http.Header
	Body   []byte
}

// Do makes a request and reads the response. Any status but 2xx is an error, and so is a web page that the request does not expect.
func (c *Client) Do(ctx context.Context, r Request) (*Answer, error) {
	// An index must be current, not the copy of a cache.
	response, err := c.send(ctx, r, http.Header{"Cache-Control": {"no-cache"}})
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // It was only read.
	var body bytes.Buffer
	if err := c.copy(ctx, r.Doing, &body, response, mostDocument); err != nil {
		return nil, err
	}
	answer := &Answer{URL: response.Request.URL, Status: response.StatusCode, Header: response.Header, Body: body.Bytes()}
	if !r.Page {
		if err := c.noPage(r.Doing, r.Method, answer); err != nil {
			return nil, err
		}
	}
	return answer, nil
}

// JSON makes a request and decodes the response.
func (c *Client) JSON(ctx context.Context, r Request, into any) error {
	answer, err := c.Do(ctx, r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(answer.Body, into); err != nil {
		return c.NotOfFeed(r.Doing, answer, fmt.Sprintf("the answer of type %q is not the expected JSON: %v", answer.Header.Get("Content-Type"), err))
	}
	return nil
}

// Fetch writes a file as it is served.
func (c *Client) Fetch(ctx context.Context, r Request, to io.Writer) error {
	response, err := c.send(ctx, r, http.Header{"Accept-Encoding": {"identity"}})
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // It was only read.
	file := &sniffer{to: to, contentType: response.Header.Get("Content-Type")}
	err = c.copy(ctx, r.Doing, file, response, mostFile)
	if err == nil {
		if err = file.flush(); err != nil && !file.page {
			err = c.Wrong(r.Doing, "the download cannot be written: %w", err)
		}
	}
	if file.page {
		return c.NotOfFeed(r.Doing, &Answer{response.Request.URL, response.StatusCode, response.Header, file.start.Bytes()}, "it is a web page")
	}
	return err
}

// copy copies the body of a response, up to a number of bytes.
func (c *Client) copy(ctx context.Context, doing string, to io.Writer, from *http.Response, most int64) error {
	body := &reader{from: io.LimitReader(from.Body, most+1)}
	n, err := io.Copy(to, body)
	switch {
	case body.err != nil:
		return c.broken(ctx, doing, body.err)
	case err != nil:
		return c.Wrong(doing, "the download cannot be written: %w", err)
	case n > most:
		return c.Wrong(doing, "the answer has more than %d bytes", most)
	}
	return nil
}

// reader keeps read errors apart from write errors.
type reader struct {
	from io.Reader
	err  error
}

func (r *reader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// send makes a request, and repeats it with fresh credentials if the first were refused, because they may have expired.
func (c *Client) send(ctx context.Context, r Request, standard http.Header) (*http.Response, error) {
	if err := c.check(r.URL); err != nil {
		return nil, c.Wrong(r.Doing, "%w", err)
	}
	login, err := c.login(ctx, r.Doing)
	if err != nil {
		return nil, err
	}
	response, err := c.try(ctx, r, standard, login)
	if Status(err) != http.StatusUnauthorized || c.options.Credentials == nil {
		return response, err
	}
	if login, err = c.login(feed.Refused(ctx, login), r.Doing); err != nil {
		return nil, err
	}
	return c.try(ctx, r, standard, login)
}

// login returns the login for the next request.
func (c *Client) login(ctx context.Context, doing string) (feed.Login, error) {
	if c.options.Credentials == nil {
		return feed.Login{}, nil
	}
	login, err := c.options.Credentials(ctx)
	if err != nil {
		e := c.Wrong(doing, "there is no login: %w", err)
		if of := (*feed.Error)(nil); errors.As(err, &of) {
			e.Retry, e.RetryAfter = of.Retry, of.RetryAfter
		}
		return feed.Login{}, e
	}
	c.secrets.AddLogin(cmp.Or(login.User, c.options.User), login.Secret)
	return login, nil
}

func (c *Client) try(ctx context.Context, r Request, standard http.Header, login feed.Login) (*http.Response, error) {
	watch, watched := newWatch(ctx, c.options.Silence, c.options.Whole)
	request, err := http.NewRequestWithContext(watched, r.Method, r.URL, nil)
	if err != nil {
		watch.stop()
		return nil, c.Wrong(r.Doing, "%w", err)
	}
	request.Header = standard.Clone()
	request.Header.Set("User-Agent", userAgent)
	for name, value := range r.Header {
		request.Header.Set(name, value)
	}
	if r.Body != nil {
		request.ContentLength = int64(len(r.Body))
		request.GetBody = func() (io.ReadCloser, error) { return watch.sent(bytes.NewReader(r.Body)), nil }
		request.Body, _ = request.GetBody()
	}
	if c.trusts(request.URL) {
		authorize(request, login, c.options.User)
	}
	response, err := c.http.Do(request)
	if err != nil {
		err = watch.cause(err)
		watch.stop()
		return nil, c.broken(ctx, r.Doing, err)
	}
	response.Body = watch.received(response.Body)
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, c.refused(r.Doing, response)
	}
	return response, nil
}

func authorize(request *http.Request, login feed.Login, standardUser string) {
	if login.Project != "" {
		request.Header.Set("X-Goog-User-Project", login.Project)
	}
	if login.User == "" {
		login.User = standardUser
	}
	switch {
	case login.Secret == "":
	case login.User == "":
		request.Header.Set("Authorization", "Bearer "+login.Secret)
	default:
		request.SetBasicAuth(login.User, login.Secret)
	}
}

// trusts reports whether an address belongs to the feed and may get the login.
func (c *Client) trusts(u *url.URL) bool { return slices.Contains(c.origins, origin(u)) }

// check accepts the addresses of the feed and, because feeds keep files elsewhere, any https address.
func (c *Client) check(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return &refusal{"it refers to something that is not a URL"}
	case u.Scheme != "https" && !c.trusts(u):
		return &refusal{fmt.Sprintf("it refers to %s, which is neither the feed itself nor https", origin(u))}
	}
	return nil
}

// redirect follows redirects of reads only: a redirected upload would become a GET, whose success means nothing.
func (c *Client) redirect(request *http.Request, via []*http.Request) error {
	if method := via[0].Method; method != http.MethodGet && method != http.MethodHead {
		return http.ErrUseLastResponse
	}
	if len(via) > mostRedirects {
		return &refusal{fmt.Sprintf("it redirects more than %d times", mostRedirects)}
	}
	if !c.trusts(request.URL) {
		request.Header.Del("X-Goog-User-Project")
		request.Header.Del("Authorization") // net/http keeps it for subdomains and other ports.
	}
	return c.check(request.URL.String())
}

// refusal is a request that this client refuses to make.
type refusal struct{ text string }

func (r *refusal) Error() string { return r.text }
