package credentials

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// witness records the last response that the library received: the library's errors do not show which of several requests failed,
// nor whether a retry makes sense.
type witness struct {
	next    http.RoundTripper
	last    exchange
	oidc    string // oidc is the URL of the OIDC token.
	subject []byte // subject is its response.
}

// exchange is a request and its response.
type exchange struct {
	url    string
	status int // status is 0 if there was no response.
	body   []byte
	err    error
}

// mostAnswer bounds a response, in bytes; a token has a few thousand.
const mostAnswer = 1 << 20

// patience is how long a token endpoint may take.
const patience = 30 * time.Second

func (w *witness) client() *http.Client { return &http.Client{Transport: w, Timeout: patience} }

// context returns a context in which the library uses this witness.
func (w *witness) context(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, w.client())
}

// RoundTrip implements [http.RoundTripper].
func (w *witness) RoundTrip(request *http.Request) (*http.Response, error) {
	next := w.next
	if next == nil {
		next = http.DefaultTransport
	}
	w.last = exchange{url: request.URL.String()}
	response, err := next.RoundTrip(request)
	if err != nil {
		w.last.err = err
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // It was only read.
	w.last.body, err = io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		w.last.err = err
		return nil, err
	}
	w.last.status = response.StatusCode
	if w.last.wentTo(w.oidc) && w.last.status == http.StatusOK {
		w.subject = w.last.body
	}
	response.Body = io.NopCloser(bytes.NewReader(w.last.body))
	return response, nil
}

// postForm posts a form and decodes the response.
func (w *witness) postForm(ctx context.Context, address string, form url.Values, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := w.client().Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // It was only read.
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("HTTP %d", response.StatusCode)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

// wentTo reports whether the request went to an address.
func (e exchange) wentTo(address string) bool {
	u, err := url.Parse(address)
	return err == nil && address != "" && u.String() == e.url
}

// host returns the host of the request, for messages: URLs of token services are long, and their queries may hold secrets.
func (e exchange) host() string {
	if u, err := url.Parse(e.url); err == nil {
		return u.Host
	}
	return "the token service"
}

// refusal is the error of a token service, in the format of OAuth (RFC 6749, section 5.2) or of Google's APIs
// (https://google.aip.dev/193).
type refusal struct {
	code   string // code is like invalid_grant or PERMISSION_DENIED.
	text   string
	reason string // reason is like SERVICE_DISABLED.
}

func (e exchange) refusal() refusal {
	var answer struct {
		Error       json.RawMessage `json:"error"`
		Description string          `json:"error_description"`
	}
	var ofAPI struct {
		Status  string `json:"status"`
		Message string `json:"message"`
		Details []struct {
			Reason string `json:"reason"`
		} `json:"details"`
	}
	var code string
	switch {
	case json.Unmarshal(e.body, &answer) != nil:
		return refusal{text: string(e.body)}
	case json.Unmarshal(answer.Error, &code) == nil:
		return refusal{code: code, text: answer.Description}
	case json.Unmarshal(answer.Error, &ofAPI) == nil:
		r := refusal{code: ofAPI.Status, text: ofAPI.Message}
		for _, d := range ofAPI.Details {
			r.reason += d.Reason
		}
		return r
	default:
		return refusal{text: string(e.body)}
	}
}

func (r refusal) String() string {
	switch {
	case r.code == "":
		return r.text
	case r.text == "":
		return r.code
	default:
		return r.code + ": " + r.text
	}
}

// explain combines the error of the library with what the witness saw. The file is nil if there is none.
func (s *Source) explain(ctx context.Context, doing string, seen *witness, err error, f *file) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	last := seen.last
	of := s.wrong(doing, "", "")
	switch {
	case last.err != nil:
		of.What, of.Advice = fmt.Sprintf("%s cannot be reached: %s", last.host(), feed.Line(s.Redact(last.err.Error()))), "check the network or the proxy settings and run again"
		of.Retry = true
	case last.status >= 500, last.status == http.StatusTooManyRequests, last.status == http.StatusRequestTimeout:
		of.What, of.Advice = fmt.Sprintf("%s answered %s", last.host(), last.refusal()), "run again"
		of.Retry = true
	case last.status >= 400 && f != nil:
		of.What, of.Advice = s.refused(last, f)
	default:
		of.What = trimmed(err)
		if f != nil {
			of.Advice = f.damaged()
		}
	}
	if last.status >= 400 {
		of.Status = last.status
	}
	of.What, of.Err = feed.Line(s.Redact(of.What)), s.options.Secrets.Error(err)
	return of
}

// trimmed returns the text of a library error without package names.
func trimmed(err error) string {
	text := err.Error()
	for _, prefix := range []string{"oauth2/google/externalaccount: ", "oauth2/google: ", "oauth2: ", "google: "} {
		text = strings.TrimPrefix(text, prefix)
	}
	return text
}

// refused explains the refusal of a token service, and names the command that fixes it.
func (s *Source) refused(last exchange, f *file) (what, advice string) {
	said := last.refusal()
	what = said.String()
	switch {
	case f.Source != nil && !last.wentTo(f.ImpersonationURL):
		return s.refused(last, f.Source)
	case last.wentTo(f.ImpersonationURL):
		return what, s.unlocks(said, f)
	case last.wentTo(f.Subject.URL):
		return "no OIDC token from " + last.host() + ": " + what, "give the job the permission id-token: write; if it has run for hours, start it again"
	case Kind(f.Type) == Federated:
		return what, "the token of the job was refused: compare its claims with gcloud iam workload-identity-pools providers describe " + f.provider()
	case Kind(f.Type) == User:
		return "the login has expired or was revoked (" + what + ")", "sign in again: " + login
	case strings.Contains(said.text, "iat") || strings.Contains(said.text, "timeframe"):
		return what, "set the clock of this machine"
	default:
		return what, "the key was deleted or its account disabled: gcloud iam service-accounts keys list --iam-account=" + f.ClientEmail
	}
}

// unlocks returns the command that allows acting as a service account.
func (s *Source) unlocks(said refusal, f *file) string {
	account := f.impersonated()
	_, host, _ := strings.Cut(account, "@")
	project, _, _ := strings.Cut(host, ".")
	role, source := "roles/iam.workloadIdentityUser", Identity{Member: f.principal(s.subject)}
	if f.Source != nil {
		role, source.Member = "roles/iam.serviceAccountTokenCreator", f.Source.member(s.subject)
	}
	switch {
	case said.reason == "SERVICE_DISABLED":
		return "gcloud services enable iamcredentials.googleapis.com --project=" + project
	case said.code == "NOT_FOUND":
		return "the service account " + account + " does not exist: create it, or name another one in the file"
	default:
		return fmt.Sprintf("gcloud iam service-accounts add-iam-policy-binding %s --project=%s %s --role=%s", account, project, source.Flag(), role)
	}
}
