package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

func TestCallsAreAuthenticated(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		asked := 0
		source := func(context.Context) (string, error) { asked++; return apitest.Token, nil }
		for name, c := range map[string]struct {
			option Option
			header string
		}{
			"key":    {WithAPIKey(apitest.Key + "\n"), "apikey " + apitest.Key},
			"token":  {WithBearerToken(apitest.Token), "Bearer " + apitest.Token},
			"source": {WithTokenSource(source), "Bearer " + apitest.Token},
		} {
			server.Reset()
			client := connect(c.option, WithAccount(apitest.AccountID), WithUserAgent("test/1"))
			if _, err := invoke(t, client, listClusters, `{}`); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			sent := server.Calls()[0].Metadata
			if got := sent.Get("authorization"); len(got) != 1 || got[0] != c.header {
				t.Errorf("%s: the header is %q", name, got)
			}
			if agent := strings.Join(sent.Get("user-agent"), ""); !strings.HasPrefix(agent, "test/1 qdrant-cloud-sdk-go/devel go/1.") {
				t.Errorf("the user agent is %q", agent)
			}
		}
		if asked != 1 {
			t.Errorf("the source was asked %d times", asked)
		}
		// A caller who authenticates a call has the last word.
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+apitest.Token)
		if _, err := dynamicCall(ctx, connect(withKey()...), listClusters, request(t, listClusters, `{}`)); err != nil {
			t.Error(err)
		}
	})
}

func TestWithoutKey(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		t.Setenv(EnvAPIKey, "")
		client := connect(WithAccount(apitest.AccountID))
		if _, err := invoke(t, client, listProviders, `{}`); err != nil {
			t.Error(err)
		}
		_, err := invoke(t, client, listClusters, `{}`)
		if !errors.Is(err, ErrUnauthenticated) || !strings.Contains(err.Error(), EnvAPIKey) {
			t.Errorf("the call ended with %v", err)
		}
		if calls := server.Calls(); len(calls) != 1 {
			t.Errorf("the server got %v", calls)
		}
	})
}

func TestEnvironment(t *testing.T) {
	server := apitest.New(t)
	t.Setenv(EnvAPIKey, apitest.Key)
	t.Setenv(EnvAccountID, apitest.AccountID)
	t.Setenv(EnvEndpoint, server.URL())
	if _, err := invoke(t, connected(t), listClusters, `{}`); err != nil {
		t.Error(err)
	}
	if _, err := invoke(t, connected(t, WithAccount("")), listClusters, `{}`); !errors.Is(err, ErrInvalidArgument) {
		t.Errorf("without an account the call ended with %v", err)
	}
	// A connection of somebody else gets nothing of it.
	t.Setenv(EnvAPIKey, "key-of-production")
	t.Setenv(EnvAccountID, "11111111-1111-4111-8111-111111111111")
	if _, err := invoke(t, connected(t, WithConn(server.Conn()), WithAccount(apitest.AccountID)), listClusters, `{}`); err != nil {
		t.Error(err)
	}
}

func TestAFailingSourceOfTokens(t *testing.T) {
	broken := errors.New("the file is gone")
	for name, source := range map[string]func(context.Context) (string, error){
		"error":      func(context.Context) (string, error) { return "", broken },
		"empty":      func(context.Context) (string, error) { return "", nil },
		"line break": func(context.Context) (string, error) { return "a\r\nx-admin: 1", nil },
	} {
		server := apitest.New(t)
		client := connected(t, WithEndpoint(server.URL()), WithTokenSource(source), WithAccount(apitest.AccountID))
		_, err := invoke(t, client, listClusters, `{}`)
		if !errors.Is(err, ErrUnauthenticated) || strings.Contains(err.Error(), "x-admin") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "error" && !errors.Is(err, broken) {
			t.Errorf("%s: %v has lost its cause", name, err)
		}
		if calls := server.Calls(); len(calls) != 0 {
			t.Errorf("%s: the server got %v", name, calls)
		}
	}
}

func TestWrongSettings(t *testing.T) {
	t.Setenv(EnvAPIKey, "")
	t.Setenv(EnvEndpoint, "")
	for name, c := range map[string]struct {
		option Option
		want   string
	}{
		"a path for gRPC, too": {func(s *settings) { WithGRPC()(s); WithEndpoint("https://example.com/api")(s) }, "has a path"},
		"an empty key":         {WithAPIKey(" "), "WithAPIKey"},
		"a key of two lines":   {WithAPIKey("one\ntwo-of-the-secret"), "copy it again"},
		"a URL without a host": {WithEndpoint("https://"), "is no URL"},
		"a key in the URL":     {WithEndpoint("https://key@example.com"), "may not have a user"},
		"plaintext elsewhere":  {WithEndpoint("http://example.com"), "without TLS"},
		"a scheme":             {WithEndpoint("ftp://example.com"), "unknown scheme"},
		"a path for gRPC":      {WithEndpoint("example.com/api"), "neither HOST:PORT nor a URL"},
	} {
		_, err := New(c.option)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "two-of-the-secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEndpoints(t *testing.T) {
	for _, c := range []struct {
		text      string
		over      transport
		plaintext bool
		want      string
	}{
		{"", byEndpoint, false, "grpc " + defaultGRPC},
		{"", overREST, false, "rest " + defaultREST},
		{"api.example.com", byEndpoint, false, "grpc api.example.com:443"},
		{"[::1]", overGRPC, true, "grpc [::1]:443, plaintext"},
		{"localhost:80", byEndpoint, true, "grpc localhost:80, plaintext"},
		{"api.example.com", overREST, false, "rest https://api.example.com"},
		{"localhost:80", overREST, true, "rest http://localhost:80, plaintext"},
		{"https://api.example.com/proxy/", byEndpoint, false, "rest https://api.example.com/proxy"},
		{"http://127.0.0.1:80", byEndpoint, false, "rest http://127.0.0.1:80, plaintext"},
		{"http://[::1]:80", overREST, false, "rest http://[::1]:80, plaintext"},
		{"http://emulator:80", byEndpoint, true, "rest http://emulator:80, plaintext"},
		{"https://api.example.com", overGRPC, false, "grpc api.example.com:443"},
		{"http://[::1]", overGRPC, false, "grpc [::1]:80, plaintext"},
	} {
		at, err := parseEndpoint(c.text, c.over, c.plaintext)
		got := "grpc " + at.target
		switch {
		case err != nil:
			got = err.Error()
		case at.rest:
			got = "rest " + at.url.String()
		}
		if at.plaintext {
			got += ", plaintext"
		}
		if got != c.want {
			t.Errorf("%q, %v: %s, want %s", c.text, c.over, got, c.want)
		}
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	const secret = "a-key-that-nobody-may-see"
	client := connected(t, WithAPIKey(secret), WithEndpoint("https://localhost"))
	for _, text := range []string{fmt.Sprint(client), fmt.Sprintf("%+v", *client.conn), fmt.Sprintf("%#v", client.conn)} {
		if strings.Contains(text, secret) {
			t.Errorf("the secret is in %s", text)
		}
	}
}

func TestAClosedClient(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(transports["grpc"](server)...)...)
	if err := client.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := invoke(t, client, listClusters, `{}`); !errors.Is(err, ErrCanceled) {
		t.Errorf("the call ended with %v", err)
	}
}
