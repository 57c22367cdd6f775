// Package conformance holds the clients of all languages to one list of cases, cases.yaml, over gRPC and over REST.
//
// In: the cases, and a program for each language, its runner, in runner/<lang>. Out: which cases a language has passed. A runner
// makes calls and reports what came of them; it compares nothing. What should come of them is compared here, once for all
// languages.
//
// Start reading in case.go, which is the format of the file, and in exchange.go, which is what a runner reads and writes. lab.go
// is the server: the emulator of internal/apiserver behind a network that fails as a case says (network.go).
//
// One case, or those of an area, with one client over one transport:
//
//	go test ./internal/dev/conformance -run TestClients/go/rest -case=retry/budget -v
//
// # Runners
//
// A runner is started with one argument, the transport (grpc or rest), and the variable QDRANT_CLOUD_CONFORMANCE_URL. It does
// this in a loop:
//
//  1. POST $URL/next. 200 has a [Task] as JSON; 204 says that there are no more, and the runner exits with 0.
//  2. It removes QDRANT_CLOUD_API_KEY, QDRANT_CLOUD_ENDPOINT and QDRANT_CLOUD_ACCOUNT_ID from its environment and sets what env
//     of the task has. It makes a client as client of the task says, for its transport, without TLS. A client that cannot be made
//     has one outcome, the error, in the place of all steps.
//  3. It takes the steps one after the other, with the same client, and keeps an [Outcome] of each.
//  4. POST $URL/done with {"outcomes": [...]}, and closes the client.
//
// An error of a step is an outcome like any other; the runner itself only fails when the task makes no sense to it. There are
// four verbs:
//
//   - call: calls accessor.method with the request.
//   - all: goes through the iterator accessor.method with the request, until it ends or take items were seen. With cancel_after
//     it cancels the call's context (signal, task) when it has so many items, and then goes on.
//   - wait: calls the wait helper accessor.method, which ends in gone for those that wait until something is no more.
//   - changes: computes the field mask between two messages of the type.
//
// Names are in snake case; each language has its own form of them. Requests and responses are ProtoJSON with names in
// lowerCamelCase and without fields that are not set, as the libraries write it by default.
//
// Nothing that a runner sends may have a secret in it, so a runner puts all into texts that a person or a log might see: of the
// client, of an error (all the forms of a text that the language has), of the records of the log hook.
package conformance
