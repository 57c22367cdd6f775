package config

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Release says where a release goes.
type Release struct {
	Remote Text  `yaml:"remote" jsonschema_description:"The git remote that gets the tags of a release: a name such as origin, or an address."`
	Feeds  Feeds `yaml:"feeds" jsonschema_description:"The registries, one for each language."`
}

// Feeds are the registries, one for each language.
type Feeds struct {
	Go     GoFeed     `yaml:"go" jsonschema_description:"Where Go modules are found."`
	Python PythonFeed `yaml:"python" jsonschema_description:"The package index."`
	TS     NPMFeed    `yaml:"ts" jsonschema_description:"The npm registry."`
}

// GoFeed is where Go modules are found.
type GoFeed struct {
	Kind  GoKind   `yaml:"kind" jsonschema:"enum=git,enum=goproxy" jsonschema_description:"git: users get the module from the git tag, and nothing is uploaded. goproxy: a module proxy that takes files by PUT, or a folder in its layout."`
	URL   FeedURL  `yaml:"url,omitempty" jsonschema_description:"Of a goproxy: its address, https:// or file://."`
	User  Text     `yaml:"user,omitempty" jsonschema_description:"The user of basic authentication; the token is a bearer token without it."`
	Token Variable `yaml:"token,omitempty" jsonschema_description:"The environment variable that has the token."`
}

// PythonFeed is a package index.
type PythonFeed struct {
	URL   FeedURL  `yaml:"url" jsonschema_description:"Where files are uploaded, by the protocol of twine."`
	Index FeedURL  `yaml:"index" jsonschema_description:"The simple index (PEP 503) that users install from."`
	User  Text     `yaml:"user,omitempty" jsonschema_description:"The user of basic authentication; __token__ without it."`
	Token Variable `yaml:"token" jsonschema_description:"The environment variable that has the token or password."`
	Yank  YesNo    `yaml:"yank,omitempty" jsonschema:"enum=true,enum=false" jsonschema_description:"Whether the index takes :action=yank at url, for which there is no standard."`
}

// Address is the index with the user by whose name clients look for a password in the keyring.
func (f PythonFeed) Address() string {
	if f.User == "" {
		return string(f.Index)
	}
	return strings.Replace(string(f.Index), "://", "://"+string(f.User)+"@", 1)
}

// NPMFeed is an npm registry.
type NPMFeed struct {
	URL   FeedURL  `yaml:"url" jsonschema_description:"The registry."`
	User  Text     `yaml:"user,omitempty" jsonschema_description:"The user of basic authentication; the token is a bearer token without it."`
	Token Variable `yaml:"token" jsonschema_description:"The environment variable that has the token."`
}

// GoKind is how Go modules come to their users.
type GoKind string

// The kinds.
const (
	GoByTag   GoKind = "git"     // GoByTag is the git tag alone.
	GoByProxy GoKind = "goproxy" // GoByProxy is a module proxy.
)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (k *GoKind) UnmarshalText(b []byte) error {
	return oneOf(k, b, string(GoByTag), string(GoByProxy))
}

// YesNo is a decision; the zero value is no.
type YesNo string //nolint:recvcheck // Reading into it takes a pointer; it is a value otherwise.

// UnmarshalText implements [encoding.TextUnmarshaler].
func (y *YesNo) UnmarshalText(b []byte) error { return oneOf(y, b, "true", "false") }

// Yes says that it is one.
func (y YesNo) Yes() bool { return y == "true" }

// FeedURL is the address of a registry: https, http on this machine, or a folder. It carries no credentials.
type FeedURL string

// loopback are the hosts to which http is as good as https.
var loopback = []string{"127.0.0.1", "::1", "localhost"}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (u *FeedURL) UnmarshalText(b []byte) error {
	parsed, err := url.Parse(string(b))
	switch {
	case err != nil:
		return fmt.Errorf("want an address such as https://registry.example.com/npm/")
	case parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "":
		return &hiddenError{"an address has no user, password, query or fragment: credentials come from the environment"}
	case parsed.Scheme == "file" && strings.HasPrefix(parsed.Path, "/"), parsed.Scheme == "https" && parsed.Host != "",
		parsed.Scheme == "http" && slices.Contains(loopback, parsed.Hostname()):
		*u = FeedURL(b)
		return nil
	default:
		return fmt.Errorf("want https://, http:// on this machine, or file:// with an absolute path")
	}
}

// Variable is the name of an environment variable.
type Variable string

var variablePattern = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (v *Variable) UnmarshalText(b []byte) error {
	if !variablePattern.Match(b) {
		return &hiddenError{"want the name of an environment variable in capitals, never a token itself"}
	}
	*v = Variable(b)
	return nil
}

// Line is a text of one line that is not empty.
type Line string

// UnmarshalText implements [encoding.TextUnmarshaler].
func (l *Line) UnmarshalText(b []byte) error {
	if strings.TrimSpace(string(b)) == "" || strings.ContainsFunc(string(b), unicode.IsControl) {
		return fmt.Errorf("want one line that is not empty")
	}
	*l = Line(b)
	return nil
}
