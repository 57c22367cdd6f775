package credentials

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// file holds the fields of a credentials file (https://google.aip.dev/auth/4110 and the following) that are used here; the library
// reads the rest.
type file struct {
	Type string `json:"type"`

	// QuotaProject is the project that is charged for requests, where that is not the one of the resource.
	QuotaProject string `json:"quota_project_id"`

	// Of a key.
	ClientEmail string `json:"client_email"`
	PrivateKey  string `json:"private_key"`
	TokenURI    string `json:"token_uri"`

	// Of a user.
	Account      string `json:"account"`
	ClientSecret string `json:"client_secret"`
	RefreshToken string `json:"refresh_token"`

	// Of a federation, which exchanges an OIDC token for one of Google.
	Audience string `json:"audience"`
	TokenURL string `json:"token_url"`
	Subject  struct {
		File    string            `json:"file"`
		URL     string            `json:"url"`
		Headers map[string]string `json:"headers"`
		Format  struct {
			Type  string `json:"type"`
			Field string `json:"subject_token_field_name"`
		} `json:"format"`
	} `json:"credential_source"`

	// Of an impersonation, and of a federation that acts as a service account.
	ImpersonationURL string `json:"service_account_impersonation_url"`
	Source           *file  `json:"source_credentials"`
}

// parse parses and checks a credentials file. Its errors do not quote it.
func parse(content []byte) (*file, error) {
	f := &file{}
	if err := json.Unmarshal(content, f); err != nil {
		return nil, errors.New("it is not a credentials file: not the expected JSON")
	}
	return f, f.check()
}

// check reports missing or wrong fields.
func (f *file) check() error {
	var needs [][2]string
	switch Kind(f.Type) {
	case Key:
		needs = [][2]string{{"client_email", f.ClientEmail}, {"private_key", f.PrivateKey}}
	case User:
		needs = [][2]string{{"refresh_token", f.RefreshToken}}
	case Federated:
		needs = [][2]string{{"audience", f.Audience}}
	case Impersonated:
		needs = [][2]string{{"service_account_impersonation_url", f.ImpersonationURL}}
		if f.Source == nil {
			return errors.New("it has no source_credentials")
		}
		if err := f.Source.check(); err != nil {
			return fmt.Errorf("its source_credentials: %w", err)
		}
	default:
		return fmt.Errorf("its type is %q: want %s, %s, %s or %s", feed.Line(f.Type), User, Key, Impersonated, Federated)
	}
	for _, need := range needs {
		if need[1] == "" {
			return fmt.Errorf("it has no %s", need[0])
		}
	}
	if block, _ := pem.Decode([]byte(f.PrivateKey)); f.PrivateKey != "" && block == nil {
		return errors.New("its private_key is not PEM")
	}
	for _, address := range []string{f.TokenURI, f.TokenURL, f.ImpersonationURL, f.Subject.URL} {
		if !private(address) {
			return errors.New("it has an address without https, to which secrets would be sent")
		}
	}
	return nil
}

// private reports whether nobody on the network can read what is sent to an address.
func private(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	// Link-local is the metadata server of a machine, which has no certificate.
	return address == "" || u.Scheme == "https" || u.Hostname() == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsLinkLocalUnicast())
}

// hide adds the secrets of the file to secrets.
func (f *file) hide(secrets *redact.Secrets) {
	secrets.Add(f.PrivateKey, f.ClientSecret, f.RefreshToken)
	for _, value := range f.Subject.Headers {
		secrets.Add(value, strings.TrimPrefix(value, "Bearer "))
	}
	if f.Source != nil {
		f.Source.hide(secrets)
	}
}

// member returns the identity of the file as an IAM member; empty if unknown. The subject is that of the token of a federation,
// empty while unknown.
func (f *file) member(subject string) string {
	switch account := f.impersonated(); {
	case account != "":
		return member(account)
	case f.ClientEmail != "":
		return member(f.ClientEmail)
	case f.Account != "":
		return member(f.Account)
	case Kind(f.Type) == Federated:
		return f.principal(subject)
	default:
		return ""
	}
}

var impersonation = regexp.MustCompile(`/serviceAccounts/([^/:]+):generateAccessToken$`)

// impersonated returns the service account that the file acts as; empty if none.
func (f *file) impersonated() string {
	if found := impersonation.FindStringSubmatch(f.ImpersonationURL); found != nil {
		return found[1]
	}
	return ""
}

// provider returns the resource name of the identity provider.
func (f *file) provider() string { return strings.TrimPrefix(f.Audience, "//iam.googleapis.com/") }

// principal returns one identity of a federation, or all of them if the subject is unknown. It assumes that the provider maps
// google.subject to the claim sub, as every guide to federation does.
func (f *file) principal(subject string) string {
	pool, _, found := strings.Cut(f.provider(), "/providers/")
	switch {
	case !found:
		return ""
	case subject == "":
		return "principalSet://iam.googleapis.com/" + pool + "/*"
	default:
		return "principal://iam.googleapis.com/" + pool + "/subject/" + subject
	}
}

// subjectToken returns the OIDC token in a response or file; empty if there is none.
func (f *file) subjectToken(content []byte) string {
	if f.Subject.Format.Type != "json" {
		return strings.TrimSpace(string(content))
	}
	var fields map[string]any
	_ = json.Unmarshal(content, &fields) // The library reports what is wrong with it.
	token, _ := fields[f.Subject.Format.Field].(string)
	return token
}

// subjectOf returns the claim sub of a token (RFC 7519, section 4.1.2); empty if there is none. It verifies nothing: the claim is for
// messages only.
func subjectOf(token string) string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return ""
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	var claims struct {
		Subject string `json:"sub"`
	}
	if err != nil || json.Unmarshal(payload, &claims) != nil || !subjectPattern.MatchString(claims.Subject) {
		return ""
	}
	return claims.Subject
}

// subjectPattern excludes what a shell would expand, because commands in messages name the subject.
var subjectPattern = regexp.MustCompile(`^[\w.:/@-]{1,200}$`)

// damaged returns the advice for a file that failed before any request was sent.
func (f *file) damaged() string {
	switch {
	case f.Source != nil:
		return f.Source.damaged()
	case Kind(f.Type) == Federated:
		return "let the job get its OIDC token first, as google-github-actions/auth does"
	case Kind(f.Type) == Key:
		return "the key is damaged: make a new one, or better sign in without one (docs/releasing.md)"
	default:
		return "sign in again: " + login
	}
}
