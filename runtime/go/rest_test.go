package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/sample"
)

// A server gets the same request over both transports, whatever is in it.
func TestRequestsAreTheSameOverBothTransports(t *testing.T) {
	server := apitest.New(t)
	clients := map[string]*Client{}
	for name, options := range transports {
		clients[name] = connected(t, append(options(server), WithBearerToken(apitest.Token), WithoutRetries())...)
	}
	compared := 0
	for seed := range uint64(3) {
		maker, err := sample.New(seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range api.Methods() {
			if one.Options.Route == nil {
				continue
			}
			request, err := maker.Valid(one.Descriptor.Input())
			if err != nil {
				t.Fatal(err)
			}
			server.Reset()
			_, grpcErr := dynamicCall(t.Context(), clients["grpc"], one.Name, request)
			_, restErr := dynamicCall(t.Context(), clients["rest"], one.Name, request)
			calls := server.Calls()
			if len(calls) != 2 {
				t.Errorf("%s: %v over gRPC, %v over REST, and the server got %v", one.Name, grpcErr, restErr, calls)
				continue
			}
			// A query has no words for a message in which nothing is set.
			if sent := strings.ReplaceAll(calls[0].Request, `,"minResources":{}`, ""); sent != calls[1].Request {
				t.Errorf("%s:\n%s over gRPC\n%s over REST", one.Name, calls[0].Request, calls[1].Request)
			}
			compared++
		}
	}
	if compared < 3*140 {
		t.Errorf("only %d requests were compared", compared)
	}
}

// Answers are the same as well: whole entities, with times, enums and 64-bit numbers.
func TestAnswersAreTheSameOverBothTransports(t *testing.T) {
	server := apitest.New(t)
	role := request(t, "/qdrant.cloud.iam.v1.IAMService/CreateRole", `{"role": {"id": "55555555-5555-4555-8555-555555555555",
		"accountId": "`+apitest.AccountID+`", "createdAt": "2026-01-01T00:00:00.123456789Z", "lastModifiedAt": "2026-01-02T00:00:00Z",
		"name": "Größe 🦀", "roleType": "ROLE_TYPE_CUSTOM", "permissions": [{"value": "read:clusters"}]}}`)
	server.Seed(at(role, "role").Message().Interface())
	newCluster(t, connected(t, withKey(transports["grpc"](server)...)...), "search")
	for _, method := range []string{listClusters, listPackages, "/qdrant.cloud.iam.v1.IAMService/ListRoles"} {
		answers := map[string]*dynamicpb.Message{}
		for name, options := range transports {
			sent := `{}`
			if method == listPackages {
				sent = `{"cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1"}`
			}
			answer, err := invoke(t, connected(t, withKey(options(server)...)...), method, sent)
			if err != nil {
				t.Fatal(err)
			}
			answers[name] = answer
		}
		if !proto.Equal(answers["grpc"], answers["rest"]) || len(answers["grpc"].String()) < 100 {
			t.Errorf("%s: %v\n%v", method, answers["grpc"], answers["rest"])
		}
	}
}

// recorder is an HTTP server that keeps what it got, and gives one answer.
type recorder struct {
	*httptest.Server

	status  int
	header  http.Header
	body    string
	got     *http.Request
	gotBody string
}

func record(t *testing.T, status int, body string) *recorder {
	t.Helper()
	r := &recorder{status: status, body: body, header: http.Header{"Content-Type": {"application/json; charset=utf-8"}}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		sent, _ := io.ReadAll(asked.Body)
		r.got, r.gotBody = asked, string(sent)
		maps.Copy(w.Header(), r.header)
		w.WriteHeader(r.status)
		io.WriteString(w, r.body) //nolint:errcheck // The test sees that the answer is missing.
	}))
	t.Cleanup(r.Close)
	return r
}

func TestFormOfRequests(t *testing.T) {
	at := record(t, 200, `{"futureField": 1}`)
	client := connected(t, WithEndpoint(at.URL+"/proxy/"), WithAPIKey("test-key"))
	for _, c := range []struct{ method, request, want, body string }{
		{listClusters, `{"accountId": "a/b c", "cloudProviderId": "é&="}`, "GET /proxy/api/cluster/v1/accounts/a%2Fb%20c/clusters?cloud_provider_id=%C3%A9%26%3D", ""},
		{deleteCluster, `{"accountId": "a", "clusterId": "c", "deleteBackups": true}`, "DELETE /proxy/api/cluster/v1/accounts/a/clusters/c?delete_backups=true", ""},
		{createCluster, `{"cluster": {"accountId": "a", "name": "n"}}`, "POST /proxy/api/cluster/v1/accounts/a/clusters", `"name":"n"`},
	} {
		if _, err := invoke(t, client, c.method, c.request); err != nil {
			t.Errorf("%s: %v", c.method, err)
			continue
		}
		if got := at.got.Method + " " + at.got.RequestURI; got != c.want || !strings.Contains(strings.ReplaceAll(at.gotBody, " ", ""), c.body) {
			t.Errorf("%s with %s, want %s", got, at.gotBody, c.want)
		}
		if (at.gotBody == "") != (at.got.Header.Get("Content-Type") == "") || at.got.Header.Get("Authorization") != "apikey test-key" ||
			!strings.HasSuffix(at.got.Header.Get("Grpc-Timeout"), "m") {
			t.Errorf("the headers are %v", at.got.Header)
		}
	}
}

func TestPathsThatWouldBeOthers(t *testing.T) {
	at := record(t, 200, `{}`)
	client := connected(t, WithEndpoint(at.URL), WithAPIKey("test-key"))
	for _, id := range []string{"", ".", ".."} {
		_, err := invoke(t, client, deleteCluster, fmt.Sprintf(`{"accountId": "a", "clusterId": %q}`, id))
		if !errors.Is(err, ErrInvalidArgument) || !strings.Contains(err.Error(), "cluster_id") || at.got != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := invoke(t, client, deleteCluster, `{"accountId": "a", "clusterId": "../../x?y#z%2e"}`); err != nil ||
		at.got.RequestURI != "/api/cluster/v1/accounts/a/clusters/..%2F..%2Fx%3Fy%23z%252e" {
		t.Errorf("%v, %v", at.got, err)
	}
}

func TestAnswersThatAreNotOfTheAPI(t *testing.T) {
	huge := `{"code": 5, "message": "` + strings.Repeat("x", 1<<20) + `", "details": [` + strings.Repeat(`{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "1s"},`, 1000) + `{}]}`
	for name, c := range map[string]struct {
		status int
		body   string
		want   codes.Code
		text   string
	}{
		"a page of a proxy":   {502, "<html>", codes.Unavailable, "502 Bad Gateway"},
		"another JSON":        {404, `{"error": "no route"}`, codes.Unimplemented, "404 Not Found"},
		"a code beyond":       {500, `{"code": 99, "message": "x"}`, codes.Unknown, "500"},
		"success as an error": {403, `{"code": 0, "message": "x"}`, codes.PermissionDenied, "403"},
		"too much":            {404, huge, codes.NotFound, "xxx"},
		"an unknown detail":   {409, `{"code": 6, "message": "taken", "details": [{"@type": "type.googleapis.com/a.B", "x": 1}]}`, codes.AlreadyExists, "taken"},
		"a redirect":          {302, "", codes.Unknown, "302"},
		"no JSON":             {200, "hello", codes.Internal, "the answer is no qdrant.cloud.cluster.v1.ListClustersResponse"},
		"a login page":        {200, "<html>", codes.Unknown, "200 OK"},
	} {
		at := record(t, c.status, c.body)
		at.header.Set("Location", "/elsewhere")
		if strings.HasPrefix(c.body, "<") {
			at.header.Set("Content-Type", "text/html")
		}
		client := connected(t, WithEndpoint(at.URL), WithAPIKey("test-key"), WithoutRetries())
		_, err := invoke(t, client, listClusters, `{"accountId": "a"}`)
		var failed *Error
		if !errors.As(err, &failed) || failed.Code != c.want || !strings.Contains(failed.Message, c.text) {
			t.Errorf("%s: %.200v", name, err)
		} else if len(failed.Message) > maxText || len(failed.GRPCStatus().Details()) > maxDetails {
			t.Errorf("%s: the error has %d bytes and %d details", name, len(failed.Message), len(failed.GRPCStatus().Details()))
		}
	}
}

func TestCodesOfHTTP(t *testing.T) {
	want := map[int]codes.Code{
		200: codes.Unknown, 302: codes.Unknown, 400: codes.Internal, 401: codes.Unauthenticated, 403: codes.PermissionDenied, 404: codes.Unimplemented,
		413: codes.Unknown, 418: codes.Unknown, 429: codes.Unavailable, 500: codes.Unknown, 502: codes.Unavailable, 503: codes.Unavailable, 504: codes.Unavailable,
	}
	for status, code := range want {
		if got := codeOf(status); got != code {
			t.Errorf("%d is %v, want %v", status, got, code)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{"7": 7 * time.Second, "0": 0, "-1": -1, "soon": -1, "99999999999": -1} {
		at := record(t, 429, "")
		at.header.Set("Retry-After", value)
		_, err := invoke(t, connected(t, WithEndpoint(at.URL), WithAPIKey("test-key"), WithoutRetries()), listClusters, `{"accountId": "a"}`)
		var failed *Error
		if !errors.As(err, &failed) || failed.Retryable != (want >= 0) || failed.Retryable && failed.RetryAfter != want {
			t.Errorf("%s: %+v", value, failed)
		}
	}
}

func TestTheAnswerIsBounded(t *testing.T) {
	at := record(t, 200, strings.Repeat(" ", maxMessage+1))
	_, err := invoke(t, connected(t, WithEndpoint(at.URL), WithAPIKey("test-key")), listClusters, `{"accountId": "a"}`)
	if !errors.Is(err, ErrResourceExhausted) {
		t.Errorf("%v", err)
	}
}

func TestMetadataOverREST(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(transports["rest"](server)...)...)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "x-mine", "1", "x-mine", "2", "some-bin", "\x00")
	var header, trailer metadata.MD
	if _, err := dynamicCall(ctx, client, listClusters, request(t, listClusters, `{}`), grpc.Header(&header), grpc.Trailer(&trailer)); err != nil {
		t.Fatal(err)
	}
	call := server.Calls()[0]
	if trace := trailer.Get(traceHeader); len(trace) != 1 || trace[0] != call.Trace || len(header.Get("content-type")) != 1 {
		t.Errorf("the caller sees %v and %v", header, trailer)
	}
	at := record(t, 200, `{}`)
	if _, err := dynamicCall(ctx, connected(t, WithEndpoint(at.URL), WithAPIKey("test-key")), listClusters, request(t, listClusters, `{"accountId": "a"}`)); err != nil {
		t.Fatal(err)
	}
	if got := at.got.Header.Values("X-Mine"); !slices.Equal(got, []string{"1", "2"}) || at.got.Header.Get("Some-Bin") != "" {
		t.Errorf("the server sees %v", at.got.Header)
	}
}

func TestWhatRESTDoesNotHave(t *testing.T) {
	client := connected(t, WithREST(), WithAPIKey("test-key"))
	if err := client.Conn().Invoke(t.Context(), "/a.B/C", request(t, listClusters, `{}`), request(t, listClusters, `{}`)); !errors.Is(err, ErrUnimplemented) {
		t.Errorf("a method without a route: %v", err)
	}
	if _, err := client.Conn().NewStream(t.Context(), &grpc.StreamDesc{}, "/a.B/C"); !errors.Is(err, ErrUnimplemented) {
		t.Errorf("a stream: %v", err)
	}
}

// The client that a program gives keeps its own settings.
func TestHTTPClient(t *testing.T) {
	server := apitest.New(t)
	seen := 0
	own := &http.Client{Timeout: time.Nanosecond, Transport: roundTripper(func(asked *http.Request) (*http.Response, error) {
		seen++
		return http.DefaultTransport.RoundTrip(asked)
	})}
	client := connected(t, withKey(WithEndpoint(server.URL()), WithHTTPClient(own))...)
	if _, err := invoke(t, client, listClusters, `{}`); err != nil || seen != 1 || own.CheckRedirect != nil {
		t.Errorf("%v, %d requests", err, seen)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(asked *http.Request) (*http.Response, error) { return f(asked) }

// A stream of a newer contract is authenticated over gRPC.
func TestStreamsOverGRPC(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(transports["grpc"](server)...)...)
	stream, err := client.Conn().NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, "/grpc.health.v1.Health/Watch")
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.CloseSend(); err != nil {
		t.Error(err)
	}
	none := connected(t, transports["grpc"](server)...)
	if _, err := none.Conn().NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, "/a.B/C"); status.Code(err) != codes.Unauthenticated {
		t.Errorf("without a key: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.Conn().NewStream(ended, &grpc.StreamDesc{ServerStreams: true}, "/a.B/C"); !errors.Is(err, ErrCanceled) {
		t.Errorf("after its end: %v", err)
	}
}
