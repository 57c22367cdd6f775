package qdrantcloud

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"
)

// The bounds of an error.
const (
	maxDetails = 100
	maxText    = 8 << 10
)

// refusal reads the error of an answer: a google.rpc.Status as JSON, or whatever a proxy on the way has written.
func refusal(answer *http.Response, body []byte) error {
	var sent struct {
		Code    *int32            `json:"code"`
		Message string            `json:"message"`
		Details []json.RawMessage `json:"details"`
	}
	if json.Unmarshal(body, &sent) != nil || sent.Code == nil || *sent.Code <= 0 || *sent.Code > int32(codes.Unauthenticated) {
		code := int32(codeOf(answer.StatusCode)) //nolint:gosec // There are 17 codes.
		sent.Code, sent.Details = &code, nil
		sent.Message = "the server answered " + answer.Status + ", and not as the API does: is a proxy on the way?"
	}
	read := &spb.Status{Code: *sent.Code, Message: strings.ToValidUTF8(sent.Message[:min(len(sent.Message), maxText)], "")}
	waits := false
	for _, detail := range sent.Details[:min(len(sent.Details), maxDetails)] {
		var known anypb.Any
		// A detail of a type that is not known here is left out, since the rest still says what happened.
		if (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(detail, &known) == nil {
			read.Details = append(read.Details, &known)
			waits = waits || known.MessageIs((*errdetails.RetryInfo)(nil))
		}
	}
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds >= 0 && seconds < 1<<31 && !waits {
		if wait, err := anypb.New(&errdetails.RetryInfo{RetryDelay: durationpb.New(time.Duration(seconds) * time.Second)}); err == nil {
			read.Details = append(read.Details, wait)
		}
	}
	return status.ErrorProto(read)
}

// codeOf returns the code of an HTTP status that is not of the API, as gRPC has it for proxies on its way:
// https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md.
func codeOf(httpStatus int) codes.Code {
	switch httpStatus {
	case http.StatusBadRequest:
		return codes.Internal
	case http.StatusUnauthorized:
		return codes.Unauthenticated
	case http.StatusForbidden:
		return codes.PermissionDenied
	case http.StatusNotFound:
		return codes.Unimplemented
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return codes.Unavailable
	default:
		return codes.Unknown
	}
}
