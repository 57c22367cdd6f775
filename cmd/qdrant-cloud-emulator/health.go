package main

import (
	"context"
	"crypto/x509"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// healthTime bounds the question whether a server answers.
const healthTime = 2 * time.Second

// healthy returns an error if no server answers calls at an address. It is for images without a shell, where nothing else could ask.
func healthy(address, ca string) error {
	transport := insecure.NewCredentials()
	if ca != "" {
		content, err := read("ca", ca)
		if err != nil {
			return err
		}
		trusted := x509.NewCertPool()
		if !trusted.AppendCertsFromPEM(content) {
			return exit.Usagef("-ca=%s: it has no certificate", ca)
		}
		transport = credentials.NewClientTLSFromCert(trusted, "")
	}
	connection, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(transport))
	if err != nil {
		return exit.Usagef("-health=%s: %w", address, err)
	}
	defer connection.Close() //nolint:errcheck // The answer was all.
	ctx, stop := context.WithTimeout(context.Background(), healthTime)
	defer stop()
	answer, err := grpc_health_v1.NewHealthClient(connection).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	if err == nil && answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		err = fmt.Errorf("it is %s", answer.GetStatus())
	}
	if err != nil {
		return fmt.Errorf("nothing serves the API at %s: %w", address, err)
	}
	return nil
}
