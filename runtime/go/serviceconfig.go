package qdrantcloud

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ServiceConfig returns the retries of this package as a service config of gRPC, for who uses stubs without a client:
//
//	grpc.NewClient(address, grpc.WithDefaultServiceConfig(qdrantcloud.ServiceConfig()))
//
// It retries methods whose repetition does no harm when the API is UNAVAILABLE. gRPC has no words for the rest.
func ServiceConfig() string {
	type name struct {
		Service string `json:"service"`
		Method  string `json:"method"`
	}
	type policy struct {
		MaxAttempts          int      `json:"maxAttempts"`
		InitialBackoff       string   `json:"initialBackoff"`
		MaxBackoff           string   `json:"maxBackoff"`
		BackoffMultiplier    float64  `json:"backoffMultiplier"`
		RetryableStatusCodes []string `json:"retryableStatusCodes"`
	}
	type methodConfig struct {
		Name        []name `json:"name"`
		RetryPolicy policy `json:"retryPolicy"`
	}
	type throttling struct {
		MaxTokens  int     `json:"maxTokens"`
		TokenRatio float64 `json:"tokenRatio"`
	}
	standard := RetryPolicy{}.complete()
	retried := methodConfig{RetryPolicy: policy{
		MaxAttempts: standard.MaxAttempts, InitialBackoff: seconds(standard.Initial), MaxBackoff: seconds(standard.Max),
		BackoffMultiplier: standard.Multiplier, RetryableStatusCodes: []string{"UNAVAILABLE"},
	}}
	for _, full := range slices.Sorted(maps.Keys(methods)) {
		if methods[full].idempotent {
			service, method, _ := strings.Cut(strings.TrimPrefix(full, "/"), "/")
			retried.Name = append(retried.Name, name{service, method})
		}
	}
	encoded, _ := json.Marshal(struct { //nolint:errchkjson // It has texts and numbers alone.
		MethodConfig    []methodConfig `json:"methodConfig"`
		RetryThrottling throttling     `json:"retryThrottling"`
	}{[]methodConfig{retried}, throttling{MaxTokens: maxTenths / 10, TokenRatio: 0.1}})
	return string(encoded)
}

// seconds writes a duration as JSON has it.
func seconds(duration time.Duration) string {
	return strconv.FormatFloat(duration.Seconds(), 'f', -1, 64) + "s"
}
