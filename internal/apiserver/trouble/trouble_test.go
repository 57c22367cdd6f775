package trouble

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

const method = "/shop.v1.Shop/Buy"

func TestFaultsOfCalls(t *testing.T) {
	for name, test := range map[string]struct {
		faults []string
		method string
		header metadata.MD
		want   []codes.Code // want has what the calls one after the other get.
	}{
		"none":               {want: []codes.Code{codes.OK}},
		"the next two":       {faults: []string{`{"method": "/shop.v1.Shop/Buy", "code": "UNAVAILABLE", "times": 2}`}, want: []codes.Code{codes.Unavailable, codes.Unavailable, codes.OK}},
		"all":                {faults: []string{`{"method": "*", "code": "INTERNAL"}`}, want: []codes.Code{codes.Internal, codes.Internal}},
		"a pattern":          {faults: []string{`{"method": "/shop.*/B*", "code": "ABORTED"}`}, want: []codes.Code{codes.Aborted}},
		"no slash in a star": {faults: []string{`{"method": "/*", "code": "ABORTED"}`}, want: []codes.Code{codes.OK}},
		"after the first two": {
			faults: []string{`{"method": "*", "code": "ABORTED", "skip": 2, "times": 1}`},
			want:   []codes.Code{codes.OK, codes.OK, codes.Aborted, codes.OK},
		},
		"what one skips, another meets": {
			faults: []string{`{"method": "*", "code": "ABORTED", "skip": 1}`, `{"method": "*", "code": "DATA_LOSS"}`},
			want:   []codes.Code{codes.DataLoss, codes.Aborted},
		},
		"another method": {faults: []string{`{"method": "/shop.v1.Shop/Sell", "code": "ABORTED"}`}, want: []codes.Code{codes.OK}},
		"the first counts": {
			faults: []string{`{"method": "*", "code": "ABORTED", "times": 1}`, `{"method": "*", "code": "DATA_LOSS"}`},
			want:   []codes.Code{codes.Aborted, codes.DataLoss},
		},
		"by metadata": {header: metadata.Pairs(HeaderCode, "NOT_FOUND"), want: []codes.Code{codes.NotFound, codes.NotFound}},
		"a fault is before metadata": {
			faults: []string{`{"method": "*", "code": "ABORTED", "times": 1}`}, header: metadata.Pairs(HeaderCode, "NOT_FOUND"),
			want: []codes.Code{codes.Aborted, codes.NotFound},
		},
		"only late":              {header: metadata.Pairs(HeaderLatency, "1ns"), want: []codes.Code{codes.OK}},
		"a misspelt code":        {header: metadata.Pairs(HeaderCode, "UNAVAILABEL"), want: []codes.Code{codes.InvalidArgument}},
		"OK is no fault":         {header: metadata.Pairs(HeaderCode, "OK"), want: []codes.Code{codes.InvalidArgument}},
		"a misspelt latency":     {header: metadata.Pairs(HeaderLatency, "200"), want: []codes.Code{codes.InvalidArgument}},
		"too late":               {header: metadata.Pairs(HeaderLatency, "6m"), want: []codes.Code{codes.InvalidArgument}},
		"a negative latency":     {header: metadata.Pairs(HeaderLatency, "-1s"), want: []codes.Code{codes.InvalidArgument}},
		"twice":                  {header: metadata.Pairs(HeaderCode, "ABORTED", HeaderCode, "ABORTED"), want: []codes.Code{codes.InvalidArgument}},
		"a retry without a code": {header: metadata.Pairs(HeaderRetry, "1s"), want: []codes.Code{codes.InvalidArgument}},
	} {
		t.Run(name, func(t *testing.T) {
			faults := add(t, test.faults...)
			for i, want := range test.want {
				if err := faults.Meet(t.Context(), method, test.header); status.Code(err) != want {
					t.Errorf("call %d: got %v, want %v", i+1, err, want)
				}
			}
		})
	}
}

func add(t *testing.T, texts ...string) *Faults {
	t.Helper()
	faults := &Faults{}
	for _, text := range texts {
		var fault Fault
		if err := json.Unmarshal([]byte(text), &fault); err != nil {
			t.Fatal(err)
		}
		if _, err := faults.Add(fault); err != nil {
			t.Fatal(err)
		}
	}
	return faults
}

func TestRetryInfo(t *testing.T) {
	err := add(t, `{"method": "*", "code": "RESOURCE_EXHAUSTED", "retry": "1.5s", "message": "slow down"}`).Meet(t.Context(), method, nil)
	details := status.Convert(err).Details()
	if len(details) != 1 || status.Convert(err).Message() != "slow down" {
		t.Fatalf("got %v with %v", err, details)
	}
	if info, ok := details[0].(*errdetails.RetryInfo); !ok || info.GetRetryDelay().AsDuration() != 1500*time.Millisecond {
		t.Errorf("got %v", details[0])
	}
}

func TestDetails(t *testing.T) {
	err := add(t, `{"method": "*", "code": "INVALID_ARGUMENT", "retry": "1s", "details": [
		{"@type": "type.googleapis.com/google.rpc.Help", "links": [{"url": "https://example.com/help"}]}]}`).Meet(t.Context(), method, nil)
	details := status.Convert(err).Details()
	if len(details) != 2 {
		t.Fatalf("got %v with %v", err, details)
	}
	if help, ok := details[1].(*errdetails.Help); !ok || help.GetLinks()[0].GetUrl() != "https://example.com/help" {
		t.Errorf("got %v", details[1])
	}
}

// A caller who gives up ends the wait, however long it is.
func TestLatencyEndsWithTheCaller(t *testing.T) {
	faults := add(t, `{"method": "*", "latency": "5m"}`)
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := faults.Meet(canceled, method, nil); status.Code(err) != codes.Canceled {
		t.Errorf("got %v", err)
	}
	late, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	if err := faults.Meet(late, method, nil); status.Code(err) != codes.DeadlineExceeded {
		t.Errorf("got %v", err)
	}
}

func TestLatency(t *testing.T) {
	began := time.Now()
	if err := add(t, `{"method": "*", "latency": "30ms"}`).Meet(t.Context(), method, nil); err != nil || time.Since(began) < 30*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}

func TestFaultsOfEntities(t *testing.T) {
	faults := add(t, `{"kind": "shop.v1.Order", "phase": "PACKING", "times": 1}`, `{"kind": "shop.v1.Bill"}`)
	for i, step := range []struct {
		kind, phase string
		want        bool
	}{
		{"shop.v1.Order", "SENDING", false}, {"shop.v1.Order", "PACKING", true}, {"shop.v1.Order", "PACKING", false},
		{"shop.v1.Bill", "ANY", true}, {"shop.v1.Bill", "ANY", true},
	} {
		if got := faults.Fails(step.kind, step.phase); got != step.want {
			t.Errorf("step %d: got %v", i+1, got)
		}
	}
	if err := faults.Meet(t.Context(), method, nil); err != nil {
		t.Errorf("a call meets %v", err)
	}
	if list := faults.List(); len(list) != 1 || list[0].Met != 2 || list[0].ID != "fault-2" {
		t.Errorf("left are %+v", list)
	}
	if faults.Remove("fault-1") || !faults.Remove("fault-2") || len(faults.List()) != 0 {
		t.Error("the fault was not removed, or one that was gone")
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:                                                   "name one",
		`{"method": "*", "kind": "k"}`:                         "name one",
		`{"method": "*"}`:                                      `needs a "code"`,
		`{"method": "*", "code": "NOPE"}`:                      "want the name of a gRPC status",
		`{"method": "*", "code": "OK"}`:                        "other than OK",
		`{"method": "[", "code": "ABORTED"}`:                   "no pattern",
		`{"method": "*", "latency": "301s"}`:                   "0s to 5m0s",
		`{"method": "*", "retry": "1s"}`:                       `needs a "code"`,
		`{"kind": "k", "code": "ABORTED"}`:                     `name a "method"`,
		`{"method": "*", "code": "ABORTED", "phase": "p"}`:     `name a "kind"`,
		`{"method": "*", "latency": "1s", "message": "m"}`:     `name its "code"`,
		`{"method": "*", "code": "ABORTED", "times": -1}`:      "want 1 to",
		`{"method": "*", "code": "ABORTED", "times": 1000001}`: "want 1 to",
		`{"method": "*", "code": "ABORTED", "retry": "-1s"}`:   "not negative",
		`{"method": "*", "code": "ABORTED", "skip": -1}`:       "want 0 to",
		`{"method": "*", "latency": "1s", "details": []}`:      `name its "code"`,
		`{"method": "*", "code": "ABORTED", "details": [{}]}`:  "with its type",
		`{"method": "*", "code": "ABORTED", "details": [{"@type": "type.googleapis.com/shop.v1.None"}]}`: "with its type",
	} {
		var fault Fault
		if err := json.Unmarshal([]byte(text), &fault); err != nil {
			t.Fatal(err)
		}
		if _, err := (&Faults{}).Add(fault); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
	for _, text := range []string{`{"latency": 3}`, `{"latency": "3"}`} {
		var fault Fault
		if err := json.Unmarshal([]byte(text), &fault); err == nil || !strings.Contains(err.Error(), "is no duration") {
			t.Errorf("%s: got %v", text, err)
		}
	}
	faults := &Faults{}
	for range MaxFaults {
		if _, err := faults.Add(Fault{Method: "*", Code: "ABORTED"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := faults.Add(Fault{Method: "*", Code: "ABORTED"}); err == nil {
		t.Error("there is no end of faults")
	}
	faults.Clear()
	if len(faults.List()) != 0 {
		t.Error("faults are left")
	}
}
