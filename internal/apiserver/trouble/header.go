package trouble

import (
	"encoding/json"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// The metadata by which a call asks for a fault of its own.
const (
	HeaderCode    = "emulator-fault"   // HeaderCode is the name of a gRPC status, as in UNAVAILABLE.
	HeaderRetry   = "emulator-retry"   // HeaderRetry is the delay of the RetryInfo in the error, as in 2s.
	HeaderLatency = "emulator-latency" // HeaderLatency is how long the call is held back, as in 200ms.
)

// fromHeader returns the fault that a call asks for, nil for none. A mistake is an error: a test must not pass because its fault was
// misspelt.
func fromHeader(header metadata.MD) (*Fault, error) {
	fault := Fault{Method: "*"}
	asked := false
	for name, read := range map[string]func(text string) error{
		HeaderCode:    func(text string) error { fault.Code = text; return nil }, //nolint:unparam // Others can fail.
		HeaderRetry:   func(text string) error { return fault.Retry.UnmarshalText([]byte(text)) },
		HeaderLatency: func(text string) error { return fault.Latency.UnmarshalText([]byte(text)) },
	} {
		values := header.Get(name)
		if len(values) == 0 {
			continue
		}
		asked = true
		err := read(values[0])
		if len(values) > 1 {
			err = fmt.Errorf("it is sent %d times", len(values))
		}
		if err != nil {
			return nil, rpc.Error(codes.InvalidArgument, fmt.Sprintf("the metadata %s: %v", name, err))
		}
	}
	if !asked {
		return nil, nil //nolint:nilnil // No fault is no error.
	}
	if err := fault.check(); err != nil {
		return nil, rpc.Error(codes.InvalidArgument, fmt.Sprintf("the metadata emulator-*: %v", err))
	}
	return &fault, nil
}

// Duration is a duration that is written as 200ms, 1.5s or 2m.
type Duration time.Duration

// MarshalText writes the duration.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads the duration.
func (d *Duration) UnmarshalText(text []byte) error {
	read, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is no duration: want 200ms, 1.5s or 2m", text)
	}
	*d = Duration(read)
	return nil
}

// UnmarshalJSON reads the duration from a text.
func (d *Duration) UnmarshalJSON(encoded []byte) error {
	var text string
	if err := json.Unmarshal(encoded, &text); err != nil {
		return fmt.Errorf("%s is no duration: want a text as in \"200ms\"", encoded)
	}
	return d.UnmarshalText([]byte(text))
}
