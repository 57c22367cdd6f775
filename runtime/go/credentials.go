package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// credential returns the header Authorization, and the secret in it. A function and no struct, so that no formatting of a client shows
// what is in it.
type credential func(ctx context.Context) (header, secret string, err error)

func fixed(scheme, secret string) credential {
	header := scheme + " " + secret
	return func(context.Context) (string, string, error) { return header, secret, nil }
}

func fetched(source func(context.Context) (string, error)) credential {
	return func(ctx context.Context) (string, string, error) {
		token, err := source(ctx)
		if err == nil && !headerValue(token) {
			err = errors.New("it returned an empty token, or one with characters that no header can have")
		}
		if err == nil {
			return "Bearer " + token, token, nil
		}
		if ctx.Err() != nil {
			return "", "", status.FromContextError(ctx.Err()).Err()
		}
		return "", "", &tokenError{err}
	}
}

// tokenError is a failure of a source of tokens.
type tokenError struct{ cause error }

func (e *tokenError) Error() string              { return "the source of tokens: " + e.cause.Error() }
func (e *tokenError) Unwrap() error              { return e.cause }
func (e *tokenError) GRPCStatus() *status.Status { return status.New(codes.Unauthenticated, e.Error()) }

// headerValue says whether a text can be a part of a header.
func headerValue(secret string) bool {
	return secret != "" && strings.IndexFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// endpoint is where the API is.
type endpoint struct {
	rest      bool
	plaintext bool
	target    string   // target is that of gRPC.
	url       *url.URL // url is that of REST.
}

// transport is how calls are made; by default the endpoint decides.
type transport int

const (
	byEndpoint transport = iota
	overGRPC
	overREST
)

// parseEndpoint reads host:port or a URL; an empty text is the default.
func parseEndpoint(text string, over transport, plaintext bool) (endpoint, error) {
	fail := func(format string, arguments ...any) (endpoint, error) {
		return endpoint{}, fmt.Errorf("qdrantcloud: the endpoint "+format, arguments...)
	}
	if text == "" {
		text = defaultGRPC
		if over == overREST {
			text = defaultREST
		}
	}
	if scheme, _, isURL := strings.Cut(text, "://"); isURL {
		at, err := url.Parse(text)
		switch {
		case err != nil || at.Host == "":
			return fail("is no URL: write it as https://HOST, or as HOST:PORT for gRPC")
		case at.User != nil || at.RawQuery != "" || at.Fragment != "":
			return fail("may not have a user, a query or a fragment: keys go into %s or WithAPIKey", EnvAPIKey)
		case scheme == "http" && !plaintext && !loopback(at.Hostname()):
			return fail("%s would send keys without TLS: write https, or allow it by WithPlaintext", text)
		case scheme != "http" && scheme != "https":
			return fail("%s has an unknown scheme: write it as https://HOST, or as HOST:PORT for gRPC", text)
		}
		at.Path = strings.TrimSuffix(at.Path, "/")
		switch {
		case over != overGRPC:
			return endpoint{rest: true, plaintext: scheme == "http", url: at}, nil
		case at.Path != "":
			return fail("%s has a path, which gRPC has no use for", text)
		}
		return endpoint{plaintext: scheme == "http", target: withPort(at.Host, scheme)}, nil
	}
	if strings.ContainsAny(text, "/@?# \t") {
		return fail("%q is neither HOST:PORT nor a URL", text)
	}
	if over == overREST {
		scheme := "https"
		if plaintext {
			scheme = "http"
		}
		return endpoint{rest: true, plaintext: plaintext, url: &url.URL{Scheme: scheme, Host: text}}, nil
	}
	return endpoint{plaintext: plaintext, target: withPort(text, "https")}, nil
}

// withPort adds the port of a scheme to a host that has none.
func withPort(host, scheme string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), map[string]string{"http": "80", "https": "443"}[scheme])
}

// loopback says whether a host is this machine.
func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && address.IsLoopback()
}
