package qdrantcloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

func TestErrors(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey()...)
		_, err := invoke(t, client, getCluster, `{"clusterId": "no-uuid"}`)
		var failed *Error
		switch {
		case !errors.As(err, &failed) || !errors.Is(err, ErrInvalidArgument) || errors.Is(err, ErrNotFound):
			t.Fatalf("%T: %v", err, err)
		case failed.Method != getCluster || failed.TraceID != server.Calls()[0].Trace || failed.TraceID == "":
			t.Errorf("%+v", failed)
		case len(failed.Violations) != 1 || failed.Violations[0].Field != "cluster_id" || failed.Violations[0].Rule == "":
			t.Errorf("the violations are %+v", failed.Violations)
		case status.Code(err) != codes.InvalidArgument || len(status.Convert(err).Details()) == 0:
			t.Errorf("gRPC sees %v", status.Convert(err))
		}
		if text := err.Error(); !strings.HasPrefix(text, "qdrant.cloud.cluster.v1.ClusterService/GetCluster: InvalidArgument: ") || !strings.Contains(text, failed.TraceID) {
			t.Errorf("the text is %s", text)
		}
		_, err = invoke(t, client, listClusters, `{"accountId": "22222222-2222-4222-8222-222222222222"}`)
		if !errors.As(err, &failed) || failed.Reason != "ACCOUNT_ACCESS_DENIED" || failed.Domain != "cloud.qdrant.io" || failed.Metadata["method"] == "" {
			t.Errorf("%+v", failed)
		}
		if wrapped := fmt.Errorf("list: %w", err); !errors.Is(wrapped, ErrPermissionDenied) || status.Code(wrapped) != codes.PermissionDenied {
			t.Errorf("wrapped it is %v", wrapped)
		}
		_, err = invoke(t, client, getCluster, `{"clusterId": "b5d0a7c2-8e1f-4a36-9c47-6f2e8d3b1a05"}`)
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%v", err)
		}
		if _, err = invoke(t, connect(WithAPIKey("unknown"), WithAccount(apitest.AccountID)), listClusters, `{}`); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("%v", err)
		}
	})
}

// answering is a connection whose calls end with an error.
type answering struct {
	grpc.ClientConnInterface

	err error
}

func (a answering) Invoke(context.Context, string, any, any, ...grpc.CallOption) error { return a.err }

func TestAllDetails(t *testing.T) {
	detailed, err := status.New(codes.Aborted, "no").WithDetails(
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: "a.b", Reason: "r", Description: "wrong"}}},
		&validate.Violations{Violations: []*validate.Violation{{
			RuleId: new("string.min_len"), Message: new("too short"),
			Field: &validate.FieldPath{Elements: []*validate.FieldPathElement{
				{FieldName: new("nodes"), Subscript: &validate.FieldPathElement_Index{Index: 2}},
				{FieldName: new("labels"), Subscript: &validate.FieldPathElement_StringKey{StringKey: `a"b`}},
				{FieldName: new("bool"), Subscript: &validate.FieldPathElement_BoolKey{BoolKey: true}},
				{FieldName: new("int"), Subscript: &validate.FieldPathElement_IntKey{IntKey: -1}},
				{FieldName: new("uint"), Subscript: &validate.FieldPathElement_UintKey{UintKey: 1}},
			}},
		}}},
		&errdetails.ErrorInfo{Reason: "R", Domain: "d", Metadata: map[string]string{"k": "v"}},
		&errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)},
		&errdetails.Help{Links: []*errdetails.Help_Link{{Description: "how to", Url: "https://example.com"}}},
		&errdetails.DebugInfo{Detail: "not for users"},
	)
	if err != nil {
		t.Fatal(err)
	}
	_, err = invoke(t, connected(t, WithConn(answering{err: detailed.Err()})), listClusters, `{}`)
	var got *Error
	if !errors.As(err, &got) {
		t.Fatal(err)
	}
	want := &Error{
		Code: codes.Aborted, Message: "no", Method: listClusters, Attempts: 1,
		Violations: []Violation{
			{Field: "a.b", Rule: "r", Description: "wrong"},
			{Field: `nodes[2].labels["a\"b"].bool[true].int[-1].uint[1]`, Rule: "string.min_len", Description: "too short"},
		},
		Reason: "R", Domain: "d", Metadata: map[string]string{"k": "v"}, Links: []Link{{"how to", "https://example.com"}},
		Retryable: true, RetryAfter: time.Second, status: got.status,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if len(got.GRPCStatus().Details()) != 6 {
		t.Errorf("gRPC sees %v", got.GRPCStatus())
	}
}

func TestErrorsThatAreNone(t *testing.T) {
	cause := errors.New("the disk is full")
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"a plain error":          {cause, ErrUnknown},
		"the end of a context":   {context.Canceled, ErrCanceled},
		"a deadline":             {fmt.Errorf("read: %w", context.DeadlineExceeded), ErrDeadlineExceeded},
		"a status that is inner": {fmt.Errorf("read: %w", status.Error(codes.OutOfRange, "x")), ErrOutOfRange},
	} {
		_, err := invoke(t, connected(t, WithConn(answering{err: c.err})), listClusters, `{}`)
		if !errors.Is(err, c.want) || !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := connected(t).Conn().Invoke(t.Context(), listClusters, "no message", nil); !errors.Is(err, ErrInternal) {
		t.Errorf("no message: %v", err)
	}
}

func TestServersThatRepeatTheKey(t *testing.T) {
	const key = "a-key-that-nobody-may-see"
	echo, err := status.New(codes.Unauthenticated, "unknown: "+key).WithDetails(
		&errdetails.ErrorInfo{Reason: key, Domain: key, Metadata: map[string]string{key: key}},
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: key, Reason: key, Description: key}}},
		&errdetails.Help{Links: []*errdetails.Help_Link{{Description: key, Url: key}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	client := connected(t, WithConn(answering{err: echo.Err()}), WithAPIKey(key))
	_, err = invoke(t, client, listClusters, `{}`)
	var failed *Error
	if !errors.As(err, &failed) || len(failed.Violations) != 1 || failed.Metadata[redacted] != redacted {
		t.Errorf("%+v", failed)
	}
	encoded, _ := json.Marshal(failed) //nolint:errchkjson // All of it can be written.
	for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err), string(encoded), fmt.Sprint(status.Convert(err).Proto())} {
		if strings.Contains(text, key) {
			t.Errorf("the key is in %s", text)
		}
	}
	// One that is only in an encoded detail counts too.
	hidden, err := status.New(codes.Unauthenticated, "unknown").WithDetails(&errdetails.DebugInfo{Detail: key})
	if err != nil {
		t.Fatal(err)
	}
	_, err = invoke(t, connected(t, WithConn(answering{err: hidden.Err()}), WithAPIKey(key)), listClusters, `{}`)
	if text := fmt.Sprint(status.Convert(err).Details()); strings.Contains(text, key) {
		t.Errorf("the key is in %s", text)
	}
}

func TestValidationBeforeSending(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey(WithValidator(protovalidate.GlobalValidator))...)
		_, err := invoke(t, client, getCluster, `{"clusterId": "no-uuid"}`)
		var failed *Error
		if !errors.As(err, &failed) || failed.Code != codes.InvalidArgument || len(failed.Violations) != 1 || failed.Violations[0].Field != "cluster_id" {
			t.Errorf("%+v", err)
		}
		var cause *protovalidate.ValidationError
		if !errors.As(err, &cause) || len(status.Convert(err).Details()) != 1 {
			t.Errorf("%v has lost what the validator says", err)
		}
		if calls := server.Calls(); len(calls) != 0 {
			t.Errorf("the server got %v", calls)
		}
		if _, err := invoke(t, client, listClusters, `{}`); err != nil {
			t.Error(err)
		}
	})
}
