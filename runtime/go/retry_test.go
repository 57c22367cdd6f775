package qdrantcloud

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

// fast are pauses that a test does not notice.
var fast = WithRetryPolicy(RetryPolicy{Initial: time.Millisecond, Max: 2 * time.Millisecond})

func TestRetries(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		const cluster = `{"cluster": {"name": "a"}}`
		for name, c := range map[string]struct {
			method, request string
			fault           apitest.Fault
			options         []grpc.CallOption
			attempts        int
			want            codes.Code
		}{
			"unavailable twice":       {listClusters, `{}`, apitest.Fault{Code: codes.Unavailable, Times: 2}, nil, 3, codes.OK},
			"unavailable for ever":    {listClusters, `{}`, apitest.Fault{Code: codes.Unavailable}, nil, 4, codes.Unavailable},
			"no retry":                {listClusters, `{}`, apitest.Fault{Code: codes.Unavailable}, []grpc.CallOption{NoRetry()}, 1, codes.Unavailable},
			"a create":                {createCluster, cluster, apitest.Fault{Code: codes.Unavailable}, nil, 1, codes.Unavailable},
			"a create that is safe":   {createCluster, cluster, apitest.Fault{Code: codes.Unavailable}, []grpc.CallOption{Idempotent()}, 4, codes.Unavailable},
			"an update":               {updateCluster, `{"cluster": {"id": "b5d0a7c2-8e1f-4a36-9c47-6f2e8d3b1a05"}}`, apitest.Fault{Code: codes.Unavailable}, nil, 4, codes.Unavailable},
			"exhausted":               {listClusters, `{}`, apitest.Fault{Code: codes.ResourceExhausted}, nil, 1, codes.ResourceExhausted},
			"exhausted, with a delay": {listClusters, `{}`, apitest.Fault{Code: codes.ResourceExhausted, Retry: time.Millisecond, Times: 1}, nil, 2, codes.OK},
			"exhausted in a create":   {createCluster, cluster, apitest.Fault{Code: codes.ResourceExhausted, Retry: time.Millisecond}, nil, 1, codes.ResourceExhausted},
			"a delay that is too long": {
				listClusters, `{}`, apitest.Fault{Code: codes.ResourceExhausted, Retry: time.Hour}, nil, 1, codes.ResourceExhausted,
			},
			"internal": {listClusters, `{}`, apitest.Fault{Code: codes.Internal}, nil, 1, codes.Internal},
		} {
			server.Reset()
			c.fault.Method = "*"
			server.Fail(c.fault)
			_, err := invoke(t, connect(withKey(fast)...), c.method, c.request, c.options...)
			if got := codeOfError(err); got != c.want {
				t.Errorf("%s: %v", name, err)
			}
			if calls := server.Calls(); len(calls) != c.attempts {
				t.Errorf("%s: %d attempts, want %d", name, len(calls), c.attempts)
			}
			var failed *Error
			if errors.As(err, &failed) && failed.Attempts != c.attempts {
				t.Errorf("%s: the error speaks of %d attempts", name, failed.Attempts)
			}
		}
	})
}

func codeOfError(err error) codes.Code {
	var failed *Error
	errors.As(err, &failed)
	return failed.code()
}

func TestTheDelayOfTheServerIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		const delay = 150 * time.Millisecond
		server.Fail(apitest.Fault{Method: "*", Code: codes.Unavailable, Retry: delay, Times: 1})
		var pauses []time.Duration
		client := connect(withKey(fast, WithObserver(func(_ context.Context, a Attempt) { pauses = append(pauses, a.Pause) }))...)
		began := time.Now()
		if _, err := invoke(t, client, listClusters, `{}`); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took < delay || len(pauses) != 2 || pauses[0] != delay {
			t.Errorf("it took %v, with the pauses %v", took, pauses)
		}
	})
}

func TestBudget(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(append(transports["grpc"](server), fast)...)...)
	server.Fail(apitest.Fault{Method: "*", Code: codes.Unavailable})
	for range 10 {
		if _, err := invoke(t, client, listClusters, `{}`); !errors.Is(err, ErrUnavailable) {
			t.Fatal(err)
		}
	}
	// The first call has its four attempts; with the fifth failure half of the tokens are gone.
	if calls := len(server.Calls()); calls != 4+9 {
		t.Errorf("the server got %d calls", calls)
	}
	server.Reset()
	for range 70 { // Successes earn a tenth of a token each.
		if _, err := invoke(t, client, listClusters, `{}`); err != nil {
			t.Fatal(err)
		}
	}
	server.Fail(apitest.Fault{Method: "*", Code: codes.Unavailable, Times: 1})
	if _, err := invoke(t, client, listClusters, `{}`); err != nil {
		t.Errorf("after it has recovered: %v", err)
	}
}

func TestBackoffIsRandomAndBounded(t *testing.T) {
	policy := RetryPolicy{}.complete()
	for number, longest := range map[int]time.Duration{1: 100 * time.Millisecond, 2: 200 * time.Millisecond, 4: 800 * time.Millisecond, 50: 5 * time.Second} {
		seen := map[time.Duration]bool{}
		for range 200 {
			pause := policy.backoff(number)
			if pause < 0 || pause > longest {
				t.Fatalf("after attempt %d the pause is %v", number, pause)
			}
			seen[pause/(longest/4)] = true
		}
		if len(seen) < 4 {
			t.Errorf("after attempt %d the pauses are only in %v", number, seen)
		}
	}
}

func TestPolicyOfNonsense(t *testing.T) {
	got := RetryPolicy{MaxAttempts: -1, Initial: -time.Second, Max: -1, Multiplier: -3}.complete()
	want := RetryPolicy{MaxAttempts: 4, Initial: 100 * time.Millisecond, Max: 5 * time.Second, Multiplier: 1}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestDeadlines(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		server.Fail(apitest.Fault{Method: "*", Code: codes.OK, Latency: 300 * time.Millisecond})
		short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		long, cancelLong := context.WithTimeout(t.Context(), time.Minute)
		defer cancelLong()
		for name, c := range map[string]struct {
			ctx     context.Context //nolint:containedctx // It is what the case is about.
			client  []Option
			options []grpc.CallOption
			want    codes.Code
		}{
			"of the client":        {t.Context(), []Option{WithTimeout(50 * time.Millisecond)}, nil, codes.DeadlineExceeded},
			"of the context":       {short, nil, nil, codes.DeadlineExceeded},
			"of the call":          {long, nil, []grpc.CallOption{Timeout(50 * time.Millisecond)}, codes.DeadlineExceeded},
			"the context wins":     {long, []Option{WithTimeout(50 * time.Millisecond)}, nil, codes.OK},
			"none by the call":     {t.Context(), []Option{WithTimeout(50 * time.Millisecond)}, []grpc.CallOption{Timeout(0)}, codes.OK},
			"none by the client":   {t.Context(), []Option{WithTimeout(0)}, nil, codes.OK},
			"the default suffices": {t.Context(), nil, nil, codes.OK},
		} {
			client := connect(withKey(c.client...)...)
			_, err := dynamicCall(c.ctx, client, listClusters, request(t, listClusters, `{}`), c.options...)
			if got := codeOfError(err); got != c.want {
				t.Errorf("%s: %v", name, err)
			}
			if c.want == codes.DeadlineExceeded && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v is no context.DeadlineExceeded", name, err)
			}
		}
	})
}

func TestACallThatIsCanceledWhileItWaits(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		server.Fail(apitest.Fault{Method: "*", Code: codes.Unavailable, Retry: time.Minute})
		ctx, cancel := context.WithCancel(t.Context())
		client := connect(withKey(WithTimeout(0), WithObserver(func(context.Context, Attempt) { cancel() }))...)
		_, err := dynamicCall(ctx, client, listClusters, request(t, listClusters, `{}`))
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "before: ") {
			t.Errorf("the call ended with %v", err)
		}
	})
}

// A request that never left can be repeated, whatever it does.
func TestNoConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	for name, endpoint := range map[string]string{"grpc": address, "rest": "http://" + address} {
		attempts := 0
		client := connected(t, withKey(fast, WithEndpoint(endpoint), WithPlaintext(), WithObserver(func(context.Context, Attempt) { attempts++ }))...)
		if _, err := invoke(t, client, createCluster, `{"cluster": {"name": "a"}}`); !errors.Is(err, ErrUnavailable) || attempts != 4 {
			t.Errorf("%s: %d attempts, %v", name, attempts, err)
		}
	}
}

// A connection that ends after it got the request may have done what was asked.
func TestConnectionLost(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conn.Read(make([]byte, 1<<10)) //nolint:errcheck // Whatever came is enough.
			conn.Close()
		}
	}()
	client := func(attempts *int) *Client {
		return connected(t, withKey(fast, WithEndpoint("http://"+listener.Addr().String()), WithObserver(func(context.Context, Attempt) { *attempts++ }))...)
	}
	created, listed := 0, 0
	if _, err := invoke(t, client(&created), createCluster, `{"cluster": {"name": "a"}}`); !errors.Is(err, ErrUnavailable) || created != 1 {
		t.Errorf("a create: %d attempts, %v", created, err)
	}
	if _, err := invoke(t, client(&listed), listClusters, `{}`); !errors.Is(err, ErrUnavailable) || listed != 4 {
		t.Errorf("a list: %d attempts, %v", listed, err)
	}
}
