package main

import (
	"crypto/tls"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
)

// healthServer answers with a status, over TLS where there is a certificate, and returns its address.
func healthServer(t *testing.T, status grpc_health_v1.HealthCheckResponse_ServingStatus, certificate *tls.Certificate) string {
	t.Helper()
	var options []grpc.ServerOption
	if certificate != nil {
		options = append(options, grpc.Creds(credentials.NewServerTLSFromCert(certificate)))
	}
	server := grpc.NewServer(options...)
	answers := health.NewServer()
	answers.SetServingStatus("", status)
	grpc_health_v1.RegisterHealthServer(server, answers)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }() // It ends with the server.
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

// TestHealthy asks servers that answer, that do not serve, that speak TLS, and none at all.
func TestHealthy(t *testing.T) {
	certificate, encoded, err := apiserver.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ca, broken := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "broken.pem")
	for path, content := range map[string][]byte{ca: encoded, broken: []byte("none")} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	const serving, stopped = grpc_health_v1.HealthCheckResponse_SERVING, grpc_health_v1.HealthCheckResponse_NOT_SERVING
	for name, test := range map[string]struct{ address, ca, want string }{
		"serving":                   {healthServer(t, serving, nil), "", ""},
		"serving over TLS":          {healthServer(t, serving, &certificate), ca, ""},
		"not serving":               {healthServer(t, stopped, nil), "", "it is NOT_SERVING"},
		"nobody":                    {nobody, "", "nothing serves the API at " + nobody},
		"TLS, asked without it":     {healthServer(t, serving, &certificate), "", "nothing serves the API"},
		"no certificate":            {nobody, broken, "it has no certificate"},
		"no file with certificates": {nobody, filepath.Join(dir, "missing.pem"), "no such file"},
	} {
		err := healthy(test.address, test.ca)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}
