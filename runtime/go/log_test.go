package qdrantcloud

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

func TestLog(t *testing.T) {
	for name, options := range transports {
		t.Run(name, func(t *testing.T) {
			server := apitest.New(t)
			server.Fail(apitest.Fault{Method: "*", Code: codes.Unavailable, Times: 1})
			var log bytes.Buffer
			var seen []Attempt
			client := connected(t, withKey(append(options(server), fast,
				WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
				WithObserver(func(_ context.Context, a Attempt) { seen = append(seen, a) }))...)...)
			if _, err := invoke(t, client, listClusters, `{}`); err != nil {
				t.Fatal(err)
			}
			text := log.String()
			if strings.Contains(text, apitest.Key) || strings.Contains(text, apitest.AccountID) {
				t.Errorf("the log has more than it should: %s", text)
			}
			calls := server.Calls()
			want := []map[string]any{
				{"level": "WARN", "method": listClusters, "attempt": 1.0, "transport": name, "code": "Unavailable", "trace_id": calls[0].Trace},
				{"level": "DEBUG", "method": listClusters, "attempt": 2.0, "transport": name, "code": "OK", "trace_id": calls[1].Trace},
			}
			for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
				var got map[string]any
				if err := json.Unmarshal([]byte(line), &got); err != nil {
					t.Fatal(err)
				}
				for key, value := range want[i] {
					if got[key] != value {
						t.Errorf("line %d: %s is %v, want %v", i, key, got[key], value)
					}
				}
				if _, again := got["retry_in"]; again != (i == 0) {
					t.Errorf("line %d: %v", i, got)
				}
			}
			if len(seen) != 2 || !seen[0].Retry || seen[1].Retry || seen[0].Duration <= 0 {
				t.Errorf("the observer has seen %+v", seen)
			}
		})
	}
}
