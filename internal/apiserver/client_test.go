package apiserver_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// account is that of the default policy.
const account = access.DefaultAccount

// The callers of the tests, by what they send.
const (
	owner    = "apikey " + access.DefaultKey
	person   = "bearer " + access.DefaultToken
	stranger = "apikey key-of-another-account"  // stranger is at home in another account.
	guest    = "apikey key-without-permissions" // guest is at home in the account, and may do nothing there.
)

// contract returns the API of this repository.
func contract(t testing.TB) *rpc.API {
	t.Helper()
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		t.Fatal(err)
	}
	api, err := rpc.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// target is a server with the contract, and a client of it over both protocols.
type target struct {
	testing.TB

	api    *rpc.API
	server *apiserver.Server
	conn   *grpc.ClientConn
	clock  *clock.Clock
}

// begin starts a server with the entities of a seed, whose clock stands still.
func begin(t testing.TB, api *rpc.API, seed []byte) *target {
	t.Helper()
	policy := access.Default()
	other := "9d3f1c6e-52a7-4b0f-8c1d-0e6a4f7b2c04"
	policy.Accounts = append(policy.Accounts, access.Account{ID: other, Name: "Another account"})
	policy.Keys = append(policy.Keys,
		access.Key{ID: "b5d0a7c2-8e1f-4a36-9c47-6f2e8d3b1a05", Account: other, Secret: strings.TrimPrefix(stranger, "apikey ")},
		access.Key{ID: "c6e1b8d3-9f20-4b47-8d58-7a3f9e4c2b06", Account: account, Secret: strings.TrimPrefix(guest, "apikey "), Permissions: &[]string{}},
	)
	at := &target{TB: t, api: api, clock: clock.Still(time.Date(2031, time.March, 3, 20, 0, 0, 0, time.UTC))}
	var err error
	if at.server, err = apiserver.Start(apiserver.Config{Files: api.Files, Access: policy, Clock: at.clock, Seed: seed, SeedName: "seed"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(at.server.Close)
	at.conn, err = grpc.NewClient(at.server.Addr(), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(1<<30)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { at.conn.Close() })
	return at
}

// reply is how a call ended, in the form in which REST shows it: a message, or a google.rpc.Status.
type reply struct {
	Code codes.Code
	JSON string // JSON is compact.
}

// grpc makes a call over gRPC.
func (at *target) grpc(method *rpc.Method, caller string, request proto.Message) reply {
	at.Helper()
	ctx := at.Context()
	if caller != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", caller)
	}
	response := method.NewResponse()
	var trailer metadata.MD
	err := at.conn.Invoke(ctx, method.Name, request, response, grpc.Trailer(&trailer))
	if len(trailer.Get("qc-trace-id")) != 1 {
		at.Errorf("%s over gRPC has the trailer %v, without one qc-trace-id", method.Name, trailer)
	}
	var encoded []byte
	if err != nil {
		encoded, err = at.api.JSON(status.Convert(err).Proto())
	} else {
		encoded, err = at.api.JSON(response)
	}
	if err != nil {
		at.Fatal(err)
	}
	return at.reply(encoded)
}

// reply reads an answer. One that has a code and details is a status.
func (at *target) reply(encoded []byte) reply {
	at.Helper()
	var compact bytes.Buffer
	if err := json.Compact(&compact, encoded); err != nil {
		at.Fatalf("%v: %s", err, encoded)
	}
	var failed struct {
		Code    *codes.Code
		Details *[]json.RawMessage
	}
	if err := json.Unmarshal(encoded, &failed); err == nil && failed.Code != nil && failed.Details != nil {
		return reply{*failed.Code, compact.String()}
	}
	return reply{codes.OK, compact.String()}
}

// rest makes the same call over REST.
func (at *target) rest(method *rpc.Method, caller string, sent protoreflect.Message) reply {
	at.Helper()
	request := at.request(method, sent)
	if caller != "" {
		request.Header.Set("Authorization", caller)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		at.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		at.Fatal(err)
	}
	if got := response.Header.Get("Content-Type"); got != "application/json" {
		at.Errorf("%s over REST has the content type %q: %s", method.Name, got, content)
	}
	if response.Header.Get("Qc-Trace-Id") == "" {
		at.Errorf("%s over REST has no header qc-trace-id", method.Name)
	}
	answer := at.reply(content)
	if ok := response.StatusCode == http.StatusOK; ok != (answer.Code == codes.OK) {
		at.Errorf("%s over REST has the status %d with %s", method.Name, response.StatusCode, content)
	}
	return answer
}

var variable = regexp.MustCompile(`\{([^}=]+)[^}]*\}`)

// request writes a message as its route has it: fields in the path, and the others in the query or in the body.
func (at *target) request(method *rpc.Method, sent protoreflect.Message) *http.Request {
	at.Helper()
	route := method.Options.Route
	rest, ok := proto.Clone(sent.Interface()).(*dynamicpb.Message)
	if !ok {
		at.Fatalf("%T is no dynamic message", sent.Interface())
	}
	path := variable.ReplaceAllStringFunc(route.Path, func(found string) string {
		name := variable.FindStringSubmatch(found)[1]
		holder, field, ok := message.Find(rest, name)
		if !ok {
			return ""
		}
		value := holder.Get(field).String()
		holder.Clear(field)
		return url.PathEscape(value)
	})
	var body io.Reader
	query := url.Values{}
	switch route.Body {
	case "":
		at.query(query, "", rest)
	case "*":
		encoded, err := protojson.MarshalOptions{Resolver: at.api.Types}.Marshal(rest)
		if err != nil {
			at.Fatal(err)
		}
		body = bytes.NewReader(encoded)
	default:
		at.Fatalf("%s has a body of a single field, which this client can't send", method.Name)
	}
	address := "http://" + at.server.Addr() + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	request, err := http.NewRequestWithContext(at.Context(), route.Verb, address, body)
	if err != nil {
		at.Fatal(err)
	}
	return request
}

// query writes the fields of a message as parameters.
func (at *target) query(to url.Values, prefix string, m protoreflect.Message) {
	at.Helper()
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		name := prefix + string(field.Name())
		one := func(v protoreflect.Value) {
			switch {
			case field.Message() == nil && field.Enum() != nil:
				to.Add(name, fmt.Sprint(v.Enum()))
			case field.Message() == nil:
				to.Add(name, fmt.Sprint(v.Interface()))
			case field.Message().ParentFile().Package() == "google.protobuf":
				encoded, err := protojson.Marshal(v.Message().Interface())
				if err != nil {
					at.Fatal(err)
				}
				to.Add(name, strings.Trim(string(encoded), `"`))
			default:
				at.query(to, name+".", v.Message())
			}
		}
		if field.IsList() {
			for i := range value.List().Len() {
				one(value.List().Get(i))
			}
			return true
		}
		one(value)
		return true
	})
}

// call makes a call that has to succeed, with a request as ProtoJSON, and returns the response.
func (at *target) call(name, request string) protoreflect.Message {
	at.Helper()
	method, ok := at.api.Method(name)
	if !ok {
		at.Fatalf("the contract has no method %s", name)
	}
	sent, response := method.NewRequest(), method.NewResponse()
	if err := (protojson.UnmarshalOptions{Resolver: at.api.Types}).Unmarshal([]byte(request), sent); err != nil {
		at.Fatal(err)
	}
	ctx := metadata.AppendToOutgoingContext(at.Context(), "authorization", owner)
	if err := at.conn.Invoke(ctx, method.Name, sent, response); err != nil {
		at.Fatalf("%s %s: %v", name, request, err)
	}
	return response
}
