package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// failure makes an error of what a transport returned.
func failure(name string, err error) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	s, ok := status.FromError(err)
	switch {
	case ok && s != nil:
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		s = status.FromContextError(err)
	default:
		s = status.New(codes.Unknown, err.Error())
	}
	e := &Error{Code: s.Code(), Message: s.Message(), Method: name, status: s}
	if _, plain := err.(interface{ GRPCStatus() *status.Status }); !plain { // A bare status tells nothing more.
		e.cause = err
	} else {
		e.cause = errors.Unwrap(err)
	}
	for _, detail := range s.Details() {
		e.add(detail)
	}
	return e
}

// maxRetryAfter is how long a server can make a client wait; one that says more is not taken at its word.
const maxRetryAfter = 5 * time.Minute

// add reads a detail. Those of types that are not known here are in the status alone.
func (e *Error) add(detail any) {
	switch detail := detail.(type) {
	case *errdetails.BadRequest:
		for _, v := range detail.GetFieldViolations() {
			e.Violations = append(e.Violations, Violation{Field: v.GetField(), Rule: v.GetReason(), Description: v.GetDescription()})
		}
	case *validate.Violations:
		e.Violations = append(e.Violations, violationsOf(detail)...)
	case *errdetails.ErrorInfo:
		e.Reason, e.Domain, e.Metadata = detail.GetReason(), detail.GetDomain(), detail.GetMetadata()
	case *errdetails.RetryInfo:
		if delay := detail.GetRetryDelay(); delay.IsValid() {
			e.Retryable, e.RetryAfter = true, max(delay.AsDuration(), 0)
		}
	case *errdetails.Help:
		for _, link := range detail.GetLinks() {
			e.Links = append(e.Links, Link{Description: link.GetDescription(), URL: link.GetUrl()})
		}
	}
}

// invalid is a request that a validator refuses. It was not sent.
func invalid(name string, err error) *Error {
	e := &Error{Code: codes.InvalidArgument, Message: err.Error(), Method: name, cause: err}
	s := status.New(e.Code, e.Message)
	var refused interface{ ToProto() *validate.Violations }
	if errors.As(err, &refused) {
		violations := refused.ToProto()
		e.Violations = violationsOf(violations)
		if detailed, err := s.WithDetails(violations); err == nil {
			s = detailed
		}
	}
	e.status = s
	return e
}

func violationsOf(all *validate.Violations) []Violation {
	var found []Violation
	for _, v := range all.GetViolations() {
		found = append(found, Violation{Field: pathOf(v.GetField()), Rule: v.GetRuleId(), Description: v.GetMessage()})
	}
	return found
}

// pathOf writes the path of a field, as in nodes[2].labels["color"].
func pathOf(path *validate.FieldPath) string {
	var text strings.Builder
	for i, element := range path.GetElements() {
		if i > 0 {
			text.WriteByte('.')
		}
		text.WriteString(element.GetFieldName())
		switch subscript := element.GetSubscript().(type) {
		case *validate.FieldPathElement_Index:
			fmt.Fprintf(&text, "[%d]", subscript.Index)
		case *validate.FieldPathElement_BoolKey:
			fmt.Fprintf(&text, "[%t]", subscript.BoolKey)
		case *validate.FieldPathElement_IntKey:
			fmt.Fprintf(&text, "[%d]", subscript.IntKey)
		case *validate.FieldPathElement_UintKey:
			fmt.Fprintf(&text, "[%d]", subscript.UintKey)
		case *validate.FieldPathElement_StringKey:
			text.WriteString("[" + strconv.Quote(subscript.StringKey) + "]")
		}
	}
	return text.String()
}
