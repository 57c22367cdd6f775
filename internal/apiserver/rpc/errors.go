package rpc

import (
	"fmt"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
)

// Domain is the domain of every ErrorInfo that the server sends.
const Domain = "cloud.qdrant.io"

// Error is an error with a gRPC status and the details of google.rpc.
func Error(code codes.Code, message string, details ...protoadapt.MessageV1) error {
	s := status.New(code, message)
	if detailed, err := s.WithDetails(details...); err == nil {
		s = detailed
	}
	return s.Err()
}

// NotFound says that an entity is not there, or not for this caller.
func NotFound(kind, id string) error {
	return Error(codes.NotFound, fmt.Sprintf("%s %q does not exist", kind, id), &errdetails.ResourceInfo{ResourceType: kind, ResourceName: id})
}

// Violation is one field of a request that has a wrong value.
type Violation struct {
	Field  string // Field is the path of the field, as in cluster.name.
	Reason string // Reason is the id of the rule, as in string.min_len.
	Text   string
}

// Invalid says which fields of a request are wrong.
func Invalid(violations ...Violation) error {
	bad := &errdetails.BadRequest{}
	message := "the request is invalid"
	for i, v := range violations {
		bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: v.Field, Reason: v.Reason, Description: v.Text,
		})
		if i == 0 && v.Field != "" {
			message = v.Field + ": " + v.Text
		} else if i == 0 {
			message = v.Text
		}
	}
	return Error(codes.InvalidArgument, message, bad)
}

// Refused says why a caller may not make a call. The reason is in upper case, as in PERMISSION_MISSING, and never changes.
func Refused(code codes.Code, reason, message string, facts map[string]string) error {
	return Error(code, message, &errdetails.ErrorInfo{Reason: reason, Domain: Domain, Metadata: facts})
}

// Precondition says what state of an entity is in the way of a call.
func Precondition(kind, subject, message string) error {
	return Error(codes.FailedPrecondition, message, &errdetails.PreconditionFailure{
		Violations: []*errdetails.PreconditionFailure_Violation{{Type: kind, Subject: subject, Description: message}},
	})
}

// Conflict says that an entity with the same value of a unique field is there already.
func Conflict(kind, field, value string) error {
	return Error(codes.AlreadyExists, fmt.Sprintf("another %s has the %s %q", kind, field, value),
		&errdetails.ResourceInfo{ResourceType: kind, ResourceName: value})
}
