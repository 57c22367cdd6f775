// Package apiserver serves the API over gRPC from its descriptors alone, so that tests can run examples and programs that use the
// SDKs. It authenticates as the API does, and records every call.
//
// In: compiled descriptors and the configured answers. Out: a server on a local port, and the calls that it received.
//
// Start reading in Start.
package apiserver
