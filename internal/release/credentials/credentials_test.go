package credentials

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

const account = "releaser@qdrant-cloud.iam.gserviceaccount.com"

// subjectToken is what GitHub gives a job, but for the signature.
var subjectToken = "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"repo:qdrant/api:environment:release"}`)) + ".secret"

const audience = "//iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/providers/main"

// tokenServices is a stand-in for the token services. An answer by path takes the place of a good one.
type tokenServices struct {
	*httptest.Server

	answers map[string]answer
	asked   atomic.Int64
	life    time.Duration
}

type answer struct {
	status int
	body   string
}

func newServices(t *testing.T, answers map[string]answer) *tokenServices {
	t.Helper()
	g := &tokenServices{answers: answers, life: time.Hour}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		name := strings.Trim(r.URL.Path, "/")
		if strings.HasSuffix(name, ":generateAccessToken") {
			name = "impersonate"
		}
		if bad, ok := g.answers[name]; ok {
			w.WriteHeader(bad.status)
			fmt.Fprint(w, bad.body)
			return
		}
		n := g.asked.Add(1)
		switch name {
		case "token", "sts":
			fmt.Fprintf(w, `{"access_token":"ya29.secret-%d","token_type":"Bearer","expires_in":%d}`, n, int(g.life.Seconds()))
		case "impersonate":
			fmt.Fprintf(w, `{"accessToken":"ya29.secret-%d","expireTime":%q}`, n, time.Now().Add(g.life).UTC().Format(time.RFC3339))
		case "oidc":
			if r.Header.Get("Authorization") != "Bearer request-secret" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			fmt.Fprint(w, `{"value":"`+subjectToken+`"}`)
		case "tokeninfo":
			fmt.Fprintf(w, `{"email":%q,"expires_in":"%d"}`, "ada@example.com", int(g.life.Seconds()))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(g.Close)
	return g
}

// files are credentials files of every kind, whose token services are the stand-in.
func (g *tokenServices) file(t *testing.T, kind string) map[string]any {
	t.Helper()
	impersonation := g.URL + "/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken"
	federated := func(source map[string]any) map[string]any {
		return map[string]any{
			"type": "external_account", "audience": audience, "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
			"token_url": g.URL + "/sts", "credential_source": source,
		}
	}
	fromURL := map[string]any{
		"url": g.URL + "/oidc?audience=x", "headers": map[string]string{"Authorization": "Bearer request-secret"},
		"format": map[string]string{"type": "json", "subject_token_field_name": "value"},
	}
	switch kind {
	case "user":
		return map[string]any{"type": "authorized_user", "client_id": "id", "client_secret": "client-secret", "refresh_token": "refresh-secret", "token_uri": g.URL + "/token"}
	case "user with account":
		f := g.file(t, "user")
		f["account"] = "ada@example.com"
		return f
	case "key":
		return map[string]any{"type": "service_account", "client_email": account, "private_key_id": "1", "private_key": privateKey, "token_uri": g.URL + "/token"}
	case "impersonation":
		return map[string]any{"type": "impersonated_service_account", "service_account_impersonation_url": impersonation, "source_credentials": g.file(t, "user with account")}
	case "federation by file":
		subject := filepath.Join(t.TempDir(), "oidc.jwt")
		if err := os.WriteFile(subject, []byte(subjectToken+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return federated(map[string]any{"file": subject})
	case "federation by url":
		return federated(fromURL)
	case "federation as account":
		f := federated(fromURL)
		f["service_account_impersonation_url"] = impersonation
		return f
	default:
		t.Fatalf("no file of kind %s", kind)
		return nil
	}
}

// privateKey is made anew by each run: none is kept in the repository.
var privateKey = func() string {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE" + " KEY", Bytes: der}))
}()

// environment is one without credentials, and the changes to it.
func environment(t *testing.T, changes map[string]string) Options {
	t.Helper()
	all := map[string]string{"HOME": t.TempDir()}
	maps.Copy(all, changes)
	return Options{
		Getenv: func(name string) string { return all[name] }, Secrets: &redact.Secrets{},
		OnGCE: func(context.Context) bool { return false },
	}
}

func write(t *testing.T, path string, content any) string {
	t.Helper()
	encoded, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, encoded, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEverySourceGivesTokensAndKnowsWhoItIs(t *testing.T) {
	for _, c := range []struct{ file, kind, member string }{
		{"user", "a user signed in with gcloud", ""},
		{"user with account", "a user signed in with gcloud", "user:ada@example.com"},
		{"key", "the key of a service account", "serviceAccount:" + account},
		{"impersonation", "an impersonated service account", "serviceAccount:" + account},
		{"federation by file", "workload identity federation", "principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/subject/repo:qdrant/api:environment:release"},
		{"federation by url", "workload identity federation", "principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/subject/repo:qdrant/api:environment:release"},
		{"federation as account", "workload identity federation", "serviceAccount:" + account},
	} {
		t.Run(c.file, func(t *testing.T) {
			g := newServices(t, nil)
			path := write(t, filepath.Join(t.TempDir(), "credentials.json"), g.file(t, c.file))
			o := environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path})
			s, err := Find(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			if g.asked.Load() != 0 {
				t.Error("the network was used before a token was needed")
			}
			login, err := s.Feed("")(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if login.User != "" || !strings.HasPrefix(login.Secret, "ya29.secret-") {
				t.Errorf("login %+v", login)
			}
			if id := s.Identity(); id.Kind.String() != c.kind || id.Member != c.member {
				t.Errorf("identity is %q, %q", id.Kind, id.Member)
			}
			again, err := s.Feed("oauth2accesstoken")(t.Context())
			if err != nil || again.Secret != login.Secret || again.User != "oauth2accesstoken" {
				t.Errorf("the second login is %+v, %v", again, err)
			}
			if err := s.Covers(t.Context(), 10*time.Hour); err != nil {
				t.Errorf("what is renewed lasts for ever: %v", err)
			}
			hidden := map[string][]string{
				"user": {"client-secret", "refresh-secret"}, "impersonation": {"client-secret", "refresh-secret"},
				"federation by url": {"request-secret", subjectToken}, "federation as account": {"request-secret"}, "federation by file": {subjectToken},
				"key": {strings.Split(privateKey, "\n")[1]},
			}
			for _, secret := range append(hidden[c.file], login.Secret) {
				if o.Secrets.Text(secret) != redact.Mask {
					t.Errorf("%s is shown", secret)
				}
			}
		})
	}
}

func TestTheFileOfGcloudIsTheSecondChoice(t *testing.T) {
	g := newServices(t, nil)
	home, config := t.TempDir(), t.TempDir()
	write(t, filepath.Join(home, ".config/gcloud/application_default_credentials.json"), g.file(t, "user"))
	write(t, filepath.Join(config, "application_default_credentials.json"), g.file(t, "key"))
	for _, c := range []struct {
		env  map[string]string
		want Kind
	}{
		{map[string]string{"HOME": home}, User},
		{map[string]string{"HOME": home, "CLOUDSDK_CONFIG": config}, Key},
		{map[string]string{"HOME": home, "GOOGLE_APPLICATION_CREDENTIALS": filepath.Join(config, "application_default_credentials.json")}, Key},
	} {
		s, err := Find(t.Context(), environment(t, c.env))
		if err != nil || s.Identity().Kind != c.want {
			t.Errorf("%v: %v, %v", c.env, s, err)
		}
	}
}

// Each way in which it goes wrong, with what is printed. A text is compared from its first to its last word, with the address
// of the stand-in and the path of the file left out.
func TestEveryFailureSaysWhatToDo(t *testing.T) {
	denied := answer{403, `{"error":{"code":403,"message":"Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"IAM_PERMISSION_DENIED"}]}}`}
	disabled := answer{403, `{"error":{"code":403,"message":"IAM Service Account Credentials API has not been used.","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}`}
	for _, c := range []struct {
		name, file string
		answers    map[string]answer
		change     map[string]any // change is what the file has otherwise.
		want       string
		retry      bool
	}{
		{
			name: "login revoked", file: "user", answers: map[string]answer{"token": {400, `{"error":"invalid_grant","error_description":"Token has been expired or revoked."}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for a user signed in with gcloud: HTTP 400: the login has expired or was revoked (invalid_grant: Token has been expired or revoked.); sign in again: gcloud auth application-default login",
		},
		{
			name: "key deleted", file: "key", answers: map[string]answer{"token": {400, `{"error":"invalid_grant","error_description":"Invalid JWT Signature."}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 400: invalid_grant: Invalid JWT Signature.; the key was deleted or its account disabled: gcloud iam service-accounts keys list --iam-account=" + account,
		},
		{
			name: "wrong clock", file: "key", answers: map[string]answer{"token": {400, `{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values."}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 400: invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values.; set the clock of this machine",
		},
		{
			name: "impersonation not allowed", file: "impersonation", answers: map[string]answer{"impersonate": denied},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 403: PERMISSION_DENIED: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).; gcloud iam service-accounts add-iam-policy-binding " + account + ` --project=qdrant-cloud --member="user:ada@example.com" --role=roles/iam.serviceAccountTokenCreator`,
		},
		{
			name: "impersonation by a login that was revoked", file: "impersonation", answers: map[string]answer{"token": {400, `{"error":"invalid_grant"}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 400: the login has expired or was revoked (invalid_grant); sign in again: gcloud auth application-default login",
		},
		{
			name: "impersonation API off", file: "impersonation", answers: map[string]answer{"impersonate": disabled},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 403: PERMISSION_DENIED: IAM Service Account Credentials API has not been used.; gcloud services enable iamcredentials.googleapis.com --project=qdrant-cloud",
		},
		{
			name: "no such account", file: "impersonation", answers: map[string]answer{"impersonate": {404, `{"error":{"code":404,"message":"Not found; Gaia id not found","status":"NOT_FOUND"}}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 404: NOT_FOUND: Not found; Gaia id not found; the service account " + account + " does not exist: create it, or name another one in the file",
		},
		{
			name: "federation not allowed to act as the account", file: "federation as account", answers: map[string]answer{"impersonate": denied},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for serviceAccount:" + account + ": HTTP 403: PERMISSION_DENIED: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).; gcloud iam service-accounts add-iam-policy-binding " + account + ` --project=qdrant-cloud --member="principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/subject/repo:qdrant/api:environment:release" --role=roles/iam.workloadIdentityUser`,
		},
		{
			name: "token of the job not accepted", file: "federation by url", answers: map[string]answer{"sts": {400, `{"error":"unauthorized_client","error_description":"The given credential is rejected by the attribute condition."}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/subject/repo:qdrant/api:environment:release: HTTP 400: unauthorized_client: The given credential is rejected by the attribute condition.; the token of the job was refused: compare its claims with gcloud iam workload-identity-pools providers describe projects/42/locations/global/workloadIdentityPools/github/providers/main",
		},
		{
			name: "job without id-token: write", file: "federation by url", answers: map[string]answer{"oidc": {403, `no`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for principalSet://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/*: HTTP 403: no OIDC token from HOST: no; give the job the permission id-token: write; if it has run for hours, start it again",
		},
		{
			name: "token of the job missing", file: "federation by file", change: map[string]any{"credential_source": map[string]any{"file": "/nowhere/oidc.jwt"}},
			want: `Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for principalSet://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/*: failed to open credential file "/nowhere/oidc.jwt"; let the job get its OIDC token first, as google-github-actions/auth does`,
		},
		{
			name: "service down", file: "user", answers: map[string]answer{"token": {503, `{"error":"backend_error"}`}}, retry: true,
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for a user signed in with gcloud: HTTP 503: HOST answered backend_error; run again",
		},
		{
			name: "service busy", file: "federation by url", answers: map[string]answer{"sts": {429, `slow down`}}, retry: true,
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/github/subject/repo:qdrant/api:environment:release: HTTP 429: HOST answered slow down; run again",
		},
		{
			name: "an answer without a token", file: "user", answers: map[string]answer{"token": {200, `{}`}},
			want: "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): get a token for a user signed in with gcloud: server response missing access_token; sign in again: gcloud auth application-default login",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := newServices(t, c.answers)
			f := g.file(t, c.file)
			maps.Copy(f, c.change)
			path := write(t, filepath.Join(t.TempDir(), "credentials.json"), f)
			s, err := Find(t.Context(), environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path}))
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Token(t.Context())
			check(t, err, c.want, c.retry, path, strings.TrimPrefix(g.URL, "http://"))
		})
	}
}

// check compares an error with what it should be.
func check(t *testing.T, err error, want string, retry bool, file, host string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s", want)
	}
	got := strings.NewReplacer(file, "FILE", host, "HOST").Replace(err.Error())
	if got != want {
		t.Errorf("the error is\n%s\nwant\n%s", got, want)
	}
	var of *feed.Error
	if !errors.As(err, &of) || of.Retry != retry {
		t.Errorf("retry is %v, want %v", of != nil && of.Retry, retry)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"no file", "", "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: no such file or directory; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
		{"no JSON", "not JSON", "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: it is not a credentials file: not the expected JSON; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
		{"no type", "{}", `Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: its type is "": want a user signed in with gcloud, the key of a service account, an impersonated service account or workload identity federation; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file`},
		{"a key without its key", `{"type":"service_account","client_email":"a@b"}`, "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: it has no private_key; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
		{"a key that is none", `{"type":"service_account","client_email":"a@b","private_key":"damaged"}`, "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: its private_key is not PEM; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
		{"an impersonation by nobody", `{"type":"impersonated_service_account","service_account_impersonation_url":"https://x"}`, "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: it has no source_credentials; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
		{"plain http", `{"type":"authorized_user","refresh_token":"x","token_uri":"http://example.com/"}`, "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: it has an address without https, to which secrets would be sent; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
		{"too large", strings.Repeat(" ", mostFile+1), "Google credentials ($GOOGLE_APPLICATION_CREDENTIALS: FILE): read the file: it has more than 1048576 bytes; sign in with gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to another file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "credentials.json")
			if c.content != "" {
				if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Find(t.Context(), environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path}))
			check(t, err, c.want, false, path, "no host")
		})
	}
}

func TestNobody(t *testing.T) {
	o := environment(t, nil)
	_, err := Find(t.Context(), o)
	check(t, err, "Google credentials: find credentials: GOOGLE_APPLICATION_CREDENTIALS is not set, FILE does not exist, and this is not a Google Cloud machine; sign in with gcloud auth application-default login, or in CI let google-github-actions/auth write the file",
		false, gcloudFile(o.Getenv), "no host")
}

func TestAServiceThatIsNotThereIsWorthAnotherTry(t *testing.T) {
	g := newServices(t, nil)
	path := write(t, filepath.Join(t.TempDir(), "credentials.json"), g.file(t, "federation as account"))
	g.Close()
	s, err := Find(t.Context(), environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Token(t.Context())
	var of *feed.Error
	if !errors.As(err, &of) || !of.Retry || !strings.Contains(of.What, "cannot be reached") {
		t.Errorf("the error is %v", err)
	}
}

func TestTokensAreRenewedBeforeTheyEnd(t *testing.T) {
	g := newServices(t, nil)
	path := write(t, filepath.Join(t.TempDir(), "credentials.json"), g.file(t, "key"))
	o := environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path})
	now := time.Now()
	o.Now = func() time.Time { return now }
	s, err := Find(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	give := s.Feed("")
	next := func(ctx context.Context) string {
		t.Helper()
		login, err := give(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return login.Secret
	}
	first := next(t.Context())
	if left, err := s.Left(t.Context()); err != nil || left < 59*time.Minute || left > 61*time.Minute {
		t.Errorf("%s are left, %v", left, err)
	}
	now = now.Add(50 * time.Minute)
	if next(t.Context()) != first {
		t.Error("a token that lasts was renewed")
	}
	now = now.Add(7 * time.Minute)
	g.life = 2 * time.Hour // The services go by the clock.
	second := next(t.Context())
	if second == first {
		t.Error("a token was given that ends within three minutes")
	}
	refused := feed.Refused(t.Context(), feed.Login{Secret: second})
	third := next(refused)
	if third == second {
		t.Error("a token was given again that the feed refused")
	}
	if next(refused) != third {
		t.Error("a token was renewed because an older one had been refused")
	}
}

func TestATokenIsUsedToItsEndWhileNobodyRenewsIt(t *testing.T) {
	g := newServices(t, nil)
	path := write(t, filepath.Join(t.TempDir(), "credentials.json"), g.file(t, "user"))
	o := environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path})
	now := time.Now()
	o.Now = func() time.Time { return now }
	s, err := Find(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g.answers = map[string]answer{"token": {503, ""}}
	now = now.Add(58 * time.Minute)
	if again, err := s.Token(t.Context()); err != nil || again != first {
		t.Errorf("two minutes before its end: %v", err)
	}
	now = now.Add(3 * time.Minute)
	if _, err := s.Token(t.Context()); err == nil {
		t.Error("a token was given that has ended")
	}
}

func TestTheTokenOfAVariable(t *testing.T) {
	const variable = "NPM_FEED_TOKEN"
	now := time.Now()
	for _, c := range []struct {
		name, token string
		answers     map[string]answer
		inform      bool
		need        time.Duration
		member      string
		want        string
	}{
		{name: "expiry unknown", token: "ya29.given", need: 10 * time.Hour},
		{name: "that lasts", token: "ya29.given", inform: true, need: time.Hour, member: "user:ada@example.com"},
		{
			name: "that ends too soon", token: "ya29.given", inform: true, need: 90 * time.Minute,
			want: "Google credentials ($NPM_FEED_TOKEN): check that the token lasts for the release: the token cannot be renewed and expires in 1h0m0s, but a release may take 1h30m0s; set a new one: NPM_FEED_TOKEN=$(gcloud auth print-access-token)",
		},
		{
			name: "that has ended", token: "ya29.given", inform: true, answers: map[string]answer{"tokeninfo": {400, `{"error":"invalid_token"}`}},
			want: "Google credentials ($NPM_FEED_TOKEN): use the token: Google does not know it, or it has expired; set a new one: NPM_FEED_TOKEN=$(gcloud auth print-access-token)",
		},
		{
			name: "that is empty", token: " ",
			want: "Google credentials ($NPM_FEED_TOKEN): use the token: it is empty; set a new one: NPM_FEED_TOKEN=$(gcloud auth print-access-token)",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := newServices(t, c.answers)
			o := environment(t, map[string]string{variable: c.token})
			o.Now = func() time.Time { return now }
			if c.inform {
				o.TokenInfo = g.URL + "/tokeninfo"
			}
			s, err := Variable(t.Context(), o, variable)
			if err == nil {
				err = s.Covers(t.Context(), c.need)
			}
			if c.want != "" {
				check(t, err, c.want, false, "no file", "no host")
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if s.Identity().Member != c.member {
				t.Errorf("it is of %q", s.Identity().Member)
			}
			if o.Secrets.Text(c.token) != redact.Mask {
				t.Error("the token is shown")
			}
		})
	}
}

func TestATokenThatEndsUnderWay(t *testing.T) {
	g := newServices(t, nil)
	now := time.Now()
	o := environment(t, map[string]string{"T": "ya29.given"})
	o.Now, o.TokenInfo = func() time.Time { return now }, g.URL+"/tokeninfo"
	s, err := Variable(t.Context(), o, "T")
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	_, err = s.Feed("")(t.Context())
	want := "Google credentials ($T): use the token: it expired at " + now.UTC().Format("15:04:05 MST") + "; set a new one: T=$(gcloud auth print-access-token)"
	check(t, err, want, false, "no file", "no host")
}

func TestTheMachine(t *testing.T) {
	var bad, silent, answer string
	asked := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Metadata-Flavor") != "Google" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		what := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
		switch what {
		case bad:
			http.NotFound(w, r)
		case silent:
			close(asked)
			<-r.Context().Done()
		case "email":
			fmt.Fprintln(w, account)
		case "token":
			if r.URL.Query().Get("scopes") != scope {
				t.Errorf("a token is asked for as %s", r.URL)
			}
			fmt.Fprint(w, answer)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GCE_METADATA_HOST", address.Host)
	answer = `{"access_token":"ya29.machine","expires_in":3600,"token_type":"Bearer"}`
	o := environment(t, nil)
	o.OnGCE = nil
	s, err := Find(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.Token(t.Context())
	if err != nil || token.AccessToken != "ya29.machine" || s.Identity().Member != "serviceAccount:"+account {
		t.Errorf("%+v of %+v, %v", token, s.Identity(), err)
	}
	if left := time.Until(token.Expiry); left < 59*time.Minute || left > time.Hour {
		t.Errorf("it lasts for %v", left)
	}
	answer = `{}`
	s.token = nil
	_, err = s.Token(t.Context())
	check(t, err, "Google credentials (the metadata server of this machine): get a token: the metadata server answered without a token; run again, or set GOOGLE_APPLICATION_CREDENTIALS", false, "no file", "no host")
	bad = "email"
	_, err = Find(t.Context(), o)
	check(t, err, "Google credentials (the metadata server of this machine): look up the service account of this machine: the machine has no service account; give it one, or set GOOGLE_APPLICATION_CREDENTIALS", false, "no file", "no host")
	bad = "token"
	s.token = nil
	_, err = s.Token(t.Context())
	check(t, err, "Google credentials (the metadata server of this machine): get a token: the machine has no service account; give it one, or set GOOGLE_APPLICATION_CREDENTIALS", false, "no file", "no host")
	bad, silent = "", "token"
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stopped by its user")
	go func() {
		<-asked
		cancel(stop)
	}()
	if _, err = s.Token(ctx); !errors.Is(err, stop) {
		t.Errorf("of a server that does not answer: %v", err)
	}
}

func TestACancelledReleaseGetsNoToken(t *testing.T) {
	g := newServices(t, nil)
	path := write(t, filepath.Join(t.TempDir(), "credentials.json"), g.file(t, "user"))
	s, err := Find(t.Context(), environment(t, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": path}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stopped by its user")
	cancel(stop)
	if _, err := s.Token(ctx); !errors.Is(err, stop) {
		t.Errorf("the error is %v", err)
	}
}

// TestTheQuotaProject is that of the file, unless the environment names another one.
func TestTheQuotaProject(t *testing.T) {
	g := newServices(t, nil)
	content := g.file(t, "user")
	content["quota_project_id"] = "billed-project"
	path := write(t, filepath.Join(t.TempDir(), "credentials.json"), content)
	for want, env := range map[string]map[string]string{
		"billed-project": {}, "other-project": {"GOOGLE_CLOUD_QUOTA_PROJECT": "other-project"},
	} {
		env["GOOGLE_APPLICATION_CREDENTIALS"] = path
		s, err := Find(t.Context(), environment(t, env))
		if err != nil {
			t.Fatal(err)
		}
		login, err := s.Feed("")(t.Context())
		if err != nil || login.Project != want || s.QuotaProject() != want {
			t.Errorf("got %q and %q, %v, want %q", login.Project, s.QuotaProject(), err, want)
		}
	}
}
