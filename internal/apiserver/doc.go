// Package apiserver serves the API over gRPC from nothing but its descriptors, so that examples and programs that use the SDKs
// have something real to talk to. It authenticates as the API does, and records every call.
//
// In: compiled descriptors and the answers that a test wants. Out: a server on a local port, and the calls that it received.
//
// Start reading in New.
package apiserver
