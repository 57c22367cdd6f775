// Package apiserver serves the API from its descriptors alone, as its contract says: it knows who calls and what they may do, checks
// requests, keeps state, and records every call. Tests, examples and cmd/qdrant-cloud-emulator use it.
//
// In: compiled descriptors, and a [Config] with who may call, what is there already, and what time it is. Out: a server on a local port,
// and the calls that it received.
//
// Start reading in Start, and then in pipeline.go: a call is a list of steps, each of which is small. wire brings calls in, access and
// trouble decide whether they go on, and convention and behaviour do what they ask for, in a store. console lets people and tests look
// into the server and drive it.
package apiserver
