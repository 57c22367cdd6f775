package rpc

import (
	"fmt"

	"google.golang.org/grpc/codes"
)

// names are the names of the codes in google.rpc.Code, by their numbers.
var names = [...]string{
	"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
	"RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
	"UNAUTHENTICATED",
}

// CodeName writes a code as google.rpc.Code and REST do: NOT_FOUND.
func CodeName(code codes.Code) string {
	if int(code) < len(names) {
		return names[code]
	}
	return fmt.Sprintf("CODE_%d", code)
}

// CodeOf finds a code by its name; it is false for a name that no code has.
func CodeOf(name string) (codes.Code, bool) {
	for code, known := range names {
		if known == name {
			return codes.Code(code), true
		}
	}
	return codes.Unknown, false
}
