package config

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/invopop/jsonschema"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Release says where a release goes.
type Release struct {
	Remote   Text     `yaml:"remote" jsonschema_description:"The git remote that gets the tags of a release: a name such as origin, or an address."`
	Forge    Forge    `yaml:"forge,omitempty" jsonschema_description:"Where a release is announced, with its notes and files. Without it, it is not."`
	Signing  Signing  `yaml:"signing,omitempty" jsonschema_description:"Who signs the packages. Without it, releases are unsigned."`
	Previews Previews `yaml:"previews,omitempty" jsonschema_description:"The registries that previews of pull requests go to in place of those of feeds, by language. Code of a pull request runs where these can be written to, so they should be others."`
	Programs Programs `yaml:"programs,omitempty" jsonschema_description:"Programs that users get as files of the release on the forge, built for several platforms. Without it, there are none."`
	Feeds    Feeds    `yaml:"feeds" jsonschema_description:"The registries of each language. A release is uploaded to all of them, and verified from each."`
}

// Forge has the source, and shows a release with its notes and files.
type Forge struct {
	Kind  ForgeKind `yaml:"kind" jsonschema:"enum=github" jsonschema_description:"The forge: github, whose releases these are."`
	URL   FeedURL   `yaml:"url,omitempty" jsonschema_description:"The address of its API. Without it, it follows from project.repository."`
	Token Variable  `yaml:"token" jsonschema_description:"The environment variable with a token that may write the contents of the repository."`
}

// Signing says who signs the packages of releases.
type Signing struct {
	Workflow    FeedURL `yaml:"workflow" jsonschema_description:"The workflow that signs, by its file, as certificates of Sigstore name it. Releases that are packed elsewhere are unsigned."`
	Refs        []Text  `yaml:"refs" jsonschema_description:"The refs on which the workflow signs, such as refs/heads/main; * stands for any name without a slash."`
	Issuer      FeedURL `yaml:"issuer" jsonschema_description:"Who issues the tokens of the workflow."`
	TrustedRoot Text    `yaml:"trusted_root,omitempty" jsonschema_description:"A file with the keys of Sigstore, relative to the repository. Without it, they come from the update service of Sigstore."`
	Fulcio      FeedURL `yaml:"fulcio,omitempty" jsonschema_description:"The certificate authority, where it is not that of Sigstore."`
	Rekor       FeedURL `yaml:"rekor,omitempty" jsonschema_description:"The transparency log, where it is not that of Sigstore."`
}

// Signs reports whether an identity, the workflow with its ref, is one that signs.
func (s Signing) Signs(identity string) bool {
	workflow, ref, found := strings.Cut(identity, "@")
	return found && workflow == string(s.Workflow) && slices.ContainsFunc(s.Refs, func(pattern Text) bool {
		ok, err := path.Match(string(pattern), ref)
		return ok && err == nil
	})
}

// ForgeKind is a forge; the zero value is none.
type ForgeKind string //nolint:recvcheck // Reading into it takes a pointer; it is a value otherwise.

// UnmarshalText implements [encoding.TextUnmarshaler].
func (k *ForgeKind) UnmarshalText(b []byte) error { return oneOf(k, b, "github") }

// Feeds are the registries of each language. Users are told of the first one; the others are mirrors.
type Feeds map[lang.ID][]Feed

// Previews are the registries of previews, where these are not those of releases.
type Previews Feeds

// JSONSchemaExtend names the languages, in place of any key.
func (Previews) JSONSchemaExtend(schema *jsonschema.Schema) {
	Feeds{}.JSONSchemaExtend(schema)
	schema.Required = nil
}

// ForPreviews returns the configuration for a preview: its feeds are those of previews.
func (c *Config) ForPreviews() *Config {
	changed := *c
	changed.Release.Feeds = c.Release.previewFeeds()
	return &changed
}

func (r Release) previewFeeds() Feeds {
	feeds := maps.Clone(r.Feeds)
	maps.Copy(feeds, r.Previews)
	return feeds
}

// Main is the feed of a language that users are told of.
func (f Feeds) Main(id lang.ID) Feed {
	if all := f[id]; len(all) > 0 {
		return all[0]
	}
	return Feed{}
}

// Feed is a registry.
type Feed struct {
	Name  Word          `yaml:"name,omitempty" jsonschema_description:"What plans and reports call the feed. A second feed of the same kind needs one."`
	Kind  lang.FeedKind `yaml:"kind,omitempty" jsonschema_description:"The protocol. Of Go git, where users get the module from the git tag and nothing is uploaded, or goproxy, a module proxy that takes files by PUT or a folder in its layout; of Python pypi; of TypeScript npm."`
	URL   FeedURL       `yaml:"url,omitempty" jsonschema_description:"Where files are uploaded: a module proxy, https:// or file://; an index, by the protocol of twine; an npm registry."`
	Index FeedURL       `yaml:"index,omitempty" jsonschema_description:"Of pypi: the simple index (PEP 503) that users install from."`
	User  Text          `yaml:"user,omitempty" jsonschema_description:"The user of basic authentication. Without it the token is a bearer token, or of pypi the password of __token__."`
	Token Variable      `yaml:"token,omitempty" jsonschema_description:"The environment variable that has the token or password."`
	Yank  YesNo         `yaml:"yank,omitempty" jsonschema:"enum=true,enum=false" jsonschema_description:"Of pypi: whether the index takes :action=yank at url, for which there is no standard."`

	Attestations YesNo `yaml:"attestations,omitempty" jsonschema:"enum=true,enum=false" jsonschema_description:"Of npm and pypi: whether the registry takes attestations with an upload and serves them. Without it they are kept beside the packages."`

	Line int `yaml:"-" json:"-"` // Line is where the entry begins.
}

// Address is the index with the user by whose name clients look for a password in the keyring.
func (f Feed) Address() string {
	if f.User == "" {
		return string(f.Index)
	}
	return strings.Replace(string(f.Index), "://", "://"+string(f.User)+"@", 1)
}

// names are those of feeds without a name in sdk.yaml, where that is not their kind.
var names = map[lang.FeedKind]Word{lang.FeedGoProxy: "go"}

// needs are the keys that a feed of a kind must have.
var needs = map[lang.FeedKind][]string{
	lang.FeedGoProxy: {"url"},
	lang.FeedPyPI:    {"url", "index", "token"},
	lang.FeedNPM:     {"url", "token"},
}

// complete fills in kinds and names, and reports what is missing or does not fit.
func (f Feeds) complete(file, where string) error {
	taken := map[Word]bool{}
	for _, l := range lang.All {
		feeds, key := f[l.ID], where+"."+string(l.ID)
		if len(feeds) == 0 {
			return &Error{File: file, Key: key, What: "the key is missing, or has no feed"}
		}
		for i := range feeds {
			feed, key := &feeds[i], fmt.Sprintf("%s[%d]", key, i)
			if feed.Kind == "" {
				feed.Kind = l.Feeds[0]
			}
			if feed.Name == "" {
				feed.Name = cmp.Or(names[feed.Kind], Word(feed.Kind))
			}
			wrong := func(key, what string) error { return &Error{File: file, Line: feed.Line, Key: key, What: what} }
			if !slices.Contains(l.Feeds, feed.Kind) {
				return wrong(key+".kind", fmt.Sprintf("%q is not allowed: want one of %s", feed.Kind, kindNames(l.Feeds)))
			}
			has := map[string]bool{"url": feed.URL != "", "index": feed.Index != "", "token": feed.Token != ""}
			for _, need := range needs[feed.Kind] {
				if !has[need] {
					return wrong(key+"."+need, fmt.Sprintf("the key is missing; a feed of the kind %s needs it", feed.Kind))
				}
			}
			if feed.Attestations.Yes() && feed.Kind != lang.FeedNPM && feed.Kind != lang.FeedPyPI {
				return wrong(key+".attestations", fmt.Sprintf("a feed of the kind %s takes no attestations, which are kept at the release: remove the key", feed.Kind))
			}
			if taken[feed.Name] {
				return wrong(key+".name", fmt.Sprintf("two feeds are called %s: give this one a name of its own", feed.Name))
			}
			taken[feed.Name] = true
		}
	}
	return nil
}

func kindNames(kinds []lang.FeedKind) string {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = string(kind)
	}
	return strings.Join(words, ", ")
}

// JSONSchemaExtend names the languages, in place of any key.
func (Feeds) JSONSchemaExtend(schema *jsonschema.Schema) {
	feeds := schema.AdditionalProperties
	schema.AdditionalProperties = jsonschema.FalseSchema
	schema.Properties = jsonschema.NewProperties()
	for _, l := range lang.All {
		schema.Properties.Set(string(l.ID), feeds)
		schema.Required = append(schema.Required, string(l.ID))
	}
}

// Word is a lower-case word, with hyphens inside.
type Word string

var wordPattern = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (w *Word) UnmarshalText(b []byte) error {
	if !wordPattern.Match(b) {
		return fmt.Errorf("want a lower-case word such as npm-mirror")
	}
	*w = Word(b)
	return nil
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
