// Package qdrantcloud is the client of the Qdrant Cloud API.
//
//	client, err := qdrantcloud.New() // The key is in QDRANT_CLOUD_API_KEY, the account in QDRANT_CLOUD_ACCOUNT_ID.
//	if err != nil {
//		log.Fatal(err)
//	}
//	defer client.Close()
//	for cluster, err := range client.Clusters().All(ctx, nil) {
//		…
//	}
//
// A [Client] has one accessor for each service, and these have a method for each method of the service, which takes and returns the
// messages of the contract. On top of the generated stubs a call has authentication, the default account, a deadline, retries where a
// repetition does no harm, and an [*Error] that has all that the API says about a failure. [Client.Conn] gives stubs the same.
//
// Options of a client begin with With; those of a single call are of the type [grpc.CallOption], beside those of gRPC itself.
package qdrantcloud
