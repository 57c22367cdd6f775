package credentials

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"cloud.google.com/go/compute/metadata"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// fileVariable names a credentials file.
const fileVariable = "GOOGLE_APPLICATION_CREDENTIALS"

const login = "gcloud auth application-default login"

// Find looks for credentials where all of Google's programs do: the file that GOOGLE_APPLICATION_CREDENTIALS names, the file of
// gcloud, and the machine. The first one found counts even if it is broken, so that no unintended identity replaces it. It gets no
// token yet.
func Find(ctx context.Context, o Options) (*Source, error) {
	o = o.orDefault()
	if path := o.Getenv(fileVariable); path != "" {
		return open(o, path, "$"+fileVariable)
	}
	path := gcloudFile(o.Getenv)
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return open(o, path, "of gcloud")
	}
	if o.OnGCE(ctx) {
		return machine(ctx, o)
	}
	return nil, &feed.Error{
		Feed: "Google credentials", Doing: "find credentials",
		What:   fmt.Sprintf("%s is not set, %s does not exist, and this is not a Google Cloud machine", fileVariable, path),
		Advice: "sign in with " + login + ", or in CI let google-github-actions/auth write the file", Err: ErrNone,
	}
}

// ErrNone reports that there are no credentials, as opposed to bad ones.
var ErrNone = errors.New("no Google credentials found")

// gcloudFile returns the path of gcloud's credentials.
func gcloudFile(getenv func(string) string) string {
	dir := getenv("CLOUDSDK_CONFIG")
	switch {
	case dir != "":
	case runtime.GOOS == "windows":
		dir = filepath.Join(getenv("APPDATA"), "gcloud")
	default:
		dir = filepath.Join("/", getenv("HOME"), ".config", "gcloud") // Never relative to the working directory.
	}
	return filepath.Join(dir, "application_default_credentials.json")
}

// Variable returns a source for the ready token in an environment variable. It asks [Options.TokenInfo] for its owner and lifetime,
// which stay unknown if that does not answer.
func Variable(ctx context.Context, o Options, variable string) (*Source, error) {
	o = o.orDefault()
	s := newSource(o, "$"+variable, Identity{Kind: Given})
	s.replace = "set a new one: " + variable + "=$(gcloud auth print-access-token)"
	s.token = &oauth2.Token{AccessToken: strings.TrimSpace(o.Getenv(variable))}
	if s.token.AccessToken == "" {
		return nil, s.wrong("use the token", "it is empty", s.replace)
	}
	o.Secrets.Add(s.token.AccessToken)
	if o.TokenInfo == "" {
		return s, nil
	}
	return s, s.inform(ctx)
}

// inform asks for the owner and lifetime of the token.
func (s *Source) inform(ctx context.Context) error {
	var info struct {
		Email     string      `json:"email"`
		ExpiresIn json.Number `json:"expires_in"` // ExpiresIn is in seconds, as a number or a text.
	}
	watch := &witness{next: s.options.HTTP}
	err := watch.postForm(ctx, s.options.TokenInfo, url.Values{"access_token": {s.token.AccessToken}}, &info)
	if watch.last.status == http.StatusBadRequest || watch.last.status == http.StatusUnauthorized {
		return s.wrong("use the token", "Google does not know it, or it has expired", s.replace)
	}
	if err != nil {
		return context.Cause(ctx)
	}
	if seconds, err := info.ExpiresIn.Int64(); err == nil && seconds > 0 {
		s.token.Expiry = s.options.Now().Add(time.Duration(min(seconds, 24*60*60)) * time.Second)
	}
	if info.Email != "" {
		s.identity.Store(&Identity{Kind: Given, Member: member(info.Email)})
	}
	return nil
}

// member returns the name of an account in IAM policies.
func member(email string) string {
	if strings.HasSuffix(email, ".gserviceaccount.com") {
		return "serviceAccount:" + email
	}
	return "user:" + email
}

// machine returns a source for the service account of this machine.
func machine(ctx context.Context, o Options) (*Source, error) {
	s := newSource(o, "the metadata server of this machine", Identity{Kind: Machine})
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	email, err := metadata.EmailWithContext(limited, "default")
	if err != nil {
		return nil, s.machineError(ctx, "look up the service account of this machine", err)
	}
	s.identity.Store(&Identity{Kind: Machine, Member: member(email)})
	s.fetch = s.fromMachine
	return s, nil
}

// fromMachine gets a token from the metadata server. The library's own source has no context, so a release that waits for it could
// not be cancelled.
func (s *Source) fromMachine(ctx context.Context) (*oauth2.Token, error) {
	const doing = "get a token"
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	text, err := metadata.GetWithContext(limited, "instance/service-accounts/default/token?"+url.Values{"scopes": {scope}}.Encode())
	if err != nil {
		return nil, s.machineError(ctx, doing, err)
	}
	token := new(oauth2.Token)
	if err := json.Unmarshal([]byte(text), token); err != nil || token.AccessToken == "" || token.ExpiresIn <= 0 {
		return nil, s.wrong(doing, "the metadata server answered without a token", "run again, or set "+fileVariable)
	}
	token.Expiry = s.options.Now().Add(time.Duration(token.ExpiresIn) * time.Second)
	return token, nil
}

func onGCE(ctx context.Context) bool {
	return metadata.NewWithOptions(&metadata.Options{}).OnGCEWithContext(ctx)
}

// machineError explains an error of the metadata server.
func (s *Source) machineError(ctx context.Context, doing string, err error) error {
	var undefined metadata.NotDefinedError
	var answer *metadata.Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &undefined):
		return s.wrong(doing, "the machine has no service account", "give it one, or set "+fileVariable)
	case errors.As(err, &answer) && answer.Code < 500:
		return s.wrong(doing, err.Error(), "give the machine a service account with the scope cloud-platform")
	}
	of := s.wrong(doing, "it cannot be reached: "+err.Error(), "run again, or set "+fileVariable)
	of.Retry, of.Err = true, err
	return of
}

// mostFile bounds a credentials file, in bytes.
const mostFile = 1 << 20

// open returns a source for a credentials file. It reads the file again for each token, because the issuer may renew it.
func open(o Options, path, named string) (*Source, error) {
	s := newSource(o, named+": "+path, Identity{})
	f, _, err := s.load(path)
	if err != nil {
		return nil, err
	}
	s.learn(f, nil)
	if projectID.MatchString(f.QuotaProject) {
		s.quota = f.QuotaProject
	}
	if project := o.Getenv("GOOGLE_CLOUD_QUOTA_PROJECT"); projectID.MatchString(project) {
		s.quota = project
	}
	s.fetch = func(ctx context.Context) (*oauth2.Token, error) { return s.fromFile(ctx, path) }
	return s, nil
}

// projectID matches the id of a project, which goes into a header.
var projectID = regexp.MustCompile(`^[a-z0-9.:-]{1,100}$`)

// load reads a credentials file.
func (s *Source) load(path string) (*file, []byte, error) {
	content, err := read(path)
	var f *file
	if err == nil {
		f, err = parse(content)
	}
	if err != nil {
		return nil, nil, s.wrong("read the file", cause(err).Error(), "sign in with "+login+", or set "+fileVariable+" to another file")
	}
	f.hide(s.options.Secrets)
	return f, content, nil
}

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.LimitReader(file, mostFile+1))
	if len(content) > mostFile {
		return nil, fmt.Errorf("it has more than %d bytes", mostFile)
	}
	return content, err
}

// fromFile gets a token with the credentials of a file.
func (s *Source) fromFile(ctx context.Context, path string) (*oauth2.Token, error) {
	f, content, err := s.load(path)
	if err != nil {
		return nil, err
	}
	watch := &witness{next: s.options.HTTP, oidc: f.federated().Subject.URL}
	var token *oauth2.Token
	found, err := google.CredentialsFromJSONWithType(watch.context(ctx), content, google.CredentialsType(f.Type), scope)
	if err == nil {
		token, err = found.TokenSource.Token()
	}
	s.learn(f, watch.subject)
	if err != nil {
		return nil, s.explain(ctx, "get a token for "+s.Identity().String(), watch, err, f)
	}
	return token, nil
}

// learn stores the identity of a file. For a federation it is in the OIDC token, which is in a file or in a response.
func (s *Source) learn(f *file, answer []byte) {
	federated := f.federated()
	if name := federated.Subject.File; name != "" {
		answer, _ = read(name) // The library reports what is wrong with it.
	}
	if token := federated.subjectToken(answer); token != "" {
		s.options.Secrets.Add(token)
		s.subject = subjectOf(token)
	}
	s.identity.Store(&Identity{Kind: Kind(f.Type), Member: f.member(s.subject)})
}

// federated returns the part of the file that can be a federation: the source of an impersonation, or the file itself.
func (f *file) federated() *file {
	if f.Source != nil {
		return f.Source
	}
	return f
}

// cause returns the cause of a file error, without the path.
func cause(err error) error {
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		return of.Err
	}
	return err
}
