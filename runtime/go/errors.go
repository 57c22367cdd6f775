package qdrantcloud

import (
	"context"
	"errors"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Error is how a call failed. Find it with [errors.As], and compare its code by [errors.Is] with [ErrNotFound] and the like.
type Error struct {
	Code       codes.Code
	Message    string            // Message is the text of the API, for people.
	Method     string            // Method is the full name, as in /qdrant.cloud.cluster.v1.ClusterService/ListClusters.
	TraceID    string            // TraceID identifies the call; name it when you ask the support.
	Violations []Violation       // Violations are the fields of the request that are wrong.
	Reason     string            // Reason says why, for programs, as in PERMISSION_MISSING.
	Domain     string            // Domain is where Reason has its meaning.
	Metadata   map[string]string // Metadata has the facts that belong to Reason.
	Links      []Link            // Links lead to help.
	Retryable  bool              // Retryable says that the API has said when to come back:
	RetryAfter time.Duration     // RetryAfter this time.
	Attempts   int               // Attempts is how often the request was tried; 0 if it never got so far.

	status *status.Status
	cause  error
}

// Violation is a field of a request that breaks a rule.
type Violation struct {
	Field       string // Field is the path, as in cluster.name.
	Rule        string // Rule is the id of the rule, as in string.min_len.
	Description string
}

// Link leads to help.
type Link struct {
	Description string
	URL         string
}

// Error says which method failed, why, and what the API has of the call.
func (e *Error) Error() string {
	var text strings.Builder
	if e.Method != "" {
		text.WriteString(strings.TrimPrefix(e.Method, "/") + ": ")
	}
	text.WriteString(e.Code.String() + ": " + e.Message)
	for _, violation := range e.Violations {
		if line := violation.Field + ": " + violation.Description; !strings.Contains(e.Message, line) {
			text.WriteString("; " + line)
		}
	}
	if e.TraceID != "" {
		text.WriteString(" (trace " + e.TraceID + ")")
	}
	return text.String()
}

// Unwrap returns what is behind the failure on this side, such as an error of the network.
func (e *Error) Unwrap() error { return e.cause }

// GRPCStatus returns the failure as gRPC has it, with all details, so that status.Code and status.FromError work.
func (e *Error) GRPCStatus() *status.Status { return e.status }

// Is says whether the failure has a code, as in errors.Is(err, qdrantcloud.ErrNotFound). The errors of the package context count as
// their codes.
func (e *Error) Is(target error) bool {
	if code := codeError(0); errors.As(target, &code) {
		return codes.Code(code) == e.Code
	}
	return target == context.Canceled && e.Code == codes.Canceled ||
		target == context.DeadlineExceeded && e.Code == codes.DeadlineExceeded
}

// codeError is a code as a target of errors.Is.
type codeError codes.Code

func (e codeError) Error() string { return codes.Code(e).String() }

// The codes as targets of [errors.Is].
const (
	ErrCanceled           = codeError(codes.Canceled)           // ErrCanceled is an end by the caller.
	ErrUnknown            = codeError(codes.Unknown)            // ErrUnknown is an error that nobody has classified.
	ErrInvalidArgument    = codeError(codes.InvalidArgument)    // ErrInvalidArgument is a request that breaks a rule of the contract.
	ErrDeadlineExceeded   = codeError(codes.DeadlineExceeded)   // ErrDeadlineExceeded is a call that took too long; it may have succeeded.
	ErrNotFound           = codeError(codes.NotFound)           // ErrNotFound is a resource that is not there.
	ErrAlreadyExists      = codeError(codes.AlreadyExists)      // ErrAlreadyExists is a name or id that is taken.
	ErrPermissionDenied   = codeError(codes.PermissionDenied)   // ErrPermissionDenied is a caller that lacks a permission.
	ErrResourceExhausted  = codeError(codes.ResourceExhausted)  // ErrResourceExhausted is a quota or a rate limit that is used up.
	ErrFailedPrecondition = codeError(codes.FailedPrecondition) // ErrFailedPrecondition is a resource in a state that does not allow it.
	ErrAborted            = codeError(codes.Aborted)            // ErrAborted is a change that met another one.
	ErrOutOfRange         = codeError(codes.OutOfRange)         // ErrOutOfRange is a value beyond the end of something.
	ErrUnimplemented      = codeError(codes.Unimplemented)      // ErrUnimplemented is a method that the server does not know.
	ErrInternal           = codeError(codes.Internal)           // ErrInternal is a mistake of the server.
	ErrUnavailable        = codeError(codes.Unavailable)        // ErrUnavailable is a server that can't be reached at the moment.
	ErrDataLoss           = codeError(codes.DataLoss)           // ErrDataLoss is data that is lost.
	ErrUnauthenticated    = codeError(codes.Unauthenticated)    // ErrUnauthenticated is a key that is missing, unknown or expired.
)

// code returns the code; nil is success.
func (e *Error) code() codes.Code {
	if e == nil {
		return codes.OK
	}
	return e.Code
}

// interrupted turns a failure that was to be retried into the end of its context.
func (e *Error) interrupted(by error) {
	e.Code = status.FromContextError(errors.Unwrap(by)).Code()
	e.Message = by.Error() + "; before: " + e.Message
	e.cause = by
	details := e.status.Proto()
	details.Code, details.Message = int32(e.Code), e.Message //nolint:gosec // There are 17 codes.
	e.status = status.FromProto(details)
}

const redacted = "[redacted]"

// without keeps a secret out of a failure, should a server repeat it.
func (e *Error) without(secret string) *Error {
	if secret == "" || !strings.Contains(e.status.Proto().String(), secret) && !strings.Contains(e.Message, secret) {
		return e
	}
	clean := func(texts ...*string) {
		for _, text := range texts {
			*text = strings.ReplaceAll(*text, secret, redacted)
		}
	}
	clean(&e.Message, &e.Reason, &e.Domain)
	for i := range e.Violations {
		clean(&e.Violations[i].Field, &e.Violations[i].Rule, &e.Violations[i].Description)
	}
	for i := range e.Links {
		clean(&e.Links[i].Description, &e.Links[i].URL)
	}
	facts := map[string]string{}
	for key, value := range e.Metadata {
		clean(&key, &value)
		facts[key] = value
	}
	e.Metadata, e.cause = facts, nil
	e.status = status.New(e.Code, e.Message) // The details are encoded, so they can only go as a whole.
	return e
}
