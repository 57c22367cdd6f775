package qdrantcloud

import (
	"context"
	"log/slog"
	"time"

	"google.golang.org/grpc/codes"
)

// Attempt is how one attempt of a call ended.
type Attempt struct {
	Method    string // Method is the full name, as in /qdrant.cloud.cluster.v1.ClusterService/ListClusters.
	Number    int    // Number counts the attempts of the call, from 1.
	Transport string // Transport is grpc, rest, or custom for the connection of [WithConn].
	Code      codes.Code
	Duration  time.Duration
	TraceID   string        // TraceID identifies the call in the logs of the API.
	Retry     bool          // Retry says that there is another attempt,
	Pause     time.Duration // Pause after this time.
}

func logTo(logger *slog.Logger) func(context.Context, Attempt) {
	return func(ctx context.Context, a Attempt) {
		level := slog.LevelDebug
		if a.Code != codes.OK {
			level = slog.LevelWarn
		}
		attributes := []slog.Attr{
			slog.String("method", a.Method), slog.Int("attempt", a.Number), slog.String("transport", a.Transport),
			slog.String("code", a.Code.String()), slog.Duration("duration", a.Duration), slog.String("trace_id", a.TraceID),
		}
		if a.Retry {
			attributes = append(attributes, slog.Duration("retry_in", a.Pause))
		}
		logger.LogAttrs(ctx, level, "qdrant cloud call", attributes...)
	}
}
