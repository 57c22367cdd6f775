package apiserver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

const account = "11111111-1111-4111-8111-111111111111"

// orders is a contract with a resource, whose requests have rules.
var orders = fstest.MapFS{
	"common.proto": {Data: []byte(`syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions {
  repeated string permissions = 50001;
}
`)},
	"orders.proto": {Data: []byte(`syntax = "proto3";
package orders.v1;
import "buf/validate/validate.proto";
import "common.proto";
import "google/protobuf/timestamp.proto";
message Order {
  string id = 1;
  string account_id = 2;
  string name = 3 [(buf.validate.field).string.max_len = 10];
  google.protobuf.Timestamp created_at = 4;
}
message GetOrderRequest {
  string account_id = 1 [(buf.validate.field).string.uuid = true];
  string order_id = 2 [(buf.validate.field).string.min_len = 3];
}
message GetOrderResponse { Order order = 1; }
service OrderService {
  rpc GetOrder(GetOrderRequest) returns (GetOrderResponse) { option (qdrant.cloud.common.v1.permissions) = "read:orders"; }
}
`)},
}

const getOrder = "/orders.v1.OrderService/GetOrder"

// ordering prepares a server for orders, without a port.
func ordering(t *testing.T, config Config) *Server {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), orders)
	if err != nil {
		t.Fatal(err)
	}
	config.Files = compiled.Descriptors
	if config.Access == nil {
		config.Access = &access.Policy{Keys: []access.Key{
			{ID: "may", Account: account, Secret: "may"}, {ID: "may-not", Account: account, Secret: "may-not", Permissions: &[]string{}},
		}}
	}
	s, err := prepare(config)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// attempt makes a call of GetOrder, and says whether its request was read.
func (s *Server) attempt(t *testing.T, header metadata.MD, request string) (out rpc.Outcome, read bool) {
	t.Helper()
	method, ok := s.api.Method(getOrder)
	if !ok {
		t.Fatal("the method is gone")
	}
	out = s.Invoke(t.Context(), rpc.Incoming{Method: method, Header: header, Protocol: "test", Decode: func(into proto.Message) error {
		read = true
		if err := protojson.Unmarshal([]byte(request), into); err != nil {
			return status.Error(codes.InvalidArgument, "malformed")
		}
		return nil
	}})
	return out, read
}

// The steps come in their order: each row passes one more of them.
func TestSteps(t *testing.T) {
	key := func(secret string) metadata.MD { return metadata.Pairs("authorization", "apikey "+secret) }
	valid := `{"accountId": "` + account + `", "orderId": "one"}`
	for _, row := range []struct {
		name    string
		faulty  bool
		header  metadata.MD
		request string
		code    codes.Code
		text    string
		read    bool
	}{
		{"trouble comes before authentication", true, nil, "", codes.Unavailable, "asked for", false},
		{"authentication before the request is read", false, key("unknown"), "", codes.Unauthenticated, "does not know", false},
		{"reading", false, key("may-not"), "{", codes.InvalidArgument, "malformed", true},
		{"the account before permissions", false, key("may-not"), `{"accountId": "x"}`, codes.PermissionDenied, `"x"`, true},
		{"permissions before validation", false, key("may-not"), `{"accountId": "` + account + `"}`, codes.PermissionDenied, "read:orders", true},
		{"validation before the handler", false, key("may"), `{"accountId": "` + account + `", "orderId": "o"}`, codes.InvalidArgument, "order_id", true},
		{"the handler", false, key("may"), valid, codes.NotFound, "one", true},
	} {
		s := ordering(t, Config{})
		if row.faulty {
			if _, err := s.faults.Add(trouble.Fault{Method: getOrder, Code: "UNAVAILABLE"}); err != nil {
				t.Fatal(err)
			}
		}
		out, read := s.attempt(t, row.header, row.request)
		if status.Code(out.Err) != row.code || !strings.Contains(out.Err.Error(), row.text) || read != row.read {
			t.Errorf("%s: got %v, read %v", row.name, out.Err, read)
		}
		calls := s.Calls()
		if len(calls) != 1 || calls[0].Code != row.code || calls[0].Protocol != "test" || calls[0].Trace != out.Trailer.Get("qc-trace-id")[0] {
			t.Errorf("%s: recorded %+v", row.name, calls)
		}
	}
}

func TestViolations(t *testing.T) {
	s := ordering(t, Config{Key: "all"})
	out, _ := s.attempt(t, metadata.Pairs("authorization", "apikey all"), `{"accountId": "x"}`)
	details := status.Convert(out.Err).Details()
	if len(details) != 1 {
		t.Fatalf("got %v", out.Err)
	}
	bad, ok := details[0].(*errdetails.BadRequest)
	if !ok {
		t.Fatalf("got %T", details[0])
	}
	var got []string
	for _, violation := range bad.GetFieldViolations() {
		got = append(got, violation.GetField()+" "+violation.GetReason())
	}
	if want := []string{"account_id string.uuid", "order_id string.min_len"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An answer takes the place of everything behind authorization, validation included.
func TestAnswerTakesThePlaceOfBehaviour(t *testing.T) {
	s := ordering(t, Config{Answers: map[string]Answer{getOrder: JSON(`{"order": {"name": "far too long a name"}}`)}})
	out, _ := s.attempt(t, metadata.Pairs("authorization", "apikey may"), `{"accountId": "`+account+`"}`)
	if out.Err != nil || !strings.Contains(string(out.Response), "far too long") {
		t.Errorf("got %q, %v", out.Response, out.Err)
	}
}

// What a failed call has changed is undone, and an error without a status is a fault of the server.
func TestFailedCallChangesNothing(t *testing.T) {
	s := ordering(t, Config{})
	s.behaviour.Handlers[getOrder] = func(_ context.Context, call *rpc.Call) ([]byte, error) {
		call.Tx.Put(store.Entity{Kind: "k", ID: "i"})
		return []byte("lost"), errors.New("no status")
	}
	out, _ := s.attempt(t, metadata.Pairs("authorization", "apikey may"), `{"accountId": "`+account+`", "orderId": "one"}`)
	if status.Code(out.Err) != codes.Internal || out.Response != nil {
		t.Errorf("got %q, %v", out.Response, out.Err)
	}
	if err := s.store.Do(func(tx *store.Tx) error {
		if tx.Len("k", "") != 0 {
			return errors.New("the change is there")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// Handlers see the clock of the server and who calls, and the record has both.
func TestCallOfAHandler(t *testing.T) {
	at := time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)
	var observed []Call
	s := ordering(t, Config{Clock: clock.Still(at), Observe: func(call Call) { observed = append(observed, call) }})
	var seen rpc.Call
	s.behaviour.Handlers[getOrder] = func(_ context.Context, call *rpc.Call) ([]byte, error) {
		seen = *call
		return call.Reply(func(*dynamicpb.Message) error { return nil })
	}
	header := metadata.Pairs("authorization", "apikey may", "user-agent", "test/1")
	if out, _ := s.attempt(t, header, `{"accountId": "`+account+`", "orderId": "one"}`); out.Err != nil || out.Response == nil {
		t.Fatal(out.Err)
	}
	want := rpc.Actor{Type: rpc.ManagementKey, ID: "may", Account: account}
	if seen.Now != at || seen.Actor != want || seen.Account != account || seen.Agent != "test/1" {
		t.Errorf("the handler has seen %+v", seen)
	}
	if calls := s.Calls(); calls[0].Time != at || calls[0].Actor != want {
		t.Errorf("recorded %+v", calls[0])
	}
	if len(observed) != 1 || observed[0].Code != codes.OK || observed[0].Request != "" {
		t.Errorf("observed %+v", observed)
	}
}

// The record keeps the last calls within its bounds, and counts the others.
func TestRecordIsBounded(t *testing.T) {
	s := ordering(t, Config{})
	for i := range MaxCalls + 5 {
		s.calls.add(&entry{call: Call{Method: fmt.Sprint(i)}})
	}
	calls := s.Calls()
	if len(calls) != MaxCalls || calls[0].Method != "5" || calls[MaxCalls-1].Method != fmt.Sprint(MaxCalls+4) || s.Forgotten() != 5 {
		t.Errorf("%d calls from %s, %d forgotten", len(calls), calls[0].Method, s.Forgotten())
	}
	s.ForgetCalls()
	large := make([]byte, MaxRecordBytes/4)
	for i := range 10 {
		s.calls.add(&entry{call: Call{Method: fmt.Sprint(i)}, request: large})
	}
	if calls := s.Calls(); len(calls) != 3 || calls[2].Method != "9" || s.Forgotten() != 7 {
		t.Errorf("%d large calls, %d forgotten", len(calls), s.Forgotten())
	}
	s.calls.add(&entry{call: Call{Method: "huge"}, request: make([]byte, MaxRecordBytes+1)})
	if calls := s.Calls(); len(calls) != 1 || calls[0].Method != "huge" {
		t.Errorf("%d calls after a huge one", len(calls))
	}
}

func TestSeedAndReset(t *testing.T) {
	seed := "orders.v1.Order:\n- {id: one, accountId: " + account + ", name: first, createdAt: 2026-01-01T00:00:00Z}\n"
	s := ordering(t, Config{Seed: []byte(seed), SeedName: "seed.yaml"})
	read := func() string {
		out, _ := s.attempt(t, metadata.Pairs("authorization", "apikey may"), `{"accountId": "`+account+`", "orderId": "one"}`)
		return fmt.Sprintf("%q %v", out.Response, status.Code(out.Err))
	}
	if got := read(); !strings.Contains(got, "first") {
		t.Errorf("seeded: %s", got)
	}
	if count, err := s.Seed("doc", []byte(`{"orders.v1.Order": [{"id": "one", "accountId": "`+account+`", "name": "second"}]}`)); err != nil || count != 1 {
		t.Errorf("%d entities, %v", count, err)
	}
	if got := read(); !strings.Contains(got, "second") {
		t.Errorf("replaced: %s", got)
	}
	if err := s.Reset(); err != nil || len(s.Calls()) != 0 {
		t.Errorf("reset: %v, %d calls", err, len(s.Calls()))
	}
	if got := read(); !strings.Contains(got, "first") {
		t.Errorf("after the reset: %s", got)
	}
	for document, want := range map[string]string{
		"[":                          "doc: neither YAML nor JSON",
		"3":                          "doc:1: want the full names of messages",
		"a.B: []":                    `doc:1: the contract has no message "a.B"`,
		"orders.v1.OrderService: []": "has no message",
		"orders.v1.Order: 3":         "doc:1: orders.v1.Order: want a list",
		"orders.v1.Order:\n- {id: one}\n- {nope: 1}":                `doc:3: orders.v1.Order[1]: unknown field "nope"`,
		"orders.v1.Order:\n- {id: one, id: two}":                    `the key "id" stands here twice`,
		"orders.v1.Order:\n- &a {id: one}\n- *a":                    "aliases are not supported",
		"orders.v1.Order:\n- {id: one, name: much too long a name}": "doc:2: orders.v1.Order[0]: the orders.v1.Order one breaks the rules",
		"orders.v1.GetOrderRequest:\n- {orderId: one}":              "is no kind of entity",
	} {
		if _, err := s.Seed("doc", []byte(document)); err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "\u00a0", " "), want) {
			t.Errorf("%s: got %v, want %q", document, err, want)
		}
	}
	if got := read(); !strings.Contains(got, "first") {
		t.Errorf("after mistakes: %s", got)
	}
}

func TestFiles(t *testing.T) {
	for _, content := range []string{"", "no descriptors"} {
		if _, err := Files([]byte(content)); err == nil {
			t.Errorf("%q has files", content)
		}
	}
}
